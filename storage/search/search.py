"""Find excerpts: the index ranks, the rows of the same generation answer."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.query.marks import Mark, MarkTargets, find_marks, mark_targets, merge_marks
from content.query.query import Query, parse_query
from content.query.restrictions import Restriction
from storage.corpus.rows import StoredExcerpt, get_texts
from storage.database.connection import Connection, in_clause
from storage.index.dedupe import deduplicate, find_neighbours
from storage.index.generations import DerivedData, Generations
from storage.index.reader import MAX_RANKED
from storage.index.writer import id_from_number, id_number
from storage.search.hits import excerpts_of, places_of
from storage.search.ranking import interpret, rank, uses_meaning
from storage.semantic.vector_store import VectorStore

MAX_FACETS = 4
"""Speakers and years that are counted out, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Hold a page of what was found, best first.

    Attributes:
        asked: What was asked for, slips mended.
        query: What was found in the end: it lacks what was passed over.
        total: How many places were found on all pages.
        has_more: Whether there are more than were ranked and counted.
        mark_targets: What to mark in the texts; see `marks_in`.
        corrections: Words that the library lacks, each with the one looked for instead.
        missing_words: Words that the library lacks and that resemble nothing in it.
        dropped: What nothing fitted and was therefore passed over.
        unknown_names: Names, as typed, of whom to leave out that are nobody's here.
        near_count: How many of the places hold no word asked for, and only come near to it
            in meaning.
        speakers: Who says most of it, and how often.
        years: When most of it was said, and how often.
    """

    asked: Query
    query: Query
    excerpts: tuple[StoredExcerpt, ...] = ()
    total: int = 0
    has_more: bool = False
    mark_targets: MarkTargets = field(default_factory=MarkTargets)
    corrections: Mapping[str, str] = field(default_factory=dict)
    missing_words: tuple[str, ...] = ()
    dropped: tuple[Restriction, ...] = ()
    unknown_names: tuple[str, ...] = ()
    near_count: int = 0
    speakers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()

    @property
    def has_word_match(self) -> bool:
        """Tell whether any of the excerpts holds a word asked for."""
        return self.near_count < self.total

    def matches_in(self, excerpt: StoredExcerpt) -> tuple[Mark, ...]:
        """Return where an excerpt's text holds what was asked for, and what of it."""
        return find_marks(excerpt.text, self.mark_targets, excerpt.language)

    def marks_in(self, excerpt: StoredExcerpt) -> tuple[tuple[int, int], ...]:
        """Return the slices of an excerpt's text that hold what was asked for."""
        return merge_marks(self.matches_in(excerpt))


