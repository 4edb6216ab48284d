"""Letters that a page sets in a quotation within the letter or speech that quotes them.

They are set aside while it is found out whose the words around them are: whoever signs the
inner letter has not sent the outer one. Then they are read as if that person read them out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from content.reasons import MAY_BE_READ_OUT
from content.segment.kinds import MESSAGE, SPEECH
from content.segment.messages.messages import attribute_messages
from content.segment.pieces import Piece, doubted

_NESTED, _MAX_ABOVE, _DOUBT = 1, 40, 0.6


def part_nested_quotations(
    pieces: Sequence[Piece],
) -> tuple[list[Piece], list[list[Piece]]]:
    """Return pieces without the quotations that stand within others, and these."""
    if not any(map(_is_nested, pieces)):
        return list(pieces), []
    runs = [[*pieces[start:end]] for start, end in _nested(pieces)]
    inside = {piece.position for run in runs for piece in run}
    return [piece for piece in pieces if piece.position not in inside], runs


def with_nested_quotations(
    pieces: Sequence[Piece], nested: Sequence[Sequence[Piece]]
) -> list[Piece]:
    """Return pieces with quotations put back within others, given to who sent them, or doubted."""
    found = list(pieces)
    for run in nested:
        place = next(
            (n for n, one in enumerate(found) if one.position > run[0].position),
            len(found),
        )
        found[place:place] = _attributed(found[:place], run)
    return found


def _attributed(above: Sequence[Piece], run: Sequence[Piece]) -> list[Piece]:
    """Return a quotation within another, given to whom the words around it or its end name.

    Args:
        above: The pieces above it.
        run: Its pieces.
    """
    outer = above[-1]
    own = [p for p in above[-_MAX_ABOVE:] if p.speaker == outer.speaker and p.quoted]
    quoting = [replace(p, quoted=False) for p in own]
    inner = [*run]
    if outer.spoken:
        quoting = [replace(p, kind=SPEECH) for p in quoting]
        inner = [
            p.attributed(SPEECH, outer.speaker or "", None, outer.confidence, p.reason)
            for p in run
        ]
        inner = [replace(p, turn=outer.turn) for p in inner]
    read = attribute_messages([*quoting, *inner])[-len(inner) :]
    if not outer.spoken:
        return read
    return [
        replace(p, quoted=True, read_by=outer.speaker)
        if p.kind is MESSAGE
        else doubted(p, _DOUBT, MAY_BE_READ_OUT)
        for p in read
    ]


def _nested(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where quotations start and end that stand between the words of another one."""
    runs = groupby(range(len(pieces)), lambda n: _is_nested(pieces[n]))
    for nested, run in runs:
        places = [*run]
        start, end = places[0], places[-1] + 1
        if nested and start > 0 and end < len(pieces):
            around = (pieces[start - 1], pieces[end])
            if all(p.quoted and p.depth <= _NESTED and not p.label for p in around):
                yield start, end


def _is_nested(piece: Piece) -> bool:
    return piece.quoted and piece.depth > _NESTED and not piece.label
