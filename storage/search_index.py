"""Search one generation of the library by words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Occur, Query

from content import queries
from content.query_words import Asked, asked_words
from content.words import forms
from storage.index import id_of

PRINTED_WEIGHT = 0.25
"""Of a match of the word as printed, beside that of its stem."""

ABOUT_WEIGHT = 0.1
"""Of a match in the speaker's name, the title or the place."""

FORMULA_WEIGHT = 0.3
"""How much of its score a greeting keeps: short, it would outrank what is said."""

DEEPEST = 200
"""Hits that are ranked; how many more there are is not counted."""

SHORTEST_MENDED = 4
"""Letters of a word from which a slip in it is mended; from twice as many, two."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold an excerpt that was found, and its BM25 score."""

    id: str
    score: float


class Index:
    """Search a finished index; safe to use from several threads."""

    def __init__(self, path: Path, languages: Sequence[str]) -> None:
        """Open a finished index.

        Raises:
            ValueError: There is none at `path`, or it is broken.
        """
        index = tantivy.Index.open(str(path))
        self._schema = index.schema
        self._searcher = index.searcher()  # finds a segment missing or broken
        self._languages = tuple(languages)
        self._searcher.doc_freq("about", "")  # older versions wrote other fields

    def warm(self) -> None:
        """Read what the first question with a slip in it would wait for."""
        _ = self._vocabulary

    def asked(self, words: str) -> tuple[Asked, ...]:
        """Return the words to look for, in all languages of the library."""
        return asked_words(words, self._languages)

    def search(
        self, query: queries.Query, *, speakers: Sequence[str] = (), count: int
    ) -> tuple[Hit, ...]:
        """Rank the excerpts that hold any of the words, by BM25, best first.

        Args:
            query: What is asked for; its own `speaker` is not looked at.
            speakers: Names of the people whose words alone count; empty for all.
            count: How many to return, at most.
        """
        whole = self._whole(query, speakers)
        return self._hits(whole, 2 * count)[:count] if whole else ()

    def _whole(self, query: queries.Query, speakers: Sequence[str]) -> Query | None:
        ranked = self._ranked(self.asked(query.words))
        only = self._filters(query, speakers)
        clauses = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in only]
        if ranked is not None:
            clauses.append((Occur.Must, ranked))
        elif not query.filtered and not speakers:
            return None
        clauses += [(Occur.MustNot, each) for each in self._excluded(query.without)]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)

    def numbers(
        self, query: queries.Query, *, speakers: Sequence[str] = ()
    ) -> list[int]:
        """Return the numbers of all excerpts that a query without words lets through."""
        whole = self._whole(query, speakers)
        if whole is None:
            return []
        count = max(self._searcher.num_docs, 1)
        found = self._searcher.search(whole, limit=count, count=False).hits
        numbers = self._searcher.fast_field_values("id", [place for _, place in found])
        return [int(number or 0) for number in numbers]

    def mended(self, query: queries.Query) -> dict[str, str]:
        """Return the words that nothing holds, each with the likeliest one meant."""
        found = {}
        for word in self.asked(query.words):
            form = word.form.casefold()
            if (
                len(word.printed) >= SHORTEST_MENDED
                and form not in query.verbatim
                and word.printed.isalpha()
                and not self._known(word)
                and (near := self._nearest(word.printed))
            ):
                found[word.form] = near
        return found

    def missing(self, words: str) -> tuple[str, ...]:
        """Return the words that nothing in the library holds, as typed."""
        return tuple(
            word.form
            for word in self.asked(words)
            if word.printed and not self._known(word)
        )

    def _known(self, word: Asked) -> bool:
        frequency = self._searcher.doc_freq
        return any(frequency("text", term) for term in word.terms) or bool(
            frequency("about", word.printed)
        )

    def near(self, words: str, count: int) -> tuple[str, ...]:
        """Return words of the library that look most like those typed, best first."""
        best: dict[str, float] = {}
        for word in self.asked(words):
            for near, score in self._alike(word.printed, 0.6, count):
                best[near] = max(score, best.get(near, 0.0))
        return tuple(sorted(best, key=lambda near: (-best[near], near))[:count])

    def _nearest(self, word: str) -> str:
        slips = 1 if len(word) < 2 * SHORTEST_MENDED else 2
        found = process.extract(
            word,
            self._vocabulary.keys(),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=50,
        )
        # People rarely miss the first letter, and mean a common word rather.
        best = min(
            found,
            key=lambda each: (
                each[1],
                each[0][0] != word[0],
                -self._vocabulary[each[0]],
                each[0],
            ),
            default=None,
        )
        return best[0] if best else ""

    def _alike(
        self, word: str, floor: float, count: int
    ) -> Iterable[tuple[str, float]]:
        if not word:
            return []
        found = process.extract(
            word,
            self._vocabulary.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=floor,
            limit=count,
        )
        return [(near, score) for near, score, _ in found]

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        """Hold every printed word that a slip may stand for, and its frequency."""
        return {
            word: count
            for field in ("about", "printed")
            for word, count in self._searcher.terms_with_prefix(field, "")
            if len(word) >= SHORTEST_MENDED - 1 and word.isalpha()
        }

    def _hits(self, query: Query, count: int) -> tuple[Hit, ...]:
        """Return the best hits; greetings among them step back behind the others."""
        # Counting would visit every match; ranking skips those that can't win.
        found = self._searcher.search(query, limit=count, count=False).hits
        places = [place for _, place in found]
        numbers = self._searcher.fast_field_values("id", places)
        formulas = self._searcher.fast_field_values("formula", places)
        hits = [
            Hit(
                id_of(int(number or 0)),
                float(score) * (FORMULA_WEIGHT if formula else 1.0),
            )
            for (score, _), number, formula in zip(
                found, numbers, formulas, strict=True
            )
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score))

    def _ranked(self, words: Sequence[Asked]) -> Query | None:
        clauses = []
        for word in words:
            stems = [self._term("text", term) for term in word.terms]
            clauses.append(
                stems[0] if len(stems) == 1 else Query.disjunction_max_query(stems)
            )
            for field, weight in (
                ("printed", PRINTED_WEIGHT),
                ("about", ABOUT_WEIGHT),
            ):
                if word.printed and self._searcher.doc_freq(field, word.printed):
                    clauses.append(
                        Query.boost_query(self._term(field, word.printed), weight)
                    )
        if len(clauses) < 2:
            return clauses[0] if clauses else None
        return Query.boolean_query([(Occur.Should, each) for each in clauses])

    def _filters(self, query: queries.Query, speakers: Sequence[str]) -> list[Query]:
        only = [self._phrase(phrase) for phrase in query.phrases]
        only += [self._term("event", form) for form in forms(query.place)]
        if speakers:
            names = [(Occur.Should, self._term("speaker", each)) for each in speakers]
            only.append(Query.boolean_query(names))
        if query.after or query.before:
            only.append(
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
        return only

    def _excluded(self, without: Sequence[str]) -> list[Query]:
        excluded = []
        for words in without:
            asked = self.asked(words)
            if len(asked) == 1:
                excluded += [self._term("text", term) for term in asked[0].terms]
            elif asked:
                excluded.append(self._phrase(words))
        return excluded

    def _phrase(self, phrase: str) -> Query:
        words = forms(phrase)
        if len(words) == 1:
            return self._term("printed", words[0])
        return Query.phrase_query(self._schema, "printed", [*words])

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)
