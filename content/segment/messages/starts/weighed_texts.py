"""Weigh whether a stretch of a turn is the words of another, by many small signs.

No phrase has to announce it: "My colleague is ill and gave me a page to read." What is
said right before it (a colon, a word for a message, for writing, for reading, a name),
how the page sets it off, and how its reader goes on are added up, so that a little of
each is enough. `python -m bench.read_out DIR… --fit` fits the weights.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.fitted_weights import log_odds
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.quotations import closing_mark_end
from content.segment.messages.words import (
    CACHED_TEXTS,
    REPORTED,
    greets_reader,
    introduces_wording,
    is_item,
    may_tell_of_text,
    reader_ends,
    says_it_is_read,
    says_it_is_read_now,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.pieces import Piece
from content.segment.result import confidence_of
from content.segment.wording.in_person import FIRST_PERSON

MAYBE, LIKELY, SURE = 0.35, 0.5, 0.8
"""How likely a text is another's that is doubted, at least, given to its sender, served."""

WEIGHTS: Mapping[str, float] = {
    "any": -1.09,
    "asks": 0.60,
    "bare": -2.62,
    "below a greeting": -0.45,
    "closes in marks": 0.74,
    "colon": 0.43,
    "colon and marks": 0.60,
    "colon and name": 0.51,
    "colon and writing": 0.46,
    "colon, in person": 0.38,
    "goes on": -1.08,
    "greets": 1.44,
    "in a paragraph": -2.38,
    "in italics": 0.34,
    "length": 0.76,
    "length of lead": -1.06,
    "marks inside": 0.88,
    "message": 0.15,
    "message, near": 0.62,
    "name": 0.20,
    "opens in marks": 1.06,
    "read now": 1.23,
    "read now, near": 1.23,
    "reader ends": 1.11,
    "reading": 0.28,
    "reading, near": -0.07,
    "reported": 0.42,
    "said": -0.81,
    "sentences": 0.39,
    "set off": 1.28,
    "text asks": 0.90,
    "untold": -0.65,
    "wording": 0.63,
    "writing": 0.23,
    "writing, near": 0.18,
}
"""What each sign counts, as log odds."""

_OF_PEOPLE = ("message, near", "name", "read now, near", "writing, near")
_TELLING = ("message, near", "read now, near", "reading, near", "writing, near")
_TELLING_OF_BARE = ("message", "read now", "reading")
_OF_TEXTS = (*_TELLING, "asks", "reported", "wording")
_LEAD, _NEAR_SENTENCES, _BRIEF = 500, 3, 200
_MAX_LEAD, _SCALE, _MOST_SENTENCES = 300, 100, 5
_MIN_CHARS, _MAX_CHARS = 10, 1500
_LEAST, _SIGN_CHARS, _HANGUL_CHARS = 40, 3, 2
_MIN_ITEMS, _MIN_NAMED = 4, 0.8
_COMMA = re.compile(r"[,،،;]\s")
_HANGUL = re.compile("[가-힣]")
_MARKS = re.compile('[“„«「"]')
# Marks may stand behind any sign that leads on, words without marks behind a colon. An
# expression that opens with one set skips to its signs.
_LED = re.compile(
    r"[:：.。,，،–—](?:(?:\s+|(?<=[:：。，،]))(?=([“„«「『\"»”]))"
    r"|(?<=[:：])(?:\s+|(?<=：))(?=\S))"
)


def likely_of_another(turn: Sequence[Piece], start: int) -> float:
    """Return how likely a piece of a turn opens a text of somebody else than its reader."""
    return weighed(signs_at(turn, start))


def signs_at(turn: Sequence[Piece], start: int) -> dict[str, float]:
    """Return the signs that a piece of a turn opens another's text; none where it cannot."""
    piece = turn[start]
    above = turn[start - 1] if start else None
    if above is None or not (above.spoken and piece.spoken):
        return {}
    brief = length(piece.text) < _LEAST
    if above.speaker != piece.speaker or brief or is_item(piece.text):
        return {}
    if goes_on_in_marks(above.text, piece.text):
        return {}
    head = above.text
    if len(head) < _BRIEF and start > 1 and turn[start - 2].speaker == piece.speaker:
        head = f"{turn[start - 2].text} {head}"
    below = turn[start + 1] if start + 1 < len(turn) else None
    goes_on = below is not None and below.speaker == piece.speaker
    return text_signs(
        head,
        piece.text,
        speaker=piece.speaker or "",
        below=below.text if below is not None and goes_on else "",
        quoted=is_set_off(piece) and not is_set_off(above),
        italic=piece.italic and not above.italic,
        inside=piece.position == above.position,
    )


def places_in(text: str, place: int = 0) -> Iterator[int]:
    """Yield where a text of another may begin in a paragraph, from an offset on."""
    for found in _LED.finditer(text, place):
        if found[1] or may_tell_of_text(
            text[max(0, found.start() - _LEAD) : found.end()]
        ):
            yield found.end()


def weighed(signs: Mapping[str, float]) -> float:
    """Return how likely signs make it that a text is another's; not at all without any."""
    return confidence_of(log_odds(signs, WEIGHTS)) if signs else 0.0


