"""Write a planned library inside one transaction."""

import asyncio
from collections.abc import Sequence

from storage.database import Connection
from storage.document_comments import write_comments
from storage.errors import ChangedMeanwhileError
from storage.plan import NewTranscript
from storage.slots import Seat, deal_seats, find_moves, take_seats
from storage.topic_rows import write_topics


async def write_library(
    writer: Connection,
    generation: int,
    stamp: str,
    written: Sequence[NewTranscript],
    removed: Sequence[str],
) -> None:
    """Replace the rows of changed transcripts and turn the generation by one.

    Raises:
        ChangedMeanwhileError: The library is not of `generation` any more.
    """
    turned = await writer.execute(
        """
        UPDATE library SET generation = generation + 1, stamp = :stamp
        WHERE generation = :was
        """,
        {"stamp": stamp, "was": generation},
    )
    if not turned:
        raise ChangedMeanwhileError("The library was changed while this was planned.")
    speaker_ids = await _speakers(writer, written)
    seats: list[Seat] = []
    for slug in removed:
        seats += await _take_out(writer, slug)
        await writer.execute(
            "DELETE FROM transcripts WHERE slug = :slug", {"slug": slug}
        )
    for new in written:
        seats += await _take_out(writer, new.transcript.slug)
    for new in written:
        transcript_id = await _transcript(writer, new)
        await _appearances(writer, transcript_id, new, speaker_ids)
        await _excerpts(writer, transcript_id, new, speaker_ids)
        await write_topics(writer, transcript_id, new, speaker_ids)
        await write_comments(writer, new.transcript.slug, new.transcript.comments)
    moves = await asyncio.to_thread(find_moves, seats, written, speaker_ids)
    await deal_seats(writer, moves)
    await writer.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM appearances)"
    )


async def _speakers(
    writer: Connection, written: Sequence[NewTranscript]
) -> dict[str, int]:
    """Return the ids of all speakers of the new transcripts, made where needed."""
    ids: dict[str, int] = {}
    for new in written:
        for speaker, name in new.speakers:
            ids[name] = int(
                await writer.value(
                    """
                    INSERT INTO speakers (name, voice) VALUES (:name, :voice)
                    ON CONFLICT (name) DO UPDATE SET voice = excluded.voice
                    RETURNING id
                    """,
                    {"name": name, "voice": int(speaker.voice)},
                )
            )
    return ids


async def _take_out(writer: Connection, slug: str) -> list[Seat]:
    """Delete what hangs on a transcript's row, and return the seats set free."""
    seats = await take_seats(writer, slug)
    for table in ("excerpts", "appearances", "aliases", "topics"):
        await writer.execute(
            f"""
            DELETE FROM {table} WHERE transcript_id IN
                (SELECT id FROM transcripts WHERE slug = :slug)
            """,  # noqa: S608 - tables of ours
            {"slug": slug},
        )
    return seats


async def _transcript(writer: Connection, new: NewTranscript) -> int:
    transcript = new.transcript
    return int(
        await writer.value(
            """
            INSERT INTO transcripts
                (slug, title, date, place, source, licence, language, digest)
            VALUES
                (:slug, :title, :date, :place, :source, :licence, :language, :digest)
            ON CONFLICT (slug) DO UPDATE SET
                title = excluded.title, date = excluded.date, place = excluded.place,
                source = excluded.source, licence = excluded.licence,
                language = excluded.language, digest = excluded.digest
            RETURNING id
            """,
            {
                "slug": transcript.slug,
                "title": transcript.title,
                "date": transcript.date,
                "place": transcript.place,
                "source": transcript.source,
                "licence": transcript.licence,
                "language": transcript.language,
                "digest": new.digest,
            },
        )
    )


async def _appearances(
    writer: Connection,
    transcript_id: int,
    new: NewTranscript,
    speaker_ids: dict[str, int],
) -> None:
    for speaker, name in new.speakers:
        at = {"transcript": transcript_id, "speaker": speaker_ids[name]}
        # Two printed names of one person, in one file: the first stands.
        await writer.execute(
            """
            INSERT INTO appearances (transcript_id, speaker_id, printed, role)
            VALUES (:transcript, :speaker, :printed, :role)
            ON CONFLICT (transcript_id, speaker_id) DO NOTHING
            """,
            {**at, "printed": speaker.name, "role": speaker.role},
        )
        await writer.execute_many(
            """
            INSERT INTO aliases (transcript_id, speaker_id, alias)
            VALUES (:transcript, :speaker, :alias)
            ON CONFLICT (transcript_id, speaker_id, alias) DO NOTHING
            """,
            [{**at, "alias": alias} for alias in (speaker.name, *speaker.aliases)],
        )


async def _excerpts(
    writer: Connection,
    transcript_id: int,
    new: NewTranscript,
    speaker_ids: dict[str, int],
) -> None:
    await writer.execute_many(
        """
        INSERT INTO excerpts (id, transcript_id, position, turn, kind, speaker_id,
            read_by_id, lead, text, trail, doubt, slot, speaker_slot)
        VALUES (:id, :transcript, :position, :turn, :kind, :speaker,
            :read_by, :lead, :text, :trail, :doubt, :slot, :speaker_slot)
        """,
        # A generator, so that it is the connection's thread that makes the rows.
        (
            {
                "id": row.id,
                "transcript": transcript_id,
                "position": row.excerpt.position,
                "turn": row.excerpt.turn,
                "kind": str(row.excerpt.kind),
                "speaker": speaker_ids.get(row.speaker),
                "read_by": speaker_ids.get(row.read_by),
                "lead": row.excerpt.lead,
                "text": row.excerpt.text,
                "trail": row.excerpt.trail,
                "doubt": row.doubt,
                "slot": row.slot,
                "speaker_slot": row.speaker_slot,
            }
            for row in new.excerpts
        ),
    )
