"""Merge the ranking by words and the ranking by meaning.

Scores are made comparable (BM25 as a share of the best, cosines between the lowest and
the highest of the candidates) and added. Measured on collections of English themes and
of English, Russian and Chinese questions, nDCG@10 by the weight of the meaning:

| weight | themes en | questions en | questions ru | questions zh |
| --- | --- | --- | --- | --- |
| 0 | .311 | .850 | .822 | .839 |
| .6 | .350 | .887 | .866 | .869 |
| .7 | .359 | .891 | .869 | .871 |
| .75 | .354 | .890 | .871 | .869 |
| 1, uncentred | .309 | .874 | .847 | .854 |

While the vectors are made of words (`storage.semantic.word_vectors`):

| weight | themes en | questions en | questions ru | questions zh |
| --- | --- | --- | --- | --- |
| 0 | .307 | .848 | .809 | .838 |
| .3 | .346 | .865 | .836 | .846 |
| .4 | .346 | .865 | .840 | .844 |
| .5 | .339 | .866 | .839 | .843 |
| 1 | .291 | .770 | .692 | .539 |

Dense feedback (Rocchio, the nearest three) took 0 to .014 off, and is left out.
"""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

MEANING_WEIGHT = 0.7
"""The weight of the meaning in most queries; that of the words is the rest of 1."""

WORD_VECTORS_WEIGHT = 0.4
"""The same while the vectors are made of words; see `storage.semantic.word_vectors`."""

RARE_WORD_WEIGHT = 0.3
"""The same for one word that few excerpts have: who types it wants the word."""

MAX_RARE_EXCERPTS = 5
"""How many excerpts have a rare word, at most."""


def meaning_weight(words: int, hits: int, usual: float = MEANING_WEIGHT) -> float:
    """Return the weight of the meaning for a query of so many words.

    Args:
        words: How many words are looked for.
        hits: How many excerpts have any of them.
        usual: What it is in most queries.
    """
    is_rare_word = words == 1 and 0 < hits <= MAX_RARE_EXCERPTS
    return min(RARE_WORD_WEIGHT, usual) if is_rare_word else usual


def fuse(
    by_words: Mapping[T, float], by_meaning: Mapping[T, float], weight: float
) -> list[tuple[T, float]]:
    """Return the candidates of both and their scores, best first.

    What only the words found stands as low in meaning as the farthest candidate.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    low = min(by_meaning.values(), default=0.0)
    span = max(by_meaning.values(), default=0.0) - low or 1.0
    scores = {
        key: weight * (by_meaning.get(key, low) - low) / span
        + (1 - weight) * by_words.get(key, 0.0) / best
        for key in dict.fromkeys([*by_words, *by_meaning])
    }
    return sorted(scores.items(), key=lambda each: -each[1])
