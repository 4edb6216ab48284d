"""Words that look otherwise than they were given: a person should look at them.

What looks like somebody's stays nobody's, and what looks like nobody's is left out of the
turn around it.
"""

from collections.abc import Mapping, Sequence

from content.segment.kinds import COMMENTARY, SPEECH
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

    What opens a turn stands below a label, which says more than looks do; a letter or a
    question is found by other signs.

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
        if piece.kind is SPEECH
        and piece.doubtful
        and _goes_on(pieces, n)
        and n in roles
        and roles[n].spoken <= _HARDLY_SPOKEN
        else piece
        for n, piece in enumerate(pieces)
    ]


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a piece stands inside a turn, below its first words."""
    return n > 0 and not pieces[n].label and pieces[n - 1].turn == pieces[n].turn
