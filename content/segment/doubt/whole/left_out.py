"""Words that look otherwise than they were given: a person should look at them.

What looks like somebody's stays nobody's, and what looks like nobody's is left out of the
turn around it.
"""

from collections.abc import Mapping, Sequence
from math import log

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.kinds import COMMENTARY, SPEECH
from content.segment.line_roles.roles import RoleShares
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.voices.words import says_goodbye

_LIKELY_SPOKEN, _HARDLY_SPOKEN, _UNSURE, _MIN_CHARS = 0.8, 0.04, 0.6, 25
_MAX_THANKS = 40
# Of what is below, 92 % is not the speaker's, in 142 long documents at first sight.
_NOBODYS, _SURELY_NOT = -2.5, 0.001
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
    """Return the pieces of a document, nobody's where doubt and looks together say so.

    What opens a turn stands below a label, which says more than looks do; a letter or a
    question is found by other signs.

    Args:
        pieces: All of the document, as it is weighed.
        roles: How likely the line of each piece has each role.
    """
    labelled = {piece.turn for piece in pieces if piece.label}
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
        and not _is_thanks(piece.text)
        and n in roles
        and _is_nobodys(
            piece.confidence, roles[n].spoken, labelled=piece.turn in labelled
        )
        else piece
        for n, piece in enumerate(pieces)
    ]


def _is_thanks(text: str) -> bool:
    """Return whether a short sentence thanks, as most speeches end.

    >>> _is_thanks("多謝主席。"), _is_thanks("Thanks to the sponsors of this page")
    (True, False)
    """
    bare = text.strip()
    short = len(bare) <= _MAX_THANKS and bare.endswith(SENTENCE_ENDS)
    return short and says_goodbye(bare)


def _is_nobodys(confidence: float, spoken: float, *, labelled: bool) -> bool:
    """Return whether words are hardly the speaker's, by what both likelihoods say together.

    Looks tell most where labels show how turns look.
    """
    if not labelled:
        return spoken <= _HARDLY_SPOKEN
    return _odds(confidence) + _odds(spoken) <= _NOBODYS


def _odds(likelihood: float) -> float:
    """Return the log odds of a likelihood, which are added where signs are independent."""
    kept = min(max(likelihood, _SURELY_NOT), 1 - _SURELY_NOT)
    return log(kept / (1 - kept))


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a piece stands inside a turn, below its first words."""
    return n > 0 and not pieces[n].label and pieces[n - 1].turn == pieces[n].turn
