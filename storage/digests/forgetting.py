"""Delete old deliveries: a row a chat and day would grow for ever."""

from collections.abc import Sequence
from datetime import datetime

from storage.database.connection import Connection, Row
from storage.database.time import utc_iso


async def over(
    snapshot: Connection, before: datetime, *, limit: int, platform: str
) -> list[Row]:
    """Return deliveries that ended before a moment and may be deleted, some of them.

    Each chat and topic thread keeps its latest, which its status tells of.
    """
    return await snapshot.all(
        """
        SELECT id, chat_id AS chat, thread, date FROM deliveries
        WHERE due < :before AND state NOT IN ('pending', 'sending')
            AND platform = :platform AND EXISTS (
                SELECT 1 FROM deliveries AS later
                WHERE later.chat_id = deliveries.chat_id
                    AND later.thread = deliveries.thread
                    AND later.date > deliveries.date
            )
        ORDER BY due LIMIT :limit
        """,
        {"before": utc_iso(before), "limit": limit, "platform": platform},
    )


async def forget(writer: Connection, rows: Sequence[Row]) -> None:
    """Delete deliveries that are over, with the excerpts of their days."""
    gone = [dict(row) for row in rows]
    await writer.execute_many("DELETE FROM deliveries WHERE id = :id", gone)
    await writer.execute_many(
        """
        DELETE FROM days
        WHERE chat_id = :chat AND thread = :thread AND date = :date
        """,
        gone,
    )
