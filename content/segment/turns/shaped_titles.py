"""Titles that are numbered as others of the document are: "IV.- REPORTS", "A) Letters"."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from content.segment.lines import Line

_SHAPE = re.compile(
    r"(?:([IVXL]{1,5})|([A-Z])|(\d{1,2}))(\.-|\.[–—]|[.)])\s+(?=[^\W\d_])"
)


def titles_of_shape(
    lines: Sequence[Line],
    titles: Collection[int],
    never: Callable[[int], bool],
    is_title: Callable[[Line], bool],
) -> Iterator[int]:
    """Yield lines that are numbered as titles above labels are, and read as titles.

    A number and a full stop alone may open an item of what somebody lists.

    Args:
        lines: The lines of the document.
        titles: Which of them surely are titles.
        never: Whether a line is under a label, or has one.
        is_title: Whether a line reads as a title.
    """
    shapes = {_shape(lines[n].text) for n in titles} - {""}
    if not shapes:
        return
    for n in range(min(titles), len(lines)):
        if _shape(lines[n].text) in shapes and not never(n) and is_title(lines[n]):
            yield n


def _shape(text: str) -> str:
    """Return what kind of number opens a line, and the signs behind it; else empty.

    >>> _shape("IV.- Reports"), _shape("A) Letters"), _shape("3. the tap")
    ('1.-', '2)', '')
    """
    found = _SHAPE.match(text)
    if found is None or (found.group(3) and found.group(4) in {".", ")"}):
        return ""
    kind = next(n for n in (1, 2, 3) if found.group(n))
    return f"{kind}{found.group(4)}"
