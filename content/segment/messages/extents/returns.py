"""Texts without marks, from whose end on the reader speaks to who sent them.

"Her daughter Ellen sent me a message." – … – "Thank you, Ellen. We shall."
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.language.question_marks import asks
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.messages.words import (
    CACHED_TEXTS,
    announces_reading,
    is_item,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import Mention, people_and_things
from content.segment.names.in_text.same_person import stem_of
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words
from content.segment.pieces import Piece

_NEAR_SENTENCES, _MAX_ABOVE = 3, 500
_MAX_STEM = 4
_MAX_PIECES = 8
_MIN_TEXT = 60
_MIN_NAME = 3
_MAX_SEARCHED = 90
_MAX_BRIEF_WORDS = 6
_MAX_END = 40
_OPENINGS = frozenset({*OPENING_QUOTES, ">"})
_CACHED_NAMES = 256
_BEFORE_SIGN = re.compile(rf"({CAPITAL}[^\W\d_]{{2,}})[,;.!]")
_CAPITAL = re.compile(rf"(?<=[^.!?…] ){CAPITAL}[^\W\d_]{{2,}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Where a reader goes on (the text ends there), and who sent what was read."""

    end: int
    sender: str


def reader_returns(
    turn: Sequence[Piece], start: int, speakers: Collection[str]
) -> Return | None:
    """Return where the reader of the text at a piece speaks to its sender again.

    None where nothing above announces a text, or nobody is spoken to.
    """
    above = turn[start - 1]
    if not above.spoken or turn[start].text.lstrip()[:1] in _OPENINGS:
        return None
    end = above.text[-_MAX_ABOVE:]
    if not _may_return(turn, start, end):
        return None
    told = " ".join(sentences_of(end)[-_NEAR_SENTENCES:])
    if not _tells(told):
        return None
    length = 0
    names = list(_names_in(told, speakers))
    for n in range(start, min(len(turn), start + _MAX_PIECES)):
        text = turn[n].text.strip()
        if not turn[n].spoken or is_item(text):
            return None
        for name, one in names if length >= _MIN_TEXT else ():
            if _speaks_to(text, name) and not (one and one.thing):
                return Return(end=n, sender=name)
        inside = text[:-_MAX_END]
        names = [(name, one) for name, one in names if not _mentions(inside, name)]
        length += len(text)
    return None


def _may_return(turn: Sequence[Piece], start: int, end: str) -> bool:
    """Return whether a word of an announcement is spoken to below: a quick check."""
    below = turn[start + 1 : start + _MAX_PIECES]
    called = any(
        word[:_MAX_STEM] in end for piece in below for word in _called(piece.text)
    )
    if not called:
        return False
    named = {word[:_MAX_STEM] for word in _CAPITAL.findall(end)}
    spoken_to = (word[:_MAX_STEM] for piece in below for word in _called(piece.text))
    # The words of an announcement take longest to look for.
    return any(word in named for word in spoken_to) and not asks(end) and _tells(end)


@lru_cache(maxsize=CACHED_TEXTS)
def _called(text: str) -> tuple[str, ...]:
    """Return words with capitals before a comma or a stop at the start of a paragraph."""
    return tuple(_BEFORE_SIGN.findall(text[:_MAX_SEARCHED]))


def _tells(text: str) -> bool:
    return speaks_of_message(text) or tells_of_writing(text) or announces_reading(text)


def _names_in(
    text: str, speakers: Collection[str]
) -> Iterator[tuple[str, Mention | None]]:
    """Yield whom an announcement names: by a given name, or in full if it is no thing."""
    known = " ".join(speakers)
    full = [one for one in people_and_things(text) if is_person(one.name)]
    for one in full:
        words = one.name.split()
        if not any(word in known for word in words if len(word) > _MIN_NAME):
            yield one.name, one
    for found in _CAPITAL.finditer(text):
        word = found.group()
        if word not in known and is_given_name(word):
            around = (one for one in full if word in one.name.split())
            if all(one.thing for one in around):
                yield word, None


def _words_of(name: str) -> str:
    words = [
        re.escape(stem_of(word))
        for word in name.split()
        if len(word) >= _MIN_NAME and word.casefold() not in label_words().titles
    ]
    return "|".join(words)


@lru_cache(maxsize=_CACHED_NAMES)
def _mention_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_words_of(name)})\w{{0,3}}(?!\w)")


@lru_cache(maxsize=_CACHED_NAMES)
def _call_of(name: str) -> re.Pattern[str]:
    words = rf"(?i:{_words_of(name)})\w{{0,3}}"
    return re.compile(rf"(?:^|,\s)(?:[^\W\d_]+\.?\s){{0,2}}{words}[,;.!]")


def _mentions(text: str, name: str) -> bool:
    return _mention_of(name).search(text) is not None


def _speaks_to(text: str, name: str) -> bool:
    """Return whether a paragraph opens by speaking to somebody, or about in brief.

    "Thank you, Ellen.", "Dear Ellen, we shall.", "So much from Ellen."
    """
    if _call_of(name).search(text[:_MAX_SEARCHED]) is not None:
        return True
    # A brief sentence ends among the first words.
    words_and_rest = text.split(maxsplit=_MAX_BRIEF_WORDS + 2)
    cut = len(words_and_rest) > _MAX_BRIEF_WORDS + 2
    opening = text[: len(text) - len(words_and_rest[-1])] if cut else text
    first = sentences_of(opening)[0]
    brief = len(first.split()) <= _MAX_BRIEF_WORDS and first.endswith((".", "!"))
    return brief and _mentions(first, name)
