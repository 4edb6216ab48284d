"""The ledger of digests: entered once a chat, thread and local date, sent once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from storage.database.connection import Connection, Params, Row, in_clause
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.digests.daily_excerpts import (
    DigestScope,
    Selection,
    find_topic_excerpts,
    record_end_notice,
    select_excerpt,
)
from storage.digests.delivery import (
    ENDS,
    ENTER_DELIVERY,
    REPLACEABLE,
    SELECT_DELIVERIES,
    Delivery,
    Reason,
    State,
    delivery_from_row,
)
from storage.digests.schedule import next_due
from storage.digests.share import ALL_CHATS, Share, Shares
from storage.search.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The result with which an owner gives a delivery back.

    Attributes:
        detail: What goes with the reason.
        message: The platform's id of what was sent; empty where there is none.
        retry_at: When a pending one may be sent again; at once where it is None.
        counted: Whether this attempt counts.
    """

    state: State
    reason: Reason = Reason.NONE
    detail: str = ""
    message: str = ""
    retry_at: datetime | None = None
    counted: bool = True


class Ledger:
    """All deliveries, each of which one owner has at a time.

    Every moment that is passed in is aware; any number of processes may use it, each
    serving the chats of its platform, or a share of them.
    """

    def __init__(
        self, database: Database, search: Search, shares: Shares | None = None
    ) -> None:
        self._database = database
        self._search = search
        self._shares = shares or {}

    async def enqueue_due(
        self, now: datetime, *, platform: str, max_delay: timedelta, limit: int
    ) -> int:
        """Enter a delivery for each due subscription, and schedule its next digest.

        What is overdue by more than `max_delay` is entered as skipped, a local date a
        call.

        Returns:
            How many subscriptions were due, `limit` at most; 0 means that none is.
        """
        async with self._database.snapshot() as snapshot:
            due = await find_due(
                snapshot,
                now,
                platform=platform,
                limit=limit,
                share=self._shares.get(platform, ALL_CHATS),
            )
        topics = {row["subject"] for row in due if row["scope"] == DigestScope.TOPIC}
        topic_excerpts = {
            words: await find_topic_excerpts(words, self._search)
            for words in sorted(topics)
        }

        async def work(writer: Connection) -> int:
            for row in due:
                await enqueue(writer, row, now, max_delay, topic_excerpts)
            return len(due)

        return await self._database.write(work) if due else 0

    async def claim(
        self,
        now: datetime,
        *,
        platform: str,
        owner: str,
        lease: timedelta,
        limit: int = 1,
        excluded: Collection[str] = (),
    ) -> tuple[Delivery, ...]:
        """Claim ready deliveries for an owner, the longest due first.

        Nobody else gets it before the lease has run out. Chats whose keys are in
        `excluded` are left for later.
        """
        others, keys = in_clause("key", list(excluded))
        share = self._shares.get(platform, ALL_CHATS)
        is_served, share_ids = share.condition("deliveries")

        async def work(writer: Connection) -> list[Row | None]:
            claimed = await writer.all(
                f"""
                UPDATE deliveries SET state = 'sending', owner = :owner,
                    lease = :lease, attempts = attempts + 1, changed = :now
                WHERE state = 'pending' AND id IN (
                    SELECT deliveries.id FROM deliveries
                    JOIN chats ON chats.id = deliveries.chat_id
                        AND chats.key NOT IN {others}
                    WHERE deliveries.platform = :platform AND state = 'pending'
                        AND ready <= :now AND {is_served}
                    ORDER BY ready, deliveries.id LIMIT :limit
                )
                RETURNING id
                """,  # noqa: S608 - placeholders
                {
                    **keys,
                    **share_ids,
                    "owner": owner,
                    "lease": utc_iso(now + lease),
                    "now": utc_iso(now),
                    "limit": limit,
                    "platform": platform,
                },
            )
            return [await _find_owned(writer, row["id"], owner) for row in claimed]

        # Others who claim at the same time find, row by row, that it is not pending.
        rows = await self._database.write(work, scope=f"claims {platform}")
        # Or a digest whose claim a loss of power undoes would be sent once more.
        if rows:
            await self._database.sync()
        return tuple(delivery_from_row(row) for row in rows if row)

    async def get_owned(self, delivery: Delivery, *, owner: str) -> Delivery | None:
        """Return a claimed delivery as it is now; None where the owner has it no more.

        Its chat may have another key meanwhile.
        """
        row = await self._database.read(
            lambda reader: _find_owned(reader, delivery.id, owner)
        )
        return delivery_from_row(row) if row else None

    async def complete(
        self, delivery: Delivery, completion: Completion, *, owner: str, now: datetime
    ) -> bool:
        """Record the result of an attempt; return whether the owner still had it.

        What was sent is sent, though its lease ran out, unless another has it now.
        """

        async def work(writer: Connection) -> bool:
            was_owned = await writer.execute(
                """
                UPDATE deliveries SET state = :state, reason = :reason,
                    detail = :detail, owner = '', message = :message, ready = :ready,
                    changed = :now, attempts = attempts - :uncounted
                WHERE id = :id AND (
                    state = 'sending' AND owner = :owner
                    OR :state = 'sent' AND state NOT IN ('sending', 'sent')
                )
                """,
                {
                    **asdict(completion),
                    "uncounted": int(not completion.counted),
                    "ready": utc_iso(completion.retry_at or now),
                    "now": utc_iso(now),
                    "id": delivery.id,
                    "owner": owner,
                },
            )
            sent = completion.state is State.SENT
            if was_owned and sent and not delivery.excerpt_id:
                await record_end_notice(writer, delivery)
            return was_owned > 0

        was_owned = await self._database.write(work, scope=f"delivery {delivery.id}")
        await self._database.sync()
        return was_owned

    async def last(self, key: str, thread: str) -> Delivery | None:
        """Return the latest delivery of a chat and topic thread."""
        row = await self._database.read(
            lambda reader: reader.one(
                f"""
                {SELECT_DELIVERIES}
                WHERE chats.key = :key AND deliveries.thread = :thread
                ORDER BY deliveries.date DESC LIMIT 1
                """,
                {"key": key, "thread": thread},
            )
        )
        return delivery_from_row(row) if row else None


