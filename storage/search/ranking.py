"""Rank excerpts for a query by its words and, where there are vectors, its meaning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from content.language.terms import folded_words
from content.language.tokens import tokens
from content.query.query import Query
from content.query.restrictions import (
    LIFTED_BY_SEARCH,
    Restriction,
    restrictions,
    wants_anything,
    without_restrictions,
)
from storage.index.reader import MAX_RANKED, Hit, Index
from storage.semantic.fusion import fuse, meaning_weight
from storage.semantic.vector_store import ActiveVectors

Nearest = Callable[..., list[tuple[int, float]]]
"""`VectorIndex.nearest` for one question."""

SIFTED_EXCERPTS = 2_000
"""How many of the nearest excerpts are filtered, where too many pass a query's filters
to compare each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A query as one library understands it.

    Attributes:
        query: With its spelling corrected.
        question: Its words as typed: encoders understand typing errors, and languages
            that the library lacks.
        corrections: Words that are not in the library, each with the one searched for.
        missing_words: Words that are not in the library, and like none in it.
    """

    query: Query
    question: str
    corrections: Mapping[str, str]
    missing_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The numbers of excerpts, best first.

    Attributes:
        query: What was searched for in the end.
        dropped: Restrictions that nothing fitted and that were given up.
        hits: What the words alone found.
        numbers: At most as many as were asked for.
        has_more: Whether there may be more.
    """

    query: Query
    dropped: tuple[Restriction, ...] = ()
    hits: tuple[Hit, ...] = ()
    numbers: tuple[int, ...] = ()
    has_more: bool = False


def interpret(
    index: Index, query: Query, active: ActiveVectors | None = None
) -> Interpretation:
    """Correct the spelling of a query, and find the words that the library lacks."""
    words = index.analyse(query.words)
    is_word = active.encoder.is_word if active else None
    corrections = index.vocabulary.corrections(words, query.verbatim, is_word)
    question = query.words
    if corrections:
        query = replace(query, words=_replace_words(query.words, corrections))
        words = index.analyse(query.words)
    return Interpretation(
        query=query,
        question=question,
        corrections=corrections,
        missing_words=index.vocabulary.missing_words(words),
    )


def uses_meaning(query: Query) -> bool:
    """Return whether a query's meaning counts: a quotation alone wants these words."""
    quoted = {form for phrase in query.phrases for form in folded_words(phrase)}
    return any(form not in quoted for form in folded_words(query.words))


def rank(
    index: Index,
    active: ActiveVectors | None,
    reading: Interpretation,
    speakers: Sequence[str],
    count: int,
    *,
    far: bool = False,
) -> Ranking:
    """Rank excerpts; where none fits, give up as few restrictions as possible.

    Each restriction is given up alone first, and one without which the words are found
    goes before one without which something is near in meaning.

    Args:
        index: Ranks by words.
        active: Ranks by meaning; None where there are no vectors.
        reading: What is searched for.
        speakers: Names of the people whose words alone count; empty for all.
        count: How many to return, at most.
        far: Whether to return also what has none of the words and is not near in
            meaning.
    """

    def rank_query(query: Query) -> Ranking:
        hits = index.search(query, speakers=speakers, count=count)
        numbers = [hit.number for hit in hits]
        if active and uses_meaning(query):
            question = active.encoder.encode_question(reading.question)
            nearest = partial(active.vectors.nearest, question)
            numbers = _merge(
                {hit.number: hit.score for hit in hits},
                dict(_find_near(index, nearest, query, speakers, numbers)),
                weight=meaning_weight(
                    len(index.analyse(query.words)), len(hits), active.weight
                ),
                floor=-1.0 if far else active.vectors.min_similarity(question),
            )
        return Ranking(
            query=query,
            hits=hits,
            numbers=tuple(numbers),
            has_more=max(len(hits), len(numbers)) >= count,
        )

    def rank_wider(query: Query) -> Ranking:
        # A query that asks for nothing any more would find everything.
        is_query = wants_anything(query) or speakers
        return rank_query(query) if is_query else Ranking(query=query)

    found = rank_query(reading.query)
    if found.numbers:
        return found
    return _relax(reading.query, rank_wider) or found


def _relax(query: Query, rank_query: Callable[[Query], Ranking]) -> Ranking | None:
    """Give up as few of a query's restrictions as possible, so that something fits."""

    def rank_without(given_up: Sequence[Restriction]) -> Ranking:
        found = rank_query(without_restrictions(query, given_up))
        return replace(found, dropped=tuple(given_up))

    candidates = [each for each in restrictions(query) if each.kind in LIFTED_BY_SEARCH]
    tried = []
    for each in candidates:
        found = rank_without([each])
        if found.hits:
            return found
        tried.append(found)
    if near := next((found for found in tried if found.numbers), None):
        return near
    if len(candidates) < 2:
        return None
    found = rank_without(candidates)
    # Restore those with which something fits after all, the most important first.
    for each in reversed(candidates if found.numbers else ()):
        fewer = rank_without([other for other in found.dropped if other != each])
        if fewer.numbers:
            found = fewer
    return found if found.numbers else None


def _merge(
    by_words: Mapping[int, float],
    near: Mapping[int, float],
    *,
    weight: float,
    floor: float,
) -> list[int]:
    """Merge what the words found with what is similar enough in meaning."""
    return [
        number
        for number, _ in fuse(by_words, near, weight)
        if number in by_words or near[number] >= floor
    ][:MAX_RANKED]


def _find_near(
    index: Index,
    nearest: Nearest,
    query: Query,
    speakers: Sequence[str],
    also: Sequence[int],
) -> list[tuple[int, float]]:
    """Return what is nearest of what passes a query's filters, and those in `also`."""
    if not (query.has_filters or query.phrases or speakers):
        return nearest(MAX_RANKED, also=also)
    filters = replace(query, words="")
    among = index.list_filtered(filters, speakers=speakers)
    if among is not None:
        return nearest(MAX_RANKED, among, also=also)
    near = nearest(SIFTED_EXCERPTS, also=also)
    passing = index.filter_numbers([n for n, _ in near], filters, speakers=speakers)
    return [each for each in near if each[0] in passing]


def _replace_words(words: str, corrections: Mapping[str, str]) -> str:
    parts = []
    at = 0
    for token in tokens(words):
        parts += [words[at : token.start], corrections.get(token.form, token.form)]
        at = token.end
    return "".join([*parts, words[at:]])
