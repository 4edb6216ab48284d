"""What each chat and topic thread has chosen for its digest."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.chats.chats import get_or_create_chat_id
from storage.database.connection import Connection, Params
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Reason
from storage.digests.schedule import (
    EVERY_DAY,
    cancel_due,
    schedule_next,
    schedule_reopened,
)

MAX_CHATS_PER_WRITE = 20
"""Chats of a server closed or opened at once; kept small, since answers wait meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """When a chat (and topic thread) gets its digest, and what it draws from.

    Attributes:
        time: Local wall-clock time, ``HH:MM``.
        zone: IANA name, or an offset such as ``UTC+05:30``.
        days: ISO weekdays, 1 for Monday.
        subject: The speaker's name in the library, or the words of a topic.
        due: When the next one is due, in UTC; None where none is to come.
        role_id: The platform's id of the role that it pings; empty for none.
        role_name: What that role was called when it was chosen.
        quiet: Whether it comes without a sound.
    """

    active: bool
    time: str
    zone: str
    days: str = EVERY_DAY
    scope: DigestScope = DigestScope.ALL
    subject: str = ""
    due: datetime | None = None
    role_id: str = ""
    role_name: str = ""
    quiet: bool = False


class Subscriptions:
    """One subscription a chat and topic thread, and which chats are closed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._closed: set[str] | None = None

    async def get(self, key: str, thread: str) -> Subscription | None:
        """Return what was chosen for this chat and topic thread, active or not."""
        return await self._database.read(lambda reader: _get(reader, key, thread))

    async def save(
        self,
        key: str,
        thread: str,
        chosen: Subscription,
        *,
        now: datetime,
        delivers: bool = True,
    ) -> Subscription:
        """Store a subscription and schedule its next digest; its zone becomes the chat's.

        A local date that had its digest gets no other one, whatever is chosen. A digest
        that is due and was not tried yet is still sent, as it is chosen now. None is
        scheduled where the platform `delivers` nothing by itself.

        Returns:
            What is stored now, with `due`.
        """

        async def work(writer: Connection) -> Subscription | None:
            chat = await get_or_create_chat_id(writer, key)
            before = await _get(writer, key, thread)
            is_other = _followed(before) != _followed(chosen)
            await cancel_due(
                writer,
                chat,
                thread,
                now,
                reason=Reason.CHOICE_CHANGED if chosen.active else Reason.TURNED_OFF,
                keep_pending=chosen.active and not is_other,
            )
            await writer.execute(
                "UPDATE chats SET zone = :zone WHERE id = :chat",
                {"zone": chosen.zone, "chat": chat},
            )
            await writer.execute(
                """
                INSERT INTO subscriptions
                    (chat_id, platform, thread, active, time, zone, days, scope, subject,
                    role_id, role_name, quiet, changed)
                VALUES (:chat, (SELECT platform FROM chats WHERE id = :chat), :thread,
                    :active, :time, :zone, :days, :scope, :subject, :role_id, :role_name,
                    :quiet, :changed)
                ON CONFLICT (chat_id, thread) DO UPDATE SET
                    active = excluded.active, time = excluded.time,
                    zone = excluded.zone, days = excluded.days,
                    scope = excluded.scope, subject = excluded.subject,
                    role_id = excluded.role_id, role_name = excluded.role_name,
                    quiet = excluded.quiet, changed = excluded.changed, due = NULL
                """,
                {
                    **asdict(chosen),
                    "chat": chat,
                    "thread": thread,
                    "changed": utc_iso(now),
                },
            )
            if delivers:
                resumable = _resumable(before, chosen)
                await schedule_next(writer, chat, thread, now, resumable=resumable)
            if is_other:
                await _reset_days(writer, chat, thread)
            # Somebody chose this in the chat, so the chat can be written to.
            await _open_chat(writer, key, now)
            return await _get(writer, key, thread)

        saved = await self._database.write(work, scope=key)
        (await self._closed_keys()).discard(key)
        return saved or chosen

    async def active_threads(self, key: str) -> tuple[str, ...]:
        """Return the topic threads of a chat that get a digest; empty for the chat itself."""
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT thread FROM subscriptions
                JOIN chats ON chats.id = subscriptions.chat_id
                WHERE chats.key = :key AND active = 1 ORDER BY thread
                """,
                {"key": key},
            )
        )
        return tuple([row["thread"] for row in rows])

    async def is_chat_closed(self, key: str) -> bool:
        """Return whether a chat can't be written to, as far as is known."""
        if self._database.is_on_server:
            # Another process may have closed it.
            return bool(
                await self._database.read(
                    lambda reader: reader.value(
                        "SELECT closed FROM chats WHERE key = :key", {"key": key}
                    )
                )
            )
        return key in await self._closed_keys()

    async def _closed_keys(self) -> set[str]:
        """Return the closed chats from memory: every question is checked for them."""
        known = self._closed
        if known is None:
            rows = await self._database.read(
                lambda reader: reader.all("SELECT key FROM chats WHERE closed = 1")
            )
            # What was closed meanwhile was added to what another call has read.
            read = {row["key"] for row in rows}
            known = self._closed = read if self._closed is None else self._closed
        return known

    async def close_chat(self, key: str, *, now: datetime) -> None:
        """Send nothing to a chat that can't be written to; its settings stay."""

        async def work(writer: Connection) -> bool:
            chat = await _find_chat(writer, key)
            if chat is None:
                return False
            await _close_chat(writer, chat, now)
            return True

        if await self._database.write(work, scope=key):
            (await self._closed_keys()).add(key)

    async def close_thread(self, key: str, thread: str, *, now: datetime) -> None:
        """Turn off the digest of a thread that can't be written to; its chat's go on."""

        async def work(writer: Connection) -> None:
            chat = await _find_chat(writer, key)
            if chat is None:
                return
            where: Params = {"chat": chat, "thread": thread, "now": utc_iso(now)}
            await cancel_due(writer, chat, thread, now, reason=Reason.CHAT_CLOSED)
            await writer.execute(
                """
                UPDATE subscriptions SET active = 0, due = NULL, role_id = '',
                    role_name = '', changed = :now
                WHERE chat_id = :chat AND thread = :thread
                """,
                where,
            )

        await self._database.write(work, scope=key)

    async def close_server(self, key: str, *, now: datetime) -> int:
        """Send nothing to the chats of a server; return how many were open.

        Args:
            key: What their keys begin with before the slash.
            now: Aware.
        """
        return await self._change_server(key, _close_chat, now=now, closed=False)

    async def open_server(self, key: str, *, now: datetime) -> int:
        """Schedule again what the closed chats of a server had chosen; return how many."""
        return await self._change_server(key, _reopen_chat, now=now, closed=True)

    async def _change_server(
        self,
        key: str,
        change: Callable[[Connection, int, datetime], Awaitable[None]],
        *,
        now: datetime,
        closed: bool,
    ) -> int:
        """Change a server's closed or open chats, a few at once."""
        changed = 0
        keys = [f"{key}/"]
        while True:
            keys = await self._server_chats(key, after=keys[-1], closed=closed)
            changed += sum(
                await asyncio.gather(
                    *(self._change(each, change, now, closed=closed) for each in keys)
                )
            )
            if len(keys) < MAX_CHATS_PER_WRITE:
                return changed

    async def _server_chats(self, key: str, *, after: str, closed: bool) -> list[str]:
        """Return the first closed or open chats of a server behind a chat's key."""
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT key FROM chats
                WHERE key > :after AND key < :key || '0' AND closed = :closed
                ORDER BY key LIMIT :limit
                """,  # digit zero is the character after the slash
                {
                    "key": key,
                    "after": after,
                    "closed": int(closed),
                    "limit": MAX_CHATS_PER_WRITE,
                },
            )
        )
        return [row["key"] for row in rows]

    async def _change(
        self,
        key: str,
        change: Callable[[Connection, int, datetime], Awaitable[None]],
        now: datetime,
        *,
        closed: bool,
    ) -> bool:
        """Close or open a chat; return False where that has happened meanwhile."""

        async def work(writer: Connection) -> bool:
            chat = await writer.value(
                "SELECT id FROM chats WHERE key = :key AND closed = :closed",
                {"key": key, "closed": int(closed)},
            )
            if chat is not None:
                await change(writer, chat, now)
            return chat is not None

        if not await self._database.write(work, scope=key):
            return False
        known = await self._closed_keys()
        if closed:
            known.discard(key)
        else:
            known.add(key)
        return True

    async def open_chat(self, key: str, *, now: datetime) -> None:
        """Schedule again what a chat had chosen before it was closed."""
        await self._database.write(
            lambda writer: _open_chat(writer, key, now), scope=key
        )
        (await self._closed_keys()).discard(key)


async def _find_chat(writer: Connection, key: str) -> int | None:
    """Return the id of a chat's row; None where nothing is kept of it."""
    found = await writer.value("SELECT id FROM chats WHERE key = :key", {"key": key})
    return None if found is None else int(found)


