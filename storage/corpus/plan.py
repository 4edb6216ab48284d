"""The plan of a load: what it will write, compared with one generation."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from content.excerpts.copies import find_copies
from content.excerpts.ids import normalise_text
from content.model import Comment, Transcript
from content.names.people import ResolvedNames, resolve_names
from storage.corpus.comment_tree import comment_origins
from storage.corpus.comparison import (
    Change,
    Difference,
    NewTranscript,
    OldExcerpt,
    compare,
    content_hash,
)
from storage.corpus.numbering import (
    AssignedSlots,
    Slot,
    assign_slots,
    find_changes,
    read_slots,
)
from storage.database.connection import Connection

TaskProgress = Callable[[str, int, int], None]
"""Called with the name of a task, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a load writes and removes.

    Attributes:
        generation: The number of the generation that the files were compared with.
        removed: Slugs of the transcripts that left.
    """

    generation: int
    written: tuple[NewTranscript, ...]
    removed: tuple[str, ...]
    difference: Difference

    @property
    def touched_slugs(self) -> tuple[str, ...]:
        """The slugs of all transcripts that are written or removed."""
        return (*self.removed, *(new.transcript.slug for new in self.written))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowIds:
    """The ids and slots that the rows of a plan will have.

    Only loads assign them, and a load starts over unless the generation is still the one
    it was planned for; so they can be assigned before the transaction that writes them.

    Attributes:
        transcript_ids: By slug, of all that are written or removed.
        speaker_ids: By name, of all that speak in what is written.
        slots: Of excerpts that are written.
        moved_slots: Of excerpts of which nothing else changes.
    """

    transcript_ids: Mapping[str, int]
    speaker_ids: Mapping[str, int]
    slots: AssignedSlots
    moved_slots: AssignedSlots


async def make_plan(
    snapshot: Connection,
    transcripts: Sequence[Transcript],
    progress: TaskProgress | None,
) -> Plan:
    """Compare the files with the rows and cut what is new or changed; write nothing."""
    generation = int(await snapshot.value("SELECT generation FROM library"))
    people = await asyncio.to_thread(resolve_names, transcripts)
    copies = await asyncio.to_thread(find_copies, transcripts, people)
    stored = {
        row["slug"]: row
        for row in await snapshot.all("SELECT slug, title, digest FROM transcripts")
    }
    slugs = {transcript.slug for transcript in transcripts}
    hashes = {slug: row["digest"] for slug, row in stored.items()}
    changed = await asyncio.to_thread(_changed, transcripts, people, copies, hashes)
    removed = [slug for slug in stored if slug not in slugs]
    written = await _cut(snapshot, changed, people, copies, progress)
    changed_slugs = frozenset(transcript.slug for transcript in changed)
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
                        removed=len(await _old_excerpts(snapshot, slug)),
                        comments_removed=len(await _old_comments(snapshot, slug)),
                    )
                    for slug in removed
                ]
            ),
            unchanged=len(transcripts) - len(changed),
            unresolved=tuple(
                unsure.sentence
                for unsure in people.unresolved
                if unsure.is_affected_by(changed_slugs)
            ),
            copies=tuple(
                f"{slug} says what {original} says: only {original} is quoted."
                for slug, original in sorted(copies.items())
                if {slug, original} & changed_slugs
            ),
            unmatched=tuple(
                f"{new.change.slug}: no excerpt has “{words}”, named in its file."
                for new in written
                for words in new.unmatched
            ),
            doubtful=sum(bool(t.doubt) for tr in transcripts for t in tr.turns),
        ),
    )


async def _cut(
    snapshot: Connection,
    changed: Sequence[Transcript],
    people: ResolvedNames,
    copies: Mapping[str, str],
    progress: TaskProgress | None,
) -> list[NewTranscript]:
    """Cut transcripts into excerpts, which keep the ids of those that they had."""
    ids = await snapshot.all("SELECT id FROM excerpts") if changed else []
    taken_ids = await asyncio.to_thread(lambda: {row[0] for row in ids})
    written: list[NewTranscript] = []
    turns, before = sum(len(transcript.turns) for transcript in changed), 0

    def tell(done: int) -> None:
        if progress:
            progress("Cutting excerpts", before + done, turns)

    for transcript in changed:
        old = await _old_excerpts(snapshot, transcript.slug)
        taken_ids.difference_update(excerpt.id for excerpt in old)
        departed = await _departed(snapshot, transcript.slug)
        new = await asyncio.to_thread(
            partial(compare, is_copy=transcript.slug in copies, progress=tell),
            transcript,
            people,
            old,
            taken_ids,
            departed,
        )
        change = await _with_comments(snapshot, new.change, transcript.comments)
        written.append(replace(new, change=change))
        before += len(transcript.turns)
    return written


async def assign_row_ids(snapshot: Connection, plan: Plan) -> RowIds:
    """Assign ids and slots to a plan's rows; rows that are there keep theirs."""
    transcripts = await snapshot.all("SELECT id, slug FROM transcripts")
    speakers = await snapshot.all("SELECT id, name FROM speakers")
    speaker_ids = _assign_ids(
        {row["name"]: row["id"] for row in speakers},
        [name for new in plan.written for _, name in new.speakers],
    )
    slots: list[Slot] = []
    for slug in plan.touched_slugs:
        slots += await read_slots(snapshot, slug)
    changes = await asyncio.to_thread(find_changes, slots, plan.written, speaker_ids)
    assigned = await assign_slots(snapshot, changes)
    written_ids = {row.id for new in plan.written for row in new.excerpts}
    return RowIds(
        transcript_ids=_assign_ids(
            {row["slug"]: row["id"] for row in transcripts}, plan.touched_slugs
        ),
        speaker_ids=speaker_ids,
        slots=assigned.select(lambda key: key in written_ids),
        moved_slots=assigned.select(lambda key: key not in written_ids),
    )