def text_signs(
    head: str,
    text: str,
    *,
    speaker: str,
    below: str = "",
    quoted: bool = False,
    italic: bool = False,
    inside: bool = False,
    asked: bool = False,
) -> dict[str, float]:
    """Return the signs that a text is another's, and how strong each is.

    There are none where it is a list of names, or goes on about somebody named before it.

    Args:
        head: What is said right before it.
        text: Its first paragraph.
        speaker: Who says so.
        below: What the same person says below it.
        quoted: Whether the page sets it off as a quotation.
        italic: Whether the page sets it off in italics.
        inside: Whether it stands in the paragraph of the words before it.
        asked: Whether somebody asks to read it out.
    """
    bare = text.strip()
    marked = bare[:1] in OPENING_QUOTES
    told = dict(_lead_signs(head, speaker))
    told["read now, near"] = told["read now, near"] or asked
    colon = told["colon"]
    if lists_names(bare) or (not colon and _tells_of_same(head, bare)):
        return {}
    signs = _own_signs(text, below, quoted=quoted, italic=italic, inside=inside)
    greeted = any(map(greets_reader, sentences_of(head)))
    signs["below a greeting"] = greeted
    signs["bare"] = not (colon or marked or quoted or italic)
    # Whoever speaks greets, too: "Good day. Minister, six months have gone."
    telling = _TELLING_OF_BARE if signs["bare"] else _TELLING
    tells = any(told[name] for name in telling) or (
        signs["bare"] and signs["reader ends"]
    )
    signs["greets"] = greets_reader(text) and bool(tells) and not greeted
    # Whoever speaks says in passing what others said: "She told me: “…”"
    signs["said"] = not (quoted or italic or any(told[name] for name in _OF_TEXTS))
    signs["untold"] = not any(told[name] for name in _OF_PEOPLE)
    signs["colon and marks"] = colon * marked
    signs["colon, in person"] = colon * FIRST_PERSON.is_in(text)
    return {name: float(value) for name, value in (signs | told).items() if value}


def _own_signs(
    text: str, below: str, *, quoted: bool, italic: bool, inside: bool
) -> dict[str, float]:
    """Return the signs of a text itself, and of what its reader says below it."""
    bare = text.strip()
    marked = bare[:1] in OPENING_QUOTES
    return {
        "any": True,
        "closes in marks": marked and bare.rstrip(".")[-1:] in CLOSING_QUOTES,
        "goes on": bare[:1].islower(),
        "in a paragraph": inside,
        "in italics": italic,
        "length": math.log(min(max(length(bare), _MIN_CHARS), _MAX_CHARS) / _SCALE),
        "marks inside": not marked and _MARKS.search(bare) is not None,
        "opens in marks": marked,
        "reader ends": below != "" and reader_ends(below),
        "sentences": min(len(sentences_of(bare)), _MOST_SENTENCES) / _MOST_SENTENCES,
        "set off": quoted,
        "text asks": asks(text),
    }


@lru_cache(maxsize=CACHED_TEXTS)
def _lead_signs(head: str, speaker: str) -> dict[str, float]:
    """Return the signs of the words before a text."""
    told = sentences_of(head[-_LEAD:])[-_NEAR_SENTENCES:]
    last, near = told[-1] if told else "", " ".join(told)
    colon = last.rstrip().endswith(COLONS)
    named = any(
        one.name not in speaker and speaker not in one.name for one in mentions_in(near)
    )
    writes = tells_of_writing(last)
    return {
        "asks": asks(last),
        "colon": colon,
        "colon and name": colon and named,
        "colon and writing": colon and writes,
        "length of lead": min(length(last), _MAX_LEAD) / _SCALE,
        "message": speaks_of_message(last),
        "message, near": speaks_of_message(near),
        "name": named,
        "read now": says_it_is_read_now(last),
        "read now, near": says_it_is_read_now(near),
        "reading": says_it_is_read(last),
        "reading, near": says_it_is_read(near),
        "reported": REPORTED.search(last) is not None,
        "wording": introduces_wording(last),
        "writing": writes,
        "writing, near": tells_of_writing(near),
    }


def goes_on_in_marks(above: str, text: str) -> bool:
    """Return whether each paragraph of a speech opens with the mark that opened it all.

    >>> goes_on_in_marks("“My friends, it rains.", "“It will not stop.”")
    True
    >>> goes_on_in_marks("“My friends!” So it began.", "“It will not stop.”")
    False
    """
    mark = above.strip()[:1]
    same = mark != "" and mark in OPENING_QUOTES and text.strip()[:1] == mark
    return same and not closing_mark_end(above)


def _tells_of_same(head: str, text: str) -> bool:
    """Return whether a text opens with a name of two words that stands before it.

    >>> _tells_of_same("Judge Hill is able. Judge Hill was born here.", "Judge Hill ran.")
    True
    """
    first = text.split()[:2]
    return all(word[:1].isupper() for word in first) and " ".join(first) in head


def lists_names(text: str) -> bool:
    """Return whether a text is a list between commas, and no sentence.

    >>> lists_names("Ada Brook, Ben Moor, Cleo Hill, Dan Frey, Eve Holt, and Finn Lark.")
    True
    >>> lists_names("Ada, Ben and Cleo, who ran, fell, got up, and won, wrote to me.")
    False
    """
    items = _COMMA.split(text)
    named = sum(item.strip()[:1].isupper() for item in items)
    return len(items) > _MIN_ITEMS and named >= _MIN_NAMED * len(items)


def length(text: str) -> int:
    """Return how long a text is; a sign of East Asian scripts says more than a letter."""
    if text.isascii():
        return len(text)
    signs = len(HAN_OR_KANA.findall(text))
    return (
        len(text)
        + (_SIGN_CHARS - 1) * signs
        + (_HANGUL_CHARS - 1) * len(_HANGUL.findall(text))
    )