async def _open_chat(writer: Connection, key: str, now: datetime) -> None:
    chat = await writer.value(
        "SELECT id FROM chats WHERE key = :key AND closed = 1", {"key": key}
    )
    if chat is not None:
        await _reopen_chat(writer, chat, now)


async def _reopen_chat(writer: Connection, chat: int, now: datetime) -> None:
    await writer.execute("UPDATE chats SET closed = 0 WHERE id = :chat", {"chat": chat})
    await schedule_reopened(writer, chat, now)


async def _close_chat(writer: Connection, chat: int, now: datetime) -> None:
    await writer.execute("UPDATE chats SET closed = 1 WHERE id = :chat", {"chat": chat})
    rows = await writer.all(
        "SELECT thread FROM subscriptions WHERE chat_id = :chat", {"chat": chat}
    )
    for row in rows:
        await cancel_due(writer, chat, row["thread"], now, reason=Reason.CHAT_CLOSED)
    await writer.execute(
        "UPDATE subscriptions SET due = NULL WHERE chat_id = :chat", {"chat": chat}
    )


def _resumable(before: Subscription | None, chosen: Subscription) -> tuple[Reason, ...]:
    """Return the reasons for which a canceled delivery is due again after a choice."""
    if before is None:
        return ()
    if before.active:
        return Reason.CHOICE_CHANGED, Reason.CHAT_CLOSED
    # A digest that is turned on with another hour waits for that.
    hour, same = ((each.time, each.zone, each.days) for each in (before, chosen))
    return (Reason.TURNED_OFF, Reason.CHAT_CLOSED) if hour == same else ()


