"""Search: the index ranks excerpts, and they are read from the same generation's rows."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.query.marks import Mark, MarkTargets, find_marks, mark_targets, merge_marks
from content.query.query import Query, parse_query
from content.query.restrictions import Restriction
from storage.corpus.rows import StoredExcerpt, get_excerpts
from storage.database.connection import Connection, in_clause
from storage.index.generations import DerivedData, Generations
from storage.index.locations import (
    Location,
    deduplicate,
    id_from_number,
    read_excerpts,
    read_neighbour_texts,
)
from storage.index.reader import MAX_RANKED, Index
from storage.search.common_words import common_words
from storage.search.ranking import Ranking, rank
from storage.search.reading import (
    Interpretation,
    Preference,
    interpret,
    question_of,
    uses_meaning,
)
from storage.search.unfinished import UnfinishedQuery, read_unfinished
from storage.semantic.vector_store import ActiveVectors, VectorStore

MAX_FACETS = 4
"""How many speakers, and years, are counted and named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page of search results, best first.

    Attributes:
        corrected_query: The query as typed, spelling corrected.
        query: The query that was searched for: without what was dropped.
        total: How many hits there are on all pages.
        has_more: Whether there are more than were ranked and counted.
        mark_targets: What to highlight in the texts; see `marks_in`.
        corrections: Words that are not in the library, each with the one searched for.
        suggested_words: What may have been meant instead of its words; empty for nothing.
        preference: Whose words come first, as the words of the query name them; None
            where they name nobody that is heard here.
        missing_words: Words that are not in the library, as typed.
        is_gibberish: Whether it has only words that surely nobody says anywhere.
        dropped: Restrictions that were dropped because nothing matched them.
        unknown_names: Excluded names that match no speaker, as typed.
        near_count: How many of the hits have no word of the query, and are only near in
            meaning.
        words_apart: Two words of the query that hits have, as typed, or the only one,
            where none has all; empty where one has, and of a question in a full sentence.
        speakers: Who has most of the hits, and how many.
        years: When most of them were said, and how many.
    """

    corrected_query: Query
    query: Query
    excerpts: tuple[StoredExcerpt, ...] = ()
    total: int = 0
    has_more: bool = False
    mark_targets: MarkTargets = field(default_factory=MarkTargets)
    corrections: Mapping[str, str] = field(default_factory=dict)
    suggested_words: str = ""
    preference: Preference | None = None
    missing_words: tuple[str, ...] = ()
    is_gibberish: bool = False
    dropped: tuple[Restriction, ...] = ()
    unknown_names: tuple[str, ...] = ()
    near_count: int = 0
    words_apart: tuple[str, ...] = ()
    speakers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()

    @property
    def has_word_match(self) -> bool:
        """Whether any of the hits has a word of the query."""
        return self.near_count < self.total

    def matches_in(self, excerpt: StoredExcerpt) -> tuple[Mark, ...]:
        """Return the marks of the query's words and phrases in an excerpt's text."""
        return find_marks(excerpt.text, self.mark_targets, excerpt.language)

    def marks_in(self, excerpt: StoredExcerpt) -> tuple[tuple[int, int], ...]:
        """Return the slices of an excerpt's text to highlight; they do not overlap."""
        return merge_marks(self.matches_in(excerpt))


