"""Read the library: excerpts and speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.excerpts.ids import ids_from
from content.names.index import EXACT_PREFIX, NameIndex, NameMatch
from storage.corpus.rows import (
    SELECT_EXCERPTS,
    StoredExcerpt,
    StoredSpeaker,
    UnservedCounts,
    excerpt_from_row,
    get_excerpt,
)
from storage.database.connection import Connection, Row, in_clause
from storage.database.database import Database
from storage.index.building import Progress
from storage.index.generations import DerivedData, Generations
from storage.search.examples import Example, find_example
from storage.search.followed import find_followed_speaker

SELECT_SPEAKERS = """
    SELECT speakers.id, speakers.name,
        (SELECT COUNT(*) FROM excerpts
            WHERE excerpts.speaker_id = speakers.id
            AND excerpts.speaker_slot IS NOT NULL) AS excerpts,
        (SELECT COUNT(*) FROM appearances
            WHERE appearances.speaker_id = speakers.id) AS transcripts,
        (SELECT appearances.role FROM appearances
            JOIN transcripts ON transcripts.id = appearances.transcript_id
            WHERE appearances.speaker_id = speakers.id
            ORDER BY transcripts.date DESC LIMIT 1) AS role
    FROM speakers
    WHERE speakers.voice = 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerMatch:
    """Hold who a name certainly is, and who it might be.

    Attributes:
        certain: One, when the name is known; several, when it is shared.
        near: Suggestions, best first; never to be taken for the asker's meaning.
        rest: The words left over, when the name was looked for at their start.
        more: Whether others share the name beside those that are certain.
    """

    certain: tuple[StoredSpeaker, ...]
    suggestions: tuple[StoredSpeaker, ...]
    rest: str = ""
    has_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Say how much the library holds."""

    transcripts: int
    speakers: int
    excerpts: int


class Library:
    """Answer questions about the library; each answer is of one generation."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def warm_up(self, progress: Progress | None = None) -> None:
        """Make what is derived from the rows, if it is missing."""
        async with self._database.snapshot() as snapshot:
            await self._generations.get(snapshot, progress)

    async def counts(self) -> Counts:
        """Count what the library holds."""
        row = await self._database.read(
            lambda reader: reader.one(
                """
                SELECT (SELECT COUNT(*) FROM transcripts) AS transcripts,
                    (SELECT COUNT(*) FROM speakers WHERE voice = 0) AS speakers,
                    (SELECT COUNT(*) FROM excerpts) AS excerpts
                """
            )
        )
        assert row is not None  # noqa: S101 - three counts are always a row
        return Counts(
            transcripts=row["transcripts"],
            speakers=row["speakers"],
            excerpts=row["excerpts"],
        )

    async def example(self) -> Example | None:
        """Return somebody, and something said by them, to show how one asks."""
        return await self._database.read(find_example)

    async def excerpt(self, excerpt_id: str) -> StoredExcerpt | None:
        """Return one excerpt, or None where the library holds it no more."""
        return await self._database.read(lambda reader: get_excerpt(reader, excerpt_id))

    async def context(self, excerpt_id: str, radius: int) -> tuple[StoredExcerpt, ...]:
        """Return an excerpt with up to `radius` neighbours on each side, in order."""
        rows = await self._database.read(
            lambda reader: reader.all(
                SELECT_EXCERPTS
                + """
                JOIN excerpts AS middle ON middle.id = :id
                    AND middle.transcript_id = excerpts.transcript_id
                WHERE excerpts.position BETWEEN middle.position - :radius
                    AND middle.position + :radius
                ORDER BY excerpts.position
                """,
                {"id": excerpt_id, "radius": radius},
            )
        )
        return tuple(excerpt_from_row(row) for row in rows)

    async def first_excerpt_id(self, slug: str) -> str:
        """Return the id of a transcript's first excerpt, or an empty id."""
        found = await self._database.read(
            lambda reader: reader.value(
                """
                SELECT excerpts.id FROM excerpts
                JOIN transcripts ON transcripts.id = excerpts.transcript_id
                WHERE transcripts.slug = :slug
                ORDER BY excerpts.position LIMIT 1
                """,
                {"slug": slug},
            )
        )
        return str(found or "")

    async def speakers(self, first: int, count: int) -> tuple[StoredSpeaker, ...]:
        """Return a page of the people of the library, by name."""
        rows = await self._database.read(
            lambda reader: reader.all(
                SELECT_SPEAKERS + " ORDER BY speakers.name LIMIT :count OFFSET :first",
                {"first": first, "count": count},
            )
        )
        return tuple(_speaker(row) for row in rows)

    async def count_unserved(self, speaker_id: int) -> UnservedCounts:
        """Tell what there is of a speaker of whom nothing can be offered."""

        async def work(reader: Connection) -> UnservedCounts:
            who = {"speaker": speaker_id}
            said = await reader.value(
                "SELECT COUNT(*) FROM excerpts WHERE speaker_id = :speaker", who
            )
            doubted = await reader.all(
                """
                SELECT transcripts.slug, COUNT(*) AS doubtful FROM appearances
                JOIN transcripts ON transcripts.id = appearances.transcript_id
                JOIN excerpts ON excerpts.transcript_id = transcripts.id
                WHERE appearances.speaker_id = :speaker AND excerpts.doubt <> ''
                GROUP BY transcripts.slug ORDER BY transcripts.slug
                """,
                who,
            )
            return UnservedCounts(
                excerpts=int(said),
                doubtful=sum(row["doubtful"] for row in doubted),
                slugs=tuple([row["slug"] for row in doubted]),
            )

        return await self._database.read(work)

    async def has_speaker(self, name: str) -> bool:
        """Tell whether there is a person whose one name in the library is, or was, `name`."""
        found = await self._database.read(
            lambda reader: find_followed_speaker(reader, name)
        )
        return found is not None

    async def find_speaker(self, name: str) -> SpeakerMatch:
        """Find people by a surname, a full name, an alias, or something near it."""

        async def work(snapshot: Connection, derived: DerivedData) -> SpeakerMatch:
            return await _match(snapshot, derived.names.find(name))

        return await self._generations.read(work)

    async def split_speaker(self, words: str) -> SpeakerMatch:
        """Find people by the longest run of first words that is certainly a name."""

        async def work(snapshot: Connection, derived: DerivedData) -> SpeakerMatch:
            name, rest = derived.names.split(words)
            found = derived.names.find(name) if name else NameMatch()
            return await _match(snapshot, found, rest)

        return await self._generations.read(work)

    async def complete_speaker(self, prefix: str, count: int) -> Mapping[str, str]:
        """Return, by the names that go on from `prefix`, what to type for just them.

        Where none does, the names are those that `find_speaker` finds.
        """

        async def work(snapshot: Connection, derived: DerivedData) -> Mapping[str, str]:
            names = derived.names.complete(prefix)
            if not names:
                match = await _match(snapshot, derived.names.find(prefix))
                names = [
                    speaker.name for speaker in (*match.certain, *match.suggestions)
                ]
            return {name: _only(name, derived.names) for name in names[:count]}

        return await self._generations.read(work)

    async def complete_excerpt(
        self, start: str, count: int, *, before: Sequence[str]
    ) -> tuple[StoredExcerpt, ...]:
        """Return excerpts whose ids begin with some characters.

        Args:
            start: The characters, upper case. Where it is empty, the excerpts are the
                first ones of the newest events.
            count: How many, at most.
            before: Ids of those that come before all others.
        """
        where = _WITH_ID_BETWEEN if start else _FIRST_OF_NEWEST
        low, high = ids_from(start)

        async def work(reader: Connection) -> tuple[StoredExcerpt, ...]:
            first = [await get_excerpt(reader, key) for key in before[:count]]
            rows = await reader.all(
                f"{SELECT_EXCERPTS} WHERE {where} LIMIT :count",
                {"low": low, "high": high, "count": count},
            )
            others = map(excerpt_from_row, rows)
            found = {each.id: each for each in (*first, *others) if each}
            return tuple(found.values())[:count]

        return await self._database.read(work)


