"""Migration of a chat to the new key that its platform gave it.

A group that became a supergroup may have a history under both keys.
"""

from datetime import datetime

from storage.database.connection import Connection
from storage.database.database import Database
from storage.digests.delivery import Reason, State
from storage.digests.schedule import cancel_due, schedule_reopened

STATE_PRECEDENCE = (
    State.SENT,
    State.AMBIGUOUS,
    State.SENDING,
    State.PENDING,
    State.FAILED,
    State.SKIPPED,
)
"""Where both chats have a delivery for a date, the one whose state is first here stays."""


class ChatMigrator:
    """Moves what is kept for a chat to its new key.

    Which messages show one answer stays with the old one: the new chat numbers its
    messages anew, and those that would have the same numbers are others.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def migrate(self, old_key: str, new_key: str, *, now: datetime) -> bool:
        """Move all rows of a chat to the new key that its platform gave it.

        Where the new chat has chosen for itself already, its own choice stays. A chat
        that was closed under its old key is open under the new one.

        Returns:
            Whether there was anything to move.
        """

        async def work(writer: Connection) -> bool:
            keys = {"old": old_key, "new": new_key}
            old = await writer.value("SELECT id FROM chats WHERE key = :old", keys)
            new = await writer.value("SELECT id FROM chats WHERE key = :new", keys)
            if old is not None and new is None:
                await writer.execute(
                    "UPDATE chats SET key = :new, closed = 0 WHERE key = :old", keys
                )
                await schedule_reopened(writer, old, now)
            elif old is not None and old != new:
                await _merge(writer, old, new, now=now)
                await schedule_reopened(writer, new, now)
            comments = await writer.execute(
                "UPDATE comments SET chat = :new WHERE chat = :old", keys
            )
            return old is not None or comments > 0

        # Works of both chats are concerned, and comments of whoever writes there.
        return await self._database.write(work)


async def _merge(writer: Connection, old: int, new: int, *, now: datetime) -> None:
    """Move all rows of an old chat to a new one; the old history comes first.

    What the chat has chosen for itself stays. Of two deliveries for one date one stays,
    by `STATE_PRECEDENCE`; the new chat's where both have the same state.
    """
    both = {"old": old, "new": new}
    await _merge_rounds(writer, both)
    threads = await writer.all(
        """
        SELECT thread FROM subscriptions WHERE chat_id = :old AND thread IN (
            SELECT thread FROM subscriptions WHERE chat_id = :new
        )
        """,
        both,
    )
    for row in threads:
        await cancel_due(
            writer,
            old,
            row["thread"],
            now,
            reason=Reason.CHAT_MERGED,
            keep_pending=True,
        )
    await _delete_duplicate_deliveries(writer, both)
    for table, own in (
        ("subscriptions", "theirs.thread = mine.thread"),
        ("deliveries", "theirs.thread = mine.thread AND theirs.date = mine.date"),
        ("days", "theirs.thread = mine.thread AND theirs.date = mine.date"),
        ("shown", "theirs.excerpt_id = mine.excerpt_id"),
        ("rounds", "theirs.speaker_id = mine.speaker_id"),
        ("excerpt_threads", "theirs.excerpt_id = mine.excerpt_id"),
        ("thread_excerpts", "theirs.thread = mine.thread"),
        ("hidden_excerpts", "theirs.excerpt_id = mine.excerpt_id"),
        ("muted_speakers", "theirs.name = mine.name"),
    ):
        await writer.execute(
            f"""
            UPDATE {table} AS mine SET chat_id = :new WHERE mine.chat_id = :old
                AND NOT EXISTS (
                    SELECT 1 FROM {table} AS theirs
                    WHERE theirs.chat_id = :new AND {own}
                )
            """,  # noqa: S608 - fixed tables and columns, no input
            both,
        )
    await writer.execute("DELETE FROM chats WHERE id = :old", both)


async def _merge_rounds(writer: Connection, both: dict[str, int]) -> None:
    """Number the new chat's showings after the old chat's, and its rounds accordingly.

    A round of the new chat starts where it did, or where the old chat's round started
    if it is the first of the new chat.
    """
    before = await writer.value("SELECT showings FROM chats WHERE id = :old", both)
    counted = {**both, "before": before}
    await writer.execute(
        "UPDATE shown SET at = at + :before WHERE chat_id = :new", counted
    )
    await writer.execute(
        """
        UPDATE rounds AS mine SET since = CASE
            WHEN mine.since > 0 THEN mine.since + :before
            ELSE COALESCE((
                SELECT theirs.since FROM rounds AS theirs
                WHERE theirs.chat_id = :old AND theirs.speaker_id = mine.speaker_id
            ), 0) END
        WHERE mine.chat_id = :new
        """,
        counted,
    )
    # A round's step counts only what its own chat was shown: with this size, the next
    # draw begins a new order.
    await writer.execute(
        "UPDATE rounds SET size = 0 WHERE chat_id IN (:old, :new)", both
    )
    await writer.execute(
        """
        UPDATE chats AS mine SET
            showings = mine.showings + theirs.showings,
            threads = CASE WHEN theirs.threads > mine.threads
                THEN theirs.threads ELSE mine.threads END,
            zone = CASE mine.zone WHEN 'UTC' THEN theirs.zone ELSE mine.zone END,
            last_excerpt = CASE mine.last_excerpt
                WHEN '' THEN theirs.last_excerpt ELSE mine.last_excerpt END
        FROM chats AS theirs WHERE mine.id = :new AND theirs.id = :old
        """,
        both,
    )


async def _delete_duplicate_deliveries(
    writer: Connection, both: dict[str, int]
) -> None:
    """Delete one of two deliveries for the same thread and date."""
    mine, theirs = (
        f"CASE {name}.state "
        + " ".join(
            f"WHEN '{state}' THEN {n}" for n, state in enumerate(STATE_PRECEDENCE)
        )
        + " END"
        for name in ("mine", "theirs")
    )
    await writer.execute(
        f"""
        DELETE FROM deliveries AS mine
        WHERE mine.chat_id IN (:old, :new) AND EXISTS (
            SELECT 1 FROM deliveries AS theirs
            WHERE theirs.chat_id = :old + :new - mine.chat_id
                AND theirs.thread = mine.thread AND theirs.date = mine.date
                AND ({theirs} < {mine}
                    OR {theirs} = {mine} AND theirs.chat_id = :new)
        )
        """,  # noqa: S608 - fixed states, no input
        both,
    )
