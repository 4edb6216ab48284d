"""Tell what the library is about, and which of its topics are near some words."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from content.language.terms import folded_words, without_language
from content.query.query import Query, without_quotes
from content.topics import LibraryTopic, TopicMention, merge_topics
from storage.corpus.rows import get_texts
from storage.corpus.topic_rows import read_topics
from storage.database.connection import Connection, in_clause
from storage.database.database import Database
from storage.index.generations import Generations
from storage.index.reader import Index
from storage.search.search import Search

MIN_SPELLING_SIMILARITY = 70.0
"""Per cent of likeness from which a topic is spelt nearly as some words."""

NEAREST_EXCERPTS = 12
"""Excerpts, nearest in meaning to some words, whose topics are near to them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTopic:
    """Hold a topic of the library.

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
    """Hold some topics, and how many there are in all."""

    topics: tuple[StoredTopic, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Known:
    generation: int
    understood: bool
    transcripts: int
    entries: tuple[TopicMention, ...]
    merged: tuple[LibraryTopic, ...]


class Topics:
    """Answer what is spoken about; each answer is of one generation."""

    def __init__(
        self, database: Database, generations: Generations, search: Search
    ) -> None:
        self._database = database
        self._generations = generations
        self._search = search
        self._known: _Known | None = None
        # Merging holds a reader, and there are few: other questions need one, too.
        self._turn = asyncio.Lock()

    async def top(self, *, speaker: int = 0, first: int, count: int) -> TopicPage:
        """Return a page of topics, of everybody or of one speaker, the best first."""
        async with self._turn, self._database.snapshot() as snapshot:
            merged = await self._merged(snapshot, speaker)
            page = await _stored(snapshot, merged[first : first + count])
        return TopicPage(topics=page, total=len(merged))

    async def nearest(
        self, words: str, count: int, *, speaker: int = 0
    ) -> tuple[StoredTopic, ...]:
        """Return the topics nearest to some words, the nearest first.

        First those that have words in common with them or are spelt alike, then those
        of the excerpts that come nearest in meaning, once that is known. Each leads to
        excerpts: what a person named as a topic may be said by nobody.
        """
        ids = await self._search.find_ids_by_meaning(words, NEAREST_EXCERPTS)
        async with self._turn, self._database.snapshot() as snapshot:
            merged = await self._merged(snapshot, speaker)
            derived = await self._generations.get(snapshot)
            stems = {
                without_language(t)
                for w in derived.index.analyse(words)
                for t in w.terms
            }
            near = await asyncio.to_thread(_alike, words, stems, merged)
            if len(near) < count and ids:
                found = await get_texts(snapshot, ids)
                texts = [found[key] for key in ids if key in found]
                near += await asyncio.to_thread(_within, texts, merged)
            best = list({topic.key: topic for topic in near}.values())
            stored = await _stored(snapshot, best[: 2 * count])
        led = [topic for topic in stored if topic.is_said or await self._leads(topic)]
        return tuple(led[:count])

    async def complete(self, text: str, count: int) -> tuple[StoredTopic, ...]:
        """Return topics that go on from `text`, by any word, then those spelt nearly so.

        Each kind comes with the most telling first; without text, all topics do.
        """
        async with self._turn, self._database.snapshot() as snapshot:
            merged = await self._merged(snapshot, 0)
            typed = without_quotes(text).casefold()
            best = await asyncio.to_thread(_going_on_from, typed, merged, count)
            return await _stored(snapshot, best)

    async def _leads(self, topic: StoredTopic) -> bool:
        return bool(
            (await self._search.find(without_quotes(topic.phrase), count=1)).total
        )

    async def _merged(
        self, snapshot: Connection, speaker: int
    ) -> tuple[LibraryTopic, ...]:
        generation = int(await snapshot.value("SELECT generation FROM library"))
        understood = self._search.understands(generation)
        known = self._known
        if known is None or (known.generation, known.understood) != (
            generation,
            understood,
        ):
            transcripts = int(await snapshot.value("SELECT COUNT(*) FROM transcripts"))
            entries = tuple(await read_topics(snapshot))
            if not understood:
                index = (await self._generations.get(snapshot)).index
                entries = await asyncio.to_thread(_worded, index, entries)
            merged = await asyncio.to_thread(merge_topics, entries, transcripts)
            known = _Known(generation, understood, transcripts, entries, merged)
            self._known = known
        if not speaker:
            return known.merged
        return await asyncio.to_thread(
            merge_topics, known.entries, known.transcripts, speaker=speaker
        )


def _worded(index: Index, entries: Sequence[TopicMention]) -> tuple[TopicMention, ...]:
    """Return the topics that words lead to; the others a person named."""
    said = {entry.key for entry in entries if entry.said}
    led = {
        entry.key
        for entry in entries
        if entry.key not in said
        and index.search(Query(words=without_quotes(entry.phrase)), count=1)
    }
    lead = said | led
    return tuple(entry for entry in entries if entry.key in lead)


def _alike(
    words: str, stems: set[str], merged: Sequence[LibraryTopic]
) -> list[LibraryTopic]:
    """Return topics with words in common, and those spelt alike, the nearest first."""
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


def _going_on_from(
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
    near = [] if len(starting) + len(inside) else _alike(typed, set(), merged)
    return [*starting, *inside, *near][:count]


def _within(texts: Sequence[str], merged: Iterable[LibraryTopic]) -> list[LibraryTopic]:
    """Return the topics that texts hold, those of the first text first."""
    said = [f" {' '.join(folded_words(text))} " for text in texts]
    needles = [(topic, f" {' '.join(folded_words(topic.phrase))} ") for topic in merged]
    return [topic for text in said for topic, needle in needles if needle in text]


async def _stored(
    snapshot: Connection, topics: Sequence[LibraryTopic]
) -> tuple[StoredTopic, ...]:
    names = await _column(
        snapshot, "speakers", "name", {key for t in topics for key in t.speakers}
    )
    dates = await _column(
        snapshot, "transcripts", "date", {key for t in topics for key in t.transcripts}
    )
    return tuple(
        StoredTopic(
            phrase=topic.phrase,
            is_said=topic.said,
            speakers=tuple(names[key] for key in topic.speakers if key in names),
            years=_span(dates[key][:4] for key in topic.transcripts if dates.get(key)),
        )
        for topic in topics
    )


async def _column(
    snapshot: Connection, table: str, column: str, keys: set[int]
) -> dict[int, str]:
    if not keys:
        return {}
    clause, params = in_clause("id", sorted(keys))
    rows = await snapshot.all(
        f"SELECT id, {column} FROM {table} WHERE id IN {clause}",  # noqa: S608 - words of ours
        params,
    )
    return {row["id"]: row[column] for row in rows}


def _span(years: Iterable[str]) -> tuple[str, ...]:
    known = sorted(set(years))
    return (known[0], known[-1]) if len(known) > 1 else tuple(known)
