"""Read the weights of an ONNX file: its initializers, by name.

An ONNX file is one protocol buffer, of which these are a few fields; what computes with
them is not read. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto says which.
"""

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

_GRAPH = 7
_INITIALIZER = 5
_DIMENSIONS, _TYPE, _NAME, _RAW_DATA = 1, 2, 8, 9
_TYPES = {1: "<f4", 3: "i1", 7: "<i8"}


def read_weights(path: Path) -> dict[str, Any]:
    """Return the weights of a file as arrays by name, in the file's order.

    The arrays are mapped: what is not used is not read.

    Raises:
        OSError: There is no such file.
        ValueError: It is no ONNX file.
    """
    import numpy as np  # noqa: PLC0415 - only there with the extra

    with path.open("rb") as file:
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    found: dict[str, Any] = {}
    try:
        graph = next(value for field, value in _fields(data) if field == _GRAPH)
        for field, tensor in _fields(graph):
            if field != _INITIALIZER:
                continue
            parts = [*_fields(tensor)]
            known = dict(parts)
            shape = [value for key, value in parts if key == _DIMENSIONS]
            kind = _TYPES.get(known[_TYPE])
            if kind and _RAW_DATA in known:
                flat = np.frombuffer(known[_RAW_DATA], dtype=kind)
                found[bytes(known[_NAME]).decode()] = flat.reshape(shape)
    except (IndexError, KeyError, StopIteration) as error:
        raise ValueError(f"{path} is no ONNX file") from error
    return found


def _fields(data: memoryview) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each field of a message."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        field, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield field, value
            continue
        size = {1: 8, 5: 4}.get(kind)
        if size is None:
            if kind != 2:
                raise ValueError(f"a field of kind {kind} is unknown")
            size, at = _varint(data, at)
        yield field, data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """Return a number of variable length, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