_WITH_ID_BETWEEN = "excerpts.id BETWEEN :low AND :high ORDER BY excerpts.id"

_FIRST_OF_NEWEST = """
    excerpts.id IN (
        SELECT (
            SELECT opening.id FROM excerpts AS opening
            WHERE opening.transcript_id = newest.id AND opening.slot IS NOT NULL
            ORDER BY opening.position LIMIT 1
        )
        FROM (SELECT id FROM transcripts ORDER BY date DESC LIMIT :count) AS newest
    ) ORDER BY transcripts.date DESC
"""


def _only(name: str, names: NameIndex) -> str:
    """Return what to type so that a name means just the one whose name it is."""
    return name if len(names.find(name).certain) == 1 else f"{EXACT_PREFIX}{name}"


async def _match(
    snapshot: Connection, found: NameMatch, rest: str = ""
) -> SpeakerMatch:
    keys = [*found.certain, *found.suggestions]
    if not keys:
        return SpeakerMatch(certain=(), suggestions=(), rest=rest)
    clause, params = in_clause("id", keys)
    rows = await snapshot.all(f"{SELECT_SPEAKERS} AND speakers.id IN {clause}", params)
    speakers = {row["id"]: _speaker(row) for row in rows}
    return SpeakerMatch(
        certain=tuple(speakers[key] for key in found.certain if key in speakers),
        suggestions=tuple(
            speakers[key] for key in found.suggestions if key in speakers
        ),
        rest=rest,
        has_more=found.has_more,
    )


def _speaker(row: Row) -> StoredSpeaker:
    return StoredSpeaker(
        id=row["id"],
        name=row["name"],
        role=row["role"] or "",
        excerpts=row["excerpts"],
        transcripts=row["transcripts"],
    )
