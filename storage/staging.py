"""Lay a plan's excerpts ready, so that the swap takes them over with few statements.

They wait in a temporary table of the connection that will swap: nobody else sees it,
and it goes with the connection, however that ends.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from storage.database import Connection, Database
from storage.library_plan import Numbers, Plan

AT_ONCE = 500
"""Rows laid ready before other writers have their turn."""

_COLUMNS = """
    id, transcript_id, position, turn, kind, speaker_id, read_by_id, lead, text, trail,
    doubt, slot, speaker_slot
"""

# A row whose words stay and whose seat stays is not written; one whose words alone
# change leaves the indexes in peace. NULL is compared as what no row holds.
_TAKE_OVER = (
    """
    UPDATE excerpts SET turn = staged.turn, kind = staged.kind, lead = staged.lead,
        text = staged.text, trail = staged.trail, doubt = staged.doubt,
        read_by_id = staged.read_by_id
    FROM staged WHERE staged.id = excerpts.id AND (
        staged.text <> excerpts.text OR staged.lead <> excerpts.lead
        OR staged.trail <> excerpts.trail OR staged.turn <> excerpts.turn
        OR staged.kind <> excerpts.kind OR staged.doubt <> excerpts.doubt
        OR COALESCE(staged.read_by_id, 0) <> COALESCE(excerpts.read_by_id, 0))
    """,
    """
    UPDATE excerpts SET position = staged.position, slot = staged.slot,
        speaker_id = staged.speaker_id, speaker_slot = staged.speaker_slot
    FROM staged WHERE staged.id = excerpts.id AND (
        staged.position <> excerpts.position
        OR COALESCE(staged.speaker_id, 0) <> COALESCE(excerpts.speaker_id, 0)
        OR COALESCE(staged.slot, -1) <> COALESCE(excerpts.slot, -1)
        OR COALESCE(staged.speaker_slot, -1) <> COALESCE(excerpts.speaker_slot, -1))
    """,
    f"""
    INSERT INTO excerpts ({_COLUMNS}) SELECT {_COLUMNS} FROM staged
    WHERE NOT EXISTS (SELECT 1 FROM excerpts WHERE excerpts.id = staged.id)
    """,  # noqa: S608 - columns of ours
)


async def stage(database: Database, plan: Plan, numbers: Numbers) -> None:
    """Lay every excerpt of a plan ready, with its numbers, a few at a time."""
    async with database.transaction() as writer:
        await writer.execute("DROP TABLE IF EXISTS staged")
        await writer.execute(
            """
            CREATE TEMPORARY TABLE staged (
                id TEXT PRIMARY KEY,
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
    rows = _rows(plan, numbers)
    while batch := list(islice(rows, AT_ONCE)):
        async with database.transaction() as writer:
            await writer.execute_many(
                f"""
                INSERT INTO staged ({_COLUMNS})
                VALUES (:id, :transcript, :position, :turn, :kind, :speaker, :read_by,
                    :lead, :text, :trail, :doubt, :slot, :speaker_slot)
                """,  # noqa: S608 - columns of ours
                batch,
            )


async def clear(writer: Connection, transcripts: Sequence[int]) -> None:
    """Delete the excerpts of transcripts that are not laid ready again."""
    await writer.execute_many(
        """
        DELETE FROM excerpts WHERE transcript_id = :transcript
            AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.id = excerpts.id)
        """,
        [{"transcript": each} for each in transcripts],
    )


async def take_over(writer: Connection, numbers: Numbers) -> None:
    """Make the excerpts what was laid ready, and seat those that have to move."""
    for statement in _TAKE_OVER:
        await writer.execute(statement)
    # Of the transcripts that stay: the others were laid ready with their seats.
    for column, moved in (
        ("slot", numbers.seating.slots),
        ("speaker_slot", numbers.seating.speaker_slots),
    ):
        await writer.execute_many(
            f"""
            UPDATE excerpts SET {column} = :slot WHERE id = :id
                AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.id = excerpts.id)
            """,  # noqa: S608 - a column of ours
            [{"id": key, "slot": slot} for key, slot in moved.items()],
        )
    await writer.execute("DROP TABLE staged")


def _rows(plan: Plan, numbers: Numbers) -> Iterator[dict[str, Any]]:
    slots, speaker_slots = numbers.seating.slots, numbers.seating.speaker_slots
    for new in plan.written:
        transcript = numbers.transcripts[new.transcript.slug]
        for row in new.excerpts:
            yield {
                "id": row.id,
                "transcript": transcript,
                "position": row.excerpt.position,
                "turn": row.excerpt.turn,
                "kind": str(row.excerpt.kind),
                "speaker": numbers.speakers.get(row.speaker),
                "read_by": numbers.speakers.get(row.read_by),
                "lead": row.excerpt.lead,
                "text": row.excerpt.text,
                "trail": row.excerpt.trail,
                "doubt": row.doubt,
                "slot": slots.get(row.id, row.slot),
                "speaker_slot": speaker_slots.get(row.id, row.speaker_slot),
            }
