"""Words that look otherwise than they were given: a person should look at them.

What looks like somebody's stays nobody's, and what looks like nobody's is left out of the
turn around it.
"""

from collections.abc import Mapping, Sequence

from content.segment.kinds import COMMENTARY, MESSAGE
from content.segment.line_roles.roles import RoleShares
from content.segment.pieces import Piece, doubted, unattribute

_LIKELY_SPOKEN, _HARDLY_SPOKEN, _UNSURE, _MIN_CHARS = 0.8, 0.04, 0.6, 25
_SPOKEN = "looks like somebody's words, and nobody is found who speaks"


def doubt_left_out(
    pieces: Sequence[Piece], roles: Mapping[int, RoleShares]
) -> list[Piece]:
    """Return the pieces of a document, in doubt where nobody has what likely is somebody's words.

    Args:
        pieces: All of the document, as it is weighed.
        roles: How likely the line of each piece has each role.
    """
    return [
        doubted(piece, _UNSURE, _SPOKEN)
        if piece.kind is COMMENTARY
        and not piece.doubtful
        and len(piece.text.strip()) >= _MIN_CHARS
        and n in roles
        and roles[n].spoken >= _LIKELY_SPOKEN
        else piece
        for n, piece in enumerate(pieces)
    ]


def leave_out_unspoken(
    pieces: Sequence[Piece], roles: Mapping[int, RoleShares]
) -> list[Piece]:
    """Return the pieces of a document, nobody's where they are doubted and hardly look spoken.

    A label of their own says more than looks do, and a letter has a signature.

    Args:
        pieces: All of the document, as it is weighed.
        roles: How likely the line of each piece has each role.
    """
    return [
        unattribute(
            piece,
            COMMENTARY,
            f"does not look like anybody's words; {piece.speaker}'s, perhaps",
            _UNSURE,
        )
        if piece.spoken
        and piece.doubtful
        and not (piece.label or piece.kind is MESSAGE)
        and n in roles
        and roles[n].spoken <= _HARDLY_SPOKEN
        else piece
        for n, piece in enumerate(pieces)
    ]
