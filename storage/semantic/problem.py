"""What keeps an encoder from embedding, written down for whoever looks at the bot."""

from dataclasses import dataclass
from datetime import UTC, datetime

from storage.database.connection import Connection
from storage.database.time import utc_iso
from storage.semantic.vector_table import MAX_TRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingProblem:
    """Hold why nothing is embedded just now, and since when."""

    reason: str
    since: datetime


async def record_problem(writer: Connection, encoder: str, reason: str) -> None:
    """Write down what is wrong; it began when that was first said."""
    await writer.execute(
        """
        INSERT INTO embedding_troubles (encoder, reason, since)
        VALUES (:encoder, :reason, :since)
        ON CONFLICT (encoder) DO UPDATE SET reason = excluded.reason
        """,
        {"encoder": encoder, "reason": reason, "since": utc_iso(datetime.now(UTC))},
    )


async def clear_problem(writer: Connection, encoder: str) -> None:
    """Write down that all is well again."""
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


async def count_rejected(snapshot: Connection) -> int:
    """Return how many texts can't be embedded."""
    return int(
        await snapshot.value(
            "SELECT COUNT(*) FROM refused WHERE tries >= :most", {"most": MAX_TRIES}
        )
    )
