"""Fit what each sign counts for who sent a text, among all who are named around it.

A conditional logistic regression with a ridge: the weights make it likely that one of
the right names is chosen. Signs that count little are left out, and the rest is fitted
again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

_RIDGE, _ROUNDS = 4.0, 150
_MIN_TIMES, _MIN_TIMES_OF_KIND, _LEAST = 6, 20, 0.25
_LONGER, _SHORTER, _FIRST_STRIDE, _MIN_STRIDE, _MAX_STRIDE = 1.2, 0.5, 0.05, 1e-4, 0.5


class Choice(NamedTuple):
    """Who is named around a text, by signs, whether each sent it, and what the text counts."""

    named: Sequence[tuple[frozenset[str], bool]]
    worth: float


def fit_senders(choices: Sequence[Choice]) -> dict[str, float]:
    """Return what each sign counts, as log odds."""
    times = Counter(
        sign for choice in choices for signs, _ in choice.named for sign in signs
    )
    known = sorted(
        sign
        for sign, many in times.items()
        if many >= (_MIN_TIMES_OF_KIND if "|" in sign else _MIN_TIMES)
    )
    first = _fit(choices, known)
    return _fit(choices, [sign for sign in known if abs(first[sign]) >= _LEAST])


def likeliest(
    named: Sequence[tuple[frozenset[str], bool]], weights: Mapping[str, float]
) -> int:
    """Return the place of the likeliest name."""
    odds = [sum(weights.get(sign, 0.0) for sign in signs) for signs, _ in named]
    return odds.index(max(odds))


def _fit(choices: Sequence[Choice], known: Sequence[str]) -> dict[str, float]:
    """Find the weights by resilient propagation: each has a stride of its own."""
    numbers = {sign: n for n, sign in enumerate(known)}
    names = [one for choice in choices for one in choice.named]
    rows, columns = zip(
        *(
            (row, numbers[sign])
            for row, (signs, _) in enumerate(names)
            for sign in sorted(signs)
            if sign in numbers
        ),
        strict=True,
    )
    row_of, sign_of = np.array(rows), np.array(columns)
    sizes = np.array([len(choice.named) for choice in choices])
    choice_of: np.ndarray = np.repeat(np.arange(len(choices)), sizes)
    worth = np.array([choice.worth for choice in choices])[choice_of]
    right = np.array([one for _, one in names])
    weights, slopes = np.zeros(len(known)), np.zeros(len(known))
    strides = np.full(len(known), _FIRST_STRIDE)
    for _ in range(_ROUNDS):
        odds = np.bincount(row_of, weights[sign_of], len(names))
        freely = _shares(odds, choice_of, len(choices))
        surely = _shares(np.where(right, odds, -np.inf), choice_of, len(choices))
        off = worth * (freely - surely)
        slope = np.bincount(sign_of, off[row_of], len(known)) + _RIDGE * weights
        turned = np.sign(slope * slopes)
        scale = np.where(turned > 0, _LONGER, np.where(turned < 0, _SHORTER, 1.0))
        strides = np.clip(strides * scale, _MIN_STRIDE, _MAX_STRIDE)
        slopes = np.where(turned < 0, 0.0, slope)
        weights -= np.sign(slopes) * strides
    return dict(zip(known, map(float, weights), strict=True))


def _shares(odds: np.ndarray, choice_of: np.ndarray, count: int) -> np.ndarray:
    """Return how likely each name is the one of its text that is chosen."""
    most = np.full(count, -np.inf)
    np.maximum.at(most, choice_of, odds)
    likely = np.exp(odds - most[choice_of])
    shares: np.ndarray = likely / np.bincount(choice_of, likely, count)[choice_of]
    return shares
