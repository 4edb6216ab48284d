"""Bring the library to what the files say: compare, build the index, swap at once."""

import asyncio
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from content.model import Transcript
from content.people import People, resolve
from storage.database import Connection, Database
from storage.derived import Generations, Progress, add_rows
from storage.difference import Change, Difference
from storage.errors import ChangedMeanwhileError
from storage.index import Entry, IndexBuilder
from storage.plan import NewTranscript, OldExcerpt, compare, digest
from storage.write import write_library

SWITCH_S = 0.0005
"""How long a thread of a load computes before others have their turn."""

ATTEMPTS = 3
"""How often a load starts over when somebody else swapped the library meanwhile."""

Notice = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what a swap will write, worked out against one generation."""

    generation: int
    written: tuple[NewTranscript, ...]
    removed: tuple[str, ...]
    difference: Difference


class Loader:
    """Load transcripts as one transaction, keeping ids, comments and subscriptions."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations
        self._lock = asyncio.Lock()

    async def difference(
        self, transcripts: Sequence[Transcript], notice: Notice | None = None
    ) -> Difference:
        """Say what `load` would change, changing nothing."""
        async with self._database.snapshot() as snapshot:
            plan = await _plan(snapshot, transcripts, notice)
        return plan.difference

    async def load(
        self, transcripts: Sequence[Transcript], notice: Notice | None = None
    ) -> Difference:
        """Make the library hold just these transcripts.

        Readers go on seeing the old library, rows and index, until both are swapped
        in one step; whatever stops this on the way leaves the old one serving.

        Raises:
            StorageError: The database can't be written.
            ChangedMeanwhileError: Others kept swapping the library meanwhile.
        """
        async with self._lock:
            with _yielding():
                for _ in range(ATTEMPTS):
                    try:
                        return await self._swap(transcripts, notice)
                    except ChangedMeanwhileError:
                        continue
            raise ChangedMeanwhileError(
                "The library is being changed by another process; try again when it "
                "has finished."
            )

    async def _swap(
        self, transcripts: Sequence[Transcript], notice: Notice | None
    ) -> Difference:
        async with self._database.snapshot() as snapshot:
            plan = await _plan(snapshot, transcripts, notice)
            if plan.difference.empty:
                await self._generations.tidy(plan.generation)
                return plan.difference
            stamp = secrets.token_hex(4)
            builder = await asyncio.to_thread(
                IndexBuilder, self._generations.path(plan.generation + 1, stamp)
            )
            try:
                await _build(snapshot, builder, plan, notice)
                async with self._database.transaction() as writer:
                    await write_library(
                        writer, plan.generation, stamp, plan.written, plan.removed
                    )
                    # Last, so that only the one who turned the generation names
                    # an index after it; readers look for it once this commits.
                    await asyncio.to_thread(builder.publish)
            except BaseException:
                await asyncio.to_thread(builder.abandon)
                raise
        await self._generations.tidy(plan.generation + 1)
        return plan.difference


@contextmanager
def _yielding() -> Iterator[None]:
    """Let answers in between: the interpreter's threads take turns ten times as often.

    An answer goes to and fro between threads, and at each step waited for the load's:
    measured, 380 ms instead of 7.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


async def _plan(
    snapshot: Connection, transcripts: Sequence[Transcript], notice: Notice | None
) -> Plan:
    generation = int(await snapshot.value("SELECT generation FROM library"))
    people = await asyncio.to_thread(resolve, transcripts)
    stored = {
        row["slug"]: row
        for row in await snapshot.all("SELECT id, slug, title, digest FROM transcripts")
    }
    kept = {transcript.slug for transcript in transcripts}
    digests = {slug: row["digest"] for slug, row in stored.items()}
    changed = await asyncio.to_thread(_changed, transcripts, people, digests)
    removed = [slug for slug in stored if slug not in kept]
    ids = await snapshot.all("SELECT id FROM excerpts") if changed else []
    taken = await asyncio.to_thread(lambda: {row[0] for row in ids})
    written: list[NewTranscript] = []
    for number, transcript in enumerate(changed, start=1):
        old = await _old(snapshot, transcript.slug)
        taken.difference_update(excerpt.id for excerpt in old)
        written.append(await asyncio.to_thread(compare, transcript, people, old, taken))
        if notice:
            notice("Cutting excerpts", number, len(changed))
    return Plan(
        generation=generation,
        written=tuple(written),
        removed=tuple(removed),
        difference=Difference(
            added=tuple(n.change for n in written if n.change.slug not in stored),
            changed=tuple(n.change for n in written if n.change.slug in stored),
            removed=tuple(
                [
                    Change(
                        slug=slug,
                        title=stored[slug]["title"],
                        removed=len(await _old(snapshot, slug)),
                    )
                    for slug in removed
                ]
            ),
            unchanged=len(transcripts) - len(changed),
            unresolved=people.unresolved,
            doubtful=sum(bool(t.doubt) for tr in transcripts for t in tr.turns),
        ),
    )


def _changed(
    transcripts: Sequence[Transcript], people: People, digests: Mapping[str, str]
) -> list[Transcript]:
    return [
        transcript
        for transcript in transcripts
        if digests.get(transcript.slug) != digest(transcript, people)
    ]


async def _old(snapshot: Connection, slug: str) -> list[OldExcerpt]:
    rows = await snapshot.all(
        """
        SELECT excerpts.id, excerpts.text, excerpts.slot, excerpts.speaker_slot,
            COALESCE(speakers.name, '') AS speaker
        FROM excerpts
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        LEFT JOIN speakers ON speakers.id = excerpts.speaker_id
        WHERE transcripts.slug = :slug
        ORDER BY excerpts.position
        """,
        {"slug": slug},
    )
    return [
        OldExcerpt(
            id=row["id"],
            text=row["text"],
            speaker=row["speaker"],
            slot=row["slot"],
            speaker_slot=row["speaker_slot"],
        )
        for row in rows
    ]


async def _build(
    snapshot: Connection, builder: IndexBuilder, plan: Plan, notice: Notice | None
) -> None:
    """Write the index of what the library will be after the swap."""
    progress: Progress | None = None
    if notice:
        progress = lambda done, total: notice("Building the index", done, total)  # noqa: E731 - a name for one line
    touched = frozenset([*plan.removed, *(n.transcript.slug for n in plan.written)])
    await add_rows(snapshot, builder, skip=touched, progress=progress)
    for number, new in enumerate(plan.written, start=1):
        await asyncio.to_thread(builder.add, _entries(new))  # made in the thread
        if progress:
            progress(number, len(plan.written))
    await asyncio.to_thread(builder.finish)


def _entries(new: NewTranscript) -> Iterator[Entry]:
    return (
        Entry(
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
