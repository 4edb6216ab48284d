"""How likely each line of a document has each role, by the likeliest courses of all its lines.

A conditional random field on the chain of lines, fitted to documents in which it is known
who speaks (`python -m bench.line_roles`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import exp
from operator import mul
from pathlib import Path

from content.segment.line_roles.signs import Signs, signs_of_lines
from content.segment.lines import Line, Position

WEIGHTS = Path(__file__).with_name("roles.tsv")
"""What each sign counts for each role, as log odds: of a line, and of those beside it."""

_FEWEST, _MOST, _SURELY = 21, 10_000, 0.9
"""Of how many lines a document is weighed: fewer show too little, and more take long, and
have labels enough that rules know."""

Weighed = Sequence[float]
"""A figure for each role, in their order."""


class LineRole(StrEnum):
    """What a line is; the first three go with a speaker who is named by a label."""

    LABELLED = "labelled"
    """It starts with a label, and somebody's words stand behind it."""
    LABEL = "label"
    """It is a label, and nothing else."""
    BELOW_LABEL = "below a label"
    """Somebody's first words below such a label."""
    GOES_ON = "goes on"
    """Words of who speaks above."""
    ANOTHER = "another"
    """Words of another than above, whom no label names."""
    NOBODY = "nobody"
    """Nobody's words: a heading, a note, what an author tells."""


_ROLES = tuple(LineRole)
_NONE = (0.0,) * len(_ROLES)


class Place(StrEnum):
    """Where a sign is seen: on the line itself, or on the one above or below it."""

    HERE = "here"
    ABOVE = "above"
    BELOW = "below"


EDGE: Signs = ("edge",)
"""What is seen above the first line and below the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWeights:
    """What signs count for each role.

    Attributes:
        signs: By place, then by sign.
        steps: What each role counts for each role of the next line.
    """

    signs: Mapping[Place, Mapping[str, Weighed]]
    steps: Mapping[LineRole, Weighed]


class RoleShares(dict[LineRole, float]):
    """How likely a line has each role, from 0 to 1."""

    @property
    def spoken(self) -> float:
        """How likely the line holds somebody's words."""
        return 1.0 - self[LineRole.NOBODY] - self[LineRole.LABEL]

    @property
    def opens_turn(self) -> float:
        """How likely the line has a label."""
        return self[LineRole.LABELLED] + self[LineRole.LABEL]


Roles = Mapping[Position, RoleShares]
"""How likely lines have each role."""


def surely_opens(line: Line, roles: Roles) -> bool:
    """Return whether a line surely looks as if it had a label."""
    own = roles.get(line.position)
    return own is not None and own.opens_turn > _SURELY


@cache
def read_role_weights(path: Path = WEIGHTS) -> RoleWeights:
    """Read fitted weights: rows of a place, or "step", a sign or a role, and a weight for each role."""
    signs: dict[Place, dict[str, Weighed]] = {place: {} for place in Place}
    steps: dict[LineRole, Weighed] = {}
    for row in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if row.startswith("#"):
            continue
        where, sign, *figures = row.split("\t")
        weights = tuple(float(figure or 0) for figure in figures)
        if where == "step":
            steps[LineRole(sign)] = weights
        else:
            signs[Place(where)][sign] = weights
    return RoleWeights(signs=signs, steps=steps)


def roles_of_lines(lines: Sequence[Line], weights: RoleWeights | None = None) -> Roles:
    """Return how likely each line has each role; nothing where there are too few or too many.

    Args:
        lines: All lines of a document.
        weights: What their signs count, if not as usual.
    """
    if not _FEWEST <= len(lines) <= _MOST:
        return {}
    shares = shares_of_roles(signs_of_lines(lines), weights or read_role_weights())
    return {line.position: own for line, own in zip(lines, shares, strict=True)}


def shares_of_roles(signs: Sequence[Signs], weights: RoleWeights) -> list[RoleShares]:
    """Return how likely each line has each role, over all courses of the lines.

    Args:
        signs: The signs of each line.
        weights: What they count.
    """
    own = _likelihoods(signs, weights)
    steps = [[exp(w) for w in weights.steps[role]] for role in _ROLES]
    back = [*zip(*steps, strict=True)]
    above = [_scaled(own[0])]
    for likely in own[1:]:
        last = above[-1]
        above.append(
            _scaled(
                [w * sum(map(mul, last, s)) for w, s in zip(likely, back, strict=True)]
            )
        )
    below = [_scaled([1.0] * len(_ROLES))]
    for likely in reversed(own[1:]):
        beyond = [*map(mul, likely, below[-1])]
        below.append(_scaled([sum(map(mul, beyond, step)) for step in steps]))
    return [
        RoleShares(zip(_ROLES, _scaled([*map(mul, one, other)]), strict=True))
        for one, other in zip(above, reversed(below), strict=True)
    ]


def _likelihoods(signs: Sequence[Signs], weights: RoleWeights) -> list[Weighed]:
    """Return how likely each line's own signs make each role, up to a factor for each line."""
    edged = (EDGE, *signs, EDGE)
    seen = {
        Place.ABOVE: edged[:-2],
        Place.HERE: edged[1:-1],
        Place.BELOW: edged[2:],
    }
    found: list[Weighed] = []
    for n in range(len(signs)):
        rows = [
            row
            for place, ones in seen.items()
            for row in map(weights.signs[place].get, ones[n])
            if row is not None
        ]
        odds = [*map(sum, zip(*rows, strict=True))] if rows else _NONE
        most = max(odds)
        found.append([exp(one - most) for one in odds])
    return found


def _scaled(likely: Sequence[float]) -> Weighed:
    total = sum(likely)
    return [one / total for one in likely]
