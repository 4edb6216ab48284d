"""How much each word of a query counts in an index."""

from collections import defaultdict
from collections.abc import Sequence
from math import log
from operator import itemgetter

import tantivy
from tantivy import Occur, Query

from content.language.words.stemming import primary_tag
from content.language.words.terms import (
    folded_words,
    has_grams,
    language_of,
    without_language,
    word_grams,
)
from content.query.words import QueryWord

PRINTED_WEIGHT = 0.25
"""Weight of a match of the word as printed, beside 1 for its stem."""

ABOUT_WEIGHT = 0.1
"""Weight of a match in the speaker's name, the title or the place."""

GRAM_WEIGHT = 0.05
"""Weight of each gram of a word, beside 1 for its stem. By words, Russian questions gain
.013 by it; beside the meaning nothing, and .1 costs them .005."""

MAX_GRAMS = 64
"""Grams of a query that count, the rarest ones. Few would favour one long word."""

MIN_LANGUAGE_EXCERPTS = 100
"""As how many excerpts a language counts, at least, where rareness in it is measured."""


class TermWeights:
    """The weights of words in one index; safe to use from several threads.

    Attributes:
        languages: Primary tags of those that the index has excerpts in.
    """

    def __init__(
        self, index: tantivy.Index, searcher: tantivy.Searcher, languages: Sequence[str]
    ) -> None:
        """Count what an open index has in each language."""
        self._schema = index.schema
        self._searcher = searcher
        self._total = searcher.num_docs
        self._counts = {
            language: count
            for language in map(primary_tag, languages)
            if (count := searcher.doc_freq("language", language))
        }
        self.languages = tuple(self._counts)

    def ranking_query(self, words: Sequence[QueryWord]) -> Query | None:
        """Return a query that finds any of the words and ranks them; None without words."""
        clauses = []
        for word in words:
            stem = self._stem_query(word)
            weights = self._field_weights(word)
            if word.partly_ignored or self._is_own_stem(word):
                # Both would match the same and score the same, so that one is enough.
                # Where a language has it for noise, the other would match that too.
                share = weights.pop("printed", 0.0)
                stem = Query.boost_query(stem, 1 + share) if stem and share else stem
            if stem:
                clauses.append(stem)
            clauses += [
                Query.boost_query(self._term(field, word.printed), weight)
                for field, weight in weights.items()
            ]
        if not clauses:
            return Query.empty_query() if words else None
        if len(clauses) == 1:
            return self._with_order(clauses[0], words)
        any_word = Query.boolean_query([(Occur.Should, each) for each in clauses])
        return self._with_order(any_word, words)

    def each_word(self, words: Sequence[QueryWord]) -> dict[str, Query]:
        """Return a query for each word that the index has, by the word as typed.

        Unspaced characters that stand together are one word: any pair of them counts.
        """
        terms: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in words:
            found = [("text", term) for term in word.terms]
            found += [(field, word.printed) for field in self._field_weights(word)]
            terms[word.run or word.form] += found
        return {
            form: Query.boolean_query(
                [(Occur.Should, self._term(*term)) for term in found]
            )
            for form, found in terms.items()
            if any(self._searcher.doc_freq(*term) for term in found)
        }

    def _with_order(self, found: Query, words: Sequence[QueryWord]) -> Query:
        """Rank by parts of the words too, which find nothing themselves.

        These are the single characters of pairs, and grams.
        """
        single = {
            f"{language_of(term)}:{form}"
            for word in words
            if word.run
            for form in folded_words(word.form)
            for term in word.terms
        }
        order = [(Occur.Should, self._term("text", each)) for each in single]
        order += [
            (Occur.Should, Query.boost_query(self._term("grams", gram), GRAM_WEIGHT))
            for gram in self._rarest_grams(words)
        ]
        if not order:
            return found
        return Query.boolean_query([(Occur.Must, found), *order])

    def _rarest_grams(self, words: Sequence[QueryWord]) -> list[str]:
        """Return the rarest of the grams of some words that the index has."""
        if not any(map(has_grams, self.languages)):
            return []
        grams = {gram for word in words for gram in word_grams(word.printed)}
        counted = ((self._searcher.doc_freq("grams", gram), gram) for gram in grams)
        return [gram for _, gram in sorted(filter(itemgetter(0), counted))[:MAX_GRAMS]]

    def _stem_query(self, word: QueryWord) -> Query | None:
        """Return a query for a word in any language; the best of its stems counts.

        In each it counts by how rare it is there: in the whole library every word of a
        language that few speak is rare.
        """
        if len(self._counts) < 2:
            stems = [self._term("text", term) for term in word.terms]
        else:
            stems = [
                Query.boost_query(
                    self._term("text", term), self._language_boost(term, count)
                )
                for term in word.terms
                if (count := self._searcher.doc_freq("text", term))
            ]
        if len(stems) < 2:
            return stems[0] if stems else None
        return Query.disjunction_max_query(stems)

    def _language_boost(self, term: str, count: int) -> float:
        """Return the factor that makes a term as rare as it is in its language."""
        in_language = max(
            self._counts[language_of(term)], min(self._total, MIN_LANGUAGE_EXCERPTS)
        )
        return _idf(count, in_language) / _idf(count, self._total)

    def document_share(self, term: str, language: str) -> float:
        """Return the share of a language's excerpts that have a term."""
        return self._searcher.doc_freq("text", term) / self._counts[language]

    def _field_weights(self, word: QueryWord) -> dict[str, float]:
        """Return the fields that have a word as printed, and their weights."""
        weights = {"printed": PRINTED_WEIGHT, "about": ABOUT_WEIGHT}
        return {
            field: weight
            for field, weight in weights.items()
            if word.printed and self._searcher.doc_freq(field, word.printed)
        }

    def _is_own_stem(self, word: QueryWord) -> bool:
        """Return whether all that have the word's stem have it as printed."""
        frequency = self._searcher.doc_freq
        stem = word.terms[0]
        return (
            len(word.terms) == 1
            and without_language(stem) == word.printed
            and frequency("text", stem) == frequency("printed", word.printed)
        )

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)


def _idf(count: int, total: int) -> float:
    """Return the weight that BM25 gives a term by how many excerpts have it."""
    return log(1 + (total - count + 0.5) / (count + 0.5))
