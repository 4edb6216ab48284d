"""Work out what a swap will write, against one generation, writing nothing."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from content.model import Transcript
from content.names.people import ResolvedNames, resolve_names
from storage.corpus.comparison import NewTranscript, OldExcerpt, compare, content_hash
from storage.corpus.difference import Change, Difference
from storage.corpus.numbering import (
    Slot,
    SlotNumbers,
    assign_slots,
    find_changes,
    read_slots,
)
from storage.database.connection import Connection

TaskProgress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what differs between the files and one generation."""

    generation: int
    written: tuple[NewTranscript, ...]
    removed: tuple[str, ...]
    difference: Difference

    @property
    def touched(self) -> tuple[str, ...]:
        """The slugs of all transcripts that are not left as they are."""
        return (*self.removed, *(new.transcript.slug for new in self.written))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowIds:
    """Hold the numbers that the rows of a plan will have.

    Only loads deal them, and a swap gives up unless the generation is the one it was
    planned for; so they can be dealt ahead of it.

    Attributes:
        transcript_ids: By slug, of all that are written or removed.
        speaker_ids: By name, of all that speak in what is written.
        slots: Of excerpts that are written.
        moved_slots: Of excerpts that are left as they are but for their seats.
    """

    transcript_ids: Mapping[str, int]
    speaker_ids: Mapping[str, int]
    slots: SlotNumbers
    moved_slots: SlotNumbers


async def make_plan(
    snapshot: Connection, transcripts: Sequence[Transcript], notice: TaskProgress | None
) -> Plan:
    """Compare the files with the rows and cut what is new or changed."""
    generation = int(await snapshot.value("SELECT generation FROM library"))
    people = await asyncio.to_thread(resolve_names, transcripts)
    stored = {
        row["slug"]: row
        for row in await snapshot.all("SELECT slug, title, digest FROM transcripts")
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
    news = frozenset(transcript.slug for transcript in changed)
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
            unresolved=tuple(
                unsure.sentence
                for unsure in people.unresolved
                if unsure.is_affected_by(news)
            ),
            doubtful=sum(bool(t.doubt) for tr in transcripts for t in tr.turns),
        ),
    )


async def assign_row_ids(snapshot: Connection, plan: Plan) -> RowIds:
    """Deal the numbers of a plan's rows; those that are there keep theirs."""
    transcripts = await snapshot.all("SELECT id, slug FROM transcripts")
    speakers = await snapshot.all("SELECT id, name FROM speakers")
    speaker_ids = _numbered(
        {row["name"]: row["id"] for row in speakers},
        [name for new in plan.written for _, name in new.speakers],
    )
    seats: list[Slot] = []
    for slug in plan.touched:
        seats += await read_slots(snapshot, slug)
    moves = await asyncio.to_thread(find_changes, seats, plan.written, speaker_ids)
    dealt = await assign_slots(snapshot, moves)
    written = {row.id for new in plan.written for row in new.excerpts}
    return RowIds(
        transcript_ids=_numbered(
            {row["slug"]: row["id"] for row in transcripts}, plan.touched
        ),
        speaker_ids=speaker_ids,
        slots=dealt.select(lambda key: key in written),
        moved_slots=dealt.select(lambda key: key not in written),
    )


def _numbered(known: Mapping[str, int], keys: Sequence[str]) -> dict[str, int]:
    """Return the number of each key, the next free ones for those not known.

    >>> _numbered({"a": 1, "b": 4}, ["b", "c"])
    {'b': 4, 'c': 5}
    """
    numbers: dict[str, int] = {}
    free = max(known.values(), default=0) + 1
    for key in dict.fromkeys(keys):
        if key in known:
            numbers[key] = known[key]
        else:
            numbers[key] = free
            free += 1
    return numbers


def _changed(
    transcripts: Sequence[Transcript], people: ResolvedNames, digests: Mapping[str, str]
) -> list[Transcript]:
    return [
        transcript
        for transcript in transcripts
        if digests.get(transcript.slug) != content_hash(transcript, people)
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