async def _find_owned(connection: Connection, delivery: int, owner: str) -> Row | None:
    return await connection.one(
        f"""
        {SELECT_DELIVERIES}
        WHERE deliveries.id = :id AND deliveries.state = 'sending'
            AND deliveries.owner = :owner
        """,
        {"id": delivery, "owner": owner},
    )


async def find_due(
    snapshot: Connection,
    now: datetime,
    *,
    platform: str,
    limit: int,
    share: Share = ALL_CHATS,
) -> list[Row]:
    """Return a platform's subscriptions that are due, the longest due first."""
    is_served, share_ids = share.condition("subscriptions")
    return await snapshot.all(
        f"""
        SELECT chat_id, platform, thread, time, zone, days, scope, subject, due, due_date,
            end_notice_sent
        FROM subscriptions WHERE platform = :platform AND due <= :now AND {is_served}
        ORDER BY due LIMIT :limit
        """,  # noqa: S608 - placeholders
        {**share_ids, "now": utc_iso(now), "limit": limit, "platform": platform},
    )


async def enqueue(
    writer: Connection,
    row: Row,
    now: datetime,
    max_delay: timedelta,
    topic_excerpts: Mapping[str, Sequence[str]],
) -> None:
    """Enter a due subscription's delivery and schedule its next (in a transaction).

    Nothing is done where the subscription has changed since it was read.

    Args:
        writer: Lent for the transaction.
        row: As `find_due` returns it.
        now: Aware.
        max_delay: How late a digest may come and still be sent.
        topic_excerpts: By a topic's words, the ids of excerpts about it, best first.
    """
    read = ("thread", "due", "time", "zone", "days", "scope", "subject")
    where = {name: row[name] for name in read}
    where["chat"] = row["chat_id"]
    # Subscriptions from before there was a ledger have no moment yet.
    at = datetime.fromisoformat(row["due"]) if row["due"] else None
    date = str(row["due_date"]) if at else ""
    if not await _schedule_following(writer, where, at or now, date) or at is None:
        return
    has_delivery = await writer.value(
        f"""
        SELECT 1 FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND date = :date
            AND NOT ({REPLACEABLE})
        """,  # noqa: S608 - fixed condition, no input
        {**where, "date": date},
    )
    if has_delivery:
        return
    if now - at > max_delay:
        state, selection = State.SKIPPED, Selection(reason=Reason.NOT_RUNNING)
    else:
        state, selection = await _select(writer, row, date, topic_excerpts)
    # What was canceled for the date before, or came too early or late, gives way.
    await writer.execute(
        ENTER_DELIVERY,
        {
            **where,
            "platform": row["platform"],
            "date": date,
            "excerpt": selection.excerpt_id,
            "state": state,
            "reason": selection.reason,
            "now": utc_iso(now),
        },
    )


async def _schedule_following(
    writer: Connection, where: Params, after: datetime, last_date: str
) -> bool:
    """Schedule the digest after a due one; return whether the subscription is as read.

    Args:
        writer: Lent for the transaction.
        where: The subscription as it was read.
        after: The moment of the due one.
        last_date: Its local date; empty where it has none.
    """
    following = next_due(
        after,
        local_time=where["time"],
        zone=where["zone"],
        days=where["days"],
        last_date=last_date,
    )
    unchanged = await writer.execute(
        """
        UPDATE subscriptions SET due = :next, due_date = :next_date
        WHERE chat_id = :chat AND thread = :thread AND due = :due
            AND time = :time AND zone = :zone AND days = :days
            AND scope = :scope AND subject = :subject
        """,
        {
            **where,
            "next": utc_iso(following.at),
            "next_date": following.date.isoformat(),
        },
    )
    return unchanged > 0


async def _select(
    writer: Connection, row: Row, date: str, topic_excerpts: Mapping[str, Sequence[str]]
) -> tuple[State, Selection]:
    """Select what is sent, and the state that the delivery begins in.

    Why there is no excerpt is sent once, until there is one again.
    """
    selection = await select_excerpt(
        writer, row["chat_id"], row["thread"], date, row, topic_excerpts=topic_excerpts
    )
    is_end = selection.reason in ENDS
    if row["end_notice_sent"] and not is_end:
        await writer.execute(
            """
            UPDATE subscriptions SET end_notice_sent = 0
            WHERE chat_id = :chat AND thread = :thread
            """,
            {"chat": row["chat_id"], "thread": row["thread"]},
        )
    if selection.excerpt_id or (is_end and not row["end_notice_sent"]):
        return State.PENDING, selection
    return State.SKIPPED, selection
