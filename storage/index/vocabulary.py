"""The words of a library: which words of a query it lacks, and what is like them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.query.words import QueryWord, unknown_parts

MIN_CORRECTED_LETTERS = 4
"""Letters of a word from which one typing error is corrected; from twice as many, two."""


class Vocabulary:
    """All words of one index; safe to use from several threads."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def corrections(
        self,
        words: Sequence[QueryWord],
        verbatim: Collection[str],
        is_word: Callable[[str], bool] | None = None,
    ) -> dict[str, str]:
        """Return words that are in no excerpt, each with the one that was probably meant.

        Args:
            words: Of a query.
            verbatim: Words that are not to be corrected.
            is_word: Returns whether a word is one of any language, and so correct.
        """
        unknown = [
            word
            for word in words
            if word.printed
            and not word.run
            and not word.maybe_stop_word
            and not self._is_there(word)
        ]
        if len(unknown) > max(1, len(words) // 2):
            return {}  # So many errors are unlikely: it is another language.
        return {
            word.form: near
            for word in unknown
            if len(word.printed) >= MIN_CORRECTED_LETTERS
            and word.form.casefold() not in verbatim
            and word.printed.isalpha()
            and not (is_word and is_word(word.form))
            and (near := self._nearest(word.printed))
        }

    def missing_words(self, words: Iterable[QueryWord]) -> tuple[str, ...]:
        """Return the words that are nowhere in the library, as typed.

        Of a run of unspaced characters those that are in no pair that is there.
        """
        unknown = [
            word
            for word in words
            if word.printed and not word.maybe_stop_word and not self._is_there(word)
        ]
        pairs: dict[str, set[str]] = {}
        for word in unknown:
            pairs.setdefault(word.run, set()).add(word.form)
        missing = [
            each
            for word in unknown
            for each in (
                unknown_parts(word.run, pairs[word.run]) if word.run else [word.form]
            )
        ]
        return tuple(dict.fromkeys(missing))

    def similar_words(self, words: Iterable[QueryWord], count: int) -> tuple[str, ...]:
        """Return words of the library that are spelt most like those typed, best first."""
        best: dict[str, float] = {}
        for word in (each for each in words if each.printed and not each.run):
            found = process.extract(
                word.printed,
                self._candidates.keys(),
                scorer=OSA.normalized_similarity,
                score_cutoff=0.6,
                limit=count,
            )
            for near, score, _ in found:
                best[near] = max(score, best.get(near, 0.0))
        return tuple(sorted(best, key=lambda near: (-best[near], near))[:count])

    def complete(self, words: Sequence[QueryWord]) -> str:
        """Return the most usual word that begins with the only one of `words`.

        It is empty where that is a word of the library itself, or nothing begins so.
        """
        if len(words) != 1 or not words[0].printed or words[0].run:
            return ""
        (word,) = words
        if word.maybe_stop_word or self._is_there(word):
            return ""
        found = self._searcher.terms_with_prefix("printed", word.printed)
        return max(found, key=lambda each: (each[1], each[0]), default=("", 0))[0]

    def warm(self) -> None:
        """Load the words in advance, so that the first typing error does not wait for it."""
        _ = self._candidates

    def most_frequent(self, count: int) -> dict[str, int]:
        """Return printed words and how many excerpts have them, the commonest first."""
        found = self._searcher.terms_with_prefix("printed", "")
        return dict(sorted(found, key=lambda each: (-each[1], each[0]))[:count])

    def _is_there(self, word: QueryWord) -> bool:
        frequency = self._searcher.doc_freq
        return any(frequency("text", term) for term in word.terms) or bool(
            frequency("about", word.printed)
        )

    def _nearest(self, word: str) -> str:
        errors = 1 if len(word) < 2 * MIN_CORRECTED_LETTERS else 2
        found = process.extract(
            word,
            self._candidates.keys(),
            scorer=OSA.distance,
            score_cutoff=errors,
            limit=50,
        )
        # People rarely miss the first letter, and mean a common word rather.
        best = min(
            found,
            key=lambda each: (
                each[1],
                each[0][0] != word[0],
                -self._candidates[each[0]],
                each[0],
            ),
            default=None,
        )
        return best[0] if best else ""

    @cached_property
    def _candidates(self) -> dict[str, int]:
        """Return every printed word that may have been meant, with its frequency."""
        return {
            word: count
            for field in ("about", "printed")
            for word, count in self._searcher.terms_with_prefix(field, "")
            if len(word) >= MIN_CORRECTED_LETTERS - 1 and word.isalpha()
        }
