"""Doubt a work below an interview whose maker opens the line: "Ada Brook: Low Water. Moor Press"."""

from collections.abc import Sequence
from itertools import pairwise

from content.segment.names.offices import has_role
from content.segment.pieces import Piece, doubted, turn_spans
from content.segment.wording.in_person import SPOKEN_WORDS

REASON = "who has just spoken has a label again: a work of theirs, perhaps"
_CONFIDENCE = 0.5
_MIN_TURNS, _MAX_SPEAKERS, _MIN_NAME_WORDS, _MAX_CHARS = 4, 3, 2, 240


def doubt_title_of_work(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the last turn doubted if it may be the title of a work.

    Two or three people talk, nobody else of them has two labels in a row, this one is a
    whole name without an office, and what stands below it has no word of somebody who
    speaks. Whoever presides has the last word of many a record.
    """
    turns = [
        (start, end) for start, end in turn_spans(pieces) if pieces[start].turn > 0
    ]
    if len(turns) < _MIN_TURNS:
        return list(pieces)
    speakers = [pieces[start].speaker for start, _ in turns]
    again = [n for n, (one, two) in enumerate(pairwise(speakers)) if one and one == two]
    start, end = turns[-1]
    last = pieces[start]
    named = len(last.label.split()) >= _MIN_NAME_WORDS and not has_role(
        [word.casefold().strip(".,") for word in last.label.split()]
    )
    few = len({*speakers}) <= _MAX_SPEAKERS
    said = len(last.text) > _MAX_CHARS or SPOKEN_WORDS.is_in(last.text)
    if again != [len(turns) - 2] or said or not (named and few):
        return list(pieces)
    turn = [
        doubted(piece, _CONFIDENCE, REASON) if piece.spoken else piece
        for piece in pieces[start:end]
    ]
    return [*pieces[:start], *turn, *pieces[end:]]
