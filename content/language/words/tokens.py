"""Tokens: the words of a text as printed, or its characters in unspaced writing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from content.language.folding import APOSTROPHES, INVISIBLE_RANGES, combining_marks
from content.language.word_lists import words

_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\uac00-\ud7a3"
)
"""Characters of unspaced writing: without spaces between words or, in Korean, before
endings."""

_JAMO = "[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
"""A Korean character that is written in its parts."""

_VOICED = "\uff9e\uff9f"
"""Stand behind a half-width katakana and belong to it."""

_GROUPING = ".,\u00a0\u2009\u202f"
"""Characters between the thousands of a number: 3,000, 3.000; apostrophes are, too."""

_MAX_BEFORE_POINT_CHARS = 3
"""Characters at most before a point inside a token: of an initial, or of thousands."""

_MODIFIERS = str.maketrans("ʼʻ", "''")
"""Apostrophes that Unicode counts among the letters."""


class Token(NamedTuple):
    """A word of a text, or a character of unspaced writing, with its place."""

    start: int
    end: int
    form: str
    unspaced: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text as printed, in order.

    A number with its thousands grouped is one word, and so is "U.S.A."; the separators are
    in the form, and `content.language.words.terms` leaves it out.
    """
    flat = text
    if not text.isascii() and ("ʼ" in text or "ʻ" in text):
        flat = text.translate(_MODIFIERS)
    done = 0
    for run in _run().finditer(flat):
        start, end = run.span()
        if start < done:
            continue
        if end - start <= _MAX_BEFORE_POINT_CHARS and flat[end : end + 1] in _GROUPING:
            whole = _whole().match(flat, start)
            # "U.S." is not "us".
            spelt = whole[0].replace(".", "").casefold() if whole else ""
            if whole and spelt not in words("en", "stop_words"):
                done = end = whole.end()
        form = flat[start:end]
        if "_" not in form if form.isascii() else not _mixed().search(form):
            yield Token(start, end, text[start:end])
        else:
            for found in _word().finditer(flat, start, end):
                start, end = found.span()
                yield Token(start, end, text[start:end], found.lastindex == 1)


def is_unspaced(form: str) -> bool:
    """Return whether a word is a character of writing without spaces between words."""
    return form[:1] >= "\u0e01" and _unspaced().match(form) is not None


def _inner() -> str:
    return f"{combining_marks()}{INVISIBLE_RANGES}"


@cache
def _run() -> re.Pattern[str]:
    """Match a run of letters, digits and marks with its inner apostrophes."""
    letter = _letter()
    return re.compile(f"{letter}+(?:[{APOSTROPHES}]{letter}+)*")


@cache
def _whole() -> re.Pattern[str]:
    """Match a number with its thousands grouped, or an abbreviation with its points."""
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
