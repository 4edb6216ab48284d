"""Folders of vectors: write one, and find those nearest to a question's, or nearly so.

Their files are mapped into memory; while they are written, a few thousand vectors are in
memory at a time. Needs numpy, which comes with the extra ``rostra[semantic]``.
"""

import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from storage.database.errors import translate_write_errors
from storage.index.writer import DRAFT_SUFFIX

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

CENTRING = 0.5
"""How much of the library's mean is taken off each vector; see docs/search.md."""

_CHUNK_ROWS = 10_000


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
        self._parts = _slices(np.load(folder / "parts.npy").tolist())
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


class VectorWriter:
    """A writer of vectors, in any order: they are centred and get sign bits.

    Raises:
        StorageError: The disk is full, or not to be written to.
    """

    @translate_write_errors("the vectors")
    def __init__(self, path: Path, *dimensions: int) -> None:
        """Create a draft beside `path`.

        Args:
            path: The folder that `publish` makes.
            dimensions: Of each vector, or of each part of it; multiples of 64.
        """
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path
        self._draft = Path(
            tempfile.mkdtemp(
                prefix=f"{path.name}.", suffix=DRAFT_SUFFIX, dir=path.parent
            )
        )
        self._dimensions = sum(dimensions)
        self._parts = _slices(dimensions)
        self._ids: list[Array] = []
        self._sum: Array = np.zeros(self._dimensions, dtype=np.float64)
        self._counts = [0 for _ in dimensions]

    @translate_write_errors("the vectors")
    def add(self, ids: Sequence[int], vectors: bytes) -> None:
        """Write vectors, `dimensions` signed bytes for each number of an excerpt.

        Of a part that is missing all bytes are zero.
        """
        raw = np.frombuffer(vectors, dtype=np.int8).reshape(len(ids), self._dimensions)
        for number, part in enumerate(self._parts):
            self._sum[part] += unit(raw[:, part]).sum(axis=0)
            self._counts[number] += int(raw[:, part].any(axis=1).sum())
        self._ids.append(np.asarray(ids, dtype=np.int64))
        with (self._draft / "codes").open("ab") as file:
            file.write(vectors)

    @translate_write_errors("the vectors")
    def finish(
        self, *, centring: float = CENTRING, centre: Array | None = None
    ) -> None:
        """Centre the vectors and write the rest of the files.

        Args:
            centring: How much of the mean is taken off the first part of each vector;
                off others all of it is.
            centre: What is taken off questions; if left out, the same.
        """
        ids = np.concatenate([np.empty(0, dtype=np.int64), *self._ids])
        mean: Array = np.zeros(self._dimensions, dtype=np.float32)
        for number, part in enumerate(self._parts):
            taken_off = centring if number == 0 else 1.0
            mean[part] = self._sum[part] * (taken_off / max(self._counts[number], 1))
        neutral: Array | None = None
        scales: Array = np.empty(len(ids), dtype=np.float32)
        many = len(ids) > MAX_COMPARED_EXACTLY
        words = self._dimensions // 64
        bits: Array = np.empty((words, len(ids) if many else 0), dtype=np.uint64)
        (self._draft / "codes").touch()
        with (self._draft / "codes").open("r+b") as file:
            for at in range(0, len(ids), _CHUNK_ROWS):
                here = slice(at, min(at + _CHUNK_ROWS, len(ids)))
                file.seek(at * self._dimensions)
                data = file.read((here.stop - at) * self._dimensions)
                raw = np.frombuffer(data, dtype=np.int8).reshape(-1, self._dimensions)
                centred = self._centred(raw, mean)
                if neutral is None:
                    neutral = _mean_of_present(centred[:, self._parts[0]])
                # What has no vector of the first encoder yet is as near to everything
                # as others are in the mean.
                missing = ~raw[:, self._parts[0]].any(axis=1)
                if len(self._parts) > 1 and missing.any():
                    centred[np.ix_(missing, _numbers(self._parts[0]))] = neutral
                peaks = np.maximum(np.abs(centred).max(axis=1), 1e-9)
                codes = np.rint(centred * (127.0 / peaks)[:, None])
                lengths = np.linalg.norm(codes, axis=1)
                scales[here] = np.linalg.norm(centred, axis=1) / np.maximum(
                    lengths, 1.0
                )
                if many:
                    turned = centred @ rotation(self._dimensions)
                    bits[:, here] = signs(turned).T
                file.seek(at * self._dimensions)
                file.write(codes.astype(np.int8).tobytes())
        order = np.argsort(ids, kind="stable").astype(np.int32)
        in_order = ids[order]
        for name, values in (
            ("ids", ids),
            ("sorted", in_order),
            ("order", order),
            ("scales", scales),
            ("bits", bits),
            ("centre", mean if centre is None else centre.astype(np.float32)),
            ("parts", np.array([each.stop - each.start for each in self._parts])),
        ):
            np.save(self._draft / f"{name}.npy", values)

    def _centred(self, raw: Array, mean: Array) -> Array:
        """Return vectors centred, each part of the length 1 or, where missing, 0."""
        centred: Array = np.zeros(raw.shape, dtype=np.float32)
        for part in self._parts:
            rows = raw[:, part].any(axis=1)
            if len(self._parts) == 1:
                rows[:] = True
            away = unit(raw[rows, part]) - mean[part]
            centred[np.ix_(rows, _numbers(part))] = unit(away)
        return centred

    @translate_write_errors("the vectors")
    def publish(self, path: Path | None = None) -> None:
        """Rename the finished draft to its folder's name, or to another one."""
        path = path or self._path
        shutil.rmtree(path, ignore_errors=True)  # a broken one, being rebuilt
        self._draft.rename(path)

    def discard(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self._draft, ignore_errors=True)


def _slices(dimensions: Sequence[int]) -> list[slice]:
    """Return where each part of a vector is.

    >>> _slices([64, 128])
    [slice(0, 64, None), slice(64, 192, None)]
    """
    ends = [*accumulate(dimensions)]
    return [slice(*each) for each in pairwise([0, *ends])]


def _numbers(part: slice) -> Array:
    return np.arange(part.start, part.stop)


def _mean_of_present(vectors: Array) -> Array:
    present = vectors[vectors.any(axis=1)]
    return present.mean(axis=0) if len(present) else np.zeros(vectors.shape[1])


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
