"""Write a folder of vectors, a few thousand of them in memory at a time.

Needs numpy, which comes with the extra ``rostra[semantic]``.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from storage.database.errors import translate_write_errors
from storage.index.writer import DRAFT_SUFFIX
from storage.semantic.vector_index import (
    MAX_COMPARED_EXACTLY,
    Array,
    part_slices,
    rotation,
    signs,
    unit,
)

CENTRING = 0.5
"""How much of the library's mean is taken off each vector; see docs/search.md."""

_CHUNK_ROWS = 10_000


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
        self._parts = part_slices(dimensions)
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


def _numbers(part: slice) -> Array:
    return np.arange(part.start, part.stop)


def _mean_of_present(vectors: Array) -> Array:
    present = vectors[vectors.any(axis=1)]
    return present.mean(axis=0) if len(present) else np.zeros(vectors.shape[1])