def _assign_ids(known: Mapping[str, int], keys: Sequence[str]) -> dict[str, int]:
    """Return the id of each key, the next free ones for those not known.

    >>> _assign_ids({"a": 1, "b": 4}, ["b", "c"])
    {'b': 4, 'c': 5}
    """
    ids: dict[str, int] = {}
    free = max(known.values(), default=0) + 1
    for key in dict.fromkeys(keys):
        if key in known:
            ids[key] = known[key]
        else:
            ids[key] = free
            free += 1
    return ids


def _changed(
    transcripts: Sequence[Transcript],
    people: ResolvedNames,
    copies: Mapping[str, str],
    hashes: Mapping[str, str],
) -> list[Transcript]:
    return [
        transcript
        for transcript in transcripts
        if hashes.get(transcript.slug)
        != content_hash(transcript, people, is_copy=transcript.slug in copies)
    ]


async def _with_comments(
    snapshot: Connection, change: Change, comments: Sequence[Comment]
) -> Change:
    """Return a change with how many of the transcript's own comments come and go."""
    before = await _old_comments(snapshot, change.slug)
    after = await asyncio.to_thread(
        lambda: {origin for _, origin, _ in comment_origins(comments)}
    )
    return replace(
        change,
        comments_added=len(after - before),
        comments_removed=len(before - after),
    )


async def _old_comments(snapshot: Connection, slug: str) -> set[str]:
    """Return the ids of the own comments of a transcript that the library has.

    Those of one that left it are kept, and are none until it comes back.
    """
    rows = await snapshot.all(
        """
        SELECT origin FROM comments
        WHERE chat = '' AND slug = :slug AND origin <> '' AND removed = 0
            AND EXISTS (SELECT 1 FROM transcripts WHERE slug = :slug)
        """,
        {"slug": slug},
    )
    return {row["origin"] for row in rows}


async def _departed(snapshot: Connection, slug: str) -> dict[str, str]:
    """Return the ids of a transcript's excerpts that left, by their normalised words."""
    rows = await snapshot.all(
        "SELECT excerpt_id, text FROM departed_excerpts WHERE slug = :slug",
        {"slug": slug},
    )
    return {normalise_text(row["text"]): row["excerpt_id"] for row in rows}


async def _old_excerpts(snapshot: Connection, slug: str) -> list[OldExcerpt]:
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
    return [OldExcerpt(**dict(row)) for row in rows]
