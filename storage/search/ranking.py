"""Rank excerpts for a query by its words and, where there are vectors, its meaning."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from content.query.query import Query
from content.query.restrictions import (
    LIFTED_BY_SEARCH,
    Restriction,
    restrictions,
    wants_anything,
    without_restrictions,
)
from content.query.wording import is_question
from storage.index.locations import Location
from storage.index.reader import MAX_NEAR_WORDS, MAX_RANKED, Hit, Index
from storage.search.fusion import (
    MEANING_WEIGHT,
    OTHER_QUESTION_MEANING_WEIGHT,
    QUESTION_MEANING_WEIGHT,
    WORD_VECTORS_WEIGHT,
    fuse,
    meaning_weight,
    scale_of,
)
from storage.search.reading import Interpretation, Preference, uses_meaning
from storage.semantic.vector_store import ActiveVectors, Completeness

Nearest = Callable[..., list[tuple[int, float]]]
"""`VectorIndex.nearest` for one question."""

SIFTED_EXCERPTS = 2_000
"""How many of the nearest excerpts are filtered, where too many pass a query's filters
to compare each."""


FEEDBACK_EXCERPTS = 3
"""How many of the best excerpts a question moves towards."""

MAX_FEEDBACK_WORDS = 5
"""Words as typed up to which a question moves: a sentence says by itself what it is about."""

NEIGHBOUR_QUESTION_WEIGHT = 0.125
"""How much of the score of each neighbour in the same turn an excerpt gets, for questions in
full sentences: a sentence often names its subject before the one that answers."""

NEIGHBOUR_WEIGHT = 0.1
"""The same for other queries: where a whole speech is about a subject, what stands amid it
would go before what says it best."""

PREFERENCE_BONUS = 0.6
"""What is added to the score of words of whom a query names."""

DATE_BONUS = 0.6
"""What part of its score is added to that of what was said when a query says: the year may be
what is asked about, and then whoever speaks of it goes before what merely dates from it."""

WHOLE_PREFERENCE_BONUS = 10.0
"""The same where nothing else is asked for: more than any score, so that they come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The numbers of excerpts, best first.

    Attributes:
        query: The query that was searched for: without what was dropped.
        dropped: Restrictions that were dropped because nothing matched them.
        hits: What the words alone found.
        numbers: All results, at most `count`.
        locations: Where they are.
        preferred: Those of whom, or of when, the query names.
        words_apart: Two of its words that are said, as typed, or the only one, where
            nothing that fits has all of them; empty where something has.
        has_more: Whether there may be more.
    """

    query: Query
    dropped: tuple[Restriction, ...] = ()
    hits: tuple[Hit, ...] = ()
    numbers: tuple[int, ...] = ()
    locations: Mapping[int, Location] = field(default_factory=dict)
    preferred: frozenset[int] = frozenset()
    words_apart: tuple[str, ...] = ()
    has_more: bool = False


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
    ranker = _Ranker(
        index=index,
        meaning=None if reading.is_gibberish else active,
        reading=reading,
        speakers=speakers,
        count=count,
        far=far,
    )
    found = ranker.rank(reading.query)
    if found.numbers:
        return found
    return _relax(reading.query, ranker.rank_wider) or found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranker:
    """A search for what one message asks for, by its query or by wider ones.

    Attributes:
        meaning: Ranks by meaning; None where nothing is to be compared so.
    """

    index: Index
    meaning: ActiveVectors | None
    reading: Interpretation
    speakers: Sequence[str]
    count: int
    far: bool

    def rank(self, query: Query) -> Ranking:
        """Rank what fits a query."""
        hits = self.index.search(query, speakers=self.speakers, count=self.count)
        in_full = is_question(query.words)
        whole = None if in_full else self._search_whole(query)
        if not in_full:
            hits = tuple({hit.number: hit for hit in (*hits, *(whole or ()))}.values())
            hits = self.index.with_nearness(hits, query.outside_phrases)
        wanted = self._search_preferred(query)
        scores = by_words = self._by_words(hits, wanted)
        if self.meaning and uses_meaning(query):
            scores = _with_meaning(
                self.index,
                self.meaning,
                self.reading,
                query,
                self.speakers,
                by_words=by_words,
                far=self.far,
            )
        found = {hit.number: hit for hit in (*hits, *wanted)}
        located = _locate(self.index, found, scores)
        share = NEIGHBOUR_QUESTION_WEIGHT if in_full else NEIGHBOUR_WEIGHT
        scores = with_neighbours(scores, located.values(), share)
        preferred = frozenset(hit.number for hit in wanted)
        if preferred and self.reading.preference:
            scores = _with_preference(scores, preferred, self.reading.preference)
        first = {hit.number for hit in whole or ()} if self._is_short(query) else ()
        numbers = sorted(scores, key=lambda each: (each not in first, -scores[each]))
        return Ranking(
            query=query,
            hits=tuple({hit.number: hit for hit in (*wanted, *hits)}.values()),
            numbers=tuple(numbers[:MAX_RANKED]),
            locations=located,
            preferred=preferred,
            words_apart=self._words_said(query) if whole == () else (),
            has_more=max(len(hits), len(numbers)) >= self.count,
        )

    def _search_whole(self, query: Query) -> tuple[Hit, ...] | None:
        """Return what has all words of a query but those that name whom or when it asks."""
        return self.index.search_all(
            self._without_mention(query), speakers=self.speakers, count=self.count
        )

    def _words_said(self, query: Query) -> tuple[str, ...]:
        """Return two words of a query, as typed, that anything has which fits, or one."""
        said = self.index.words_said(
            self._without_mention(query), speakers=self.speakers
        )
        return tuple(islice(said, 2))

    def _without_mention(self, query: Query) -> Query:
        preference = self.reading.preference if query is self.reading.query else None
        return replace(query, words=preference.words) if preference else query

    def _is_short(self, query: Query) -> bool:
        """Return whether a query has so few words that what has all of them goes first.

        Whoever is named in it goes before that.
        """
        few = len(self.index.analyse(query.words)) <= MAX_NEAR_WORDS
        return few and self._without_mention(query) is query

    def rank_wider(self, query: Query) -> Ranking:
        """Rank what fits a query without restrictions that were asked for.

        A query that asks for nothing any more would find everything.
        """
        is_query = wants_anything(query) or self.speakers
        return self.rank(query) if is_query else Ranking(query=query)

    def _search_preferred(self, query: Query) -> tuple[Hit, ...]:
        """Return what fits a query of whom, or of when, it names."""
        preference = self.reading.preference if query is self.reading.query else None
        # Whose words are asked for already, nobody else can be meant; a time still can.
        if not preference or (self.speakers and preference.speakers):
            return ()
        narrowed = replace(
            query,
            words=preference.words,
            after=preference.after or query.after,
            before=preference.before or query.before,
        )
        whose = preference.speakers or self.speakers
        return self.index.search(narrowed, speakers=whose, count=self.count)

    def _by_words(self, hits: Sequence[Hit], wanted: Sequence[Hit]) -> dict[int, float]:
        """Return how well the words of excerpts fit, as shares of the best.

        Who is named is heard by the best of their own words; a date lifts only what
        stands beside the best of all.
        """
        preference = self.reading.preference
        is_dated = preference is not None and not preference.speakers
        scores = _shares(hits)
        for number, score in _shares(wanted, hits if is_dated else ()).items():
            scores[number] = max(score, scores.get(number, 0.0))
        return scores


def _with_preference(
    scores: Mapping[int, float], preferred: Collection[int], preference: Preference
) -> dict[int, float]:
    """Return scores to which a bonus is added for words of whom, or of when, a query names."""
    if not preference.words:
        bonus, part = WHOLE_PREFERENCE_BONUS, 0.0
    elif preference.speakers:
        bonus, part = PREFERENCE_BONUS, 0.0
    else:
        bonus, part = 0.0, DATE_BONUS
    return {
        number: score + (bonus + part * max(score, 0) if number in preferred else 0.0)
        for number, score in scores.items()
    }


def _shares(hits: Sequence[Hit], others: Sequence[Hit] = ()) -> dict[int, float]:
    """Return the scores of hits as shares of the best, of them and of others."""
    best = max((hit.score for hit in (*hits, *others)), default=0.0) or 1.0
    return {hit.number: hit.score / best for hit in hits}


def _with_meaning(
    index: Index,
    active: ActiveVectors,
    reading: Interpretation,
    query: Query,
    speakers: Sequence[str],
    *,
    by_words: Mapping[int, float],
    far: bool,
) -> dict[int, float]:
    """Return the scores of what the words found, and of what is near."""
    question = active.questions.encode(reading.question)
    from_words = active.completeness is Completeness.FROM_WORDS
    spread = active.vectors.spread(question)
    floor = -1.0 if far else spread.near
    near = dict(
        _find_near(
            index,
            partial(active.vectors.nearest, question),
            query=query,
            speakers=speakers,
            also=[*by_words],
        )
    )
    words = index.analyse(query.words)
    in_full = is_question(query.words)
    if from_words:
        usual = WORD_VECTORS_WEIGHT
    elif not in_full:
        usual = MEANING_WEIGHT
    elif active.questions.has_companion(reading.question):
        usual = QUESTION_MEANING_WEIGHT
    else:
        usual = OTHER_QUESTION_MEANING_WEIGHT
    weight = meaning_weight(
        len(words),
        index.count_saying(words[0]) if len(words) == 1 else len(by_words),
        usual,
    )
    scale = (
        None
        if from_words
        else scale_of(spread.mean, spread.deviation, len(active.vectors))
    )
    fused = fuse(by_words, near, weight, scale)
    is_short = not in_full and len(query.words.split()) <= MAX_FEEDBACK_WORDS
    if is_short and not from_words and len(fused) > FEEDBACK_EXCERPTS:
        best = [number for number, _ in fused[:FEEDBACK_EXCERPTS]]
        # What was near stays so: only its order changes, which takes no second scan.
        again = active.vectors.nearest(question, len(near), [*near], toward=best)
        fused = fuse(by_words, dict(again), weight, scale)
    return {
        number: score
        for number, score in fused
        if number in by_words or near.get(number, -1.0) >= floor
    }


def _locate(
    index: Index, hits: Mapping[int, Hit], numbers: Iterable[int]
) -> dict[int, Location]:
    """Return where excerpts are: of hits the index knows that faster."""
    wanted = dict.fromkeys(numbers)
    located = index.locate([hits[number] for number in wanted if number in hits])
    located += index.locate_numbers([each for each in wanted if each not in hits])
    return {each.number: each for each in located}


def with_neighbours(
    scores: Mapping[int, float], located: Collection[Location], share: float
) -> dict[int, float]:
    """Return scores to which each excerpt's neighbours in its turn have added a share."""
    by_place = {
        (each.transcript, each.turn, each.position): scores[each.number]
        for each in located
    }
    return {
        each.number: scores[each.number]
        + share
        * sum(
            by_place.get((each.transcript, each.turn, each.position + step), 0.0)
            for step in (-1, 1)
        )
        for each in located
    }


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
    *,
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
