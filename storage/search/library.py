"""Look-ups in the library: excerpts, speakers, counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.names.index import MAX_MATCHES, NameMatch
from storage.corpus.rows import (
    COUNTED,
    SELECT_EXCERPTS,
    StoredExcerpt,
    StoredSpeaker,
    UnservedCounts,
    excerpt_from_row,
    get_excerpt,
    get_excerpts,
)
from storage.database.connection import Connection, in_clause
from storage.database.database import Database
from storage.index.generations import DerivedData, Generations
from storage.index.writer import Progress
from storage.search.common_words import common_words
from storage.search.speakers import (
    SELECT_SPEAKERS,
    SpeakerMatch,
    find_followed_speaker,
    match_speakers,
    roles_called,
)

EXAMPLE_TRANSCRIPTS = 20
"""From how many transcripts an example is taken: any will do, in a large library too."""

EXAMPLE_TOPICS = 10
"""How many topics are tried for an example."""

MAX_EXAMPLE_CHARS = 30
"""Characters of an example's topic: it is to be typed."""

_TABLES_WITH_EXCERPTS = (
    "comments",
    "saves",
    "days",
    "shown",
    "excerpt_threads",
    "thread_excerpts",
    "departed_excerpts",
)
"""What keeps the ids of excerpts that people saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the library has, as `COUNTED` in the rows says."""

    transcripts: int
    speakers: int
    excerpts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A topic of an excerpt, and its speaker where `/quote` can offer it; else no name."""

    speaker: str
    topic: str


class Library:
    """The library as people ask for it; each answer is of one generation."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def warm_up(self, progress: Progress | None = None) -> None:
        """Build the index and whatever else is derived from the rows, if it is missing."""
        async with self._database.snapshot() as snapshot:
            await self._generations.get(snapshot, progress)

    async def counts(self) -> Counts:
        """Count what the library has."""
        row = await self._database.read(
            lambda reader: reader.one(
                f"""
                SELECT (SELECT COUNT(*) FROM transcripts) AS transcripts,
                    (SELECT COUNT(*) FROM speakers WHERE voice = 0) AS speakers,
                    (SELECT COUNT(*) FROM excerpts WHERE {COUNTED}) AS excerpts
                """  # noqa: S608 - a constant, no input
            )
        )
        assert row is not None  # noqa: S101 - three counts are always a row
        return Counts(**dict(row))

    async def example(self) -> Example | None:
        """Return a topic, as an example of what to ask for; None where nothing is said."""
        return await self._database.read(_find_example)

    async def excerpt(self, excerpt_id: str) -> StoredExcerpt | None:
        """Return one excerpt, or None where it is not in the library."""
        return await self._database.read(lambda reader: get_excerpt(reader, excerpt_id))

    async def had_excerpt(self, excerpt_id: str) -> bool:
        """Return whether the library once had an excerpt, as far as any row still names it."""
        known = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE excerpt_id = :id)"  # noqa: S608 - fixed tables, no input
            for table in _TABLES_WITH_EXCERPTS
        )
        found = await self._database.read(
            lambda reader: reader.value(f"SELECT {known}", {"id": excerpt_id})
        )
        return bool(found)

    async def excerpts(self, ids: Sequence[str]) -> tuple[StoredExcerpt, ...]:
        """Return excerpts in the order of their ids, without those that are not there."""
        found = await self._database.read(lambda reader: get_excerpts(reader, ids))
        return tuple(found[key] for key in dict.fromkeys(ids) if key in found)

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
        return tuple(StoredSpeaker(**dict(row)) for row in rows)

    async def count_unserved(self, speaker_id: int) -> UnservedCounts:
        """Count what there is of a speaker none of whose excerpts can be offered."""

        async def work(reader: Connection) -> UnservedCounts:
            who = {"speaker": speaker_id}
            said = await reader.value(
                "SELECT COUNT(*) FROM excerpts WHERE speaker_id = :speaker", who
            )
            doubted = await reader.all(
                """
                SELECT transcripts.slug, COUNT(DISTINCT excerpts.turn) AS doubtful
                FROM appearances
                JOIN transcripts ON transcripts.id = appearances.transcript_id
                JOIN excerpts ON excerpts.transcript_id = transcripts.id
                WHERE appearances.speaker_id = :speaker AND excerpts.doubt <> ''
                GROUP BY transcripts.slug ORDER BY transcripts.slug
                """,
                who,
            )
            return UnservedCounts(
                excerpts=int(said),
                doubtful={row["slug"]: int(row["doubtful"]) for row in doubted},
            )

        return await self._database.read(work)

    async def has_speaker(self, name: str) -> bool:
        """Return whether this is, or was, the name of a speaker in the library."""
        found = await self._database.read(
            lambda reader: find_followed_speaker(reader, name)
        )
        return found is not None

    async def has_voice(self, name: str) -> bool:
        """Return whether somebody is called so by an office or a letter, without a name."""
        clause, params = in_clause("name", [name, name.capitalize(), name.title()])
        found = await self._database.read(
            lambda reader: reader.value(
                f"SELECT 1 FROM speakers WHERE voice = 1 AND name IN {clause} LIMIT 1",  # noqa: S608 - the clause is placeholders
                params,
            )
        )
        return found is not None

    async def find_speaker(self, name: str) -> SpeakerMatch:
        """Find speakers by a surname, a full name, an alias, or something near it."""

        async def work(snapshot: Connection, derived: DerivedData) -> SpeakerMatch:
            return await match_speakers(snapshot, derived.names.find(name))

        return await self._generations.read(work)

    async def is_name(self, words: str) -> bool:
        """Return whether words are the name of a speaker, and nothing else.

        A single word is one if it is a surname, or all of a name; in small letters it
        may be a common word ("truth"). "The President" may be somebody's in a
        transcript, but is a role, which is a subject as well.
        """

        async def work(snapshot: Connection, derived: DerivedData) -> bool:
            if not derived.names.is_bare_name(words):
                return False
            if words in await common_words(snapshot, derived, words):
                return False
            return not await roles_called(snapshot, words)

        return await self._generations.read(work)

    async def is_common_word(self, word: str) -> bool:
        """Return whether a surname in small letters is a common word as well."""

        async def work(snapshot: Connection, derived: DerivedData) -> bool:
            return word in await common_words(snapshot, derived, word)

        return await self._generations.read(work)

    async def find_by_role(self, words: str) -> SpeakerMatch:
        """Find speakers by an office or another role that they had at an event.

        Where a role is just what was typed, those who had a longer one are left out.
        """

        async def work(reader: Connection) -> SpeakerMatch:
            fitting = await roles_called(reader, words)
            exact = [role for role, count in fitting.items() if count == 0]
            chosen = exact or sorted(fitting, key=lambda role: fitting[role])
            if not chosen:
                return SpeakerMatch(certain=(), suggestions=())
            clause, params = in_clause("role", chosen[:MAX_MATCHES])
            rows = await reader.all(
                f"""
                {SELECT_SPEAKERS} AND speakers.id IN
                    (SELECT speaker_id FROM appearances WHERE role IN {clause})
                ORDER BY speakers.name LIMIT :most
                """,  # noqa: S608 - the clause is placeholders
                {**params, "most": MAX_MATCHES + 1},
            )
            found = tuple([StoredSpeaker(**dict(row)) for row in rows])
            return SpeakerMatch(
                certain=found[:MAX_MATCHES],
                suggestions=(),
                has_more=len(found) > MAX_MATCHES,
                by_role=True,
            )

        return await self._database.read(work)

    async def split_speaker(self, words: str) -> SpeakerMatch:
        """Find speakers by as many first words as are certainly a name."""

        async def work(snapshot: Connection, derived: DerivedData) -> SpeakerMatch:
            common = await common_words(snapshot, derived, words)
            name, rest = derived.names.split(words, common)
            found = derived.names.find(name) if name else NameMatch()
            return replace(await match_speakers(snapshot, found, rest), name=name)

        return await self._generations.read(work)


