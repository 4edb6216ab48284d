"""Find excerpts by how they are worded: the likeliest to hold a quote, or just its words."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import tantivy
from tantivy import Occur, Query

from content.language.words.terms import folded_words, placed_terms
from content.language.words.tokens import is_unspaced

MAX_TERMS = 16
"""The rarest words of a quote that are looked for: of a long one these are enough."""


class WordingIndex:
    """The excerpts of one generation by their words as printed, nobody's words as well.

    Safe to use from several threads.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searchers: Sequence[tantivy.Searcher],
        languages: Sequence[str],
    ) -> None:
        """Use indexes of one schema that are open already.

        Args:
            schema: As `storage.index.writer` makes it.
            searchers: Of attributed excerpts, and of all others.
            languages: Primary tags of the library's languages.
        """
        self._schema = schema
        self._searchers = searchers
        self._languages = languages

    def likeliest(
        self, quote: str, count: int, *, speakers: Sequence[str] = ()
    ) -> tuple[Sequence[int], ...]:
        """Return the numbers of the excerpts with most of a quote's rare words.

        Args:
            quote: Any text.
            count: How many of attributed excerpts, and of others, at most.
            speakers: Names of the people whose words alone count; empty for all.

        Returns:
            Those of attributed excerpts, and those of others, each best first.
        """
        terms = self._terms(quote)
        return tuple(
            self._likeliest(searcher, terms, count, speakers)
            for searcher in self._searchers
        )

    def with_phrase(
        self, quote: str, count: int, *, speakers: Sequence[str] = ()
    ) -> tuple[int, ...]:
        """Return the numbers of excerpts with all words of a quote in a row."""
        words = folded_words(quote)
        if not words:
            return ()
        phrase = (
            Query.phrase_query(self._schema, "printed", [*words])
            if len(words) > 1
            else Query.term_query(self._schema, "printed", words[0])
        )
        query = self._said_by(phrase, speakers)
        return tuple(
            chain.from_iterable(
                _numbers(searcher, query, count) for searcher in self._searchers
            )
        )

    def nobodys(self, words: str, count: int) -> Sequence[int]:
        """Return the numbers of excerpts that are nobody's and have all of some words."""
        terms = self._terms(words)
        if not terms:
            return ()
        must = [
            (Occur.Must, Query.term_query(self._schema, *term))
            for term in terms[:MAX_TERMS]
        ]
        _, asides = self._searchers
        return _numbers(asides, Query.boolean_query(must), count)

    def _terms(self, quote: str) -> list[tuple[str, str]]:
        """Return the fields and words to look for: pairs, of characters without spaces."""
        found: dict[tuple[str, str], None] = {}
        single: dict[tuple[str, str], None] = {}
        for placed in placed_terms(quote, ""):
            if not is_unspaced(placed.folded):
                if not placed.paired:
                    found["printed", placed.folded] = None
            elif placed.paired:
                # Only where terms have a language are characters in pairs.
                for language in self._languages:
                    found["text", f"{language}:{placed.folded}"] = None
            else:
                single["printed", placed.folded] = None
        return [*(found or single)]

    def _likeliest(
        self,
        searcher: tantivy.Searcher,
        terms: Sequence[tuple[str, str]],
        count: int,
        speakers: Sequence[str],
    ) -> Sequence[int]:
        counted = [(searcher.doc_freq(*term), term) for term in terms]
        rarest = sorted(each for each in counted if each[0])[:MAX_TERMS]
        if not rarest:
            return ()
        words = [
            (Occur.Should, Query.term_query(self._schema, *term)) for _, term in rarest
        ]
        query = self._said_by(Query.boolean_query(words), speakers)
        return _numbers(searcher, query, count)

    def _said_by(self, query: Query, speakers: Sequence[str]) -> Query:
        if not speakers:
            return query
        names = [
            (Occur.Should, Query.term_query(self._schema, "speaker", name))
            for name in speakers
        ]
        whose = Query.const_score_query(Query.boolean_query(names), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, whose)])


def _numbers(searcher: tantivy.Searcher, query: Query, count: int) -> Sequence[int]:
    hits = searcher.search(query, limit=count, count=False).hits
    values: Any = searcher.fast_field_values
    return [number or 0 for number in values("id", [address for _, address in hits])]
