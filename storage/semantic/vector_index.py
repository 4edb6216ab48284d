"""Folders of vectors: find those nearest to a question's, or nearly so.

Their files are mapped into memory. Needs numpy, which comes with the extra ``rostra[semantic]``.
"""

import os
import weakref
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np

FEEDBACK_SHARE = 0.2
"""How much of the mean of some excerpts is added to a question of length 1."""

Array: TypeAlias = Any  # numpy is an extra: its types are not always there

MAX_COMPARED_EXACTLY = 5_000
"""How many vectors are all compared; of more, sign bits choose which."""

RESCORED_VECTORS = 2_000
"""How many vectors are compared exactly, after their sign bits were."""

_SAMPLE_SIZE = 1_000
"""Vectors whose cosines give the mean, at least half as many of a larger library."""

_NEAR_DEVIATIONS = 2.5
"""Standard deviations above the mean from which an excerpt is near: one in 150 is,
whatever is asked. See docs/search.md."""

_MIN_NEAR = 5
"""How many excerpts of a small library are near, whatever is asked."""

_ROUNDING = 1e-5
"""How far two ways to compute the same cosine may be apart."""

_BLOCK_ROWS = 256
"""Vectors compared at a time: so few stay in a core's cache, and on one core."""

MAX_MAPPED_BYTES = 80_000_000
"""Size up to which the vectors are mapped into memory, those of 100,000 excerpts by two
encoders; of more, rows are read, which takes three times as long."""

_MAX_COUNTED = 200_000
"""Distances that are counted, at most, to find out how near the nearest are."""

_COLUMN_ROWS = 32_768
"""Words of sign bits compared at a time, for the same reason as `_BLOCK_ROWS`."""


class Spread(NamedTuple):
    """How a question's cosines with all vectors of a library are spread.

    Attributes:
        mean: Their mean.
        deviation: Their standard deviation.
        near: The cosine from which an excerpt is near to the question in meaning.
    """

    mean: float
    deviation: float
    near: float


