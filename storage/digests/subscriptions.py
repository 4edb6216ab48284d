"""What each chat and topic thread has chosen for its digest."""

from dataclasses import asdict, dataclass
from datetime import datetime

from storage.chats.chats import get_or_create_chat_id
from storage.database.connection import Connection
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """When a chat (and topic thread) gets its digest, and what it draws from.

    Attributes:
        time: Local wall-clock time, ``HH:MM``.
        zone: IANA name, or an offset such as ``UTC+05:30``.
        days: ISO weekdays, 1 for Monday.
        subject: The speaker's name in the library, or the words of a topic.
        due: When the next one is due, in UTC; None where none is to come.
    """

    active: bool
    time: str
    zone: str
    days: str = EVERY_DAY
    scope: DigestScope = DigestScope.ALL
    subject: str = ""
    due: datetime | None = None


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
        async with self._database.transaction() as writer:
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
                    changed)
                VALUES (:chat, (SELECT platform FROM chats WHERE id = :chat), :thread,
                    :active, :time, :zone, :days, :scope, :subject, :changed)
                ON CONFLICT (chat_id, thread) DO UPDATE SET
                    active = excluded.active, time = excluded.time,
                    zone = excluded.zone, days = excluded.days,
                    scope = excluded.scope, subject = excluded.subject,
                    changed = excluded.changed, due = NULL
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
            saved = await _get(writer, key, thread)
        (await self._closed_keys()).discard(key)
        return saved or chosen

    async def is_chat_closed(self, key: str) -> bool:
        """Return whether a chat can't be written to, as far as this process knows."""
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
        async with self._database.transaction() as writer:
            chat = await get_or_create_chat_id(writer, key)
            await writer.execute(
                "UPDATE chats SET closed = 1 WHERE id = :chat", {"chat": chat}
            )
            rows = await writer.all(
                "SELECT thread FROM subscriptions WHERE chat_id = :chat", {"chat": chat}
            )
            for row in rows:
                await cancel_due(
                    writer, chat, row["thread"], now, reason=Reason.CHAT_CLOSED
                )
            await writer.execute(
                "UPDATE subscriptions SET due = NULL WHERE chat_id = :chat",
                {"chat": chat},
            )
        (await self._closed_keys()).add(key)

    async def open_chat(self, key: str, *, now: datetime) -> None:
        """Schedule again what a chat had chosen before it was closed."""
        async with self._database.transaction() as writer:
            await _open_chat(writer, key, now)
        (await self._closed_keys()).discard(key)


async def _open_chat(writer: Connection, key: str, now: datetime) -> None:
    chat = await writer.value(
        "UPDATE chats SET closed = 0 WHERE key = :key AND closed = 1 RETURNING id",
        {"key": key},
    )
    if chat is not None:
        await schedule_reopened(writer, chat, now)


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
        SELECT active, time, subscriptions.zone, days, scope, subject, due
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
        "scope": DigestScope(row["scope"]),
        "due": datetime.fromisoformat(row["due"]) if row["due"] else None,
    }
    return Subscription(**columns)
