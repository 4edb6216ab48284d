"""Write vectors to a folder of files that `storage.semantic.vector_index` reads.

However many they are, a few thousand are in memory at a time. Needs numpy.
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
    def __init__(self, path: Path, dimensions: int) -> None:
        """Create a draft beside `path`.

        Args:
            path: The folder that `publish` makes.
            dimensions: A multiple of 64.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._draft = Path(
            tempfile.mkdtemp(
                prefix=f"{path.name}.", suffix=DRAFT_SUFFIX, dir=path.parent
            )
        )
        self._dimensions = dimensions
        self._ids: list[Array] = []
        self._sum: Array = np.zeros(dimensions, dtype=np.float64)

    @translate_write_errors("the vectors")
    def add(self, ids: Sequence[int], vectors: bytes) -> None:
        """Write vectors, `dimensions` signed bytes for each number of an excerpt."""
        raw = np.frombuffer(vectors, dtype=np.int8).reshape(len(ids), self._dimensions)
        self._sum += unit(raw).sum(axis=0)
        self._ids.append(np.asarray(ids, dtype=np.int64))
        with (self._draft / "codes").open("ab") as file:
            file.write(vectors)

    @translate_write_errors("the vectors")
    def finish(
        self, *, centring: float = CENTRING, centre: Array | None = None
    ) -> None:
        """Centre the vectors and write the rest of the files.

        Args:
            centring: How much of the mean is taken off each vector.
            centre: What is taken off questions; if left out, the same.
        """
        ids = np.concatenate([np.empty(0, dtype=np.int64), *self._ids])
        mean = (self._sum * centring / max(len(ids), 1)).astype(np.float32)
        scales: Array = np.empty(len(ids), dtype=np.float32)
        many = len(ids) > MAX_COMPARED_EXACTLY
        words = self._dimensions // 64
        bits: Array = np.empty((words, len(ids) if many else 0), dtype=np.uint64)
        turned = rotation(self._dimensions)
        (self._draft / "codes").touch()
        with (self._draft / "codes").open("r+b") as file:
            for at in range(0, len(ids), _CHUNK_ROWS):
                here = slice(at, min(at + _CHUNK_ROWS, len(ids)))
                file.seek(at * self._dimensions)
                data = file.read((here.stop - at) * self._dimensions)
                raw = np.frombuffer(data, dtype=np.int8).reshape(-1, self._dimensions)
                centred = unit(unit(raw) - mean)
                peaks = np.maximum(np.abs(centred).max(axis=1), 1e-9)
                codes = np.rint(centred * (127.0 / peaks)[:, None])
                lengths = np.linalg.norm(codes, axis=1)
                scales[here] = 1.0 / np.maximum(lengths, 1.0)
                if many:
                    bits[:, here] = signs(centred @ turned).T
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
        ):
            np.save(self._draft / f"{name}.npy", values)

    @translate_write_errors("the vectors")
    def publish(self, path: Path | None = None) -> None:
        """Give the finished folder its name, or another one."""
        path = path or self._path
        shutil.rmtree(path, ignore_errors=True)  # a broken one, being rebuilt
        self._draft.rename(path)

    def discard(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self._draft, ignore_errors=True)