class Search:
    """Searches of the library; each answer is of one generation."""

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
        by_meaning: bool = True,
    ) -> SearchPage:
        """Return a page of the attributed excerpts that fit a query, best first.

        Neighbours that say nearly the same count as one, and so do repetitions by the
        same speaker.

        Args:
            query: Read by `content.query.query`; a string is parsed here.
            speakers: Names in the library, to search their words only.
            first: How many hits to pass over.
            count: How many to return, at most.
            merged: Whether what says the same counts as one.
            by_meaning: Whether meaning counts beside words, where there are vectors: it
                takes three times as long.
        """
        typed_query = parse_query(query) if isinstance(query, str) else query

        async def work(snapshot: Connection, derived: DerivedData) -> SearchPage:
            vectors = self._vector_store.get(derived.generation)
            reading, unknown_names = await _read(
                snapshot, derived, typed_query, vectors
            )
            compared = vectors if by_meaning else None
            ranking = rank(derived.index, compared, reading, speakers, MAX_RANKED)
            hits = [ranking.locations[number] for number in ranking.numbers]
            if merged:
                hits = deduplicate(hits, await read_neighbour_texts(snapshot, hits))
            found = await _page(
                snapshot,
                derived.index,
                reading,
                ranking,
                hits=hits,
                shown=slice(first, first + count),
            )
            # Names are shown, and put on buttons, as they were typed.
            typed = typed_query.excluded_speakers
            return replace(
                found,
                corrected_query=replace(found.corrected_query, excluded_speakers=typed),
                query=replace(found.query, excluded_speakers=typed),
                unknown_names=unknown_names,
            )

        if by_meaning:
            await self._encode_ahead(typed_query)
        return await self._generations.read(work)

    async def find_ids(
        self, query: Query | str, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[str, ...]:
        """Return the ids of the best hits as they are ranked, however far in meaning."""
        typed_query = parse_query(query) if isinstance(query, str) else query

        async def work(snapshot: Connection, derived: DerivedData) -> tuple[str, ...]:
            vectors = self._vector_store.get(derived.generation)
            depth = max(count, MAX_RANKED) if vectors else count
            reading, _ = await _read(snapshot, derived, typed_query, vectors)
            found = rank(derived.index, vectors, reading, speakers, depth, far=True)
            return tuple(map(id_from_number, found.numbers[:count]))

        await self._encode_ahead(typed_query)
        return await self._generations.read(work)

    async def read_unfinished(
        self, query: Query, *, ends_open: bool
    ) -> UnfinishedQuery:
        """Return what a query means that somebody is still typing.

        Args:
            query: As far as it is typed.
            ends_open: Whether more letters of its last word may follow.
        """

        async def work(snapshot: Connection, derived: DerivedData) -> UnfinishedQuery:
            active = self._vector_store.get(derived.generation)
            return await read_unfinished(
                snapshot,
                derived,
                query,
                ends_open=ends_open,
                is_word=active.encoder.is_word if active else None,
            )

        return await self._generations.read(work)

    async def state(self) -> str:
        """Return a short text that changes whenever the same query may find others."""

        async def work(_: Connection, derived: DerivedData) -> str:
            number, stamp = derived.generation
            active = self._vector_store.get(derived.generation)
            by = active.completeness.value if active else "words"
            return f"{number}.{stamp[:8]}.{by}"

        return await self._generations.read(work)

    async def find_ids_by_meaning(self, words: str, count: int) -> tuple[str, ...]:
        """Return the ids of what is nearest in meaning alone, nearest first.

        What means nothing is near to nothing.
        """
        query = Query(words=words)

        async def work(_: Connection, derived: DerivedData) -> tuple[str, ...]:
            active = self._vector_store.get(derived.generation)
            if active is None:
                return ()
            if interpret(derived.index, query, active.encoder).is_gibberish:
                return ()
            question = active.questions.encode(words)
            nearest = active.vectors.nearest(question, count)
            return tuple(id_from_number(number) for number, _ in nearest)

        await self._encode_ahead(query)
        return await self._generations.read(work)

    async def find_nobodys(self, words: str, count: int) -> tuple[StoredExcerpt, ...]:
        """Return excerpts that are nobody's and have all of some words, best first.

        They are to be shown as what stands around other words, never as somebody's.
        """

        async def work(
            snapshot: Connection, derived: DerivedData
        ) -> tuple[StoredExcerpt, ...]:
            numbers = derived.index.wording.nobodys(words, count)
            ids = [*map(id_from_number, numbers)]
            found = await get_excerpts(snapshot, ids)
            return tuple(found[key] for key in ids if key in found)

        return await self._generations.read(work)

    async def similar_words(self, words: str, count: int) -> tuple[str, ...]:
        """Return words of the library spelt nearly as those typed, best first."""

        async def work(_: Connection, derived: DerivedData) -> tuple[str, ...]:
            asked = derived.index.analyse(words)
            return derived.index.vocabulary.similar_words(asked, count)

        return await self._generations.read(work)

    async def _encode_ahead(self, query: Query) -> None:
        """Encode a question, so that nobody has a reader of the database meanwhile."""
        if not uses_meaning(query):
            return
        await self._vector_store.wait_until_loaded()
        if questions := self._vector_store.questions:
            await asyncio.to_thread(questions.encode, question_of(query))


async def _page(
    snapshot: Connection,
    index: Index,
    reading: Interpretation,
    ranking: Ranking,
    *,
    hits: Sequence[Location],
    shown: slice,
) -> SearchPage:
    """Return the page of the hits that are shown, and what is counted of all."""
    page = hits[shown]
    by_words = {hit.number for hit in ranking.hits}
    voices = Counter(hit.speaker for hit in hits).most_common(MAX_FACETS)
    years = Counter(hit.date // 10_000 for hit in hits if hit.date)
    best = {hit.speaker: hit for hit in reversed(hits)}
    samples = [best[voice] for voice, _ in voices]
    rows = await read_excerpts(snapshot, {hit.number for hit in [*page, *samples]})
    return SearchPage(
        corrected_query=reading.query,
        query=ranking.query,
        excerpts=tuple(rows[hit.number] for hit in page),
        total=len(hits),
        has_more=ranking.has_more,
        mark_targets=mark_targets(
            index.analyse(ranking.query.words),
            ranking.query.phrases,
            ranking.query.outside_phrases,
        ),
        corrections=reading.corrections,
        suggested_words=reading.suggested_words,
        preference=reading.preference if ranking.preferred else None,
        missing_words=_missing_words(reading, ranking),
        is_gibberish=reading.is_gibberish,
        dropped=ranking.dropped,
        near_count=sum(hit.number not in by_words for hit in hits),
        words_apart=ranking.words_apart,
        speakers=tuple(
            (rows[hit.number].speaker, hit_count)
            for hit, (_, hit_count) in zip(samples, voices, strict=True)
        ),
        years=tuple(
            (f"{year:04}", hit_count)
            for year, hit_count in years.most_common(MAX_FACETS)
        ),
    )


def _missing_words(reading: Interpretation, ranking: Ranking) -> tuple[str, ...]:
    """Return what nobody says; not the year in which something was said, as it was asked."""
    is_dated = ranking.preferred and reading.preference and reading.preference.after
    words = reading.missing_words
    return tuple(word for word in words if not (is_dated and word.isdecimal()))


async def _read(
    snapshot: Connection,
    derived: DerivedData,
    query: Query,
    vectors: ActiveVectors | None,
) -> tuple[Interpretation, tuple[str, ...]]:
    """Return a query as this library understands it, and the excluded names it lacks."""
    resolved, unknown_names = await _resolve_excluded(snapshot, derived, query)
    encoder = vectors.encoder if vectors else None
    common = await common_words(snapshot, derived, resolved.words)
    reading = interpret(derived.index, resolved, encoder, derived.names, common)
    return reading, unknown_names


async def _resolve_excluded(
    snapshot: Connection, derived: DerivedData, query: Query
) -> tuple[Query, tuple[str, ...]]:
    """Replace the excluded names by those of the library; return the unknown ones too.

    A name that several people have excludes all of them.
    """
    if not query.excluded_speakers:
        return query, ()
    ids = {name: derived.names.find(name).certain for name in query.excluded_speakers}
    all_ids = {key for each in ids.values() for key in each}
    names: tuple[str, ...] = ()
    if all_ids:
        clause, params = in_clause("id", sorted(all_ids))
        sql = f"SELECT name FROM speakers WHERE id IN {clause}"  # noqa: S608 - names of parameters
        names = tuple([row["name"] for row in await snapshot.all(sql, params)])
    unknown = tuple(name for name, each in ids.items() if not each)
    return replace(query, excluded_speakers=names), unknown
