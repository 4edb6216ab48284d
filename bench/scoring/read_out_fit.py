"""Fit the weights of the signs that a stretch of a turn is another's words."""

from collections.abc import Iterator, Sequence
from unittest.mock import patch

import numpy as np

from bench.scoring.attribution import GoldSegment, SegmentWords
from content.formats import read_document
from content.segment import SegmentKind, segment
from content.segment.messages import messages
from content.segment.messages.quotations import closing_mark_end
from content.segment.messages.senders.introductions import full_titles
from content.segment.messages.starts.weighed_texts import (
    WEIGHTS,
    places_in,
    signs_at,
    text_signs,
)
from content.segment.pieces import Piece

_ROUNDS, _PRIOR, _MIN_CHARS, _MOST = 30, 0.3, 40, 0.6


def candidates(
    data: bytes, name: str, gold: Sequence[GoldSegment]
) -> list[tuple[dict[str, float], bool]]:
    """Return the signs of each place of a document where a text may start, and whether one does."""
    asked: list[Sequence[Piece]] = []

    def remembered(pieces: Sequence[Piece]) -> dict[str, str]:
        asked.append(pieces)
        return full_titles(pieces)

    # Whoever has messages attributed, it is the first that is asked of the pieces.
    with patch.object(messages, "full_titles", remembered):
        segment(read_document(data, name))
    return list(_places(asked[-1], gold)) if asked else []


def _places(
    pieces: Sequence[Piece], gold: Sequence[GoldSegment]
) -> Iterator[tuple[dict[str, float], bool]]:
    gold_words = SegmentWords([one.text for one in gold])
    words = SegmentWords([one.text for one in pieces])
    matches = gold_words.align(words)
    sent: list[list[bool]] = [[] for _ in pieces]
    for place, (_, index) in enumerate(words):
        own = matches.get(place)
        kind = None if own is None else gold[gold_words.segments[own]].kind
        sent[index].append(kind is SegmentKind.MESSAGE)
    for n, piece in enumerate(pieces):
        goes_on = n > 0 and _is_sent(sent[n - 1])
        signs = {} if goes_on else signs_at(pieces, n)
        if signs:
            yield signs, _is_sent(sent[n])
        for start in places_in(piece.text) if piece.spoken else ():
            head, rest = piece.text[:start], piece.text[start:]
            rest = rest[: closing_mark_end(rest) or len(rest)]
            before = len(SegmentWords([head]).words)
            behind = before + len(SegmentWords([rest]).words)
            if len(rest) >= _MIN_CHARS and not _is_sent(sent[n][:before]):
                who = piece.speaker or ""
                signs = text_signs(head, rest, speaker=who, inside=True)
                yield signs, _is_sent(sent[n][before:behind])


def _is_sent(words: Sequence[bool]) -> bool:
    return sum(words) > _MOST * max(1, len(words))


def fit(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights under which the places are likeliest, not far from none."""
    names = sorted(WEIGHTS)
    signs = np.array([[one.get(name, 0.0) for name in names] for one, _ in rows])
    starts = np.array([is_one for _, is_one in rows], dtype=float)
    found = np.zeros(len(names))
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-signs @ found))
        slope = signs.T @ (starts - share) - found / _PRIOR
        curve = (signs.T * (share * (1 - share))) @ signs
        found += np.linalg.solve(curve + np.eye(len(names)) / _PRIOR, slope)
    return {
        name: round(float(value), 2) for name, value in zip(names, found, strict=True)
    }
