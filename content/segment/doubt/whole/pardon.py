"""Which doubt a document that agrees may lift: the first reader's alone, if it is slight.

Where no label says who speaks, the first reader doubts what one sign alone tells: an
announcement, an author's words about who answers. It has not looked at how the rest of
the document agrees with that; the last word has. What may be lifted was chosen by what
old commits made of documents that they had not seen (`bench.blind`).
"""

from content.reasons import MAY_BE_READ_OUT
from content.segment.basis import Basis
from content.segment.doubt.document import Name
from content.segment.doubt.second_reader import WITNESSES, read_weights
from content.segment.pieces import Piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind, confidence_of

_SLIGHT_DOUBT, _SLIGHTEST_DOUBT = 0.6, 0.7
"""From these confidences on the first reader's doubt is slight."""

_DECIDING = frozenset(one.name for one in WITNESSES if one.decides)
_ONE_SIGN = "author_has_one_sign"


def is_pardonable(piece: Piece) -> bool:
    """Return whether the first reader alone doubts a weighed piece, and only slightly.

    What stands under a label is not pardonable, since the doubt is of the label then,
    and the words are another's more often than not; nor is a text read out, which
    somebody may have signed for others, or what may belong to one. Nor is what is given
    to anything but a plain name ("the Holy Liturgy" announces a text, too), or to whom a
    line above may only mention. Where one sign alone has the name, the doubt has to be
    slighter still.
    """
    if not _SLIGHT_DOUBT <= piece.confidence < MIN_CONFIDENCE:
        return False
    if piece.under or piece.kind is SegmentKind.MESSAGE:
        return False
    rest = piece.reason.words.startswith(MAY_BE_READ_OUT)
    if rest or piece.reason.basis is Basis.LINE_ABOVE:
        return False
    heard = {one.witness for one in piece.testimonies}
    if not heard.isdisjoint(_DECIDING):
        return False
    if _ONE_SIGN in heard and piece.confidence < _SLIGHTEST_DOUBT:
        return False
    odds = read_weights().start + sum(one.weight for one in piece.testimonies)
    return confidence_of(odds) >= MIN_CONFIDENCE and Name(piece.speaker or "").is_plain