def _followed(chosen: Subscription | None) -> tuple[str, str]:
    """Return what the day's excerpt is drawn from; all of it, where nothing was chosen."""
    return (chosen.scope, chosen.subject) if chosen else (DigestScope.ALL, "")


async def _reset_days(writer: Connection, chat: int, thread: str) -> None:
    """Forget the days' excerpts and the end notice, so that both are chosen again."""
    where = {"chat": chat, "thread": thread}
    await writer.execute(
        "DELETE FROM days WHERE chat_id = :chat AND thread = :thread", where
    )
    await writer.execute(
        """
        UPDATE subscriptions SET end_notice_sent = 0
        WHERE chat_id = :chat AND thread = :thread
        """,
        where,
    )


async def _get(connection: Connection, key: str, thread: str) -> Subscription | None:
    row = await connection.one(
        """
        SELECT active, time, subscriptions.zone, days, scope, subject, due, role_id,
            role_name, quiet
        FROM subscriptions
        JOIN chats ON chats.id = subscriptions.chat_id
        WHERE chats.key = :key AND subscriptions.thread = :thread
        """,
        {"key": key, "thread": thread},
    )
    if row is None:
        return None
    columns = dict(row) | {
        "active": bool(row["active"]),
        "quiet": bool(row["quiet"]),
        "scope": DigestScope(row["scope"]),
        "due": datetime.fromisoformat(row["due"]) if row["due"] else None,
    }
    return Subscription(**columns)
