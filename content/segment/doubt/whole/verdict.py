"""The last word on doubt: how well a document as a whole explains who speaks in it.

The second reader weighs each passage by itself. Where labels stand late, names have the
wrong shape or much is in doubt, what looks plain by itself is not to be trusted either.
Where all agrees, what the first reader alone doubted a little is served.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from content.document import Document
from content.language.words.word_counts import WordCounts
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import Verdict, read_weights
from content.segment.doubt.whole.explained import WITNESSES
from content.segment.doubt.whole.left_out import doubt_left_out, leave_out_unspoken
from content.segment.doubt.whole.lifted_doubt import liftable_doubts
from content.segment.doubt.witness import hear_all
from content.segment.labels.scoring import ScoredLabel
from content.segment.line_roles.roles import Roles
from content.segment.lines import Line
from content.segment.pieces import Piece
from content.segment.result import MIN_CONFIDENCE, Testimony, confidence_of

WEIGHTS = Path(__file__).with_name("explained.toml")
"""The weights for documents of whose lines' looks nothing is known."""
WEIGHTS_WITH_LOOKS = Path(__file__).with_name("explained_with_looks.toml")
"""The weights for all others."""


def weigh_whole(
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    document: Document,
    counts: WordCounts | None = None,
    *,
    roles: Roles | None = None,
) -> list[Piece]:
    """Return weighed pieces, doubted or not as the whole document explains them."""
    reading = Reading(pieces, lines, labels, document, counts, roles=roles)
    heard = hear_all(WITNESSES, reading)
    weights = WEIGHTS_WITH_LOOKS if reading.roles else WEIGHTS
    lifted = liftable_doubts(pieces)
    judged = [
        _judged(piece, judge_whole(own, weights), lifted=n in lifted)
        if piece.spoken
        else piece
        for n, (piece, own) in enumerate(zip(pieces, heard, strict=True))
    ]
    return doubt_left_out(leave_out_unspoken(judged, reading.roles), reading.roles)


@lru_cache(maxsize=8192)
def judge_whole(heard: int, path: Path = WEIGHTS) -> Verdict:
    """Return what the witnesses of the bits that are set come to, by the weights of a file."""
    weights = read_weights(path)
    testimonies = tuple(
        Testimony(witness=one.name, weight=weights.witnesses[one.name], says=one.says)
        for n, one in enumerate(WITNESSES)
        if heard >> n & 1
    )
    odds = weights.start + sum(one.weight for one in testimonies)
    worst = min(testimonies, key=lambda one: one.weight, default=None)
    return Verdict(
        confidence=confidence_of(odds),
        testimonies=testimonies,
        doubt=worst.says if worst else "",
    )


def _judged(piece: Piece, verdict: Verdict, *, lifted: bool) -> Piece:
    """Return a piece with what is said of it, and the doubt that this adds or lifts."""
    testimonies = piece.testimonies + verdict.testimonies
    explained = verdict.confidence >= MIN_CONFIDENCE
    if explained and lifted:
        return piece.weighed(verdict.confidence, piece.reason, testimonies)
    if piece.doubtful or explained:
        return piece.weighed(piece.confidence, piece.reason, testimonies)
    reason = piece.reason.doubted(verdict.doubt)
    return piece.weighed(verdict.confidence, reason, testimonies)
