"""Find excerpts: the index ranks, the rows of the same generation answer."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.queries import Query, parse, relaxed
from content.words import marks, tokens
from storage.database import Connection, Database
from storage.derived import Derived, Generations, Meaning
from storage.fusion import fused, weight
from storage.index import id_number, id_of
from storage.rows import EXCERPTS, StoredExcerpt, excerpt_from, named
from storage.same_place import Place, one_a_place
from storage.search_index import DEEPEST, Hit

FACETS = 4
"""Speakers and years that are counted out, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a page of what was found, best first.

    Attributes:
        total: How many places were found on all pages.
        many: Whether there are more than were ranked and counted.
        terms: What to mark in the texts; see `marks_in`.
        mended: Words that the library lacks, each with the one looked for instead.
        missing: Words that the library lacks and that resemble nothing in it.
        dropped: What nothing fitted and was therefore passed over, as typed.
        worded: Whether any excerpt holds a word asked for; else they mean it only.
        speakers: Who says most of it, and how often.
        years: When most of it was said, and how often.
    """

    query: Query
    excerpts: tuple[StoredExcerpt, ...] = ()
    total: int = 0
    many: bool = False
    terms: frozenset[str] = frozenset()
    mended: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    worded: bool = True
    speakers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()

    def marks_in(self, excerpt: StoredExcerpt) -> tuple[tuple[int, int], ...]:
        """Return the slices of an excerpt's text that hold what was asked for."""
        return marks(excerpt.text, self.terms, excerpt.language) if self.terms else ()


