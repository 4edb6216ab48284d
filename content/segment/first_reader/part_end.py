"""Where a part of a long document ends: above a turn or a message that may go on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.written_messages import WrittenMessages
from content.segment.lines import Line


def up_to_last_turn(
    lines: list[Line], labels: dict[int, ScoredLabel], *, more: bool
) -> tuple[list[Line], dict[int, ScoredLabel], int | None]:
    """Return what stands above the last turn, and the block where that one starts.

    If more parts follow, it may go on in the next one, which starts with it; else all of
    it is here.
    """
    cut = _last_turn(lines, labels) if more else 0
    if not cut:
        return lines, labels, None
    above = {n: one for n, one in labels.items() if n < cut}
    return lines[:cut], above, lines[cut].block


def up_to_last_message(
    written: WrittenMessages,
) -> tuple[WrittenMessages, int | None]:
    """Return what stands above the last message, and the block where that one starts.

    It may go on in the next part of a long document.
    """
    cut = _last_turn(written.lines, written.labels)
    if not cut:
        return written, None
    above = replace(
        written,
        lines=written.lines[:cut],
        labels={n: one for n, one in written.labels.items() if n < cut},
        own=frozenset(n for n in written.own if n < cut),
    )
    return above, written.lines[cut].block


def _last_turn(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> int:
    """Return the line of the last label if it opens a block in the second half; else 0."""
    last = max((n for n in labels if lines[n].opens), default=0)
    return last if last > len(lines) // 2 else 0
