"""Line breaks: those that only wrap a long line, and those that the author meant."""

import re
from collections.abc import Iterable

_CJK = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uff60]"
)
# Nobody wraps prose below the one width; above the other, lines are paragraphs.
_MIN_WIDTH, _MAX_WIDTH = 50, 120
# Of wrapped lines, most are about as long as the page is wide; lines of notes differ.
_LONG, _MIN_LONG_SHARE = 0.75, 0.4


class LineWidth:
    """The width at which a document's lines were wrapped, if they were.

    Args:
        lines: The lines that another line of the same paragraph follows.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        lengths = sorted(len(line.rstrip()) for line in lines)
        # A long link sticks out of the wrapping; one line in twenty may.
        widest = lengths[len(lengths) * 19 // 20] if lengths else 0
        long = sum(length >= _LONG * widest for length in lengths)
        wrapped = long >= _MIN_LONG_SHARE * len(lengths)
        self._width = widest if wrapped and _MIN_WIDTH <= widest <= _MAX_WIDTH else 0

    def is_hard_break(self, line: str, following: str) -> bool:
        """Return whether the author broke the line: the next word would have fit."""
        if not self._width:
            return True
        word = following.split(maxsplit=1)[:1]
        return len(line.rstrip()) + 1 + len("".join(word)) <= self._width


def soft_break(line: str, following: str) -> str:
    """Return what joins two wrapped lines: a space, or nothing within Chinese."""
    ends = line.rstrip()[-1:], following.lstrip()[:1]
    return "" if all(_CJK.match(end) for end in ends) else " "
