"""Lay a plan's excerpts ready, so that the swap takes them over with few statements.

They wait in temporary tables of the connection that will swap: nobody else sees them,
and they go with the connection, however that ends.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from storage.corpus.plan import Plan, RowIds
from storage.database.connection import Connection
from storage.database.database import Database

BATCH_ROWS = 500
"""Rows laid ready before other writers of this process have their turn."""

_COLUMNS = """
    id, transcript_id, position, turn, kind, speaker_id, read_by_id, lead, text, trail,
    doubt, slot, speaker_slot
"""

_ROWS = ("arriving", "fresh", "reworded", "reseated")
_IDS = ("remaining", "leaving")

# Each row is laid where it has to be written, and nowhere if it stays as it is. One
# whose words alone change leaves the indexes in peace. NULL counts as what no row holds.
_SORT = (
    "INSERT INTO remaining (id) SELECT id FROM arriving",
    f"""
    INSERT INTO fresh SELECT {_COLUMNS} FROM arriving
    WHERE NOT EXISTS (SELECT 1 FROM excerpts WHERE excerpts.id = arriving.id)
    """,  # noqa: S608 - columns of ours
    """
    INSERT INTO reworded SELECT arriving.* FROM arriving
    JOIN excerpts ON excerpts.id = arriving.id
    WHERE arriving.text <> excerpts.text OR arriving.lead <> excerpts.lead
        OR arriving.trail <> excerpts.trail OR arriving.turn <> excerpts.turn
        OR arriving.kind <> excerpts.kind OR arriving.doubt <> excerpts.doubt
        OR COALESCE(arriving.read_by_id, 0) <> COALESCE(excerpts.read_by_id, 0)
    """,
    """
    INSERT INTO reseated SELECT arriving.* FROM arriving
    JOIN excerpts ON excerpts.id = arriving.id
    WHERE arriving.position <> excerpts.position
        OR COALESCE(arriving.speaker_id, 0) <> COALESCE(excerpts.speaker_id, 0)
        OR COALESCE(arriving.slot, -1) <> COALESCE(excerpts.slot, -1)
        OR COALESCE(arriving.speaker_slot, -1) <> COALESCE(excerpts.speaker_slot, -1)
    """,
    "DELETE FROM arriving",
)

_TAKE_OVER = (
    """
    UPDATE excerpts SET turn = reworded.turn, kind = reworded.kind,
        lead = reworded.lead, text = reworded.text, trail = reworded.trail,
        doubt = reworded.doubt, read_by_id = reworded.read_by_id
    FROM reworded WHERE reworded.id = excerpts.id
    """,
    """
    UPDATE excerpts SET position = reseated.position, slot = reseated.slot,
        speaker_id = reseated.speaker_id, speaker_slot = reseated.speaker_slot
    FROM reseated WHERE reseated.id = excerpts.id
    """,
    f"INSERT INTO excerpts ({_COLUMNS}) SELECT {_COLUMNS} FROM fresh",  # noqa: S608 - columns of ours
)


async def stage(database: Database, plan: Plan, numbers: RowIds) -> None:
    """Lay a plan's excerpts ready, with their numbers, a few at a time."""
    async with database.transaction(temporary=True) as writer:
        await _make_room(writer)
    rows = _rows(plan, numbers)
    while batch := list(islice(rows, BATCH_ROWS)):
        async with database.transaction(temporary=True) as writer:
            await writer.execute_many(
                f"""
                INSERT INTO arriving ({_COLUMNS})
                VALUES (:id, :transcript, :position, :turn, :kind, :speaker, :read_by,
                    :lead, :text, :trail, :doubt, :slot, :speaker_slot)
                """,  # noqa: S608 - columns of ours
                batch,
            )
            for statement in _SORT:
                await writer.execute(statement)
    for slug in plan.touched:
        async with database.transaction(temporary=True) as writer:
            await writer.execute(
                """
                INSERT INTO leaving (id) SELECT id FROM excerpts
                WHERE transcript_id = :transcript AND NOT EXISTS
                    (SELECT 1 FROM remaining WHERE remaining.id = excerpts.id)
                """,
                {"transcript": numbers.transcript_ids[slug]},
            )


async def delete_removed(writer: Connection) -> None:
    """Delete the excerpts of the plan's transcripts that were not laid ready again."""
    await writer.execute("DELETE FROM excerpts WHERE id IN (SELECT id FROM leaving)")


async def apply_staged(writer: Connection, numbers: RowIds) -> None:
    """Make the excerpts what was laid ready, and seat those that have to move."""
    for statement in _TAKE_OVER:
        await writer.execute(statement)
    for column, moved in (
        ("slot", numbers.moved_slots.slots),
        ("speaker_slot", numbers.moved_slots.speaker_slots),
    ):
        await writer.execute_many(
            f"UPDATE excerpts SET {column} = :slot WHERE id = :id",  # noqa: S608 - a column of ours
            [{"id": key, "slot": slot} for key, slot in moved.items()],
        )


async def unstage(database: Database) -> None:
    """Let go of what was laid ready."""
    async with database.transaction(temporary=True) as writer:
        await _drop(writer)


async def _make_room(writer: Connection) -> None:
    await _drop(writer)
    for table in _IDS:
        await writer.execute(f"CREATE TEMPORARY TABLE {table} (id TEXT PRIMARY KEY)")
    for table in _ROWS:
        await writer.execute(
            f"""
            CREATE TEMPORARY TABLE {table} (
                id TEXT NOT NULL,
                transcript_id INTEGER NOT NULL,
                position INTEGER NOT NULL,
                turn INTEGER NOT NULL,
                kind TEXT NOT NULL,
                speaker_id INTEGER,
                read_by_id INTEGER,
                lead TEXT NOT NULL,
                text TEXT NOT NULL,
                trail TEXT NOT NULL,
                doubt TEXT NOT NULL,
                slot INTEGER,
                speaker_slot INTEGER
            )
            """
        )


async def _drop(writer: Connection) -> None:
    for table in (*_IDS, *_ROWS):
        await writer.execute(f"DROP TABLE IF EXISTS {table}")


def _rows(plan: Plan, numbers: RowIds) -> Iterator[dict[str, Any]]:
    slots, speaker_slots = numbers.slots.slots, numbers.slots.speaker_slots
    for new in plan.written:
        transcript = numbers.transcript_ids[new.transcript.slug]
        for row in new.excerpts:
            yield {
                "id": row.id,
                "transcript": transcript,
                "position": row.excerpt.position,
                "turn": row.excerpt.turn,
                "kind": str(row.excerpt.kind),
                "speaker": numbers.speaker_ids.get(row.speaker),
                "read_by": numbers.speaker_ids.get(row.read_by),
                "lead": row.excerpt.lead,
                "text": row.excerpt.text,
                "trail": row.excerpt.trail,
                "doubt": row.doubt,
                "slot": slots.get(row.id, row.slot),
                "speaker_slot": speaker_slots.get(row.id, row.speaker_slot),
            }
