"""Where lines of Chinese and Japanese, which has no spaces between words, are broken."""

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

_NEVER_FIRST = frozenset("、。，．！？：；・…‥ー々〜,.!?:;%％")
"""Signs that no line begins with, beside closing brackets and marks."""

_CLOSING, _OPENING = frozenset({"Pe", "Pf"}), frozenset({"Ps", "Pi"})

_HANGUL = ("\uac00", "\ud7a3")


def has_wide_letters(text: str) -> bool:
    """Return whether a text has letters that lines are broken between, of any word."""
    return not text.isascii() and any(map(_is_wide, text))


def line_starts(text: str, columns: int) -> Iterator[int]:
    """Yield where the second and later lines of a text begin.

    No line begins with a full stop, comma or closing bracket, or ends with an opening one,
    unless nothing else fits.

    >>> text = "私は行く。「これは」と彼は言った。"
    >>> starts = [0, *line_starts(text, 8), len(text)]
    >>> [text[start:end] for start, end in zip(starts, starts[1:])]
    ['私は行', 'く。「こ', 'れは」と', '彼は言っ', 'た。']
    """
    start, width = 0, 0
    for at, sign in enumerate(text):
        # Spaces at the end of a line are not printed.
        if width + cell_len(sign) > columns and at > start and not sign.isspace():
            start = next(
                (each for each in range(at, start, -1) if _may_break(text, each)), at
            )
            yield start
            width = cell_len(text[start:at])
        width += cell_len(sign)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return before.isspace()
    if not (cell_len(before) and cell_len(after)):  # parts of one sign
        return False
    return (
        (_is_wide(before) or _is_wide(after))
        and after not in _NEVER_FIRST
        and unicodedata.category(after) not in _CLOSING
        and unicodedata.category(before) not in _OPENING
    )


def _is_wide(sign: str) -> bool:
    # Korean has spaces, and its words are kept whole.
    return cell_len(sign) == 2 and not _HANGUL[0] <= sign <= _HANGUL[1]
