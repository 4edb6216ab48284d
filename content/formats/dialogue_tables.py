"""Tell tables in which people speak from tables of figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]」』）]*\s*$")
_LABEL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Say of a cell how many characters it holds and what the last of them are."""

    size: int
    end: str


def is_dialogue(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether short labels stand beside sentences, row after row.

    Args:
        rows: The table without its head.
    """
    pairs = [row for row in rows if len(row) in {2, 3} and row[-1].size > 1]
    if len(pairs) < 2 or len(pairs) * 10 < len(rows) * 7:
        return False
    if any(cell.size > _LABEL for row in pairs for cell in row[:-1]):
        return False
    said = sum(bool(_SENTENCE.search(row[-1].end)) for row in pairs)
    return said * 10 >= len(pairs) * 7
