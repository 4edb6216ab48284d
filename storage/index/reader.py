"""Search one generation of the library by words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from content.language.words.terms import (
    folded_words,
)
from content.query import query as queries
from content.query.words import QueryWord, analyse_words
from storage.index.locations import Location
from storage.index.term_weights import (
    TermWeights,
)
from storage.index.vocabulary import Vocabulary
from storage.index.wording import WordingIndex
from storage.index.writer import (
    ANALYSIS,
    ANALYSIS_FILE,
    ASIDES_FOLDER,
    LOCATION_COLUMNS,
)

GREETING_WEIGHT = 0.3
"""Factor of a greeting's score: short as it is, it would outrank what is said."""

MAX_RANKED = 200
"""How many hits are ranked; how many more there are is not counted."""

MAX_LISTED = 20_000
"""Up to how many the excerpts that pass a query's filters are all compared."""

QUERY_CACHE_SIZE = 256
"""Queries whose analysis is cached: a search needs that of one several times."""


NEARNESS_WEIGHT = 0.4
"""Weight of words that stand together as they were typed, beside 1 for each of them."""

MAX_NEAR_WORDS = 3
"""Words of a query up to which it counts that they stand together: more are rarely a name
of something, and a pair of them would outweigh the rest."""

MAX_WORDS_BETWEEN = 2
"""Stop words between two that are taken to belong together: "war on poverty"."""


class Hit(NamedTuple):
    """The number of an excerpt that was found, its BM25 score and its address."""

    number: int
    score: float
    address: tantivy.DocAddress


