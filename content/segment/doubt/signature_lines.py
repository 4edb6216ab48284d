"""Lines that sign a message, which are as sure as the words above them."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.kinds import MESSAGE
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece

_MAX_SIGNATURE = 90


def trust_signatures(weighed: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the lines that sign a message as sure as the words above them.

    They end as no sentence does, and so little speaks for them alone.
    """
    found = list(weighed)
    for n in range(1, len(found)):
        above, piece = found[n - 1], found[n]
        if (
            piece.kind is above.kind is MESSAGE
            and piece.doubtful
            and not above.doubtful
            and piece.speaker == above.speaker
            and len(piece.text) <= _MAX_SIGNATURE
            and not piece.text.rstrip().endswith(SENTENCE_ENDS)
            and names_surname(piece.text, piece.speaker or "")
        ):
            found[n] = replace(piece, confidence=above.confidence, reason=above.reason)
    return found
