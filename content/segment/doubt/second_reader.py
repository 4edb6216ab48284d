"""The second reader: hears the witnesses on each passage and says how sure it is."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from content.segment.doubt import labels, openings, place, typography, voice
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Witness
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.pieces import Piece
from content.segment.result import Testimony

WITNESSES: tuple[Witness, ...] = (
    *labels.WITNESSES,
    *openings.WITNESSES,
    *typography.WITNESSES,
    *voice.WITNESSES,
    *place.WITNESSES,
)
"""All signs, each in the file of its family."""

WEIGHTS = Path(__file__).with_name("weights.toml")

FIRST_READER_DOUBT = 0.75
"""Below this confidence the first reader's own doubt stands, whatever witnesses say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The log odds of an attribution of which no witness speaks, and of each witness."""

    start: float
    witnesses: Mapping[str, float]


@cache
def read_weights() -> Weights:
    """Read the calibrated weights."""
    data = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(start=float(data["start"]), witnesses=data["witnesses"])


def hear(reading: Reading) -> list[list[Witness]]:
    """Return the witnesses that speak about each piece."""
    heard: list[list[Witness]] = [[] for _ in reading.pieces]
    for witness in WITNESSES:
        for start, end in witness.find(reading):
            for n in range(start, end):
                if reading.pieces[n].spoken and (
                    not heard[n] or heard[n][-1] is not witness
                ):
                    heard[n].append(witness)
    return heard


def weigh(
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
) -> list[Piece]:
    """Return pieces with the confidence that their witnesses give, and why.

    Where the first reader is in doubt already, its own reason stays.
    """
    reading = Reading(pieces, lines, labels)
    weights = read_weights()
    heard = hear(reading)
    under = {
        number: one.label.printed for number, one in enumerate(reading.labels, start=1)
    }
    return [
        _weigh(replace(piece, under=under.get(piece.turn, "")), own, weights)
        if piece.spoken
        else piece
        for piece, own in zip(pieces, heard, strict=True)
    ]


def _weigh(piece: Piece, heard: Sequence[Witness], weights: Weights) -> Piece:
    testimonies = tuple(
        Testimony(witness=one.name, weight=weight, says=one.says)
        for one in heard
        if (weight := weights.witnesses.get(one.name, 0.0))
    )
    odds = weights.start + sum(one.weight for one in testimonies)
    confidence = 1 / (1 + math.exp(-odds))
    piece = replace(piece, testimonies=testimonies)
    if piece.confidence < FIRST_READER_DOUBT:
        return replace(piece, confidence=min(piece.confidence, confidence))
    piece = replace(piece, confidence=confidence)
    if not piece.doubtful:
        return piece
    against = [one for one in testimonies if one.weight < 0]
    worst = min(against, key=lambda one: one.weight, default=None)
    says = worst.says if worst else "too little speaks for it"
    # That it stands under a label is what all words of a turn have in common.
    known = piece.reason and not piece.reason.startswith("under the label")
    reason = f"{piece.reason}; {says}" if known else says
    return replace(piece, reason=reason)
