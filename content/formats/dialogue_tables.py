"""Tables that hold a conversation: a name in one cell, what was said in the next."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』）]*\s*$")
MAX_LABEL_CHARS = 80
MIN_PROSE_CHARS = 120
"""A cell of this length holds what somebody says, not a name or a figure."""


_MIN_SIGNS, _WORTH_OF_TURNS = 0.7, 0.5
_MIN_PEOPLE, _MIN_WORDS = 2, 20

MAX_HEAD_WORDS = 4
"""Words of a head above what is said: "Words", "What was said"."""


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
    # Lines and messages may end without a full stop; who speaks comes back.
    return sentences / len(pairs) + _WORTH_OF_TURNS * _recurring(pairs) >= _MIN_SIGNS


def _recurring(rows: Sequence[Sequence[Cell]]) -> float:
    """Return which share of the labels comes back beside longer words; 0 if all are one."""
    labels = [label for row in rows if is_label(label := row[-2].end.strip())]
    times = Counter(labels)
    words = sum(row[-1].size for row in rows) >= _MIN_WORDS * len(rows)
    if len(times) < _MIN_PEOPLE or not words:
        return 0.0
    return sum(count for count in times.values() if count > 1) / len(labels)


def is_label(text: str) -> bool:
    """Return whether a cell before what is said may say whose words they are.

    >>> is_label("Ada Brook"), is_label("10:04"), is_label("3")
    (True, False, False)
    """
    return any(map(str.isalpha, text))


def is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row of a dialogue names its columns.

    >>> is_head([["Name", "Words"], ["Ada", "Is it open?"], ["Tom", "It is."]])
    True
    >>> is_head([["Ada", "Good morning"], ["Tom", "It is."], ["Ada", "Is it open?"]])
    False
    """
    first, *others = rows
    said = first[-1] if first else ""
    if not said or _SENTENCE_END.search(said) or len(said.split()) > MAX_HEAD_WORDS:
        return False
    cells = {cell.strip().casefold() for row in others for cell in row}
    return cells.isdisjoint(cell.strip().casefold() for cell in first if cell)
