"""Rank excerpts for a query by its words and, where there are vectors, its meaning.

Scores are made comparable (BM25 as a share of the best, cosines between the lowest and
the highest of the candidates) and added. Measured on collections of English themes and
of English, Russian and Chinese questions, nDCG@10 by the weight of the meaning:

| weight | themes en | questions en | questions ru | questions zh |
| --- | --- | --- | --- | --- |
| 0 | .311 | .850 | .822 | .839 |
| .6 | .350 | .887 | .866 | .869 |
| .7 | .359 | .891 | .869 | .871 |
| .75 | .354 | .890 | .871 | .869 |
| 1, uncentred | .309 | .874 | .847 | .854 |

While the vectors are made of words (`storage.semantic.word_vectors`):

| weight | themes en | questions en | questions ru | questions zh |
| --- | --- | --- | --- | --- |
| 0 | .307 | .848 | .809 | .838 |
| .3 | .346 | .865 | .836 | .846 |
| .4 | .346 | .865 | .840 | .844 |
| .5 | .339 | .866 | .839 | .843 |
| 1 | .291 | .770 | .692 | .539 |

Dense feedback (Rocchio, the nearest three) took 0 to .014 off, and is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

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
from storage.semantic.vector_store import ActiveVectors, Completeness

T = TypeVar("T")

Nearest = Callable[..., list[tuple[int, float]]]
"""`VectorIndex.nearest` for one question."""

SIFTED_EXCERPTS = 2_000
"""How many of the nearest excerpts are filtered, where too many pass a query's filters
to compare each."""

MEANING_WEIGHT = 0.7
"""The weight of the meaning in most queries; that of the words is the rest of 1."""

WORD_VECTORS_WEIGHT = 0.4
"""The same while the vectors are made of words; see `storage.semantic.word_vectors`."""

RARE_WORD_WEIGHT = 0.3
"""The same for one word that few excerpts have: who types it wants the word."""

MAX_RARE_EXCERPTS = 5
"""How many excerpts have a rare word, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A query as one library understands it.

    Attributes:
        query: With its spelling corrected.
        question: Its words as typed: encoders understand typing errors, and languages
            that the library lacks.
        corrections: Words that are not in the library, each with the one searched for.
        missing_words: Words that are not in the library, and like none in it.
        is_gibberish: Whether it has only words that surely nobody says anywhere.
    """

    query: Query
    question: str
    corrections: Mapping[str, str]
    missing_words: tuple[str, ...]
    is_gibberish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The numbers of excerpts, best first.

    Attributes:
        query: The query that was searched for: without what was dropped.
        dropped: Restrictions that were dropped because nothing matched them.
        hits: What the words alone found.
        numbers: All results, at most `count`.
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
    missing = index.vocabulary.missing_words(words)
    return Interpretation(
        query=query,
        question=question,
        corrections=corrections,
        missing_words=missing,
        is_gibberish=bool(
            active
            and words
            and len(missing) == len(words)
            and all(map(active.encoder.is_gibberish, missing))
        ),
    )


def uses_meaning(query: Query) -> bool:
    """Return whether to search by meaning too: phrases alone want exactly their words."""
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
            from_words = active.completeness is Completeness.FROM_WORDS
            nearest = partial(active.vectors.nearest, question)
            floor = -1.0 if far else active.vectors.min_similarity(question)
            by_words = {hit.number: hit.score for hit in hits}
            near = dict(_find_near(index, nearest, query, speakers, numbers))
            weight = meaning_weight(
                len(index.analyse(query.words)),
                len(hits),
                WORD_VECTORS_WEIGHT if from_words else MEANING_WEIGHT,
            )
            numbers = [
                number
                for number, _ in fuse(by_words, near, weight)
                if number in by_words or near[number] >= floor
            ][:MAX_RANKED]
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
    """Drop as few of a query's restrictions as possible, so that something matches."""

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


def meaning_weight(words: int, hits: int, usual: float = MEANING_WEIGHT) -> float:
    """Return the weight of the meaning for a query of so many words.

    Args:
        words: How many words are looked for.
        hits: How many excerpts have any of them.
        usual: What it is in most queries.
    """
    is_rare_word = words == 1 and 0 < hits <= MAX_RARE_EXCERPTS
    return min(RARE_WORD_WEIGHT, usual) if is_rare_word else usual


def fuse(
    by_words: Mapping[T, float], by_meaning: Mapping[T, float], weight: float
) -> list[tuple[T, float]]:
    """Return the candidates of both and their scores, best first.

    What only the words found stands as low in meaning as the farthest candidate.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    low = min(by_meaning.values(), default=0.0)
    span = max(by_meaning.values(), default=0.0) - low or 1.0
    scores = {
        key: weight * (by_meaning.get(key, low) - low) / span
        + (1 - weight) * by_words.get(key, 0.0) / best
        for key in dict.fromkeys([*by_words, *by_meaning])
    }
    return sorted(scores.items(), key=lambda each: -each[1])
