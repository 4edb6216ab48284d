"""Tables that hold a conversation: a name in one cell, what was said in the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』）]*\s*$")
MAX_LABEL_CHARS = 80
MIN_PROSE_CHARS = 120
"""A cell of this length holds what somebody says, not a name or a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: its number of characters, and the last few of them."""

    size: int
    end: str


def is_dialogue(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether short labels stand beside sentences, row after row.

    Args:
        rows: The table without its head.
    """
    pairs = [row for row in rows if len(row) in {2, 3} and row[-1].size > 1]
    if len(pairs) < 2 or len(pairs) * 10 < len(rows) * 7:
        return False
    if any(cell.size > MAX_LABEL_CHARS for row in pairs for cell in row[:-1]):
        return False
    sentences = sum(bool(_SENTENCE_END.search(row[-1].end)) for row in pairs)
    return sentences * 10 >= len(pairs) * 7
