"""Fit the weights of quotability: logistic regressions with a ridge.

The ridge holds each weight to what was expected of its feature before anything was judged.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from bench.scoring.judged_excerpts import Judged
from content.excerpts.quotability import QUALITIES, Quotability

EXPECTED = {
    "stands": {
        "reference": -2.5,
        "connective": -0.5,
        "counted": -3.0,
        "continuation": -3.0,
        "pronoun_at_once": -2.0,
        "pronoun_early": -1.0,
        "pronoun_middle": -0.6,
        "pronoun_later": -0.3,
        "pointer_early": -2.5,
        "pointer_middle": -1.5,
        "pointer_later": -0.8,
        "weak_pointer_early": -1.5,
        "weak_pointer_later": -0.2,
        "named_before": -1.0,
        "named_before_next": -0.3,
        "link": -1.5,
        "thing": -0.8,
        "thing_first": -1.5,
        "hypothetical": -0.7,
        "concludes": -2.0,
        "dangling": -2.0,
        "adversative": -1.0,
        "time": -1.0,
        "likeness_early": -1.5,
        "likeness_later": -0.7,
        "elision": -1.5,
        "unnamed": -0.8,
        "later_paragraph": -1.0,
        "later_salutation": -0.5,
        "scrap_opening": -1.0,
        "short_opening": -0.5,
        "short_and_free": 0.7,
        "long_words": -0.5,
        "answer": -1.2,
        "reply": -0.3,
        "first_words": 1.0,
        "within_paragraph": -0.4,
        "after_short": 0.3,
        "after_question": -0.5,
        "brief_within": -0.3,
        "named": 0.2,
        "resolve": 0.3,
        "principle": 0.3,
        "talk": -0.5,
        "brief_turn": -1.0,
        "letter": 0.8,
        "names_partner": -0.3,
        "closes_talk": -0.3,
        "replies": -1.0,
        "promised": -1.5,
        "argues": 0.5,
        "claims": 0.5,
        "told_before": -0.7,
        "told_before_in_talk": -1.0,
        "short_sentences": -0.3,
        "own_topic": 0.3,
        "next_leans": -0.3,
        "unresolved": -0.3,
        "counts_one": -0.7,
        "takes_up": -1.0,
        "told": -0.7,
        "that_amount": -1.0,
        "midst_of_answer": -0.3,
        "formula_in_talk": -0.7,
        "figures_in_talk": -0.5,
        "asked": 0.3,
        "question_leans": -1.0,
        "question_bare": -1.0,
        "question_unmarked": -0.5,
        "question_speaks": -0.5,
        "question_long": -0.3,
        "full_answer": 1.0,
        "interviewed": 0.7,
        "chairing": -0.7,
        "unknown_language": -1.5,
    },
    "says": {
        "procedure": -2.0,
        "offices": -2.0,
        "courtesy": -1.0,
        "measures": -1.0,
        "figures": -1.0,
        "names": -1.0,
        "list": -0.5,
        "formula": -2.0,
        "question": -1.0,
        "asks": -0.5,
        "addressed": -0.5,
        "reply": -0.5,
        "sentences": 0.7,
        "long_sentences": -0.3,
        "small": -2.0,
        "size": 1.0,
        "claims": 2.0,
        "long_words": -0.5,
        "offices_around": -2.0,
        "figures_around": -0.5,
        "claims_around": 0.5,
        "talk": -0.3,
        "brief_turn": -0.7,
        "hands_over": -1.0,
        "opens_talk": -1.0,
        "closes_talk": -1.0,
        "leads_talk": -0.7,
        "chairing": -2.0,
        "preface": -1.0,
        "greets_only": -1.5,
        "unknown_language": -0.5,
    },
    "whole": {
        "unbalanced": -4.0,
        "torn_start": -4.0,
        "torn_end": -4.0,
        "salutation_end": -3.0,
        "furniture": -2.0,
    },
}
"""What each feature was expected to weigh; the fit moves it as far as judgments say."""

HOUSE_STYLES = "house styles"
"""The group of invented documents, of which others than dialogues are in it, too."""

WEIGHT_OF_TALK, WEIGHT_OF_STYLES = 3.0, 2.0
"""How often an excerpt of a dialogue counts, and one of another invented document, since
few were judged."""

RIDGE, STEPS, RATE = 1.0, 4_000, 0.4

RARE, RIDGE_OF_RARE = 20, 8.0
"""Occurrences under which a feature is rare, and how hard it is held to what is expected."""


def feature_matrix(judged: Sequence[Judged], quality: str) -> np.ndarray:
    """Return a row for each excerpt, a column for each feature of a quality."""
    names = QUALITIES[quality]
    rows = [[one.features.get(name, 0.0) for name in names] for one in judged]
    matrix: np.ndarray = np.array(rows)
    return matrix


def fit(
    features: np.ndarray, shares: np.ndarray, expected: np.ndarray, counts: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return the start and the weights of a logistic regression.

    Args:
        features: A row for each excerpt.
        shares: The share of readers who said yes.
        expected: The weights from which the ridge holds back; no fitted one has the
            other sign.
        counts: How often each excerpt counts.
    """
    weights, start = expected.copy(), 1.0
    ridge = np.where(counts @ features < RARE, RIDGE_OF_RARE, RIDGE)
    least = np.where(expected > 0, 0.0, -np.inf)
    most = np.where(expected > 0, np.inf, 0.0)
    for _ in range(STEPS):
        error = counts * (1 / (1 + np.exp(-(features @ weights + start))) - shares)
        pull = features.T @ error + ridge * (weights - expected)
        weights = np.clip(weights - RATE * pull / counts.sum(), least, most)
        start -= RATE * float(error.sum() / counts.sum())
    return start, weights


def fit_all(judged: Sequence[Judged]) -> dict[str, tuple[float, np.ndarray]]:
    """Return the start and the weights of each quality."""
    fitted = {}
    counts = np.array([_weight(one) for one in judged])
    for quality, names in QUALITIES.items():
        shares = np.array([np.mean(one.votes[quality]) for one in judged])
        expected = np.array([EXPECTED[quality][name] for name in names])
        features = feature_matrix(judged, quality)
        fitted[quality] = fit(features, shares, expected, counts)
    return fitted


def _weight(one: Judged) -> float:
    if one.is_talk:
        return WEIGHT_OF_TALK
    return WEIGHT_OF_STYLES if one.group == HOUSE_STYLES else 1.0


def estimate(
    judged: Sequence[Judged], fitted: Mapping[str, tuple[float, np.ndarray]]
) -> list[Quotability]:
    """Return the estimates of weights that are not stored."""
    chances = {}
    for quality, (start, weights) in fitted.items():
        odds = feature_matrix(judged, quality) @ weights + start
        chances[quality] = 1 / (1 + np.exp(-odds))
    return [
        Quotability(**{quality: float(chances[quality][n]) for quality in QUALITIES})
        for n in range(len(judged))
    ]
