"""Posts of social networks that a page shows: whoever has the account wrote them.

They stand aside like directions while the page is read, as they are none of its author's
words and of no speaker's.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.segment.basis import Basis, Reason
from content.segment.kinds import COMMENT, MESSAGE
from content.segment.pieces import Piece

_SURE = 0.95


def with_shown_posts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the posts that a page shows given to who posted them."""
    return [
        replace(
            piece,
            kind=MESSAGE,
            speaker=piece.author,
            author="",
            date="",
            confidence=_SURE,
            reason=Reason("a post that the page shows", Basis.MESSAGE_HEAD),
        )
        if piece.author and piece.kind is not COMMENT
        else piece
        for piece in pieces
    ]