class Search:
    """Answer queries; each answer is of one generation of the library."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def find(
        self,
        query: Query | str,
        *,
        speakers: Sequence[str] = (),
        first: int = 0,
        count: int,
        merged: bool = True,
    ) -> Found:
        """Rank the attributed excerpts that a query fits, one a place.

        Neighbours that say nearly the same are one place, and so are repetitions by
        the same speaker.

        Args:
            query: Read by `content.queries`; a string is read here.
            speakers: Names in the library, to search their words only.
            first: How many places to pass over.
            count: How many to return, at most.
            merged: Whether what says the same is one place; else each excerpt is.
        """
        asked = parse(query) if isinstance(query, str) else query
        async with self._database.snapshot() as snapshot:
            derived = await self._generations.of(snapshot)
            meaning = self._generations.meaning(derived.generation)
            found, ids, many = await asyncio.to_thread(
                _ranked, derived, meaning, asked, speakers
            )
            places = await _places(snapshot, ids)
            kept = await asyncio.to_thread(one_a_place, places) if merged else places
            page = [place.id for place in kept[first : first + count]]
            excerpts = await _in_order(snapshot, page)
        return replace(
            found,
            excerpts=excerpts,
            total=len(kept),
            many=many,
            speakers=_most(place.speaker for place in kept),
            years=_most(place.year for place in kept if place.year),
        )

    async def ids(
        self, query: Query | str, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[str, ...]:
        """Return the ids of the best hits as they are ranked, several a place."""
        asked = parse(query) if isinstance(query, str) else query
        async with self._database.snapshot() as snapshot:
            derived = await self._generations.of(snapshot)
            meaning = self._generations.meaning(derived.generation)
            deep = max(count, DEEPEST) if meaning else count
            _, ids, _ = await asyncio.to_thread(
                _ranked, derived, meaning, asked, speakers, deep
            )
        return tuple(ids[:count])

    async def nearest(self, words: str, count: int) -> tuple[str, ...]:
        """Return the ids of what is nearest in meaning alone, nearest first."""
        async with self._database.snapshot() as snapshot:
            derived = await self._generations.of(snapshot)
            meaning = self._generations.meaning(derived.generation)
            if meaning is None:
                return ()
            question = await asyncio.to_thread(meaning.encoder.question, words)
            near = await asyncio.to_thread(meaning.vectors.nearest, question, count)
        return tuple(id_of(number) for number, _ in near)

    async def near_words(self, words: str, count: int) -> tuple[str, ...]:
        """Return words of the library spelt nearly as those typed, best first."""
        async with self._database.snapshot() as snapshot:
            derived = await self._generations.of(snapshot)
            return await asyncio.to_thread(derived.index.near, words, count)


def _ranked(
    derived: Derived,
    meaning: Meaning | None,
    query: Query,
    speakers: Sequence[str],
    count: int = DEEPEST,
) -> tuple[Found, list[str], bool]:
    """Rank, giving up what was asked for beside the words until something fits.

    Returns:
        What was read in the query, the ids, and whether there are more.
    """
    found = _read(derived, query)
    for asked, dropped in relaxed(found.query):
        hits = derived.index.search(asked, speakers=speakers, count=count)
        ids = [hit.id for hit in hits]
        # Who quotes a phrase wants these words.
        if meaning and asked.words and not asked.phrases:
            ids = _fused(derived, meaning, asked, speakers, hits)
        if ids:
            found = replace(found, query=asked, dropped=dropped, worded=bool(hits))
            return found, ids, max(len(hits), len(ids)) >= count
    return found, [], False


def _fused(
    derived: Derived,
    meaning: Meaning,
    query: Query,
    speakers: Sequence[str],
    hits: Sequence[Hit],
) -> list[str]:
    question = meaning.encoder.question(query.words)
    among = None
    if query.filtered or speakers:
        only = replace(query, words="")
        among = derived.index.numbers(only, speakers=speakers)
    near = meaning.vectors.nearest(question, DEEPEST, among)
    lexical = {hit.id: hit.score for hit in hits}
    near += meaning.vectors.nearest(question, DEEPEST, [*map(id_number, lexical)])
    semantic = {id_of(number): score for number, score in near}
    words = derived.index.asked(query.words)
    share = weight(len(words), len(hits))
    return [key for key, _ in fused(lexical, semantic, share)[:DEEPEST]]


def _read(derived: Derived, query: Query) -> Found:
    """Mend a query's words, and say what to mark."""
    mended = derived.index.mended(query)
    if mended:
        query = replace(query, words=_replaced(query.words, mended))
    asked = derived.index.asked(query.words)
    return Found(
        query=query,
        terms=frozenset(term for word in asked for term in word.terms),
        mended=mended,
        missing=derived.index.missing(query.words),
    )


def _replaced(words: str, mended: Mapping[str, str]) -> str:
    parts = []
    at = 0
    for token in tokens(words):
        parts += [words[at : token.start], mended.get(token.form, token.form)]
        at = token.end
    return "".join([*parts, words[at:]])


def _most(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(values).most_common(FACETS))


async def _places(snapshot: Connection, ids: Sequence[str]) -> list[Place]:
    if not ids:
        return []
    clause, params = named("id", list(ids))
    rows = await snapshot.all(
        f"""
        SELECT excerpts.id, excerpts.transcript_id, excerpts.position, excerpts.text,
            speakers.name, transcripts.date
        FROM excerpts
        JOIN speakers ON speakers.id = excerpts.speaker_id
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.id IN {clause}
        """,  # noqa: S608 - names of parameters
        params,
    )
    found = {
        row["id"]: Place(
            id=row["id"],
            transcript=row["transcript_id"],
            position=row["position"],
            speaker=row["name"],
            year=row["date"][:4],
            text=row["text"],
        )
        for row in rows
    }
    return [found[key] for key in ids if key in found]


async def _in_order(
    snapshot: Connection, ids: Sequence[str]
) -> tuple[StoredExcerpt, ...]:
    if not ids:
        return ()
    clause, params = named("id", list(ids))
    rows = await snapshot.all(f"{EXCERPTS} WHERE excerpts.id IN {clause}", params)
    found = {row["id"]: excerpt_from(row) for row in rows}
    return tuple(found[key] for key in ids if key in found)
