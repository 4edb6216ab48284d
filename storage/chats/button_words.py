"""Words too long for a button's data, stored under a short key."""

import hashlib
import re
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.time import utc_now

KEY_MARK = "="
"""The first character of a key, so that it is never taken for words."""

_KEY = re.compile(f"{KEY_MARK}[0-9a-f]{{16}}")

SCOPE = "button_words"
"""Of all writes: those of two processes may be of the same words in another order."""

RETENTION = timedelta(days=30)
"""How long words are kept after their button was last shown or pressed."""


class ButtonWords:
    """The words behind the keys that buttons carry in their place.

    Args:
        database: Where they are stored.
        now: Returns the current time, aware.
    """

    def __init__(
        self, database: Database, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database = database
        self._now = now

    async def store(self, words: Collection[str]) -> dict[str, str]:
        """Store words in one write; return a key of 17 bytes for each of them."""
        keys = {each: _key(each) for each in words}
        today = self._today().isoformat()
        await self._database.write(
            lambda writer: writer.execute_many(
                """
                INSERT INTO button_words (key, words, used)
                VALUES (:key, :words, :used)
                ON CONFLICT (key) DO UPDATE SET used = excluded.used
                    WHERE button_words.used < excluded.used
                """,
                [
                    {"key": key, "words": each, "used": today}
                    for each, key in keys.items()
                ],
            ),
            scope=SCOPE,
        )
        return keys

    async def keep_first(self, request_key: str, words: str) -> str:
        """Store what a request puts on a button; return what it did the first time.

        Once it has changed what the words tell of, a request that comes again could not
        find them. They are kept as long as those of a button.
        """
        if not request_key:
            return words
        params = {
            "key": _key(f"request {request_key}"),
            "words": words,
            "used": self._today().isoformat(),
        }

        async def work(writer: Connection) -> str:
            await writer.execute(
                """
                INSERT INTO button_words (key, words, used)
                VALUES (:key, :words, :used)
                ON CONFLICT (key) DO NOTHING
                """,
                params,
            )
            return str(
                await writer.value(
                    "SELECT words FROM button_words WHERE key = :key", params
                )
            )

        return await self._database.write(work, scope=SCOPE)

    async def expand(self, words: str) -> str:
        """Return the words behind a key; anything else comes back as it is.

        What is used is kept for another while.
        """
        if not words.startswith(KEY_MARK):
            return words
        params = {"key": words, "used": self._today().isoformat()}
        found = await self._database.read(
            lambda reader: reader.one(
                "SELECT words, used FROM button_words WHERE key = :key", params
            )
        )
        if found is None:
            return words
        if found["used"] < params["used"]:
            await self._database.write(
                lambda writer: writer.execute(
                    "UPDATE button_words SET used = :used WHERE key = :key", params
                ),
                scope=SCOPE,
            )
        return str(found["words"])

    async def purge(self, *, limit: int) -> int:
        """Delete words that were not used for `RETENTION`; return how many."""
        params = {"before": (self._today() - RETENTION).isoformat(), "limit": limit}

        async def work(writer: Connection) -> int:
            return await writer.execute(
                """
                DELETE FROM button_words WHERE key IN (
                    SELECT key FROM button_words WHERE used < :before
                    ORDER BY used LIMIT :limit
                )
                """,
                params,
            )

        return await self._database.write(work, scope=SCOPE)

    def _today(self) -> date:
        return self._now().date()


def is_key(words: str) -> bool:
    """Return whether words, once expanded, are still a key: what it stood for is gone."""
    return _KEY.fullmatch(words) is not None


def _key(words: str) -> str:
    return KEY_MARK + hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
