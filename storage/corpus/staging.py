"""Stage a plan's excerpts, so that the load's transaction needs few statements.

They wait in temporary tables of the connection that will write them: nobody else sees
them, and they go with the connection, however that ends.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from storage.corpus.plan import Plan, RowIds
from storage.database.connection import Connection
from storage.database.database import Database

BATCH_ROWS = 500
"""Rows staged before other writers of this process have their turn."""

_COLUMNS = """
    id, transcript_id, position, turn, kind, speaker_id, read_by_id, lead, text, trail,
    doubt, slot, speaker_slot, servable, score, question, asked_by
"""

_ROW_TABLES = ("staged", "added", "reworded", "renumbered")
_ID_TABLES = ("remaining", "removed")

# Each row goes to the table that says how it is written, and to none if it stays as it
# is. One of which only the words change is no work for the indexes on its slots.
# NULL counts as a value that no row has.
_SORT_STAGED = (
    "INSERT INTO remaining (id) SELECT id FROM staged",
    f"""
    INSERT INTO added SELECT {_COLUMNS} FROM staged
    WHERE NOT EXISTS (SELECT 1 FROM excerpts WHERE excerpts.id = staged.id)
    """,  # noqa: S608 - fixed columns, no input
    """
    INSERT INTO reworded SELECT staged.* FROM staged
    JOIN excerpts ON excerpts.id = staged.id
    WHERE staged.text <> excerpts.text OR staged.lead <> excerpts.lead
        OR staged.trail <> excerpts.trail OR staged.turn <> excerpts.turn
        OR staged.kind <> excerpts.kind OR staged.doubt <> excerpts.doubt
        OR staged.servable <> excerpts.servable OR staged.score <> excerpts.score
        OR staged.question <> excerpts.question OR staged.asked_by <> excerpts.asked_by
        OR COALESCE(staged.read_by_id, 0) <> COALESCE(excerpts.read_by_id, 0)
    """,
    """
    INSERT INTO renumbered SELECT staged.* FROM staged
    JOIN excerpts ON excerpts.id = staged.id
    WHERE staged.position <> excerpts.position
        OR COALESCE(staged.speaker_id, 0) <> COALESCE(excerpts.speaker_id, 0)
        OR COALESCE(staged.slot, -1) <> COALESCE(excerpts.slot, -1)
        OR COALESCE(staged.speaker_slot, -1) <> COALESCE(excerpts.speaker_slot, -1)
    """,
    "DELETE FROM staged",
)

_APPLY = (
    """
    UPDATE excerpts SET turn = reworded.turn, kind = reworded.kind,
        lead = reworded.lead, text = reworded.text, trail = reworded.trail,
        doubt = reworded.doubt, read_by_id = reworded.read_by_id,
        servable = reworded.servable, score = reworded.score,
        question = reworded.question, asked_by = reworded.asked_by
    FROM reworded WHERE reworded.id = excerpts.id
    """,
    """
    UPDATE excerpts SET position = renumbered.position, slot = renumbered.slot,
        speaker_id = renumbered.speaker_id, speaker_slot = renumbered.speaker_slot
    FROM renumbered WHERE renumbered.id = excerpts.id
    """,
    f"INSERT INTO excerpts ({_COLUMNS}) SELECT {_COLUMNS} FROM added",  # noqa: S608 - fixed columns, no input
)


async def stage(database: Database, plan: Plan, ids: RowIds) -> None:
    """Write a plan's excerpts to temporary tables, a few at a time."""
    async with database.transaction(temporary=True) as writer:
        await _create_tables(writer)
    rows = _rows(plan, ids)
    while batch := list(islice(rows, BATCH_ROWS)):
        async with database.transaction(temporary=True) as writer:
            await writer.execute_many(
                f"""
                INSERT INTO staged ({_COLUMNS})
                VALUES (:id, :transcript, :position, :turn, :kind, :speaker, :read_by,
                    :lead, :text, :trail, :doubt, :slot, :speaker_slot, :servable,
                    :score, :question, :asked_by)
                """,  # noqa: S608 - fixed columns, no input
                batch,
            )
            for statement in _SORT_STAGED:
                await writer.execute(statement)
    for slug in plan.touched_slugs:
        async with database.transaction(temporary=True) as writer:
            await writer.execute(
                """
                INSERT INTO removed (id) SELECT id FROM excerpts
                WHERE transcript_id = :transcript AND NOT EXISTS
                    (SELECT 1 FROM remaining WHERE remaining.id = excerpts.id)
                """,
                {"transcript": ids.transcript_ids[slug]},
            )


