"""Fold letters to what people type: no accents, no case, no compatibility forms."""

import re
import unicodedata
from functools import cache
from itertools import chain

APOSTROPHES = "'’‘‛ʼʻ`´＇"
"""Characters that people type for an apostrophe, or that software makes of one."""

INVISIBLE_RANGES = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
"""Ranges of characters that are invisible inside a word, such as soft hyphens."""

_INVISIBLE = re.compile(f"[{INVISIBLE_RANGES}]")

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Accents, Hebrew points and Arabic vowel signs; an Indic vowel is no ornament."""

_PAGES = (
    *((0x03, 0x21), (0x2C, 0x31), (0xA6, 0xAC), (0xFB, 0xFF), (0x101, 0x104)),
    *((0x10A, 0x120), (0x134, 0x135), (0x161, 0x170), (0x1BC, 0x1BD), (0x1CF, 0x1EA)),
)
"""First and last + 1 of the runs of 256 characters that combining marks are in."""

_SHORT_I = re.compile("\u0438\u0306")
"""The Russian й is a letter of its own, though Unicode decomposes it."""


def fold_letters(text: str) -> str:
    """Return `text` in lower case, in compatibility forms, without its accents.

    Invisible characters, such as soft hyphens, are left out.

    The result may be longer or shorter, and may hold spaces where one character
    stands for several words.
    """
    if text.isascii():
        return text.lower()
    text = _INVISIBLE.sub("", text)
    folded = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKC", text).casefold()
    )
    folded = _ACCENTS.sub("", _SHORT_I.sub("й", folded))
    return unicodedata.normalize("NFC", folded)


@cache
def combining_marks() -> str:
    r"""Return all combining marks as ranges for a class of a regular expression.

    The standard library's ``\w`` leaves them out, and would cut Hindi words apart.
    """
    # A walk through all of Unicode takes longer; a test compares.
    searched = chain.from_iterable(range(first << 8, end << 8) for first, end in _PAGES)
    ranges: list[list[int]] = []
    for code in searched:
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
