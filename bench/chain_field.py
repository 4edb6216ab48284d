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
    likeliest_course,
)

_RIDGE, _ROUNDS = 1.0, 70
_LONGER, _SHORTER, _FIRST_STRIDE, _MIN_STRIDE, _MAX_STRIDE = 1.2, 0.5, 0.05, 1e-4, 0.5
# So much more or less, as log odds, leaves no doubt of what is known of a paragraph.
_SURELY = 50.0
_NEAR = 0.7
_NEVER = -1e9
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
        self._matrices = self._matrices_of(chains)
        known = [spoken for chain in chains for spoken in chain.spoken]
        self._known = np.array(
            [0.0 if one is None else _SURELY if one else -_SURELY for one in known]
        )
        self._pages = _Pages([len(chain.signs) for chain in chains])
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
        free = {kind: self._matrices[kind] @ self.weights[kind] for kind in _SIGNS_OF}
        bound = {**free, "inside": free["inside"] + self._known}
        freely, surely = self._pages.shares(free), self._pages.shares(bound)
        return {
            kind: _RIDGE * weights
            + self._matrices[kind].T @ (freely[kind] - surely[kind])
            for kind, weights in self.weights.items()
        }

    def _weighed(self, matrices: dict[str, np.ndarray]) -> list[ParagraphWeights]:
        sums = [
            matrices[kind] @ self.weights[kind] for kind in ParagraphWeights._fields
        ]
        return [ParagraphWeights(*map(float, row)) for row in zip(*sums, strict=True)]

    def course(self, chain: Chain) -> list[bool]:
        """Return whether each paragraph of a page is spoken, by its likeliest course."""
        return likeliest_course(self._weighed(self._matrices_of([chain])))

    def shares_inside(self, chains: Sequence[Chain]) -> list[np.ndarray]:
        """Return how likely each paragraph of each page is spoken."""
        matrices = self._matrices_of(chains)
        sums = {kind: matrices[kind] @ self.weights[kind] for kind in _SIGNS_OF}
        sizes = [len(chain.signs) for chain in chains]
        inside = _Pages(sizes).shares(sums)["inside"]
        return np.split(inside, np.cumsum(sizes)[:-1])

    def reads_nearly(self, chain: Chain) -> bool:
        """Return whether most of what is spoken on a page is found, and little else."""
        known = [
            (found, spoken)
            for found, spoken in zip(self.course(chain), chain.spoken, strict=True)
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


class _Pages:
    """Pages of some lengths, all courses of which are weighed at once.

    As `shares_of_steps` weighs those of one page; a row here is a page.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        ends = np.cumsum(sizes)
        places = np.arange(max(sizes, default=0))
        self._here = places < np.array(sizes)[:, None]
        first = (ends - np.array(sizes))[:, None]
        self._rows = np.where(self._here, first + places, 0)
        self._last = np.array(sizes) - 1
        self._is_last = places == self._last[:, None]

    def shares(self, sums: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return how likely each step at each paragraph is, by kind, as `StepShares` has them."""
        inside, start, again, end = (
            np.where(self._here, sums[kind][self._rows], 0.0) for kind in _SIGNS_OF
        )
        spoken, after = self._down(inside, start, again, end)
        on, off = self._up(inside, start, again, end)
        page = np.arange(len(self._last))
        closed = spoken[page, self._last] + end[page, self._last]
        total = np.logaddexp(closed, after[page, self._last])[:, None]

        def share(weights: np.ndarray) -> np.ndarray:
            found: np.ndarray = np.exp(np.minimum(0.0, weights - total))
            return found

        starts = start + inside + on
        over = np.full_like(after[:, :1], _NEVER)
        restarts = share(np.hstack([over, after[:, :-1]]) + again + starts)
        ends = np.hstack([off[:, 1:], over])
        ends = np.where(self._is_last, 0.0, ends)
        steps = {
            "inside": share(spoken + on),
            "start": share(starts) + restarts,
            "again": restarts,
            "end": share(spoken + end + ends),
        }
        return {kind: weights[self._here] for kind, weights in steps.items()}

    def _down(
        self, inside: np.ndarray, start: np.ndarray, again: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what all courses down to each paragraph weigh: in a speech, and below one."""
        spoken, after = np.full_like(inside, _NEVER), np.full_like(inside, _NEVER)
        spoken[:, 0] = inside[:, 0] + start[:, 0]
        for k in range(1, inside.shape[1]):
            started = np.logaddexp(
                start[:, k], after[:, k - 1] + start[:, k] + again[:, k]
            )
            spoken[:, k] = inside[:, k] + np.logaddexp(spoken[:, k - 1], started)
            after[:, k] = np.logaddexp(
                after[:, k - 1], spoken[:, k - 1] + end[:, k - 1]
            )
        return spoken, after

    def _up(
        self, inside: np.ndarray, start: np.ndarray, again: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what all courses from below each paragraph on weigh: in a speech, and below one."""
        on, off = np.full_like(inside, _NEVER), np.full_like(inside, _NEVER)
        last = inside.shape[1] - 1
        on[:, last], off[:, last] = end[:, last], 0.0
        for k in range(last - 1, -1, -1):
            spoken = inside[:, k + 1] + on[:, k + 1]
            starts = spoken + start[:, k + 1]
            ends = self._is_last[:, k]
            goes_on = np.logaddexp(spoken, off[:, k + 1] + end[:, k])
            on[:, k] = np.where(ends, end[:, k], goes_on)
            stays = np.logaddexp(off[:, k + 1], starts + again[:, k + 1])
            off[:, k] = np.where(ends, 0.0, stays)
        return on, off
