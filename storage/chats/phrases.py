"""Words too long for a button's data, kept under a short key."""

import hashlib

from storage.database.database import Database

MARK = "="
"""Opens a key, so that it is never mistaken for words."""


class Phrases:
    """Shorten words to what a button can carry, and find them again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def shorten(self, words: str, limit: int) -> str:
        """Return `words`, or a 17-byte key to them if they take over `limit` bytes."""
        if len(words.encode()) <= limit and not words.startswith(MARK):
            return words
        key = MARK + hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO phrases (key, words) VALUES (:key, :words)
                ON CONFLICT (key) DO NOTHING
                """,
                {"key": key, "words": words},
            )
        )
        return key

    async def expand(self, words: str) -> str:
        """Return the words behind a key; anything else comes back as it is."""
        if not words.startswith(MARK):
            return words
        found = await self._database.read(
            lambda reader: reader.value(
                "SELECT words FROM phrases WHERE key = :key", {"key": words}
            )
        )
        return words if found is None else str(found)
