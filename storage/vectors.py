"""Vectors of texts, kept by a hash of the text, so that none is made twice."""

from collections.abc import Mapping, Sequence

from storage.connection import Connection
from storage.encoder import digest
from storage.rows import named

ASKED = 500
"""Vectors read with one statement."""


class Vectors:
    """Keep what one encoder made of texts."""

    def __init__(self, encoder: str) -> None:
        self._encoder = encoder

    def key(self, text: str) -> bytes:
        """Return the key under which a text's vector is kept."""
        return digest(self._encoder, text)

    async def of(
        self, snapshot: Connection, texts: Sequence[str]
    ) -> list[bytes | None]:
        """Return the vector of each text, or None where it was not made yet."""
        keys = [self.key(text) for text in texts]
        found: dict[bytes, bytes] = {}
        for at in range(0, len(keys), ASKED):
            clause, params = named("d", keys[at : at + ASKED])
            rows = await snapshot.all(
                f"SELECT digest, vector FROM vectors WHERE digest IN {clause}",  # noqa: S608 - names of parameters
                params,
            )
            found |= {row["digest"]: row["vector"] for row in rows}
        return [found.get(key) for key in keys]

    async def keep(self, writer: Connection, made: Mapping[str, bytes]) -> None:
        """Keep the vectors of texts."""
        await writer.execute_many(
            """
            INSERT INTO vectors (digest, vector) VALUES (:digest, :vector)
            ON CONFLICT (digest) DO NOTHING
            """,
            [
                {"digest": self.key(text), "vector": vector}
                for text, vector in made.items()
            ],
        )
