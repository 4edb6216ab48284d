"""Cut a text into words as printed; where none are parted, into characters."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from content.language.folding import APOSTROPHES, INVISIBLE, combining_marks
from content.language.word_lists import words

_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\uac00-\ud7a3"
)
"""Characters of writing that puts no spaces between words, or, in Korean, leaves no
space before an ending."""

_JAMO = "[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
"""A Korean character that is written in its parts."""

_VOICED = "\uff9e\uff9f"
"""Stand behind a half-width katakana and belong to it."""

_GROUPING = ".,\u00a0\u2009\u202f"
"""What parts the thousands of a number: 3,000, 3.000, 3 000; apostrophes do anyway."""

_SHORT = 3
"""Characters of what may go on behind a point: an initial, or the first thousands."""

_MODIFIERS = str.maketrans("ʼʻ", "''")
"""Apostrophes that Unicode counts among the letters."""


class Token(NamedTuple):
    """Mark one word, or one character of unspaced writing, of a text."""

    start: int
    end: int
    form: str
    unspaced: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text as printed, in order.

    A number with its thousands parted is one word, and so is "U.S.A."; what parts or
    dots them is in the form, and `content.language.terms` leaves it out.
    """
    flat = text
    if not text.isascii() and ("ʼ" in text or "ʻ" in text):
        flat = text.translate(_MODIFIERS)
    done = 0
    for run in _run().finditer(flat):
        start, end = run.span()
        if start < done:
            continue
        if end - start <= _SHORT and flat[end : end + 1] in _GROUPING:
            whole = _whole().match(flat, start)
            if whole and not _spells_a_stop_word(whole[0]):
                done = end = whole.end()
        form = flat[start:end]
        if "_" not in form if form.isascii() else not _mixed().search(form):
            yield Token(start, end, text[start:end])
        else:
            for found in _word().finditer(flat, start, end):
                start, end = found.span()
                yield Token(start, end, text[start:end], found.lastindex == 1)


def is_unspaced(form: str) -> bool:
    """Tell a character of writing that does not part its words."""
    return form[:1] >= "\u0e01" and _unspaced().match(form) is not None


def _spells_a_stop_word(dotted: str) -> bool:
    """Tell "U.S." and "a.m.", which are not to be taken for "us" and "am"."""
    return dotted.replace(".", "").casefold() in words("en", "stop_words")


def _inner() -> str:
    return f"{combining_marks()}{INVISIBLE}"


@cache
def _run() -> re.Pattern[str]:
    """Match a run of letters, digits and marks with its inner apostrophes."""
    letter = _letter()
    return re.compile(f"{letter}+(?:[{APOSTROPHES}]{letter}+)*")


@cache
def _whole() -> re.Pattern[str]:
    """Match a number with its thousands parted, or an abbreviation with its points."""
    letter = _letter()
    tail = f"(?:[{APOSTROPHES}]{letter}+)*"
    grouped = (
        rf"(?<!\d[.,])\d{{1,3}}([{_GROUPING}])\d{{3}}(?:\1\d{{3}})*(?!\d){letter}*"
    )
    dotted = rf"(?<!\w\.)[^\W\d_](?:\.[^\W\d_])+(?!{letter})\.?"
    return re.compile(f"(?:{grouped}|{dotted}){tail}")


def _letter() -> str:
    return f"[\\w{_inner()}]"


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile(f"[_{_UNSPACED}]|{_JAMO}|(?:^|[{APOSTROPHES}])[{_inner()}]")


@cache
def _word() -> re.Pattern[str]:
    """Match one word, or one unspaced character, in a run of any characters."""
    letter = f"(?![{_UNSPACED}]|{_JAMO})[^\\W_]"
    inner = f"(?:{letter}|[{_inner()}])"
    return re.compile(
        f"({_character()})|{letter}{inner}*(?:[{APOSTROPHES}]{letter}{inner}*)*"
    )


@cache
def _character() -> str:
    return f"(?:[{_UNSPACED}]|{_JAMO})[{_inner()}{_VOICED}]*"


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(_character())
