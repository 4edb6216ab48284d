"""The weights by which the paragraphs of a page are told apart, fitted to known pages.

`content.segment.voices.one_speech.told.passages` weighs the courses of a page; here the
weights are found that make the known courses most likely, with a ridge. Each weight has
a stride of its own, longer while its slope keeps its sign and shorter where it turns
(resilient propagation).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from content.segment.voices.one_speech.told.passages import (
    ParagraphSigns,
    ParagraphWeights,
    StepShares,
    likeliest_course,
    shares_of_steps,
)

_RIDGE, _ROUNDS = 1.0, 70
_LONGER, _SHORTER, _FIRST_STRIDE, _MIN_STRIDE, _MAX_STRIDE = 1.2, 0.5, 0.05, 1e-4, 0.5
# So much more or less, as log odds, leaves no doubt of what is known of a paragraph.
_SURELY = 50.0
_NEAR = 0.7
# Which signs each kind of weight counts, as `ParagraphWeights` has them.
_SIGNS_OF = {"inside": 0, "start": 1, "again": 1, "end": 2}


class Chain(NamedTuple):
    """The paragraphs of a page by their signs, and which of them are spoken, where known."""

    label: str
    signs: Sequence[ParagraphSigns]
    spoken: Sequence[bool | None]


class ChainField:
    """The weights of all signs that the paragraphs of some pages have, by kind."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        self.names = {
            kind: sorted(
                {name for c in chains for one in c.signs for name in one[part]}
            )
            for kind, part in _SIGNS_OF.items()
        }
        self._chains = chains
        self._matrices = self._matrices_of(chains)
        self._known = [spoken for chain in chains for spoken in chain.spoken]
        self.weights = {
            kind: np.zeros(len(names)) for kind, names in self.names.items()
        }

    def _matrices_of(self, chains: Sequence[Chain]) -> dict[str, np.ndarray]:
        """Return for each kind of weight a row of signs for each paragraph of all pages."""
        signs = [one for chain in chains for one in chain.signs]
        return {
            kind: np.array(
                [
                    [float(one[part].get(name, 0.0)) for name in self.names[kind]]
                    for one in signs
                ]
            )
            for kind, part in _SIGNS_OF.items()
        }

    def fit(self) -> None:
        """Find the weights that make what is known most likely."""
        slopes = {kind: np.zeros_like(w) for kind, w in self.weights.items()}
        strides = {kind: np.full_like(w, _FIRST_STRIDE) for kind, w in slopes.items()}
        for _ in range(_ROUNDS):
            for kind, slope in self._slopes().items():
                turned = np.sign(slope * slopes[kind])
                scale = np.where(turned > 0, _LONGER, np.where(turned < 0, _SHORTER, 1))
                strides[kind] = np.clip(strides[kind] * scale, _MIN_STRIDE, _MAX_STRIDE)
                slopes[kind] = np.where(turned < 0, 0.0, slope)
                self.weights[kind] -= np.sign(slopes[kind]) * strides[kind]

    def _slopes(self) -> dict[str, np.ndarray]:
        """Return how much less likely what is known gets with more of each weight."""
        weighed = self._weighed(self._matrices)
        known = [
            one if spoken is None else _surely(one, spoken=spoken)
            for one, spoken in zip(weighed, self._known, strict=True)
        ]
        free, bound = (self._shares(rows) for rows in (weighed, known))
        return {
            kind: _RIDGE * weights + self._matrices[kind].T @ (free[kind] - bound[kind])
            for kind, weights in self.weights.items()
        }

    def _weighed(self, matrices: dict[str, np.ndarray]) -> list[ParagraphWeights]:
        sums = [
            matrices[kind] @ self.weights[kind] for kind in ParagraphWeights._fields
        ]
        return [ParagraphWeights(*map(float, row)) for row in zip(*sums, strict=True)]

    def _shares(self, weighed: Sequence[ParagraphWeights]) -> dict[str, np.ndarray]:
        """Return how likely each step at each paragraph is, page by page, by kind."""
        shares, first = [], 0
        for chain in self._chains:
            end = first + len(chain.signs)
            shares += shares_of_steps(weighed[first:end])
            first = end
        columns = np.array(shares).T
        return dict(zip(StepShares._fields, columns, strict=True))

    def reads_nearly(self, chain: Chain) -> bool:
        """Return whether most of what is spoken on a page is found, and little else."""
        course = likeliest_course(self._weighed(self._matrices_of([chain])))
        known = [
            (found, spoken)
            for found, spoken in zip(course, chain.spoken, strict=True)
            if spoken is not None
        ]
        both = sum(found and spoken for found, spoken in known)
        return both > _NEAR * sum(found or spoken for found, spoken in known)

    def lines(self) -> list[str]:
        """Return the weights as the lines of a TOML file."""
        found = []
        for kind, names in self.names.items():
            weights = zip(names, self.weights[kind], strict=True)
            found += [
                "",
                f"[{kind}]",
                *(f'"{n}" = {round(float(w), 2)}' for n, w in weights),
            ]
        return found[1:]


def _surely(weights: ParagraphWeights, *, spoken: bool) -> ParagraphWeights:
    more = _SURELY if spoken else -_SURELY
    return weights._replace(inside=weights.inside + more)
