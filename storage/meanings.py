"""Find the vectors nearest to a question's, exactly or nearly so, in memory.

Needs numpy, which comes with the extra ``rostra[semantic]``.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = Any  # numpy is an extra: its types are not always there

EXACT = 5_000
"""Vectors up to which each is compared; above, sign bits choose which."""

RESCORED = 2_000
"""Vectors compared exactly after their sign bits were."""

CENTRING = 0.5
"""How much of the library's mean is taken off each vector; see docs/search.md."""

_CHUNK = 20_000


class Meanings:
    """Hold the vectors of one generation of the library, a byte a dimension."""

    def __init__(self, ids: Sequence[int], vectors: bytes, dimensions: int) -> None:
        """Centre the vectors and make their sign bits.

        Args:
            ids: The numbers of excerpts; see `storage.index.id_number`.
            vectors: `dimensions` signed bytes for each, in the same order.
            dimensions: A multiple of 64.
        """
        self._ids = np.asarray(ids, dtype=np.int64)
        self._order = np.argsort(self._ids, kind="stable")
        raw = np.frombuffer(vectors, dtype=np.int8).reshape(len(ids), dimensions)
        self._codes = np.empty_like(raw)
        self._scales: Array = np.empty(len(ids), dtype=np.float32)
        self._mean: Array = np.zeros(dimensions, dtype=np.float32)
        for at in range(0, len(ids), _CHUNK):
            self._mean += _unit(raw[at : at + _CHUNK]).sum(axis=0)
        self._mean *= CENTRING / max(len(ids), 1)
        many = len(ids) > EXACT
        self._rotation = _rotation(dimensions) if many else None
        words = dimensions // 64
        self._bits: Array = np.empty((words, len(ids) if many else 0), dtype=np.uint64)
        for at in range(0, len(ids), _CHUNK):
            here = slice(at, at + _CHUNK)
            centred = _unit(_unit(raw[here]) - self._mean)
            peaks = np.maximum(np.abs(centred).max(axis=1), 1e-9)
            codes = np.rint(centred * (127.0 / peaks)[:, None])
            self._codes[here] = codes.astype(np.int8)
            self._scales[here] = 1.0 / np.maximum(np.linalg.norm(codes, axis=1), 1.0)
            if self._rotation is not None:
                self._bits[:, here] = _signs(centred @ self._rotation).T

    def __len__(self) -> int:
        return len(self._ids)

    def nearest(
        self, question: bytes, count: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return numbers of excerpts and their cosines, nearest first.

        Args:
            question: The question's vector, in signed bytes.
            count: How many to return, at most.
            among: Numbers of the excerpts to choose from; None for all.
        """
        if not len(self._ids):
            return []
        code = np.frombuffer(question, dtype=np.int8)[None]
        asked = _unit(_unit(code) - self._mean)[0]
        if among is not None:
            rows = self._rows(among)
        elif self._rotation is not None:
            rows = self._likely(asked, max(RESCORED, count))
        else:
            rows = np.arange(len(self._ids))
        scores: Array = np.empty(len(rows), dtype=np.float32)
        for at in range(0, len(rows), _CHUNK):
            here = rows[at : at + _CHUNK]
            dots = self._codes[here].astype(np.float32) @ asked
            scores[at : at + _CHUNK] = dots * self._scales[here]
        best = _largest(scores, count)
        return [(int(self._ids[rows[i]]), float(scores[i])) for i in best]

    def _rows(self, ids: Sequence[int]) -> Array:
        """Return the rows of those ids that have a vector."""
        wanted = np.unique(np.asarray(ids, dtype=np.int64))
        at = np.searchsorted(self._ids, wanted, sorter=self._order)
        rows = self._order[np.minimum(at, len(self._ids) - 1)]
        return rows[self._ids[rows] == wanted]

    def _likely(self, asked: Array, count: int) -> Array:
        """Return the rows whose sign bits differ least from the question's."""
        signs = _signs((asked @ self._rotation)[None])[0]
        distances: Array = np.zeros(len(self._ids), dtype=np.uint16)
        for column, word in zip(self._bits, signs, strict=True):
            distances += np.bitwise_count(column ^ word)
        if count >= len(distances):
            return np.arange(len(distances))
        return np.argpartition(distances, count)[:count]


def _largest(scores: Array, count: int) -> Array:
    if count < len(scores):
        best = np.argpartition(-scores, count)[:count]
    else:
        best = np.arange(len(scores))
    return best[np.argsort(-scores[best], kind="stable")]


def _unit(vectors: Array) -> Array:
    floats: Array = vectors.astype(np.float32)
    lengths = np.linalg.norm(floats, axis=1, keepdims=True)
    return floats / np.maximum(lengths, 1e-9)


def _rotation(dimensions: int) -> Array:
    """Return a random rotation, always the same: it spreads what signs tell."""
    dice = np.random.default_rng(dimensions)
    square = dice.standard_normal((dimensions, dimensions))
    return np.linalg.qr(square)[0].astype(np.float32)


def _signs(vectors: Array) -> Array:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)
