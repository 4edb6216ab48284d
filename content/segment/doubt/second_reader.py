"""The second reader: weighs what speaks for and against each attribution."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from content.document import Document
from content.language.words.word_counts import WordCounts
from content.segment.basis import Basis
from content.segment.doubt.closing import without_closing
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Witness, hear_all
from content.segment.doubt.witnesses import (
    announcements,
    explanations,
    further,
    labels,
    names,
    openings,
    place,
    quotations,
    record,
    typography,
    voice,
    wording,
)
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.pieces import Piece
from content.segment.result import MIN_CONFIDENCE, Testimony, confidence_of

WITNESSES: tuple[Witness, ...] = (
    *explanations.WITNESSES,
    *labels.WITNESSES,
    *names.WITNESSES,
    *openings.WITNESSES,
    *announcements.WITNESSES,
    *typography.WITNESSES,
    *voice.WITNESSES,
    *wording.WITNESSES,
    *place.WITNESSES,
    *further.WITNESSES,
    *record.WITNESSES,
    *quotations.WITNESSES,
)
"""All signs, each in the file of its family."""

WEIGHTS = Path(__file__).with_name("weights.toml")

FIRST_READER_DOUBT = 0.75
"""Below this confidence the first reader's own doubt stands, whatever witnesses say."""

MESSAGE_DOUBT = 0.65
"""The same of messages, of whose ends witnesses speak."""

DECIDED = 0.6
"""The confidence in what one witness alone makes doubtful, at most."""

UNEXPLAINED = "nothing says whose words these are"
"""Why words are doubted for which no witness explains the attribution."""

_READ, _HEARD = 0.7, 0.95
"""The share of the time after which all witnesses have still to be heard, and are."""

_MIN_FELLOWS, _MIN_STRONG_SHARE = 5, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The log odds of an attribution of which no witness speaks, and of each witness."""

    start: float
    witnesses: Mapping[str, float]


@cache
def read_weights(path: Path = WEIGHTS) -> Weights:
    """Read calibrated weights."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Weights(start=float(data["start"]), witnesses=data["witnesses"])


def hear(
    reading: Reading, report: Callable[[float], None] = lambda _share: None
) -> list[int]:
    """Return which of `WITNESSES` speak about each piece, as bits in their order.

    Args:
        reading: The document as the first reader gave it away.
        report: Called with the share of the document that is done.
    """
    return hear_all(
        WITNESSES, reading, lambda share: report(_READ + (_HEARD - _READ) * share)
    )


@lru_cache(maxsize=8192)
def witnesses_of(heard: int) -> tuple[Witness, ...]:
    """Return the witnesses of the bits that are set."""
    return tuple(one for n, one in enumerate(WITNESSES) if heard >> n & 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the word of some witnesses comes to, and what speaks against most."""

    confidence: float
    testimonies: tuple[Testimony, ...]
    doubt: str


@lru_cache(maxsize=8192)
def judge(heard: int) -> Verdict:
    """Return what the witnesses of the bits that are set come to, by their weights."""
    weights = read_weights()
    testimonies = tuple(
        Testimony(witness=one.name, weight=weight, says=one.says)
        for one in witnesses_of(heard)
        if (weight := weights.witnesses.get(one.name, 0.0))
    )
    deciding = {one.name: one for one in witnesses_of(heard) if one.decides}
    odds = weights.start + sum(
        one.weight for one in testimonies if one.witness not in deciding
    )
    confidence = confidence_of(odds)
    worst = min(testimonies, key=lambda one: one.weight, default=None)
    doubt = worst.says if worst and worst.weight < 0 else UNEXPLAINED
    if not any(one.explains for one in witnesses_of(heard)):
        confidence, doubt = min(confidence, DECIDED), UNEXPLAINED
    if deciding and confidence >= DECIDED:
        confidence, doubt = DECIDED, next(iter(deciding.values())).says
    return Verdict(confidence=confidence, testimonies=testimonies, doubt=doubt)


def trust_labels_alike(reading: Reading) -> list[Piece]:
    """Return the pieces, without doubt of weak labels that look as all others do.

    That such a label is weak, the witnesses say, too. A colon after plain words is no
    look: whatever a page lists has it.
    """
    pieces = list(reading.pieces)
    most = reading.signatures.most_common(1)
    if not most or most[0][0] == (Ending.COLON, LabelStyle.PLAIN):
        return pieces
    fellows = [one for one in reading.labels if one.label.signature == most[0][0]]
    strong = sum(one.score >= MIN_SCORE for one in fellows)
    if strong < _MIN_FELLOWS or strong < _MIN_STRONG_SHARE * len(fellows):
        return pieces
    for turn, label in reading.labelled:
        if label.score < MIN_SCORE and label.label.signature == most[0][0]:
            for n in range(turn.start, turn.end):
                piece = pieces[n]
                if piece.doubtful and piece.reason.basis is Basis.LABEL:
                    pieces[n] = replace(piece, confidence=FIRST_READER_DOUBT)
    return pieces


def weigh(
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    document: Document,
    report: Callable[[float], None] = lambda _share: None,
    *,
    counts: WordCounts | None = None,
) -> list[Piece]:
    """Return pieces with the confidence that their witnesses give, and why.

    Where the first reader is in doubt already, its own reason stays.

    Args:
        pieces: What the first reader gave to whom.
        lines: The lines that the pieces come from.
        labels: The labels, by line.
        document: The document.
        report: Called with the share of the document that is done.
        counts: The words of the pieces, if they are counted already.
    """
    reading = Reading(pieces, lines, labels, document, counts)
    under = ["", *(one.label.printed for one in reading.labels)]
    heard = hear(reading, report)
    weighed = [
        _weighed(piece, under[piece.turn] if 0 < piece.turn < len(under) else "", own)
        if piece.spoken
        else piece
        for piece, own in zip(trust_labels_alike(reading), heard, strict=True)
    ]
    return without_closing(
        weighed,
        reading,
        lambda n: frozenset(one.name for one in witnesses_of(heard[n])),
    )


def is_first_reader_unsure(piece: Piece) -> bool:
    """Return whether the first reader's own doubt stands, whatever witnesses say.

    That the end of a message is open is a matter for them.
    """
    return piece.confidence < (MESSAGE_DOUBT if piece.read_by else FIRST_READER_DOUBT)


def _weighed(piece: Piece, under: str, heard: int) -> Piece:
    verdict = judge(heard)
    confidence, reason = verdict.confidence, piece.reason
    if is_first_reader_unsure(piece):
        confidence = min(piece.confidence, confidence)
    elif confidence < MIN_CONFIDENCE:
        reason = reason.doubted(verdict.doubt)
    return piece.weighed(confidence, reason, verdict.testimonies, under=under)
