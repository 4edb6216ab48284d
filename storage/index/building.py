"""Fill an index with stored excerpts and with those of a plan."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

from storage.corpus.comparison import NewTranscript
from storage.corpus.plan import Plan, TaskProgress
from storage.database.connection import Connection
from storage.index.writer import IndexBuilder, IndexEntry

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


async def build_planned_index(
    snapshot: Connection,
    builder: IndexBuilder,
    plan: Plan,
    task_progress: TaskProgress | None,
) -> None:
    """Write the index of the library as it will be after a plan."""
    progress: Progress | None = None
    if task_progress:
        progress = partial(task_progress, "Building the index")
    await add_stored_excerpts(
        snapshot, builder, skip=frozenset(plan.touched_slugs), progress=progress
    )
    for count, new in enumerate(plan.written, start=1):
        await asyncio.to_thread(
            builder.add, _planned_entries(new)
        )  # made in the thread
        if progress:
            progress(count, len(plan.written))
    await asyncio.to_thread(builder.finish)


def _planned_entries(new: NewTranscript) -> Iterator[IndexEntry]:
    return (
        IndexEntry(
            id=excerpt.id,
            transcript=new.transcript.slug,
            position=excerpt.excerpt.position,
            speaker=excerpt.speaker,
            title=new.transcript.title,
            place=new.transcript.place,
            date=new.transcript.date,
            text=excerpt.excerpt.text,
            language=new.transcript.language,
            servable=excerpt.servable,
        )
        for excerpt in new.excerpts
        if excerpt.speaker
    )


async def add_stored_excerpts(
    snapshot: Connection,
    builder: IndexBuilder,
    *,
    skip: frozenset[str],
    progress: Progress | None = None,
) -> None:
    """Add the attributed excerpts of stored transcripts, but of those in `skip`."""
    transcripts = await snapshot.all(
        "SELECT id, slug, title, place, date, language FROM transcripts"
    )
    for number, transcript in enumerate(transcripts, start=1):
        if transcript["slug"] not in skip:
            rows = await snapshot.all(
                """
                SELECT excerpts.id, excerpts.position, excerpts.text, excerpts.slot,
                    speakers.name
                FROM excerpts JOIN speakers ON speakers.id = excerpts.speaker_id
                WHERE excerpts.transcript_id = :transcript
                ORDER BY excerpts.position
                """,
                {"transcript": transcript["id"]},
            )
            # A generator, so that it is the thread that makes the entries.
            entries = (
                IndexEntry(
                    id=row["id"],
                    transcript=transcript["slug"],
                    position=row["position"],
                    speaker=row["name"],
                    title=transcript["title"],
                    place=transcript["place"],
                    date=transcript["date"],
                    text=row["text"],
                    language=transcript["language"],
                    servable=row["slot"] is not None,
                )
                for row in rows
            )
            await asyncio.to_thread(builder.add, entries)
        if progress:
            progress(number, len(transcripts))