class Index:
    """The index of one generation; safe to use from several threads."""

    def __init__(self, path: Path, languages: Sequence[str]) -> None:
        """Open a finished index.

        Raises:
            ValueError: It is broken, or of another version.
            OSError: There is none at `path`.
        """
        if (path / ANALYSIS_FILE).read_text("ascii") != ANALYSIS:
            raise ValueError("it is of another version")
        index = tantivy.Index.open(str(path))
        self._schema = index.schema
        self._searcher = index.searcher()  # finds a segment missing or broken
        self._term_weights = TermWeights(index, self._searcher, languages)
        self.vocabulary = Vocabulary(self._searcher)
        asides = tantivy.Index.open(str(path / ASIDES_FOLDER)).searcher()
        self.wording = WordingIndex(
            self._schema, (self._searcher, asides), self._term_weights.languages
        )
        self._analyse = lru_cache(QUERY_CACHE_SIZE)(
            partial(
                analyse_words,
                languages=self._term_weights.languages,
                share=self._term_weights.document_share,
            )
        )

    def analyse(self, words: str) -> tuple[QueryWord, ...]:
        """Return the words of a query as they are looked for in each language."""
        return self._analyse(words)

    def search(
        self, query: queries.Query, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[Hit, ...]:
        """Rank the excerpts that hold any of the words, by BM25, best first.

        Args:
            query: Its `speaker` is ignored; its `excluded_speakers` are names in the library.
            speakers: Names of the people whose words alone count; empty for all.
            count: How many to return, at most.
        """
        full = self._tantivy_query(query, speakers)
        return self._hits(full, count) if full else ()

    def search_all(
        self, query: queries.Query, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[Hit, ...] | None:
        """Rank the excerpts that hold all of the words that the index has, best first.

        Greetings are left out: short as they are, they hold words by chance.

        Returns:
            None where the index has fewer than two of the words.
        """
        each = self._term_weights.each_word(self.analyse(query.words))
        full = self._tantivy_query(query, speakers)
        if len(each) < 2 or full is None:
            return None
        wanted = [Query.const_score_query(one, 0.0) for one in each.values()]
        both = Query.boolean_query([(Occur.Must, one) for one in (full, *wanted)])
        return self._hits(both, count, greetings=False)

    def words_said(
        self, query: queries.Query, *, speakers: Sequence[str] = ()
    ) -> Iterator[str]:
        """Yield those of the words, as typed, that any excerpt holds which fits."""
        for form in self._term_weights.each_word(self.analyse(query.words)):
            alone = replace(query, words=form)
            if self.search(alone, speakers=speakers, count=1):
                yield form

    def with_nearness(self, hits: Sequence[Hit], words: str) -> tuple[Hit, ...]:
        """Rank hits higher in which words of a query stand together as they were typed.

        Args:
            hits: Of these words.
            words: As typed; each two that follow each other belong together.
        """
        together = self._phrases(words)
        if not together or len(hits) < 2:
            return tuple(hits)
        any_phrase = Query.boolean_query(
            [(Occur.Should, self._phrase(phrase)) for phrase in together]
        )
        found = self._searcher.search(any_phrase, limit=MAX_RANKED, count=False).hits
        # The numbers of documents are those of one searcher, as the hits' are.
        bonus = {(at.segment_ord, at.doc): score for score, at in found}
        ranked = [
            hit._replace(
                score=hit.score
                + NEARNESS_WEIGHT
                * bonus.get((hit.address.segment_ord, hit.address.doc), 0.0)
            )
            for hit in hits
        ]
        return tuple(sorted(ranked, key=lambda hit: -hit.score))

    def _phrases(self, words: str) -> list[str]:
        """Return the phrases of two telling words each, with what stands between them."""
        telling = {word.printed for word in self.analyse(words) if not word.run} - {""}
        if not 1 < len(telling) <= MAX_NEAR_WORDS:
            return []
        forms = folded_words(words)
        places = [place for place, form in enumerate(forms) if form in telling]
        return [
            " ".join(forms[one : other + 1])
            for one, other in pairwise(places)
            if other - one <= MAX_WORDS_BETWEEN + 1
        ]

    def _tantivy_query(
        self, query: queries.Query, speakers: Sequence[str]
    ) -> Query | None:
        ranked = self._term_weights.ranking_query(self.analyse(query.words))
        filters = self._filters(query, speakers)
        # Where nothing ranks what passes, greetings rank below the rest all the same.
        score = 0.0 if ranked is not None else 1.0
        clauses = [
            (Occur.Must, Query.const_score_query(each, score)) for each in filters
        ]
        if ranked is not None:
            clauses.append((Occur.Must, ranked))
        elif not (query.has_filters or query.phrases or speakers):
            return None
        clauses += [(Occur.MustNot, each) for each in self._excluded(query)]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)

    def list_filtered(
        self, query: queries.Query, *, speakers: Sequence[str] = ()
    ) -> list[int] | None:
        """Return the numbers of all that pass the filters of a query without words.

        Returns:
            None where they are more than `MAX_LISTED`; use `filter_numbers` then.
        """
        full = self._tantivy_query(query, speakers)
        if full is None:
            return []
        found = self._searcher.search(full, limit=MAX_LISTED + 1, count=False).hits
        return (
            None if len(found) > MAX_LISTED else self._numbers([at for _, at in found])
        )

    def filter_numbers(
        self,
        numbers: Sequence[int],
        query: queries.Query,
        *,
        speakers: Sequence[str] = (),
    ) -> set[int]:
        """Return those of the numbers that pass the filters of a query without words."""
        full = self._tantivy_query(query, speakers)
        if full is None or not numbers:
            return set()
        among = Query.term_set_query(self._schema, "id", [*numbers])
        both = Query.boolean_query([(Occur.Must, full), (Occur.Must, among)])
        found = self._searcher.search(both, limit=len(numbers), count=False).hits
        return set(self._numbers([at for _, at in found]))

    def locate(self, hits: Sequence[Hit]) -> list[Location]:
        """Return the location of each hit, by which duplicates are recognized."""
        return self._locations([hit.address for hit in hits])

    def locate_numbers(self, numbers: Sequence[int]) -> list[Location]:
        """Return the locations of excerpts, in any order."""
        if not numbers:
            return []
        among = Query.term_set_query(self._schema, "id", [*numbers])
        found = self._searcher.search(among, limit=len(numbers), count=False).hits
        return self._locations([at for _, at in found])

    def _locations(self, at: Sequence[tantivy.DocAddress]) -> list[Location]:
        columns = self._columns(("id", *LOCATION_COLUMNS, "date"), at)
        return list(map(Location, *columns))

    def count_saying(self, word: QueryWord) -> int:
        """Return how many excerpts have a word in their text, whoever is called so."""
        return sum(self._searcher.doc_freq("text", term) for term in word.terms)

    def numbers_with(self, word: str, count: int) -> list[int]:
        """Return the numbers of up to `count` excerpts that have a word as printed."""
        found = self._searcher.search(self._phrase(word), limit=count, count=False)
        return self._numbers([at for _, at in found.hits])

    def _columns(
        self, names: Sequence[str], at: Sequence[tantivy.DocAddress]
    ) -> list[list[int]]:
        """Return the values of number columns, a list for each."""
        values: Any = self._searcher.fast_field_values
        return [[each or 0 for each in values(name, [*at])] for name in names]

    def _numbers(self, at: Sequence[tantivy.DocAddress]) -> list[int]:
        return self._columns(("id",), at)[0]

    def _hits(
        self, query: Query, count: int, *, greetings: bool = True
    ) -> tuple[Hit, ...]:
        """Return the best hits; greetings among them get a lower score, or are left out."""
        # Counting would visit every match; ranking skips those that can't win.
        found = self._searcher.search(query, limit=2 * count, count=False).hits
        addresses = [address for _, address in found]
        greets = self._searcher.fast_field_values("formula", addresses)
        if any(greets):
            found = [
                (score * GREETING_WEIGHT if greeting else score, address)
                for (score, address), greeting in zip(found, greets, strict=True)
                if greetings or not greeting
            ]
            found.sort(key=lambda hit: -hit[0])
        found = found[:count]
        scores = [score for score, _ in found]
        addresses = [address for _, address in found]
        return tuple(map(Hit, self._numbers(addresses), scores, addresses))

    def _filters(self, query: queries.Query, speakers: Sequence[str]) -> list[Query]:
        filters = [self._phrase(phrase) for phrase in query.phrases]
        filters += [self._term("event", form) for form in folded_words(query.place)]
        if speakers:
            names = [(Occur.Should, self._term("speaker", each)) for each in speakers]
            filters.append(Query.boolean_query(names))
        if query.after or query.before:
            filters.append(
                Query.range_query(
                    self._schema,
                    "date",
                    tantivy.FieldType.Integer,
                    max(query.after, 1),
                    query.before or 99_999_999,
                    include_lower=True,
                    include_upper=False,
                )
            )
        return filters

    def _excluded(self, query: queries.Query) -> list[Query]:
        excluded = [self._term("speaker", name) for name in query.excluded_speakers]
        for place in query.excluded_places:
            all_words = [
                (Occur.Must, self._term("event", form)) for form in folded_words(place)
            ]
            excluded.append(Query.boolean_query(all_words))
        for words in query.excluded:
            if len(folded_words(words)) > 1:
                excluded.append(self._phrase(words))
            else:
                stems = [term for word in self.analyse(words) for term in word.terms]
                excluded += [self._term("text", stem) for stem in stems]
        return excluded

    def _phrase(self, phrase: str) -> Query:
        words = folded_words(phrase)
        if len(words) == 1:
            return self._term("printed", words[0])
        return Query.phrase_query(self._schema, "printed", [*words])

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)
