"""Words that an author seems to quote and that rules give to nobody: a person should look at them."""

from collections.abc import Sequence

from content.segment.kinds import COMMENTARY
from content.segment.pieces import Piece, doubted
from content.segment.voices.one_speech.told.passages import find_passages
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)

_MORE_LIKELY_SPOKEN, _UNSURE = 0.5, 0.6
_SPOKEN = "seems to be spoken here, and nobody is found who speaks; somebody's, perhaps"


def doubt_left_out(found: Sequence[Piece], page: ToldPage) -> list[Piece]:
    """Return the pieces of a page, in doubt where nobody has what is more likely spoken than told.

    Args:
        found: All of the page, as rules give it.
        page: The same, with nobody's speech.
    """
    passages = find_passages(page) if page.known else None
    if passages is None:
        return list(found)
    inside = {page.pieces[n].position: share for n, share in passages.inside.items()}
    return [
        doubted(piece, _UNSURE, _SPOKEN)
        if piece.kind is COMMENTARY
        and inside.get(piece.position, 0.0) >= _MORE_LIKELY_SPOKEN
        else piece
        for piece in found
    ]
