"""Weights of signs, fitted to documents in which it is known who speaks.

The benchmarks fit them and write them into files beside the modules that read them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path

Signs = Mapping[str, float]
"""How strong each sign is, by its name."""


@cache
def read_fitted(path: Path) -> Signs:
    """Read what each sign counts, as log odds."""
    weights: Signs = tomllib.loads(path.read_text(encoding="utf-8"))
    return weights


def log_odds(signs: Signs, weights: Signs) -> float:
    """Return what signs count together, as log odds.

    >>> log_odds({"asks": 2.0, "calls": 1.0}, {"asks": 0.5})
    1.0
    """
    counts = map(weights.get, signs, repeat(0.0))
    return float(sum(map(mul, counts, signs.values())))