async def keep_departed(writer: Connection) -> None:
    """Keep the words of removed excerpts on which something of people's hangs."""
    await writer.execute(
        """
        INSERT INTO departed_excerpts (excerpt_id, slug, text)
        SELECT excerpts.id, transcripts.slug, excerpts.text FROM removed
        JOIN excerpts ON excerpts.id = removed.id
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE EXISTS (
            SELECT 1 FROM comments WHERE comments.slug = transcripts.slug
                AND comments.excerpt_id = excerpts.id
        ) OR EXISTS (SELECT 1 FROM saves WHERE saves.excerpt_id = excerpts.id)
            OR excerpts.id IN (SELECT excerpt_id FROM hidden_excerpts)
            OR excerpts.id IN (SELECT excerpt_id FROM withdrawn_excerpts)
        ON CONFLICT (excerpt_id) DO UPDATE SET text = excluded.text
        """
    )


async def forget_returned(writer: Connection) -> None:
    """Forget the words of departed excerpts that are in the library again."""
    await writer.execute(
        """
        DELETE FROM departed_excerpts
        WHERE excerpt_id IN (SELECT id FROM added)
        """
    )


async def delete_removed(writer: Connection) -> None:
    """Delete the excerpts of the plan's transcripts that were not staged again."""
    await writer.execute("DELETE FROM excerpts WHERE id IN (SELECT id FROM removed)")


async def apply_staged(writer: Connection, ids: RowIds) -> None:
    """Write what was staged, and the slots of what only moves."""
    for statement in _APPLY:
        await writer.execute(statement)
    for column, moved in (
        ("slot", ids.moved_slots.in_library),
        ("speaker_slot", ids.moved_slots.of_speaker),
    ):
        await writer.execute_many(
            f"UPDATE excerpts SET {column} = :slot WHERE id = :id",  # noqa: S608 - fixed column, no input
            [{"id": key, "slot": slot} for key, slot in moved.items()],
        )


async def unstage(database: Database) -> None:
    """Drop the temporary tables."""
    async with database.transaction(temporary=True) as writer:
        await _drop_tables(writer)


async def _create_tables(writer: Connection) -> None:
    await _drop_tables(writer)
    for table in _ID_TABLES:
        await writer.execute(f"CREATE TEMPORARY TABLE {table} (id TEXT PRIMARY KEY)")
    for table in _ROW_TABLES:
        await writer.execute(
            f"""
            CREATE TEMPORARY TABLE {table} AS
            SELECT {_COLUMNS} FROM excerpts WHERE 1 = 0
            """  # noqa: S608 - fixed columns, no input
        )


async def _drop_tables(writer: Connection) -> None:
    for table in (*_ID_TABLES, *_ROW_TABLES):
        await writer.execute(f"DROP TABLE IF EXISTS {table}")


def _rows(plan: Plan, ids: RowIds) -> Iterator[dict[str, Any]]:
    slots, speaker_slots = ids.slots.in_library, ids.slots.of_speaker
    for new in plan.written:
        transcript = ids.transcript_ids[new.transcript.slug]
        for row in new.excerpts:
            yield {
                "id": row.id,
                "transcript": transcript,
                "position": row.excerpt.position,
                "turn": row.excerpt.turn,
                "kind": str(row.excerpt.kind),
                "speaker": ids.speaker_ids.get(row.speaker),
                "read_by": ids.speaker_ids.get(row.read_by),
                "lead": row.excerpt.lead,
                "text": row.excerpt.text,
                "trail": row.excerpt.trail,
                "doubt": row.doubt,
                "slot": slots.get(row.id, row.slot),
                "speaker_slot": speaker_slots.get(row.id, row.speaker_slot),
                "servable": int(row.servable),
                "score": row.excerpt.score,
                "question": row.excerpt.question,
                "asked_by": row.asked_by,
            }
