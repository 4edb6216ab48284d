"""Tell a line end that the author meant from one where the line was full."""

import re
from collections.abc import Iterable

_CJK = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uff60]"
)
# Nobody wraps prose below the one width; above the other, lines are paragraphs.
_NARROWEST, _WIDEST = 50, 120


class Wrapping:
    """Know the width at which a document's lines were wrapped, if they were.

    Args:
        lines: The lines that another line of the same paragraph follows.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        lengths = sorted(len(line.rstrip()) for line in lines)
        # A long link sticks out of the wrapping; one line in twenty may.
        widest = lengths[len(lengths) * 19 // 20] if lengths else 0
        self.width = widest if _NARROWEST <= widest <= _WIDEST else 0

    def meant(self, line: str, following: str) -> bool:
        """Tell whether the break is the author's: the next word would have fit."""
        if not self.width:
            return True
        word = following.split(maxsplit=1)[:1]
        return len(line.rstrip()) + 1 + len("".join(word)) <= self.width


def joint(line: str, following: str) -> str:
    """Give what stands between two lines that are joined: nothing within Chinese."""
    ends = line.rstrip()[-1:], following.lstrip()[:1]
    return "" if all(_CJK.match(end) for end in ends) else " "
