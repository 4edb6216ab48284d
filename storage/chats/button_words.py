"""Words too long for a button's data, stored under a short key."""

import hashlib
from collections.abc import Collection

from storage.database.database import Database

KEY_MARK = "="
"""The first character of a key, so that it is never taken for words."""


class ButtonWords:
    """The words behind the keys that buttons carry in their place."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def store(self, words: Collection[str]) -> dict[str, str]:
        """Store words in one write; return a key of 17 bytes for each of them."""
        keys = {each: _key(each) for each in words}
        await self._database.write(
            lambda writer: writer.execute_many(
                """
                INSERT INTO button_words (key, words) VALUES (:key, :words)
                ON CONFLICT (key) DO NOTHING
                """,
                [{"key": key, "words": each} for each, key in keys.items()],
            )
        )
        return keys

    async def expand(self, words: str) -> str:
        """Return the words behind a key; anything else comes back as it is."""
        if not words.startswith(KEY_MARK):
            return words
        found = await self._database.read(
            lambda reader: reader.value(
                "SELECT words FROM button_words WHERE key = :key", {"key": words}
            )
        )
        return words if found is None else str(found)


def _key(words: str) -> str:
    return KEY_MARK + hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
