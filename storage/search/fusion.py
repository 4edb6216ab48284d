"""Add the scores by words and by meaning, made comparable.

BM25 counts as a share of the best; a cosine by how far it stands above the mean of the
library, as a share of how far the nearest of so many would stand by chance. So a question that nothing comes near to is left to its words.
Figures are in docs/search-figures.md, how the weights were chosen in
docs/decisions/search-weights.md.

While the vectors are made of words (`storage.semantic.word_vectors`), cosines count
between the lowest and the highest of the candidates; nDCG@10 by the weight of the meaning:

| weight | themes en | questions en | questions ru | questions zh |
| --- | --- | --- | --- | --- |
| 0 | .307 | .848 | .809 | .838 |
| .3 | .346 | .865 | .836 | .846 |
| .4 | .346 | .865 | .840 | .844 |
| .5 | .339 | .866 | .839 | .843 |
| 1 | .291 | .770 | .692 | .539 |
"""

from collections.abc import Mapping
from math import log, sqrt
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MEANING_WEIGHT = 0.7
"""The weight of the meaning in most queries; that of the words is the rest of 1."""

QUESTION_MEANING_WEIGHT = 0.65
"""The same for questions in full sentences, of which more words are said in the answer."""

OTHER_QUESTION_MEANING_WEIGHT = 0.55
"""The same for those in languages that only the encoder of all languages knows."""

WORD_VECTORS_WEIGHT = 0.4
"""The same while the vectors are made of words; see `storage.semantic.word_vectors`."""

RARE_WORD_WEIGHT = 0.3
"""The same for one word that few excerpts have: who types it wants the word."""

MAX_RARE_EXCERPTS = 5
"""How many excerpts have a rare word, at most."""

MIN_COSINE_SPAN = 0.05
"""By how much a cosine stands above the mean to count as much as the best hit by words, at
least: .13 to .43 is usual. Among excerpts that all say the same it would be nothing."""


def meaning_weight(words: int, hits: int, usual: float = MEANING_WEIGHT) -> float:
    """Return the weight of the meaning for a query of so many words.

    Args:
        words: How many words are looked for.
        hits: How many excerpts say any of them.
        usual: What it is in most queries.
    """
    is_rare_word = words == 1 and 0 < hits <= MAX_RARE_EXCERPTS
    return min(RARE_WORD_WEIGHT, usual) if is_rare_word else usual


class Scale(NamedTuple):
    """What cosines are measured by.

    Attributes:
        zero: The cosine that counts nothing; lower ones count against an excerpt.
        one: The cosine that counts as much as the best hit by words.
    """

    zero: float
    one: float


def scale_of(mean: float, deviation: float, excerpts: int) -> Scale:
    """Return a scale by how the cosines of a question are spread over a library.

    Of n excerpts the nearest stands by chance about √(2 ln n) deviations above the mean.
    """
    by_chance = sqrt(2 * log(max(excerpts, 2)))
    return Scale(mean, mean + max(by_chance * deviation, MIN_COSINE_SPAN))


def fuse(
    by_words: Mapping[T, float],
    by_meaning: Mapping[T, float],
    weight: float,
    scale: Scale | None = None,
) -> list[tuple[T, float]]:
    """Return the candidates of both and their scores, best first.

    What only the words found stands as low in meaning as the farthest candidate.

    Args:
        by_words: Scores of any height.
        by_meaning: Cosines.
        weight: Of the meaning; that of the words is the rest of 1.
        scale: Of the cosines; by default from the lowest to the highest candidate.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    low = min(by_meaning.values(), default=0.0)
    zero, one = scale or (low, max(by_meaning.values(), default=0.0))
    span = one - zero or 1.0
    scores = {
        key: weight * (by_meaning.get(key, low) - zero) / span
        + (1 - weight) * by_words.get(key, 0.0) / best
        for key in dict.fromkeys([*by_words, *by_meaning])
    }
    return sorted(scores.items(), key=lambda each: -each[1])
