"""The inbox on disk: updates from their arrival until they are answered."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from storage.database.connection import Connection, Row, in_clause
from storage.database.database import Database
from storage.database.duties import Duties
from storage.database.time import utc_iso
from storage.digests.share import ALL_CHATS, Shares
from storage.inbox.platform_locks import PlatformLocks

UpdateKey = tuple[str, int]
"""A chat's key and the id of an update in it."""

DONE_RETENTION = timedelta(days=2)
"""Age of an answered update that no platform sends again: Telegram keeps one for a day."""

NOTHING_SKIPPED: Mapping[UpdateKey, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredUpdate:
    """One update, as its platform described it.

    Attributes:
        chat: The chat's key; one that is in no chat has a key without an id.
        id: The platform's; it grows with time.
        body: In JSON.
        received: When it came, aware.
        skipped: How many questions before it are answered by the answer to this one.
        is_done: Whether it was answered; it is kept until the platform knows that.
    """

    chat: str
    id: int
    body: bytes
    received: datetime
    skipped: int = 0
    is_done: bool = False

    @property
    def key(self) -> UpdateKey:
        """Return by what it is known."""
        return self.chat, self.id


_SCOPE = "inbox"
"""What works change that change nothing but the inbox."""

_SERVER = "SUBSTR(chat, :begin)"
_BEHIND_SERVER = f"LTRIM({_SERVER}, '0123456789')"
_PARTITION = f"""
    (CASE WHEN {_BEHIND_SERVER} LIKE '/%' THEN CAST('0' || SUBSTR(
        chat, :begin, LENGTH({_SERVER}) - LENGTH({_BEHIND_SERVER})
    ) AS BIGINT) >> 22 ELSE 0 END)
"""
"""The partition of a chat, as in `chats`: of the number between the colon and a slash."""


class Inbox:
    """The updates of all platforms that are not answered yet, in order within a chat.

    Args:
        database: Where they are.
        shares: The part of a platform's chats that this process serves.
        duties: What this process holds of a database that others share; None where none
            does.
        locks: Beginning of the paths of files that say which process takes up what is
            left; None where there is no other process.

    Attributes:
        duties: Where other processes take in updates of the same chats; None where none
            does.
        locks: Which process takes up what is left.
    """

    def __init__(
        self,
        database: Database,
        shares: Shares | None = None,
        *,
        duties: Duties | None = None,
        locks: Path | None = None,
    ) -> None:
        self._database = database
        self._shares = shares or {}
        self.duties = duties if duties and duties.are_shared else None
        # Where the database is shared, duties say who serves what.
        self.locks = PlatformLocks(None if self.duties else locks, self._shares)
        self._scope = f"inbox {secrets.token_hex(6)}"

    async def store(
        self, updates: Sequence[StoredUpdate], *, durable: bool = True
    ) -> None:
        """Store updates in one transaction; one that is there is replaced.

        Args:
            updates: What came.
            durable: Whether they outlive a loss of power from when this returns, not
                only the end of the process.

        Raises:
            StorageError: They are not stored, or perhaps not for ever.
        """
        iso = {at: utc_iso(at) for at in {each.received for each in updates}}
        rows = [
            {
                "chat": each.chat,
                "id": each.id,
                "body": each.body,
                "received": iso[each.received],
                "skipped": each.skipped,
            }
            for each in updates
        ]
        await self._database.write(
            lambda writer: writer.execute_many(
                """
                INSERT INTO inbox (chat, id, body, received, skipped)
                VALUES (:chat, :id, :body, :received, :skipped)
                ON CONFLICT (chat, id) DO UPDATE SET body = excluded.body,
                    received = excluded.received, skipped = excluded.skipped, done = 0
                """,
                rows,
            ),
            scope=_SCOPE,
        )
        if durable:
            await self._database.sync()

    async def add(
        self, updates: Sequence[StoredUpdate], *, durable: bool = True
    ) -> frozenset[UpdateKey]:
        """Store those updates that are not there yet, in one transaction.

        One that is there, answered or not, came before, to whichever process. Another
        bot's update may have the same id: then its body is another.

        Args:
            updates: What came, of which `received` is replaced by the database's time.
            durable: Whether they outlive a loss of power from when this returns.

        Returns:
            The keys of those that are new.

        Raises:
            StorageError: They are not stored, or perhaps not for ever.
        """
        now = utc_iso(self._database.now())

        async def add(writer: Connection) -> frozenset[UpdateKey]:
            added = [
                await writer.one(
                    """
                    INSERT INTO inbox (chat, id, body, received, skipped)
                    VALUES (:chat, :id, :body, :received, 0)
                    ON CONFLICT (chat, id) DO UPDATE SET body = excluded.body,
                        received = excluded.received, skipped = 0, done = 0
                    WHERE inbox.body <> excluded.body
                    RETURNING chat, id
                    """,
                    {"chat": u.chat, "id": u.id, "body": u.body, "received": now},
                )
                for u in updates
            ]
            return frozenset((row["chat"], row["id"]) for row in added if row)

        # Rows of one chat alone are of no concern to other chats' writers.
        chats = {each.chat for each in updates}
        scope = f"inbox {next(iter(chats))}" if len(chats) == 1 else _SCOPE
        added = await self._database.write(add, scope=scope)
        if durable:
            await self._database.sync()
        return added

    async def waiting_chats(
        self, platform: str, *, after: str = "", limit: int
    ) -> Sequence[UpdateKey]:
        """Return the first updates that wait in each chat of a platform, by chat.

        Args:
            platform: Its name.
            after: The last chat of the page before; empty for the first page.
            limit: The most chats to return.

        Raises:
            StorageError: They can't be read.
        """
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT chat, MIN(id) AS id FROM inbox
                WHERE chat > :after AND chat >= :begin AND chat < :end AND done = 0
                GROUP BY chat ORDER BY chat LIMIT :limit
                """,
                {
                    "after": after,
                    "begin": f"{platform}:",
                    "end": f"{platform};",  # the character after the colon
                    "limit": limit,
                },
            )
        )
        return [(row["chat"], row["id"]) for row in rows]

    async def waiting_of(self, chats: Collection[str]) -> frozenset[str]:
        """Return those of some chats in which an update waits.

        Raises:
            StorageError: They can't be read.
        """
        listed, keys = in_clause("chat", [*chats])
        rows = await self._database.read(
            lambda reader: reader.all(
                f"SELECT DISTINCT chat FROM inbox WHERE chat IN {listed} AND done = 0",  # noqa: S608 - placeholders
                keys,
            )
        )
        return frozenset(row["chat"] for row in rows)

    async def has_waiting(self, chat: str, *, before: int) -> bool:
        """Return whether an update with an id below this one waits in a chat.

        Raises:
            StorageError: It can't be read.
        """
        found = await self._database.read(
            lambda reader: reader.value(
                """
                SELECT 1 FROM inbox WHERE chat = :chat AND id < :before AND done = 0
                LIMIT 1
                """,
                {"chat": chat, "before": before},
            )
        )
        return found is not None

    async def settle(
        self,
        *,
        removed: Collection[UpdateKey],
        done: Collection[UpdateKey] = (),
        skipped: Mapping[UpdateKey, int] = NOTHING_SKIPPED,
    ) -> None:
        """Remove updates, mark others as answered, and count skipped ones: all or none.

        Args:
            removed: What is removed.
            done: What is marked.
            skipped: How many questions the answers to these answer as well.

        Raises:
            StorageError: Nothing is changed.
        """

        async def settle(writer: Connection) -> None:
            await writer.execute_many(
                "DELETE FROM inbox WHERE chat = :chat AND id = :id", _rows(removed)
            )
            if done:
                await writer.execute_many(
                    "UPDATE inbox SET done = 1 WHERE chat = :chat AND id = :id",
                    _rows(done),
                )
            if skipped:
                await writer.execute_many(
                    "UPDATE inbox SET skipped = :skipped WHERE chat = :chat AND id = :id",
                    [
                        {"chat": chat, "id": id_, "skipped": number}
                        for (chat, id_), number in skipped.items()
                    ],
                )

        # Whoever settles an update has its chat, so that no other work is concerned.
        await self._database.write(settle, scope=self._scope)

    async def purge_done(self, now: datetime, *, limit: int) -> int:
        """Delete what was answered and never confirmed, as after a change of the token.

        Returns:
            How many updates are deleted.
        """
        return await self._database.write(
            lambda writer: writer.execute(
                """
                DELETE FROM inbox WHERE (chat, id) IN (
                    SELECT chat, id FROM inbox WHERE done = 1 AND received < :before
                    LIMIT :limit
                )
                """,
                {"before": utc_iso(now - DONE_RETENTION), "limit": limit},
            )
        )

    async def chat_page(
        self, chat: str, *, after: int, limit: int, done: bool = True
    ) -> Sequence[StoredUpdate]:
        """Return the first updates of a chat with ids above `after`, in order.

        Args:
            chat: The chat's key.
            after: The id.
            limit: The most to return.
            done: Whether those are wanted, too, that were answered.

        Raises:
            StorageError: They can't be read.
        """
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT * FROM inbox
                WHERE chat = :chat AND id > :after AND done <= :done
                ORDER BY id LIMIT :limit
                """,
                {"chat": chat, "after": after, "limit": limit, "done": int(done)},
            )
        )
        return [*map(_update, rows)]

    async def page(
        self, platform: str, *, after: UpdateKey | None, limit: int
    ) -> Sequence[StoredUpdate]:
        """Return updates of a platform, chat by chat, each chat's in order.

        Those of chats that another process serves are left out.

        Args:
            platform: Its name.
            after: The last update of the page before; None for the first page.
            limit: The most to return.

        Raises:
            StorageError: They can't be read.
        """
        chat, id_ = after or (f"{platform}:", -1)
        share = self._shares.get(platform, ALL_CHATS)
        listed = ", ".join(map(str, share.ids))
        rows = await self._database.read(
            lambda reader: reader.all(
                f"""
                SELECT * FROM inbox
                WHERE (chat, id) > (:chat, :id) AND chat < :end
                    AND {_PARTITION} % :count IN ({listed})
                ORDER BY chat, id LIMIT :limit
                """,  # noqa: S608 - the numbers of a share
                {
                    "chat": chat,
                    "id": id_,
                    "end": f"{platform};",  # the character after the colon
                    "begin": len(platform) + 2,
                    "count": share.count,
                    "limit": limit,
                },
            )
        )
        return [*map(_update, rows)]


def _rows(keys: Iterable[UpdateKey]) -> list[dict[str, str | int]]:
    return [{"chat": chat, "id": id_} for chat, id_ in keys]


def _update(row: Row) -> StoredUpdate:
    return StoredUpdate(
        chat=row["chat"],
        id=row["id"],
        body=row["body"],
        received=datetime.fromisoformat(row["received"]),
        skipped=row["skipped"],
        is_done=bool(row["done"]),
    )
