"""Find the words of names that are spelt like a typed word, quickly among many."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

MIN_SIMILARITY = 60.0
"""Similarity (0 to 100) from which a word of a name may be the one that was meant."""

_MAX_LENGTH_DIFFERENCE = 6
"""Letters by which a word may be longer or shorter than the one typed."""

_MAX_POSTINGS = 20_000
"""Words that are counted for the letter pairs they share, from the rarest pair on."""

_MIN_RATIO = 45.0
_MAX_CANDIDATES = 80
"""Quick similarity (0 to 100) and number of words that are then compared exactly."""

_SHORT_CHARS = 3
"""Letters of a word of which two are in nearly any name."""

_PREFIX_SIMILARITY = 90.0
"""Similarity of a word to its beginning, of three letters, or one of another script."""


class SimilarWords:
    """An index of words by their letter pairs."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))
        for number, word in enumerate(self._words):
            for pair in _letter_pairs(word):
                postings[pair].append(number)
        self._postings = dict(postings)

    def find(self, typed: str) -> dict[str, float]:
        """Return the words like `typed`, with their similarity (`MIN_SIMILARITY` to 100)."""
        shared: Counter[int] = Counter()
        found = [self._postings[p] for p in _letter_pairs(typed) if p in self._postings]
        counted, used = 0, 0
        for posting in sorted(found, key=len):
            # The commonest pairs tell little and cost most.
            if used > 2 and counted + len(posting) > _MAX_POSTINGS:
                break
            shared.update(posting)
            counted, used = counted + len(posting), used + 1
        least = (used + 1) // 2
        likely = [number for number, count in shared.items() if count >= least]
        words = [self._words[number] for number in likely]
        read = [
            word
            for word in words
            if abs(len(word) - len(typed)) <= _MAX_LENGTH_DIFFERENCE
        ]
        near = process.extract(
            typed,
            read,
            scorer=fuzz.ratio,
            score_cutoff=_MIN_RATIO,
            limit=_MAX_CANDIDATES,
        )
        alike = {
            word: word_similarity(typed, word)
            for word, _, _ in near
            if not _is_short(typed) or _is_meant_by_three(typed, word)
        }
        return {word: value for word, value in alike.items() if value >= MIN_SIMILARITY}


def word_similarity(typed: str, word: str) -> float:
    """Return how similar two words are (0 to 100); two swapped letters are one mistake."""
    long_enough = len(typed) > 2 or not typed.isascii()
    if long_enough and word.startswith(typed) and word != typed:
        return max(_PREFIX_SIMILARITY, fuzz.ratio(typed, word))
    swapped = OSA.normalized_similarity(typed, word) * 100
    return max(fuzz.ratio(typed, word), swapped)


def _is_short(typed: str) -> bool:
    return typed.isascii() and len(typed) <= _SHORT_CHARS


def _is_meant_by_three(typed: str, word: str) -> bool:
    """Return whether three letters begin a word, or are another of their length misspelt.

    >>> _is_meant_by_three("lin", "lincoln"), _is_meant_by_three("kin", "kim")
    (True, True)
    >>> _is_meant_by_three("kin", "kevin"), _is_meant_by_three("lin", "hin")
    (False, False)
    """
    if word.startswith(typed):
        return True
    is_as_long = len(word) >= len(typed) and word[:1] == typed[:1]
    return is_as_long and OSA.distance(typed, word) <= 1


def _letter_pairs(word: str) -> set[str]:
    edged = f"^{word}$"
    return {edged[i : i + 2] for i in range(len(edged) - 1)}
