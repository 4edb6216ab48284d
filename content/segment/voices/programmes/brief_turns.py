"""Turns under labels, where many of them are one paragraph, as in programmes."""

from collections.abc import Sequence

from content.segment.pieces import Piece, turn_spans


def brief_turns(pieces: Sequence[Piece], least: float) -> list[list[int]]:
    """Return where words stand in each turn with a label.

    Nowhere if a smaller share of the turns than asked for is one paragraph.
    """
    turns = [
        [n for n in range(start, end) if pieces[n].spoken]
        for start, end in turn_spans(pieces)
        if pieces[start].label
    ]
    turns = [said for said in turns if said]
    single = sum(len(said) == 1 for said in turns)
    return turns if single >= least * len(turns) else []
