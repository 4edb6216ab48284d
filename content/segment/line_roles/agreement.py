"""How far what is made of a document agrees with what its lines look like."""

from collections.abc import Sequence

from content.segment.line_roles.roles import Roles
from content.segment.pieces import Piece


def agreement(pieces: Sequence[Piece], roles: Roles) -> float:
    """Return how likely a letter is read rightly as somebody's or nobody's, from 0 to 1.

    Args:
        pieces: All of the document, given to somebody or to nobody.
        roles: What its lines look like. What stands on other lines does not count.
    """
    agreed = total = 0.0
    for piece in pieces:
        own = roles.get(piece.position)
        if own is not None:
            letters = len(piece.text)
            total += letters
            agreed += letters * (own.spoken if piece.spoken else 1 - own.spoken)
    return agreed / total if total else 1.0
