"""Words that look like somebody's and that nobody is given: a person should look at them."""

from collections.abc import Mapping, Sequence

from content.segment.kinds import COMMENTARY
from content.segment.line_roles.roles import RoleShares
from content.segment.pieces import Piece, doubted

_LIKELY_SPOKEN, _UNSURE, _MIN_CHARS = 0.8, 0.6, 25
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
