"""How likely an excerpt is to read well in a chat, weighed from its features.

Three chances are estimated apart, since one can't make up for another: that it stands
alone, that it says something, that it is whole. The weights are fitted on judged
excerpts (`bench.quotability`); docs/excerpt-fits.md tells how, and how good they are.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.excerpts.features.names import SAYS, STANDS, WHOLE

WEIGHTS = Path(__file__).with_name("quotability.toml")

ADJUSTMENT_WEIGHTS = Path(__file__).with_name("boundary_adjustment.toml")
"""What moves boundaries: it outlasts a fit, so that no fit changes excerpts' ids."""

QUALITIES = {"stands": STANDS, "says": SAYS, "whole": WHOLE}
"""What is estimated, and the names of the features that speak about each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was fitted.

    Attributes:
        start: The log odds of an excerpt without any feature, by quality.
        features: The weight of each feature, by quality.
        bars: The chance under which an excerpt is not offered, by quality.
        low_bars: The same in a transcript that has nothing over those.
        bars_of_talk: The bars of a dialogue.
        bars_of_answers: Those of what is shown with the question that it answers.
        tiers: The scores from which an offered excerpt is in each tier but the last,
            the best first: better ones come sooner.
    """

    start: Mapping[str, float]
    features: Mapping[str, Mapping[str, float]]
    bars: Mapping[str, float]
    low_bars: Mapping[str, float]
    bars_of_talk: Mapping[str, float]
    bars_of_answers: Mapping[str, float]
    tiers: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotability:
    """Estimates for one excerpt: the chances of its qualities, from 0 to 1."""

    stands: float
    says: float
    whole: float

    @property
    def score(self) -> float:
        """The chance that it has all three, by which excerpts are compared."""
        return self.stands * self.says * self.whole

    def is_offered(self, *, dialogue: bool, asked: bool) -> bool:
        """Return whether it may come to somebody who asked for nothing else.

        Args:
            dialogue: Whether its transcript is one.
            asked: Whether the question that it answers is shown with it.
        """
        weights = read_weights()
        bars = weights.bars_of_talk if dialogue else weights.bars
        return self.is_over(weights.bars_of_answers if asked else bars)

    @property
    def tolerable(self) -> bool:
        """Whether it may come where nothing of its transcript is better."""
        return self.is_over(read_weights().low_bars)

    def is_over(self, bars: Mapping[str, float]) -> bool:
        """Return whether each chance is at least as high as its bar."""
        return (
            self.stands >= bars["stands"]
            and self.says >= bars["says"]
            and self.whole >= bars["whole"]
        )


@cache
def read_weights(path: Path = WEIGHTS) -> Weights:
    """Read the fitted weights; a feature that was not there at the fit weighs nothing."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Weights(
        start={quality: data[quality]["start"] for quality in QUALITIES},
        features={
            quality: {name: data[quality].get(name, 0.0) for name in names}
            for quality, names in QUALITIES.items()
        },
        bars=data["bars"],
        low_bars=data["low_bars"],
        bars_of_talk=data["bars_of_talk"],
        bars_of_answers=data["bars_of_answers"],
        tiers=tuple(data["tiers"]["from"]),
    )


def rate(features: Mapping[str, float]) -> Quotability:
    """Weigh the features of an excerpt."""
    return _weigh(features, read_weights())


def is_worth_adjusting(features: Mapping[str, float]) -> bool:
    """Return whether a boundary may move for an excerpt to have these features."""
    weights = read_weights(ADJUSTMENT_WEIGHTS)
    return _weigh(features, weights).is_over(weights.bars)


def _weigh(features: Mapping[str, float], weights: Weights) -> Quotability:
    chances = {}
    for quality, by_name in weights.features.items():
        odds = weights.start[quality]
        for name, weight in by_name.items():
            # Most features are not there.
            if feature := features.get(name):
                odds += weight * feature
        chances[quality] = 1 / (1 + math.exp(-odds))
    return Quotability(**chances)
