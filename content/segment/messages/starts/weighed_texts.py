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
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.words import (
    CACHED_TEXTS,
    CLOSING_QUOTES,
    OPENING_QUOTES,
    REPORTED,
    greets_reader,
    is_item,
    may_tell_of_text,
    reader_ends,
    says_it_is_read,
    says_somebody_reads,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
    words_text,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.spelling.capitals import HAN_OR_KANA
from content.segment.pieces import Piece

MAYBE, LIKELY, SURE = 0.35, 0.5, 0.8
"""How likely a text is another's that is doubted, at least, given to its sender, served."""

WEIGHTS: Mapping[str, float] = {
    "any": -1.52,
    "asks": 0.74,
    "bare": -2.78,
    "closes in marks": 0.83,
    "colon": -0.03,
    "colon and marks": 0.66,
    "colon and name": 0.57,
    "colon and writing": 0.60,
    "colon, in person": 0.38,
    "goes on": -1.30,
    "greets": 1.86,
    "in a paragraph": -2.11,
    "in italics": 0.79,
    "length": 0.79,
    "length of lead": -1.03,
    "marks inside": 0.74,
    "message": 0.49,
    "message, near": 0.25,
    "name": 0.05,
    "opens in marks": 0.96,
    "read now": 1.19,
    "read now, near": 1.11,
    "reader ends": 1.26,
    "reading": 0.54,
    "reading, near": 0.23,
    "reported": 0.70,
    "sentences": 0.26,
    "set off": 1.84,
    "text asks": 0.96,
    "untold": -0.97,
    "wording": 0.99,
    "writing": 0.09,
    "writing, near": 0.31,
}
"""What each sign counts, as log odds."""

_OF_PEOPLE = ("message, near", "name", "read now, near", "writing, near")
_TELLING = (
    "colon",
    "message, near",
    "read now, near",
    "reading, near",
    "writing, near",
)
_LEAD, _NEAR_SENTENCES, _BRIEF = 500, 3, 200
_MAX_LEAD, _SCALE, _MOST_SENTENCES = 300, 100, 5
_MIN_CHARS, _MAX_CHARS = 10, 1500
_LEAST, _SIGN_CHARS, _HANGUL_CHARS = 40, 3, 2
_HANGUL = re.compile("[가-힣]")
_MARKS = re.compile('[“„«「"]')
# Marks may stand behind any sign that leads on, words without marks behind a colon.
_LED = re.compile(
    r"(?:[:：.。,，،–—](?:\s+|(?<=[:：。，،]))(?=([“„«「『\"»”]))|[:：](?:\s+|(?<=：))(?=\S))"
)


def likely_of_another(turn: Sequence[Piece], start: int) -> float:
    """Return how likely a piece of a turn opens a text of somebody else than its reader."""
    signs = signs_at(turn, start)
    return weighed(signs) if signs else 0.0


def signs_at(turn: Sequence[Piece], start: int) -> dict[str, float]:
    """Return the signs that a piece of a turn opens another's text; none where it cannot."""
    piece = turn[start]
    above = turn[start - 1] if start else None
    if above is None or not (above.spoken and piece.spoken):
        return {}
    brief = length(piece.text) < _LEAST
    if above.speaker != piece.speaker or brief or is_item(piece.text):
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
        inside=(piece.block, piece.line) == (above.block, above.line),
    )


def places_in(text: str, place: int = 0) -> Iterator[int]:
    """Yield where a text of another may begin in a paragraph, from an offset on."""
    for found in _LED.finditer(text, place):
        if found[1] or may_tell_of_text(
            text[max(0, found.start() - _LEAD) : found.end()]
        ):
            yield found.end()


def weighed(signs: Mapping[str, float]) -> float:
    """Return how likely signs make it that a text is another's."""
    odds = sum(WEIGHTS[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-odds))


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
    signs = {
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
    told = dict(_lead_signs(head, speaker))
    told["read now, near"] = told["read now, near"] or asked
    colon = told["colon"]
    # Whoever speaks greets, too: "Good day. Minister, six months have gone."
    signs["greets"] = greets_reader(text) and any(told[name] for name in _TELLING)
    signs["bare"] = not (colon or marked or quoted or italic)
    signs["untold"] = not any(told[name] for name in _OF_PEOPLE)
    signs["colon and marks"] = colon * marked
    signs["colon, in person"] = colon * FIRST_PERSON.is_in(text)
    return {name: float(value) for name, value in (signs | told).items() if value}


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
        "read now": says_somebody_reads(last),
        "read now, near": says_somebody_reads(near),
        "reading": says_it_is_read(last),
        "reading, near": says_it_is_read(near),
        "reported": REPORTED.search(last) is not None,
        "wording": words_text(last),
        "writing": writes,
        "writing, near": tells_of_writing(near),
    }


def length(text: str) -> int:
    """Return how long a text is; a sign of East Asian scripts says more than a letter."""
    signs = len(HAN_OR_KANA.findall(text))
    return (
        len(text)
        + (_SIGN_CHARS - 1) * signs
        + (_HANGUL_CHARS - 1) * len(_HANGUL.findall(text))
    )
