"""What keeps texts from being embedded, stored so that `rostra status` can show it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from storage.database.connection import Connection
from storage.database.time import utc_iso


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingProblem:
    """Why nothing is embedded just now, and since when."""

    reason: str
    since: datetime


async def record_problem(writer: Connection, encoder: str, reason: str) -> None:
    """Store what is wrong; it keeps the time of the first of several reports."""
    await writer.execute(
        """
        INSERT INTO embedding_troubles (encoder, reason, since)
        VALUES (:encoder, :reason, :since)
        ON CONFLICT (encoder) DO UPDATE SET reason = excluded.reason
        """,
        {"encoder": encoder, "reason": reason, "since": utc_iso(datetime.now(UTC))},
    )


async def clear_problem(writer: Connection, encoder: str) -> None:
    """Store that nothing is wrong any more."""
    await writer.execute(
        "DELETE FROM embedding_troubles WHERE encoder = :encoder", {"encoder": encoder}
    )


async def read_problem(snapshot: Connection, encoder: str) -> EmbeddingProblem | None:
    """Return what is wrong, or None."""
    row = await snapshot.one(
        "SELECT reason, since FROM embedding_troubles WHERE encoder = :encoder",
        {"encoder": encoder},
    )
    if row is None:
        return None
    return EmbeddingProblem(
        reason=row["reason"], since=datetime.fromisoformat(row["since"])
    )
