"""Capital letters in patterns, of all scripts that have them."""

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
