"""Wrapped lines of scripts that put no blanks between words: any sign may end a line.

So all lines of a paragraph but the last are full. A shorter one ends it, whatever its
last sign is, and a longer one is a paragraph by itself.
"""

import re
from collections import Counter
from collections.abc import Iterable

from content.language.sentence_marks import LINE_ENDS

_HAN = "\u3041-\u30ff\u3400-\u9fff"
_IN_HAN = re.compile(f"[{_HAN}]")
_WIDE = re.compile(f"[{_HAN}\u3000-\u303f\uff01-\uff60…—]")
# "主席：", "柯部長孟修（列席）："
_LABEL = re.compile(f"[{_HAN}・\u3000]{{1,16}}(?:（[^（）]{{1,24}}）)?[:：]")
_MIN_LINES, _MIN_FULL_SHARE = 8, 0.25
_MAX_ROOM = 2
"""How many signs a full line may lack: no line opens with a stop."""


def han_width(texts: Iterable[str]) -> int:
    """Return how wide full lines are, in columns; 0 if none are full, or blanks part words.

    A wide sign takes two columns, a digit one.
    """
    lines = [text for text in texts if len(_IN_HAN.findall(text)) > 0.5 * len(text)]
    if len(lines) < _MIN_LINES:
        return 0
    widths = Counter(map(_columns, lines))
    width, _ = max(widths.items(), key=lambda found: (found[1], found[0]))
    full = sum(n for wide, n in widths.items() if 0 <= width - wide <= 2 * _MAX_ROOM)
    longer = sum(n for wide, n in widths.items() if wide > width + 2 * _MAX_ROOM)
    return width if longer < full >= _MIN_FULL_SHARE * len(lines) else 0


def ends_paragraph(text: str, after: str, width: int) -> bool | None:
    """Return whether a paragraph ends with a line; None where blanks part its words.

    Args:
        text: The line.
        after: The next one, without blanks before it.
        width: Of full lines, in columns.
    """
    if not width or not (_IN_HAN.search(text) and _WIDE.match(after)):
        return None
    full = abs(width - _columns(text)) <= 2 * _MAX_ROOM
    # A program may have counted signs, whether wide or not.
    if not full and abs(width // 2 - len(text)) > _MAX_ROOM:
        return True
    return text.endswith(LINE_ENDS) and _LABEL.match(after) is not None


def _columns(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))
