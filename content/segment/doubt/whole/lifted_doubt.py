"""Which doubt is lifted where the document agrees: the first reader's alone, if slight.

Where no label says who speaks, the first reader doubts what one sign alone tells: an
announcement, an author's words about who answers. It has not looked at how the rest of
the document agrees with that; the last word has. What may be lifted was chosen by what
old commits made of documents that they had not seen (`bench.blind`).
"""

from collections.abc import Sequence

from content.language.sentence_marks import COLONS
from content.reasons import MAY_BE_READ_OUT
from content.segment.basis import Basis
from content.segment.doubt.document import Name
from content.segment.doubt.second_reader import WITNESSES, read_weights
from content.segment.doubt.whole.signed import signed_messages
from content.segment.pieces import Piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind, confidence_of

_SLIGHT_DOUBT, _SLIGHTEST_DOUBT = 0.6, 0.7
"""From these confidences on the first reader's doubt is slight."""

_DECIDING = frozenset(one.name for one in WITNESSES if one.decides)
_ONE_SIGN = "author_has_one_sign"
_UNSURE_SENDER = "sender_is_unsure"


def liftable_doubts(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the pieces whose doubt is the first reader's alone, and slight."""
    slight = [n for n, piece in enumerate(pieces) if _is_slight(piece)]
    if not slight:
        return frozenset()
    signed, led = signed_messages(pieces), _led_to(pieces)
    return frozenset(
        n for n in slight if may_be_lifted(pieces[n], signed=n in signed, led=n in led)
    )


def _is_slight(piece: Piece) -> bool:
    return piece.spoken and _SLIGHT_DOUBT <= piece.confidence < MIN_CONFIDENCE


def _led_to(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the pieces of speeches right above which a line ends in a colon."""
    found = set()
    for (n, above), piece in zip(enumerate(pieces), pieces[1:], strict=False):
        goes_on = n in found and above.speaker == piece.speaker
        leads = not above.spoken and above.text.rstrip().endswith(COLONS)
        if piece.reason.basis is Basis.LINE_ABOVE and (goes_on or leads):
            found.add(n + 1)
    return frozenset(found)


def may_be_lifted(piece: Piece, *, signed: bool = False, led: bool = False) -> bool:
    """Return whether the doubt of a weighed piece is the first reader's alone, and slight.

    Under a label the doubt is of the label, and the words are mostly another's: that doubt
    stays. So does that of a text read out that somebody may have signed for others, or
    that others who are named near it may have sent, or of what may belong to one.

    The name has to be a plain one, since "the Holy Liturgy" announces a text, too. A line
    above that does not end in a colon may only mention whom it names. Where one sign alone
    has the name, the doubt has to be slighter still.

    Args:
        piece: The piece.
        signed: Whether it is of a text that its sender alone signs, by a plain name.
        led: Whether the line above ends in a colon.
    """
    heard = {one.witness for one in piece.testimonies}
    deciding = heard & _DECIDING
    if piece.kind is SegmentKind.MESSAGE:
        known = piece.reason.basis is not Basis.UNSURE_SENDER
        may_be = signed and known and deciding <= {_UNSURE_SENDER}
    else:
        rest = piece.reason.words.startswith(MAY_BE_READ_OUT)
        mentioned = piece.reason.basis is Basis.LINE_ABOVE and not led
        one_sign = _ONE_SIGN in heard and piece.confidence < _SLIGHTEST_DOUBT
        may_be = not (piece.under or deciding or rest or mentioned or one_sign)
    if not (may_be and _is_slight(piece) and Name(piece.speaker or "").is_plain):
        return False
    odds = read_weights().start + sum(
        one.weight for one in piece.testimonies if one.witness not in deciding
    )
    return confidence_of(odds) >= MIN_CONFIDENCE
