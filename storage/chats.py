"""What a chat has: its zone, its subscription, its excerpt of the day."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Database
from storage.rounds import draw
from storage.rows import chat_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Hold when a chat (and topic thread) gets its digest.

    Attributes:
        time: Local wall-clock time, ``HH:MM``.
        zone: IANA name.
    """

    active: bool
    time: str
    zone: str


class Chats:
    """Keep what each chat has chosen and been shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zone(self, key: str) -> str:
        """Return the chat's zone, an IANA name; UTC until it chooses one."""
        async with self._database.snapshot() as snapshot:
            zone = await snapshot.value(
                "SELECT zone FROM chats WHERE key = :key", {"key": key}
            )
        return str(zone or "UTC")

    async def last_excerpt(self, key: str) -> str:
        """Return the id of the excerpt that the chat was shown last, or an empty id."""
        async with self._database.snapshot() as snapshot:
            last = await snapshot.value(
                "SELECT last_excerpt FROM chats WHERE key = :key", {"key": key}
            )
        return str(last or "")

    async def subscription(self, key: str, thread: str) -> Subscription | None:
        """Return what was chosen for this chat and topic thread, active or not."""
        async with self._database.snapshot() as snapshot:
            row = await snapshot.one(
                """
                SELECT active, time, subscriptions.zone FROM subscriptions
                JOIN chats ON chats.id = subscriptions.chat_id
                WHERE chats.key = :key AND subscriptions.thread = :thread
                """,
                {"key": key, "thread": thread},
            )
        if row is None:
            return None
        return Subscription(
            active=bool(row["active"]), time=row["time"], zone=row["zone"]
        )

    async def subscribe(
        self, key: str, thread: str, *, time: str, zone: str, now: datetime
    ) -> None:
        """Keep the hour (``HH:MM``) and zone of the digest; the zone becomes the chat's."""
        async with self._database.transaction() as writer:
            chat = await chat_id(writer, key)
            await writer.execute(
                """
                INSERT INTO subscriptions
                    (chat_id, thread, active, time, zone, changed)
                VALUES (:chat, :thread, 1, :time, :zone, :changed)
                ON CONFLICT (chat_id, thread) DO UPDATE SET
                    active = 1, time = excluded.time, zone = excluded.zone,
                    changed = excluded.changed
                """,
                {
                    "chat": chat,
                    "thread": thread,
                    "time": time,
                    "zone": zone,
                    "changed": now.isoformat(),
                },
            )
            await writer.execute(
                "UPDATE chats SET zone = :zone WHERE id = :chat",
                {"zone": zone, "chat": chat},
            )

    async def unsubscribe(self, key: str, thread: str, *, now: datetime) -> bool:
        """Stop the digest, keeping its hour; tell whether it was on."""
        async with self._database.transaction() as writer:
            changed = await writer.execute(
                """
                UPDATE subscriptions SET active = 0, changed = :changed
                WHERE active = 1 AND thread = :thread
                    AND chat_id IN (SELECT id FROM chats WHERE key = :key)
                """,
                {"key": key, "thread": thread, "changed": now.isoformat()},
            )
        return changed > 0

    async def daily(self, key: str, day: date) -> str | None:
        """Return the id of the chat's excerpt of a local date, drawn when first asked.

        It stays the same all day, unless a reload takes it away; None when the
        library has nothing to serve.
        """
        async with self._database.transaction() as writer:
            chat = await chat_id(writer, key)
            params = {"chat": chat, "date": day.isoformat()}
            chosen: str | None = await writer.value(
                """
                SELECT dailies.excerpt_id FROM dailies
                JOIN excerpts ON excerpts.id = dailies.excerpt_id
                WHERE dailies.chat_id = :chat AND dailies.date = :date
                """,
                params,
            )
            if chosen is None:
                chosen = await draw(writer, chat, speaker_id=0)
                if chosen is not None:
                    await writer.execute(
                        """
                        INSERT INTO dailies (chat_id, date, excerpt_id)
                        VALUES (:chat, :date, :excerpt)
                        ON CONFLICT (chat_id, date)
                            DO UPDATE SET excerpt_id = excluded.excerpt_id
                        """,
                        {**params, "excerpt": chosen},
                    )
            if chosen is not None:
                await writer.execute(
                    "UPDATE chats SET last_excerpt = :excerpt WHERE id = :chat",
                    {"excerpt": chosen, "chat": chat},
                )
        return chosen

    async def point_at(self, key: str, excerpt_id: str) -> None:
        """Remember the excerpt that the chat looks at, for `/comment` and `/comments`."""
        async with self._database.transaction() as writer:
            chat = await chat_id(writer, key)
            await writer.execute(
                "UPDATE chats SET last_excerpt = :excerpt WHERE id = :chat",
                {"excerpt": excerpt_id, "chat": chat},
            )

    async def move(self, old_key: str, new_key: str) -> None:
        """Give a chat's rows the key that the platform changed it to."""
        async with self._database.transaction() as writer:
            taken = await writer.value(
                "SELECT id FROM chats WHERE key = :key", {"key": new_key}
            )
            if taken is None:
                await writer.execute(
                    "UPDATE chats SET key = :new WHERE key = :old",
                    {"new": new_key, "old": old_key},
                )
            await writer.execute(
                "UPDATE comments SET chat = :new WHERE chat = :old",
                {"new": new_key, "old": old_key},
            )