async def _find_example(reader: Connection) -> Example | None:
    """Return who speaks most of something that few others in the library speak of."""
    rows = await reader.all(
        """
        SELECT topics.transcript_id, topics.speaker_id, topics.phrase, speakers.name
        FROM topics
        JOIN speakers ON speakers.id = topics.speaker_id
        WHERE speakers.voice = 0 AND LENGTH(topics.phrase) <= :short
            AND topics.transcript_id IN
                (SELECT id FROM transcripts ORDER BY id LIMIT :looked_at)
        ORDER BY topics.said * 1.0 / COUNT(*) OVER (PARTITION BY topics.key) DESC,
            topics.weight DESC, topics.key
        LIMIT :tried
        """,
        {
            "short": MAX_EXAMPLE_CHARS,
            "looked_at": EXAMPLE_TRANSCRIPTS,
            "tried": EXAMPLE_TOPICS,
        },
    )
    for offered in ("AND speaker_slot IS NOT NULL", ""):
        for row in rows:
            texts = await reader.all(
                f"""
                SELECT text FROM excerpts
                WHERE transcript_id = :transcript AND speaker_id = :speaker {offered}
                ORDER BY position LIMIT 100
                """,  # noqa: S608 - fixed conditions
                {"transcript": row["transcript_id"], "speaker": row["speaker_id"]},
            )
            topic = row["phrase"].casefold()
            if any(topic in text["text"].casefold() for text in texts):
                name = row["name"] if offered else ""
                return Example(speaker=name, topic=row["phrase"])
    return await _find_example_word(reader)


async def _find_example_word(reader: Connection) -> Example | None:
    """Return the longest word of an excerpt, where nothing that is said is a topic."""
    text = await reader.value(
        f"SELECT text FROM excerpts WHERE {COUNTED} ORDER BY id LIMIT 1"  # noqa: S608 - a fixed condition
    )
    words = [
        word
        for word in re.findall(r"\w+", text or "")
        if len(word) <= MAX_EXAMPLE_CHARS
    ]
    return Example(speaker="", topic=max(words, key=len).casefold()) if words else None