class VectorIndex:
    """The vectors of one generation of the library, a byte a dimension.

    Of a million, 384 MB of vectors stay on the disk: only the rows compared are read.
    """

    def __init__(self, folder: Path) -> None:
        """Open a finished folder.

        Raises:
            OSError: There is none, or a file of it is missing.
            EOFError, ValueError: A file of it is broken.
        """
        self._ids = _mapped(folder / "ids.npy")
        self._sorted = _mapped(folder / "sorted.npy")
        self._order = _mapped(folder / "order.npy")
        self._scales = _mapped(folder / "scales.npy")
        self._bits = _mapped(folder / "bits.npy")
        self._centre: Array = np.load(folder / "centre.npy")
        self._parts = part_slices(np.load(folder / "parts.npy").tolist())
        shape = (len(self._ids), len(self._centre))
        self._file = os.open(folder / "codes", os.O_RDONLY)
        # The last answer that uses it may end after the next generation is activated.
        weakref.finalize(self, os.close, self._file)
        self._codes: Array | None = None
        if 0 < shape[0] * shape[1] <= MAX_MAPPED_BYTES:
            codes: Array = np.memmap(folder / "codes", np.int8, "r", shape=shape)
            self._codes = np.asarray(codes)
        some = np.arange(0, len(self._ids), 1 + len(self._ids) // _SAMPLE_SIZE)
        self._sample: Array = self._vectors(some) * self._scales[some, None]

    def __len__(self) -> int:
        return len(self._ids)

    def nearest(
        self,
        question: bytes,
        count: int,
        among: Sequence[int] | None = None,
        also: Sequence[int] = (),
        toward: Sequence[int] = (),
    ) -> list[tuple[int, float]]:
        """Return numbers of excerpts and their cosines, nearest first.

        Args:
            question: The question's vector, in signed bytes.
            count: How many to return, at most.
            among: Numbers of the excerpts to choose from; None for all.
            also: Numbers of excerpts to return beside those, wherever they stand.
            toward: Numbers of excerpts towards whose mean the question is moved first.
        """
        if not len(self._ids):
            return []
        asked = self._moved(self._centred(question), toward)
        if among is not None:
            rows = self._rows(among)
        elif self._bits.size:
            rows = self._likely(asked, max(RESCORED_VECTORS, count))
        else:
            rows = np.arange(len(self._ids))
        others = self._rows(also)
        rows = np.union1d(rows, others)
        scores = self._scores(rows, asked)
        wanted = np.isin(rows, others, assume_unique=True)
        wanted[_largest(scores, count)] = True
        rows, scores = rows[wanted], scores[wanted]
        order = np.argsort(-scores, kind="stable")
        return list(
            zip(self._ids[rows[order]].tolist(), scores[order].tolist(), strict=True)
        )

    def spread(self, question: bytes) -> Spread:
        """Return how the cosines of a question are spread over the library.

        It is the same whatever part of the library is searched.
        """
        if not len(self._ids):
            return Spread(0.0, 0.0, 1.0)
        scores = self._sample @ self._centred(question)
        mean, deviation = float(scores.mean()), float(scores.std())
        near = mean + _NEAR_DEVIATIONS * deviation
        if len(scores) == len(self._ids):
            near = min(near, float(np.sort(scores)[-_MIN_NEAR:].min()))
        return Spread(mean, deviation, near - _ROUNDING)

    def _moved(self, asked: Array, toward: Sequence[int]) -> Array:
        """Return a question moved towards the mean of some excerpts (Rocchio)."""
        rows = self._rows(toward)
        if not len(rows):
            return asked
        mean = (self._vectors(rows) * self._scales[rows, None]).mean(axis=0)
        moved = np.zeros_like(asked)
        for part in self._parts:
            weight = float(np.linalg.norm(asked[part]))
            if weight:
                both = asked[part] / weight + FEEDBACK_SHARE * unit(mean[None, part])[0]
                moved[part] = weight * unit(both[None])[0]
        return moved

    def _centred(self, question: bytes) -> Array:
        """Return a question's vector of length 1; its parts keep their weights."""
        code = np.frombuffer(question, dtype=np.int8).astype(np.float32)
        centred = np.zeros_like(self._centre)
        for part in self._parts:
            typed = code[part]
            if len(typed) and (weight := float(np.linalg.norm(typed))):
                away = typed / weight - self._centre[part]
                centred[part] = weight * unit(away[None])[0]
        return unit(centred[None])[0]

    def _scores(self, rows: Array, asked: Array) -> Array:
        scores: Array = np.empty(len(rows), dtype=np.float32)
        block: Array = np.empty((_BLOCK_ROWS, len(asked)), dtype=np.float32)
        for at in range(0, len(rows), _BLOCK_ROWS):
            here = rows[at : at + _BLOCK_ROWS]
            vectors = block[: len(here)]
            vectors[...] = self._vectors(here)
            np.dot(vectors, asked, out=scores[at : at + _BLOCK_ROWS])
        return scores * self._scales[rows]

    def _vectors(self, rows: Array) -> Array:
        if self._codes is not None:
            return self._codes[rows]
        # Mapped, each row would draw its neighbours into memory too.
        size = len(self._centre)
        read = [os.pread(self._file, size, row * size) for row in rows.tolist()]
        return np.frombuffer(b"".join(read), dtype=np.int8).reshape(-1, size)

    def _rows(self, ids: Sequence[int]) -> Array:
        """Return the rows of those ids that have a vector."""
        wanted = np.unique(np.asarray(ids, dtype=np.int64))
        at = np.searchsorted(self._sorted, wanted)
        rows = self._order[np.minimum(at, len(self._ids) - 1)]
        return rows[self._ids[rows] == wanted]

    def _likely(self, asked: Array, count: int) -> Array:
        """Return the rows whose sign bits differ least from the question's."""
        words = signs((asked @ rotation(len(asked)))[None])[0]
        distances: Array = np.zeros(len(self._ids), dtype=np.uint16)
        for at in range(0, len(distances), _COLUMN_ROWS):
            here = distances[at : at + _COLUMN_ROWS]
            for column, word in zip(self._bits, words, strict=True):
                here += np.bitwise_count(column[at : at + _COLUMN_ROWS] ^ word)
        if count >= len(distances):
            return np.arange(len(distances))
        # To count them, or a part of them, takes a tenth of sorting out the least.
        step = 1 + len(distances) // _MAX_COUNTED
        within = np.cumsum(np.bincount(distances[::step])) * step
        last = int(np.searchsorted(within, count))
        return np.flatnonzero(distances <= last)


def part_slices(dimensions: Sequence[int]) -> list[slice]:
    """Return where each part of a vector is.

    >>> part_slices([64, 128])
    [slice(0, 64, None), slice(64, 192, None)]
    """
    ends = [*accumulate(dimensions)]
    return [slice(*each) for each in pairwise([0, *ends])]


def _mapped(file: Path) -> Array:
    # The class that numpy has for what is mapped is slow to slice.
    return np.asarray(np.load(file, mmap_mode="r"))


def _largest(scores: Array, count: int) -> Array:
    if count < len(scores):
        return np.argpartition(-scores, count)[:count]
    return np.arange(len(scores))


def unit(vectors: Array) -> Array:
    """Return vectors of the length 1."""
    floats: Array = vectors.astype(np.float32)
    lengths = np.linalg.norm(floats, axis=1, keepdims=True)
    return floats / np.maximum(lengths, 1e-9)


@cache
def rotation(dimensions: int) -> Array:
    """Return a fixed random rotation, after which all sign bits tell about as much."""
    dice = np.random.default_rng(dimensions)
    square = dice.standard_normal((dimensions, dimensions))
    return np.linalg.qr(square)[0].astype(np.float32)


def signs(vectors: Array) -> Array:
    """Return the sign of each dimension as a bit, packed into 64-bit words."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)