class Search:
    """Answer queries; each answer is of one generation of the library."""

    def __init__(self, generations: Generations, vector_store: VectorStore) -> None:
        self._generations = generations
        self._vector_store = vector_store

    async def find(
        self,
        query: Query | str,
        *,
        speakers: Sequence[str] = (),
        first: int = 0,
        count: int,
        merged: bool = True,
    ) -> SearchPage:
        """Rank the attributed excerpts that a query fits, one a place.

        Neighbours that say nearly the same are one place, and so are repetitions by
        the same speaker.

        Args:
            query: Read by `content.query.query`; a string is read here.
            speakers: Names in the library, to search their words only.
            first: How many places to pass over.
            count: How many to return, at most.
            merged: Whether what says the same is one place; else each excerpt is.
        """
        asked = parse_query(query) if isinstance(query, str) else query

        async def work(snapshot: Connection, derived: DerivedData) -> SearchPage:
            meaning = self._vector_store.get(derived.generation, derived.stamp)
            barred, strangers = await _barred(snapshot, derived, asked)
            reading = interpret(derived.index, barred, meaning)
            found = rank(derived.index, meaning, reading, speakers, MAX_RANKED)
            places = await places_of(snapshot, derived.index, found)
            if merged:
                near = map(id_from_number, find_neighbours(places))
                texts = {
                    id_number(key): text
                    for key, text in (await get_texts(snapshot, near)).items()
                }
                places = deduplicate(places, texts)
            worded = {hit.number for hit in found.hits}
            page = places[first : first + count]
            voices = Counter(place.speaker for place in places).most_common(MAX_FACETS)
            years = Counter(place.date // 10_000 for place in places if place.date)
            heard = {place.speaker: place for place in reversed(places)}
            samples = [heard[voice] for voice, _ in voices]
            rows = await excerpts_of(snapshot, {each.number for each in page + samples})
            # Names are told back and put on buttons as they were typed.
            typed = asked.excluded_speakers
            return SearchPage(
                asked=replace(reading.query, excluded_speakers=typed),
                query=replace(found.query, excluded_speakers=typed),
                excerpts=tuple(rows[place.number] for place in page),
                total=len(places),
                has_more=found.has_more,
                mark_targets=mark_targets(
                    derived.index.analyse(found.query.words),
                    found.query.phrases,
                    found.query.outside_phrases,
                ),
                corrections=reading.corrections,
                missing_words=reading.missing_words,
                dropped=found.dropped,
                unknown_names=strangers,
                near_count=sum(place.number not in worded for place in places),
                speakers=tuple(
                    (rows[place.number].speaker, said)
                    for place, (_, said) in zip(samples, voices, strict=True)
                ),
                years=tuple(
                    (f"{year:04}", said) for year, said in years.most_common(MAX_FACETS)
                ),
            )

        await self._understand(asked)
        return await self._generations.read(work)

    async def find_ids(
        self, query: Query | str, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[str, ...]:
        """Return the ids of the best hits as they are ranked, far ones and all."""
        asked = parse_query(query) if isinstance(query, str) else query

        async def work(snapshot: Connection, derived: DerivedData) -> tuple[str, ...]:
            meaning = self._vector_store.get(derived.generation, derived.stamp)
            deep = max(count, MAX_RANKED) if meaning else count
            barred, _ = await _barred(snapshot, derived, asked)
            reading = interpret(derived.index, barred, meaning)
            found = rank(derived.index, meaning, reading, speakers, deep, far=True)
            return tuple(map(id_from_number, found.numbers[:count]))

        await self._understand(asked)
        return await self._generations.read(work)

    async def find_ids_by_meaning(self, words: str, count: int) -> tuple[str, ...]:
        """Return the ids of what is nearest in meaning alone, nearest first."""

        async def work(_: Connection, derived: DerivedData) -> tuple[str, ...]:
            meaning = self._vector_store.get(derived.generation, derived.stamp)
            if meaning is None:
                return ()
            near = meaning.vectors.nearest(
                meaning.encoder.encode_question(words), count
            )
            return tuple(id_from_number(number) for number, _ in near)

        await self._understand(Query(words=words))
        return await self._generations.read(work)

    def understands(self, generation: int) -> bool:
        """Tell whether questions to a generation go by meaning, too."""
        return self._vector_store.has_generation(generation)

    async def similar_words(self, words: str, count: int) -> tuple[str, ...]:
        """Return words of the library spelt nearly as those typed, best first."""

        async def work(_: Connection, derived: DerivedData) -> tuple[str, ...]:
            return derived.index.vocabulary.similar_words(
                derived.index.analyse(words), count
            )

        return await self._generations.read(work)

    async def _understand(self, asked: Query) -> None:
        """Encode a question ahead, so that no reader of the database waits for it."""
        if not uses_meaning(asked):
            return
        await self._vector_store.wait_until_loaded()
        if encoder := self._vector_store.encoder:
            await asyncio.to_thread(encoder.encode_question, asked.words)


async def _barred(
    snapshot: Connection, derived: DerivedData, query: Query
) -> tuple[Query, tuple[str, ...]]:
    """Write whose words are left out as the index does, and return who is nobody.

    A name that several people bear leaves out all of them.
    """
    if not query.excluded_speakers:
        return query, ()
    meant = {name: derived.names.find(name).certain for name in query.excluded_speakers}
    keys = {key for certain in meant.values() for key in certain}
    names: tuple[str, ...] = ()
    if keys:
        clause, params = in_clause("id", sorted(keys))
        sql = f"SELECT name FROM speakers WHERE id IN {clause}"  # noqa: S608 - names of parameters
        names = tuple([row["name"] for row in await snapshot.all(sql, params)])
    strangers = tuple(name for name, certain in meant.items() if not certain)
    return replace(query, excluded_speakers=names), strangers
