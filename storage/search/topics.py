"""The topics of the library, and those that are near to some words."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from content.language.words.terms import folded_words, without_language
from content.query.query import Query, without_quotes
from content.topics import LibraryTopic, TopicMention, merge_topics
from storage.corpus.rows import Generation, get_texts
from storage.database.connection import Connection, in_clause
from storage.database.database import Database
from storage.index.generations import DerivedData, Generations
from storage.index.reader import Index
from storage.search.search import Search
from storage.semantic.vector_store import VectorStore

MIN_SPELLING_SIMILARITY = 70.0
"""Per cent of similarity from which a topic is spelt like some words."""

NEAREST_EXCERPTS = 12
"""How many excerpts that are nearest in meaning are searched for topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTopic:
    """A topic of the library.

    Attributes:
        phrase: Its most usual form.
        is_said: Whether anybody says just this.
        speakers: The names of those who say it, the most frequent first.
        years: The first and the last year of an event about it; empty if unknown.
    """

    phrase: str
    is_said: bool
    speakers: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A page of topics, and how many there are in all."""

    topics: tuple[StoredTopic, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _MergedTopics:
    """The topics of one generation, merged; `by_meaning` as it was searched then."""

    generation: Generation
    by_meaning: bool
    transcripts: int
    entries: tuple[TopicMention, ...]
    merged: tuple[LibraryTopic, ...]


class Topics:
    """What is spoken about in the library; each answer is of one generation."""

    def __init__(
        self,
        database: Database,
        generations: Generations,
        vector_store: VectorStore,
        search: Search,
    ) -> None:
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._search = search
        self._cached: _MergedTopics | None = None
        # Merging occupies a reader of the database, and there are few.
        self._lock = asyncio.Lock()

    async def top(self, *, speaker: int = 0, first: int, count: int) -> TopicPage:
        """Return a page of topics, of everybody or of one speaker, best first."""
        async with self._lock, self._generations.snapshot() as (snapshot, derived):
            merged = await self._merge(snapshot, derived, speaker)
            page = await _with_names(snapshot, merged[first : first + count])
        return TopicPage(topics=page, total=len(merged))

    async def nearest(
        self, words: str, count: int, *, speaker: int = 0
    ) -> tuple[StoredTopic, ...]:
        """Return the topics nearest to some words, nearest first.

        First those that have words in common with them or are spelt like them, then
        those of the excerpts that are nearest in meaning. Each can be found: a topic
        that is named in a file may be said by nobody.
        """
        ids = await self._search.find_ids_by_meaning(words, NEAREST_EXCERPTS)
        async with self._lock, self._generations.snapshot() as (snapshot, derived):
            merged = await self._merge(snapshot, derived, speaker)
            stems = {
                without_language(t)
                for w in derived.index.analyse(words)
                for t in w.terms
            }
            near = await asyncio.to_thread(_spelt_like, words, stems, merged)
            if len(near) < count and ids:
                found = await get_texts(snapshot, ids)
                texts = [found[key] for key in ids if key in found]
                near += await asyncio.to_thread(_said_in, texts, merged)
            best = list({topic.key: topic for topic in near}.values())
            stored = await _with_names(snapshot, best[: 2 * count])
        findable = [
            topic
            for topic in stored
            if topic.is_said
            or (await self._search.find(without_quotes(topic.phrase), count=1)).total
        ]
        return tuple(findable[:count])

    async def complete(self, text: str, count: int) -> tuple[StoredTopic, ...]:
        """Return topics of which a word begins with `text`, or else those spelt like it.

        Each kind comes with the most telling first; without text, all topics do.
        """
        async with self._lock, self._generations.snapshot() as (snapshot, derived):
            merged = await self._merge(snapshot, derived, 0)
            typed = without_quotes(text).casefold()
            best = await asyncio.to_thread(_completions, typed, merged, count)
            return await _with_names(snapshot, best)

    async def _merge(
        self, snapshot: Connection, derived: DerivedData, speaker: int
    ) -> tuple[LibraryTopic, ...]:
        generation = derived.generation
        by_meaning = self._vector_store.get(generation) is not None
        cached = self._cached
        if (
            cached is None
            or cached.generation != generation
            or cached.by_meaning != by_meaning
        ):
            transcripts = int(await snapshot.value("SELECT COUNT(*) FROM transcripts"))
            entries = tuple(await _read_topics(snapshot))
            if not by_meaning:
                entries = await asyncio.to_thread(
                    _findable_by_words, derived.index, entries
                )
            merged = await asyncio.to_thread(merge_topics, entries, transcripts)
            cached = _MergedTopics(generation, by_meaning, transcripts, entries, merged)
            self._cached = cached
        if not speaker:
            return cached.merged
        return await asyncio.to_thread(
            merge_topics, cached.entries, cached.transcripts, speaker=speaker
        )


async def _read_topics(snapshot: Connection) -> list[TopicMention]:
    rows = await snapshot.all(
        """
        SELECT transcript_id AS transcript, speaker_id AS speaker, key, phrase, weight, said
        FROM topics
        ORDER BY transcript_id, key, speaker_id
        """
    )
    return [TopicMention(**dict(row)) for row in rows]


def _findable_by_words(
    index: Index, entries: Sequence[TopicMention]
) -> tuple[TopicMention, ...]:
    """Return the topics that a search by words finds; the others are named in a file."""
    said = {entry.key for entry in entries if entry.said}
    found = {
        entry.key
        for entry in entries
        if entry.key not in said
        and index.search(Query(words=without_quotes(entry.phrase)), count=1)
    }
    findable = said | found
    return tuple(entry for entry in entries if entry.key in findable)


def _spelt_like(
    words: str, stems: set[str], merged: Sequence[LibraryTopic]
) -> list[LibraryTopic]:
    """Return topics with words in common, and those spelt like them, nearest first."""
    scores: dict[int, float] = {}
    for number, topic in enumerate(merged):
        own = set(topic.key.split())
        if shared := len(own & stems):
            # Of two with as many words in common, the one with the fewest others.
            scores[number] = 100.0 * shared + 100.0 * shared / len(own | stems)
    spelt = process.extract(
        words.casefold(),
        {number: topic.phrase.casefold() for number, topic in enumerate(merged)},
        scorer=fuzz.ratio,
        score_cutoff=MIN_SPELLING_SIMILARITY,
        limit=None,
    )
    for _, score, number in spelt:
        scores[number] = scores.get(number, 0.0) + score
    return [merged[n] for n in sorted(scores, key=lambda n: (-scores[n], n))]


def _completions(
    typed: str, merged: Sequence[LibraryTopic], count: int
) -> Sequence[LibraryTopic]:
    if not typed:
        return merged[:count]
    starting, inside = [], []
    for topic in merged:
        phrase = topic.phrase.casefold()
        if phrase.startswith(typed):
            starting.append(topic)
        elif f" {typed}" in phrase:
            inside.append(topic)
    near = [] if len(starting) + len(inside) else _spelt_like(typed, set(), merged)
    return [*starting, *inside, *near][:count]


def _said_in(
    texts: Sequence[str], merged: Iterable[LibraryTopic]
) -> list[LibraryTopic]:
    """Return the topics that are said in texts, those of the first text first."""
    said = [f" {' '.join(folded_words(text))} " for text in texts]
    needles = [(topic, f" {' '.join(folded_words(topic.phrase))} ") for topic in merged]
    return [topic for text in said for topic, needle in needles if needle in text]


async def _with_names(
    snapshot: Connection, topics: Sequence[LibraryTopic]
) -> tuple[StoredTopic, ...]:
    names = await _read_column(
        snapshot, "speakers", "name", {key for t in topics for key in t.speakers}
    )
    dates = await _read_column(
        snapshot, "transcripts", "date", {key for t in topics for key in t.transcripts}
    )
    return tuple(
        StoredTopic(
            phrase=topic.phrase,
            is_said=topic.said,
            speakers=tuple(names[key] for key in topic.speakers if key in names),
            years=_year_range(
                dates[key][:4] for key in topic.transcripts if dates.get(key)
            ),
        )
        for topic in topics
    )


async def _read_column(
    snapshot: Connection, table: str, column: str, keys: set[int]
) -> dict[int, str]:
    if not keys:
        return {}
    clause, params = in_clause("id", sorted(keys))
    rows = await snapshot.all(
        f"SELECT id, {column} FROM {table} WHERE id IN {clause}",  # noqa: S608 - fixed words, no input
        params,
    )
    return {row["id"]: row[column] for row in rows}


def _year_range(years: Iterable[str]) -> tuple[str, ...]:
    known = sorted(set(years))
    return (known[0], known[-1]) if len(known) > 1 else tuple(known)
