"""Write a planned library inside one transaction."""

from collections.abc import Iterator

from storage.corpus.comparison import NewTranscript
from storage.corpus.document_comments import write_comments
from storage.corpus.plan import Plan, RowIds
from storage.corpus.staging import apply_staged, delete_removed
from storage.corpus.topic_rows import write_topics
from storage.database.connection import Connection, Params
from storage.database.errors import ChangedMeanwhileError


async def write_library(
    writer: Connection, stamp: str, plan: Plan, numbers: RowIds
) -> None:
    """Replace the rows of changed transcripts and turn the generation by one.

    The excerpts were laid ready with `staging.stage`. Whoever wants to write waits for
    this, so it runs few statements, whatever the number of transcripts.

    Raises:
        ChangedMeanwhileError: The library is not of the plan's generation any more.
    """
    turned = await writer.execute(
        """
        UPDATE library SET generation = generation + 1, stamp = :stamp
        WHERE generation = :was
        """,
        {"stamp": stamp, "was": plan.generation},
    )
    if not turned:
        raise ChangedMeanwhileError("The library was changed while this was planned.")
    await delete_removed(writer)
    await _forget(writer, plan, numbers)
    await _speakers(writer, plan, numbers)
    await _transcripts(writer, plan, numbers)
    await _appearances(writer, plan, numbers)
    await apply_staged(writer, numbers)
    await write_topics(writer, plan, numbers)
    await _comments(writer, plan)
    await writer.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM appearances)"
    )


async def _forget(writer: Connection, plan: Plan, numbers: RowIds) -> None:
    """Delete the transcripts that left, and who appears in those that changed."""
    for table, column, slugs in (
        ("transcripts", "id", plan.removed),
        ("appearances", "transcript_id", plan.touched),
        ("aliases", "transcript_id", plan.touched),
        ("topics", "transcript_id", plan.touched),
    ):
        await writer.execute_many(
            f"DELETE FROM {table} WHERE {column} = :id",  # noqa: S608 - tables of ours
            [{"id": numbers.transcript_ids[slug]} for slug in slugs],
        )


async def _speakers(writer: Connection, plan: Plan, numbers: RowIds) -> None:
    voices = {
        name: speaker.voice for new in plan.written for speaker, name in new.speakers
    }
    await writer.execute_many(
        """
        INSERT INTO speakers (id, name, voice) VALUES (:id, :name, :voice)
        ON CONFLICT (name) DO UPDATE SET voice = excluded.voice
        """,
        [
            {"id": numbers.speaker_ids[name], "name": name, "voice": int(voice)}
            for name, voice in voices.items()
        ],
    )


async def _transcripts(writer: Connection, plan: Plan, numbers: RowIds) -> None:
    await writer.execute_many(
        """
        INSERT INTO transcripts
            (id, slug, title, date, place, source, licence, language, digest)
        VALUES
            (:id, :slug, :title, :date, :place, :source, :licence, :language, :digest)
        ON CONFLICT (slug) DO UPDATE SET
            title = excluded.title, date = excluded.date, place = excluded.place,
            source = excluded.source, licence = excluded.licence,
            language = excluded.language, digest = excluded.digest
        """,
        [
            {
                "id": numbers.transcript_ids[new.transcript.slug],
                "slug": new.transcript.slug,
                "title": new.transcript.title,
                "date": new.transcript.date,
                "place": new.transcript.place,
                "source": new.transcript.source,
                "licence": new.transcript.licence,
                "language": new.transcript.language,
                "digest": new.content_hash,
            }
            for new in plan.written
        ],
    )


async def _appearances(writer: Connection, plan: Plan, numbers: RowIds) -> None:
    # Two printed names of one person, in one file: the first stands.
    await writer.execute_many(
        """
        INSERT INTO appearances (transcript_id, speaker_id, printed, role)
        VALUES (:transcript, :speaker, :printed, :role)
        ON CONFLICT (transcript_id, speaker_id) DO NOTHING
        """,
        [each for new in plan.written for each in _seen(new, numbers)],
    )
    await writer.execute_many(
        """
        INSERT INTO aliases (transcript_id, speaker_id, alias)
        VALUES (:transcript, :speaker, :alias)
        ON CONFLICT (transcript_id, speaker_id, alias) DO NOTHING
        """,
        [each for new in plan.written for each in _called(new, numbers)],
    )


def _seen(new: NewTranscript, numbers: RowIds) -> Iterator[Params]:
    for speaker, name in new.speakers:
        yield {
            "transcript": numbers.transcript_ids[new.transcript.slug],
            "speaker": numbers.speaker_ids[name],
            "printed": speaker.name,
            "role": speaker.role,
        }


def _called(new: NewTranscript, numbers: RowIds) -> Iterator[Params]:
    for speaker, name in new.speakers:
        for alias in (speaker.name, *speaker.aliases):
            yield {
                "transcript": numbers.transcript_ids[new.transcript.slug],
                "speaker": numbers.speaker_ids[name],
                "alias": alias,
            }


async def _comments(writer: Connection, plan: Plan) -> None:
    noted = {
        row[0]
        for row in await writer.all(
            "SELECT DISTINCT slug FROM comments WHERE origin <> ''"
        )
    }
    for new in plan.written:
        transcript = new.transcript
        if transcript.comments or transcript.slug in noted:
            await write_comments(writer, transcript.slug, transcript.comments)
