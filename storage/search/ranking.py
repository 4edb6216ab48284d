"""Rank excerpts for a query by its words and, where vectors are ready, its meaning."""

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
"""`Meanings.nearest` for one question."""

SIFTED_EXCERPTS = 2_000
"""Nearest excerpts from which those that a query lets through are picked, where it
lets too many through to look at each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """Hold what a library makes of a query.

    Attributes:
        query: With its slips mended.
        question: Its words as typed: what they mean is clear with slips in them, too,
            and in a language that the library lacks.
        corrections: Words that the library lacks, each with the one looked for instead.
        missing_words: Words that the library lacks and that resemble nothing in it.
    """

    query: Query
    question: str
    corrections: Mapping[str, str]
    missing_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Hold the numbers of excerpts, best first.

    Attributes:
        query: What was asked for in the end.
        dropped: What nothing fitted and was therefore passed over.
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
    index: Index, query: Query, meaning: ActiveVectors | None = None
) -> Interpretation:
    """Mend a query's words, and say which the library lacks."""
    asked = index.analyse(query.words)
    is_word = meaning.encoder.is_word if meaning else None
    mended = index.vocabulary.corrections(asked, query.verbatim, is_word)
    question = query.words
    if mended:
        query = replace(query, words=_replaced(query.words, mended))
        asked = index.analyse(query.words)
    return Interpretation(
        query=query,
        question=question,
        corrections=mended,
        missing_words=index.vocabulary.missing_words(asked),
    )


def uses_meaning(query: Query) -> bool:
    """Tell whether a query's meaning counts: who quotes and no more wants these words."""
    quoted = {form for phrase in query.phrases for form in folded_words(phrase)}
    return any(form not in quoted for form in folded_words(query.words))


def rank(
    index: Index,
    meaning: ActiveVectors | None,
    reading: Interpretation,
    speakers: Sequence[str],
    count: int,
    *,
    far: bool = False,
) -> Ranking:
    """Rank; where nothing fits, give up the least of what restricts the words.

    Each restriction is given up alone first, and one without which the words are found
    goes before one without which something comes near in meaning.

    Args:
        index: Ranks by words.
        meaning: Ranks by meaning; None where there are no vectors.
        reading: What is looked for.
        speakers: Names of the people whose words alone count; empty for all.
        count: How many to return, at most.
        far: Whether to go on to excerpts that have nothing of the words and are not
            near in meaning.
    """

    def fitting(asked: Query) -> Ranking:
        hits = index.search(asked, speakers=speakers, count=count)
        numbers = [hit.number for hit in hits]
        if meaning and uses_meaning(asked):
            question = meaning.encoder.encode_question(reading.question)
            nearest = partial(meaning.vectors.nearest, question)
            near = dict(_near(index, nearest, asked, speakers, numbers))
            floor = -1.0 if far else meaning.vectors.min_similarity(question)
            share = meaning_weight(
                len(index.analyse(asked.words)), len(hits), meaning.weight
            )
            scores = {hit.number: hit.score for hit in hits}
            numbers = _fused(scores, near, share, floor)
        return Ranking(
            query=asked,
            hits=hits,
            numbers=tuple(numbers),
            has_more=max(len(hits), len(numbers)) >= count,
        )

    asked = fitting(reading.query)
    if asked.numbers:
        return asked

    def wider(query: Query) -> Ranking:
        # Who asks for nothing any more would be shown everything.
        return (
            fitting(query)
            if wants_anything(query) or speakers
            else Ranking(query=query)
        )

    return _relaxed(reading.query, wider) or asked


def _relaxed(query: Query, fitting: Callable[[Query], Ranking]) -> Ranking | None:
    """Give up the least of a query's restrictions, so that something fits."""

    def without(given_up: Sequence[Restriction]) -> Ranking:
        return replace(
            fitting(without_restrictions(query, given_up)), dropped=tuple(given_up)
        )

    ours = [each for each in restrictions(query) if each.kind in LIFTED_BY_SEARCH]
    alone = []
    for each in ours:
        found = without([each])
        if found.hits:
            return found
        alone.append(found)
    if near := next((found for found in alone if found.numbers), None):
        return near
    if len(ours) < 2:
        return None
    found = without(ours)
    # Take back what something fits after all, the dearest first.
    for each in reversed(ours if found.numbers else ()):
        fewer = without([other for other in found.dropped if other != each])
        if fewer.numbers:
            found = fewer
    return found if found.numbers else None


def _fused(
    lexical: Mapping[int, float], near: Mapping[int, float], share: float, floor: float
) -> list[int]:
    """Rank what the words found, and what reaches the floor in meaning."""
    return [
        number
        for number, _ in fuse(lexical, near, share)
        if number in lexical or near[number] >= floor
    ][:MAX_RANKED]


def _near(
    index: Index,
    nearest: Nearest,
    query: Query,
    speakers: Sequence[str],
    also: Sequence[int],
) -> list[tuple[int, float]]:
    """Return what is nearest of what a query lets through, and those in `also`."""
    if not (query.has_filters or query.phrases or speakers):
        return nearest(MAX_RANKED, also=also)
    only = replace(query, words="")
    few = index.list_filtered(only, speakers=speakers)
    if few is not None:
        return nearest(MAX_RANKED, few, also=also)
    near = nearest(SIFTED_EXCERPTS, also=also)
    through = index.filter_numbers([key for key, _ in near], only, speakers=speakers)
    return [each for each in near if each[0] in through]


def _replaced(words: str, mended: Mapping[str, str]) -> str:
    parts = []
    at = 0
    for token in tokens(words):
        parts += [words[at : token.start], mended.get(token.form, token.form)]
        at = token.end
    return "".join([*parts, words[at:]])
