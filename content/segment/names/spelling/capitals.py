"""Capital letters in patterns, and letters of scripts that have none."""

import re
from unicodedata import category

# Latin, Greek and Cyrillic letters, with all their accents.
_BLOCKS = ((0x00, 0x250), (0x370, 0x530), (0x1E00, 0x2000))

_SMALL = "".join(
    char
    for first, last in _BLOCKS
    for char in map(chr, range(first, last))
    if category(char) == "Ll"
)

SMALL = f"[{_SMALL}]"
"""A part of patterns that mind the case: a small letter."""

CAPITAL = rf"[^\W\d_{_SMALL}]"
"""A part of patterns that mind the case: a capital, or a letter of a script without."""

WITHOUT_CASE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of Chinese, Japanese or Korean, which has no case."""

HEBREW_OR_ARABIC = re.compile("[\u05d0-\u05ea\u0620-\u064a]")
"""A letter of Hebrew or Arabic, which has no case either, but blanks between words."""

HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A letter of Chinese or Japanese, which have no blanks between words."""
HANGUL = re.compile("[\uac00-\ud7af]")
"""A syllable of Korean."""
HAN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
"""As long as a whole name in Han letters."""
HAN_SURNAME = re.compile("[\u3400-\u9fff々]{1,3}")
"""As long as a surname in Han letters."""
