"""Vectors that come with the shipped library, so that its first question goes by meaning.

A vector is found by the hash of its encoder's name and its text, as in the table
`vectors`; a text that has none is embedded by the bot as ever. The file is made by
`bench.shipped_vectors`.
"""

from collections.abc import Mapping
from functools import cache

from content.library import SHIPPED

FILE = SHIPPED / "vectors.bin"
"""A line with the encoder's name and its dimensions, then keys and vectors in turn."""

KEY_BYTES = 16
"""Bytes of a key; see `storage.semantic.encoders.encoder.vector_key`."""


@cache
def shipped_vectors(encoder: str) -> Mapping[bytes, bytes]:
    """Return the shipped vectors of an encoder by their keys; empty where it has none."""
    try:
        head, _, rows = FILE.read_bytes().partition(b"\n")
        name, dimensions = head.decode("utf-8").split()
        size = KEY_BYTES + int(dimensions)
    except (OSError, ValueError):
        return {}
    if name != encoder:
        return {}
    return {
        rows[at : at + KEY_BYTES]: rows[at + KEY_BYTES : at + size]
        for at in range(0, len(rows) - size + 1, size)
    }


def write_shipped_vectors(
    encoder: str, dimensions: int, vectors: Mapping[bytes, bytes]
) -> None:
    """Write the file."""
    rows = b"".join(key + vectors[key] for key in sorted(vectors))
    FILE.write_bytes(f"{encoder} {dimensions}\n".encode() + rows)
