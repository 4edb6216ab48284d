"""Delete old deliveries: a row a chat and day would grow for ever."""

from datetime import datetime

from storage.connection import Connection
from storage.delivery import OURS
from storage.due import moment


async def forget(
    writer: Connection, before: datetime, *, limit: int, platform: str
) -> int:
    """Delete deliveries that ended before a moment, with the excerpts of their days.

    Each chat and topic thread keeps its latest, which its status tells of.
    """
    gone = await writer.all(
        f"""
        DELETE FROM deliveries WHERE id IN (
            SELECT id FROM deliveries
            WHERE due < :before AND state NOT IN ('pending', 'sending')
                AND {OURS} AND EXISTS (
                    SELECT 1 FROM deliveries AS later
                    WHERE later.chat_id = deliveries.chat_id
                        AND later.thread = deliveries.thread
                        AND later.date > deliveries.date
                )
            ORDER BY due LIMIT :limit
        )
        RETURNING chat_id AS chat, thread, date
        """,  # noqa: S608 - a condition of ours
        {"before": moment(before), "limit": limit, "platform": f"{platform}:%"},
    )
    await writer.execute_many(
        """
        DELETE FROM days
        WHERE chat_id = :chat AND thread = :thread AND date = :date
        """,
        map(dict, gone),
    )
    return len(gone)
