"""How good a ranking is."""

import math
from collections.abc import Mapping, Sequence

Judged = Mapping[str, float]


def ndcg(ranked: Sequence[str], judged: Judged, depth: int = 10) -> float:
    """Return the discounted gain of the first hits, as a share of the best possible."""
    gain = sum(judged.get(d, 0.0) / math.log2(i + 2) for i, d in _first(ranked, depth))
    best = sorted(judged.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(i + 2) for i, grade in enumerate(best))
    return gain / ideal if ideal else 0.0


def recall(ranked: Sequence[str], judged: Judged, depth: int = 100) -> float:
    """Return the share of the fitting documents that are among the first hits."""
    fitting = {doc for doc, grade in judged.items() if grade > 0}
    return len(fitting.intersection(ranked[:depth])) / len(fitting) if fitting else 0.0


def reciprocal_rank(ranked: Sequence[str], judged: Judged, depth: int = 10) -> float:
    """Return 1 over the rank of the first hit that fits."""
    return next(
        (1 / (i + 1) for i, d in _first(ranked, depth) if judged.get(d, 0.0) > 0), 0.0
    )


def _first(ranked: Sequence[str], depth: int) -> enumerate[str]:
    return enumerate(ranked[:depth])
