"""Words of names that look like a word as typed, quickly among many."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

ALIKE = 60.0
"""Likeness (0 to 100) from which a word of a name may be the one that was meant."""

_LONGER = 6
"""Letters by which a word may be longer or shorter than the one typed."""

_COUNTED = 20_000
"""Words counted for the pairs they share, from the rarest pair on."""

_ROUGHLY = 45.0
_REFINED = 80
"""How alike, and how many, words are that are compared once more with care."""

_BEGUN = 90.0
"""Likeness of a word to the beginning of it: three letters, or one of another script."""


class NearWords:
    """Find words alike by the pairs of letters they share, then by their letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                postings[pair].append(number)
        self._postings = dict(postings)

    def alike(self, typed: str) -> dict[str, float]:
        """Return the words like `typed`, each with its likeness (`ALIKE` to 100)."""
        shared: Counter[int] = Counter()
        found = [self._postings[p] for p in _pairs(typed) if p in self._postings]
        counted, used = 0, 0
        for posting in sorted(found, key=len):
            # The commonest pairs tell little and cost most.
            if used > 2 and counted + len(posting) > _COUNTED:
                break
            shared.update(posting)
            counted, used = counted + len(posting), used + 1
        least = (used + 1) // 2
        likely = [number for number, count in shared.items() if count >= least]
        words = [self._words[number] for number in likely]
        read = [word for word in words if abs(len(word) - len(typed)) <= _LONGER]
        near = process.extract(
            typed, read, scorer=fuzz.ratio, score_cutoff=_ROUGHLY, limit=_REFINED
        )
        alike = {word: likeness(typed, word) for word, _, _ in near}
        return {word: value for word, value in alike.items() if value >= ALIKE}


def likeness(typed: str, word: str) -> float:
    """Compare two words by their letters (0 to 100); two swapped are one mistake."""
    long_enough = len(typed) > 2 or not typed.isascii()
    if long_enough and word.startswith(typed) and word != typed:
        return max(_BEGUN, fuzz.ratio(typed, word))
    swapped = OSA.normalized_similarity(typed, word) * 100
    return max(fuzz.ratio(typed, word), swapped)


def _pairs(word: str) -> set[str]:
    edged = f"^{word}$"
    return {edged[i : i + 2] for i in range(len(edged) - 1)}
