"""Fit the doubt about whole documents to what was read wrongly when nobody had seen it.

    python -m bench.blind [DIR] [--write] [--prune]

Runs the code of older commits on the documents that it had not been tuned on
(`bench.documents.blind_runs`; needs the whole history of the repository, and a quarter of an hour), lets
the second reader of today weigh what they found, and fits the witnesses of
`content/segment/doubt/whole/explained.py` to what it would still serve. To these come, with
less weight, the same documents as they are read now, and those of DIR, which have to
stay served. Printed is how much of what is served is wrong at what added doubt cost,
each set left out of the fit in turn. `--write` writes the weights; `--prune` says what
each witness is worth.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bench.documents.blind_runs import BLIND, SETS, FirstFound, blind_runs
from bench.line_roles import fit_roles, fits_without_each, known_lines
from bench.scoring.attribution import judge
from bench.segmentation import Case, folder_cases
from content.document import UnreadableDocumentError
from content.formats import read_document
from content.segment import MIN_CONFIDENCE
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import weigh
from content.segment.doubt.whole import explained, looks
from content.segment.doubt.whole.lifted_doubt import liftable_doubts
from content.segment.doubt.whole.verdict import WEIGHTS, WEIGHTS_WITH_LOOKS
from content.segment.first_reader.reader import make_first_reading
from content.segment.line_roles.roles import RoleWeights, roles_of_lines
from content.segment.lines import lines_of
from content.segment.names.offices import is_role
from content.segment.names.words import label_words

_SET_NAMES = sorted({name for _, name, _ in BLIND})
_COST, _COST_WITH_LOOKS = 0.02, 0.015
"""How much of what is right may be doubted more, of documents left out."""
_FULL_NAME = 2
_READ_NOW = 0.2
"""How much a document that was learned from is worth."""
_READ_WELL = 10.0
"""How much a document of DIR is worth."""
_L2 = 0.2
_LEAST = 0.05
"""The weight that every witness has at least."""
_ROUNDS = 12
_MAX_STEP, _FAR = 1.0, 9.0
_FIRST_ODDS = 2.5
_COSTS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1)
_PLAIN = "plain"
"""The group of documents that are in every fit."""


class Passage(NamedTuple):
    """A piece that is given to somebody: what is heard of it, and what is true of it.

    Attributes:
        titled: How much of what is wrong is so for a title or an office alone.
        liftable: Whether the first reader alone doubts it, and only slightly.
    """

    group: str
    document: str
    style: str
    worth: float
    confidence: float
    heard: tuple[int, ...]
    right: float
    wrong: float
    titled: float = 0.0
    liftable: bool = False

    @property
    def served(self) -> bool:
        """Whether the second reader would serve it, or the last word may."""
        return self.confidence >= MIN_CONFIDENCE or self.liftable


class Fit(NamedTuple):
    """The odds of a passage of which nobody speaks, and the weight of each witness."""

    start: float
    weights: list[float]

    def odds(self, passage: Passage) -> float:
        """Return the log odds that a passage is right."""
        return self.start + sum(self.weights[n] for n in passage.heard)


def main() -> int:
    """Run the fit and print its curve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--prune", action="store_true")
    options = parser.parse_args()
    lines = [*chain.from_iterable(known_lines(SETS / name) for name in _SET_NAMES)]
    unseen = {**fits_without_each(lines), _PLAIN: fit_roles(lines)}
    blind = [one for found in blind_runs() for one in passages_of(found, unseen)]
    known = list(_known(options.folder, unseen))
    everyone = tuple(range(len(explained.WITNESSES)))
    plain = tuple(n for n in everyone if explained.WITNESSES[n] not in looks.WITNESSES)
    _print_curve("by the other witnesses", blind, [_logit(o.confidence) for o in blind])
    fits = {
        WEIGHTS: _shipped("and these, left out", blind, known, plain, _COST),
        WEIGHTS_WITH_LOOKS: _shipped(
            "and what lines look like", blind, known, everyone, _COST_WITH_LOOKS
        ),
    }
    _print_weights(fits[WEIGHTS_WITH_LOOKS], blind, known)
    served = [o for o in known if o.group == _PLAIN and o.served]
    for path, shipped in fits.items():
        lost = [o for o in served if shipped.odds(o) < _logit(MIN_CONFIDENCE)]
        share = sum(o.right for o in lost) / max(1, sum(o.right for o in served))
        print(f"{path.name}: of {options.folder}, {share:.4f} of what is right is lost")
    if options.prune:
        _print_worth(blind, known, everyone)
    if options.write:
        _write(fits[WEIGHTS], WEIGHTS, plain)
        _write(fits[WEIGHTS_WITH_LOOKS], WEIGHTS_WITH_LOOKS, everyone)
    return 0


def _shipped(
    title: str,
    blind: Sequence[Passage],
    known: Sequence[Passage],
    witnesses: Sequence[int],
    cost: float,
) -> Fit:
    """Return the fit of some witnesses that doubts so much more, and print its curve."""
    left_out = _left_out(blind, known, witnesses)
    _print_curve(title, blind, left_out)
    whole = fit([*blind, *known], witnesses)
    start = whole.start - _edge(blind, left_out, cost) + _logit(MIN_CONFIDENCE)
    return Fit(round(start, 2), [round(one, 2) for one in whole.weights])


# Passages.


def passages_of(
    found: FirstFound, unseen: Mapping[str, RoleWeights], worth: float = 1.0
) -> Iterator[Passage]:
    """Yield the passages of a document that are given to somebody.

    Args:
        found: The document, and what was made of it.
        unseen: What the looks of lines count, for each set by a fit without it.
        worth: How much it counts.
    """
    pieces = weigh(found.pieces, found.lines, found.labels, found.document)
    reading = Reading(
        pieces,
        found.lines,
        found.labels,
        found.document,
        roles=roles_of_lines(lines_of(found.document), unseen.get(found.group)),
    )
    heard: defaultdict[int, list[int]] = defaultdict(list)
    for number, witness in enumerate(explained.WITNESSES):
        for start, end in witness.spans(reading):
            for n in range(start, end):
                heard[n].append(number)
    given = [(one.text, one.speaker or "") for one in pieces]
    lifted = liftable_doubts(pieces)
    judged = judge(found.gold, given)
    bare = judge(
        [
            one._replace(names=[*one.names, *map(_without_titles, one.names)])
            for one in found.gold
        ],
        [(text, _without_titles(name)) for text, name in given],
    )
    total = sum(
        sum(both) for both, one in zip(judged, pieces, strict=True) if one.speaker
    )
    for n, (piece, both, at_best) in enumerate(zip(pieces, judged, bare, strict=True)):
        if piece.spoken and piece.speaker and sum(both):
            yield Passage(
                group=found.group,
                document=f"{found.group} {found.label}",
                style=found.label.split("__")[0],
                worth=worth,
                confidence=piece.confidence,
                heard=tuple(heard[n]),
                right=both.right / total,
                wrong=both.wrong / total,
                titled=max(0, at_best.right - both.right) / total,
                liftable=n in lifted,
            )


def _without_titles(name: str) -> str:
    """Return the words of a name behind its titles and offices, if there are two.

    >>> _without_titles("Professor Hamish Orr"), _without_titles("Ms. Orr")
    ('Hamish Orr', 'Ms. Orr')
    """
    words = name.split()
    known = label_words().titles | label_words().forms_of_address
    while len(words) > _FULL_NAME and (
        words[0].strip(".,").casefold() in known or is_role(words[0].casefold())
    ):
        del words[0]
    return " ".join(words)


def _known(folder: Path | None, unseen: Mapping[str, RoleWeights]) -> Iterator[Passage]:
    """Yield passages of documents as they are read now."""
    if folder is not None:
        for case in folder_cases(folder):
            yield from _read_now(case, _PLAIN, unseen, _READ_WELL)
    for name in _SET_NAMES:
        for case in folder_cases(SETS / name):
            yield from _read_now(case, name, unseen, _READ_NOW)


def _read_now(
    case: Case, group: str, unseen: Mapping[str, RoleWeights], worth: float
) -> Iterator[Passage]:
    if case.gold is None:
        return
    try:
        document = read_document(case.data, case.name)
    except UnreadableDocumentError:
        return
    first = make_first_reading(document)
    found = FirstFound(
        group=group,
        label=case.label,
        gold=case.gold,
        document=document,
        pieces=first.pieces,
        lines=first.lines,
        labels=first.labels,
    )
    yield from passages_of(found, unseen, worth)


# The fit.


def fit(passages: Iterable[Passage], witnesses: Sequence[int]) -> Fit:
    """Return the weights under which the served passages are likeliest.

    Each keeps to the side of its witness.
    """
    by_heard: dict[tuple[int, ...], _Row] = {}
    for one in passages:
        if one.served:
            row = by_heard.setdefault(one.heard, _Row())
            row.right += one.worth * (one.right + one.titled)
            row.size += one.worth * (one.right + one.wrong)
    rows = list(by_heard.values())
    of = [[row for heard, row in by_heard.items() if w in heard] for w in witnesses]
    weights = [0.0] * len(explained.WITNESSES)
    start = _FIRST_ODDS
    for _ in range(_ROUNDS):
        start += _move(rows, 0.0, 0.0, (-_FAR, _FAR))
        for own, w in zip(of, witnesses, strict=True):
            favours = explained.WITNESSES[w].favours
            least, most = (_LEAST, _FAR) if favours else (-_FAR, -_LEAST)
            bounds = least - weights[w], most - weights[w]
            weights[w] += _move(own, weights[w], _L2, bounds)
    return Fit(start, weights)


@dataclass(slots=True)
class _Row:
    """All passages about which the same witnesses speak."""

    right: float = 0.0
    size: float = 0.0
    odds: float = _FIRST_ODDS


def _move(
    rows: Sequence[_Row], weight: float, l2: float, bounds: tuple[float, float]
) -> float:
    """Add one step of Newton's method to the odds of rows, and return it."""
    l2 = max(l2, 1e-9)
    slope, curve = -l2 * weight, l2
    for row in rows:
        share = 1 / (1 + math.exp(-row.odds))
        slope += row.right - row.size * share
        curve += row.size * share * (1 - share)
    step = max(-_MAX_STEP, min(_MAX_STEP, slope / curve))
    step = max(bounds[0], min(bounds[1], step))
    for row in rows:
        row.odds += step
    return step


def _left_out(
    blind: Sequence[Passage], known: Sequence[Passage], witnesses: Sequence[int]
) -> list[float]:
    """Return the odds of each passage by a fit without the set that it is of."""
    fits: Mapping[str, Fit] = {
        group: fit((o for o in (*blind, *known) if o.group != group), witnesses)
        for group in sorted({one.group for one in blind})
    }
    return [fits[one.group].odds(one) for one in blind]


# Figures.


def _logit(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))


def _edge(passages: Sequence[Passage], odds: Sequence[float], cost: float) -> float:
    """Return below what odds a share of all that is right would be doubted more."""
    right = cost * sum(one.right for one in passages)
    served = sorted(
        (odd, one.right) for one, odd in zip(passages, odds, strict=True) if one.served
    )
    for odd, own in served:
        right -= own
        if right < 0:
            return odd
    return served[-1][0]


def _print_curve(
    title: str, passages: Sequence[Passage], odds: Sequence[float]
) -> None:
    print(f"\n{title}: added doubt cost; doubt cost, wrong of served; means of styles")
    for cost in _COSTS:
        edge = _edge(passages, odds, cost) if cost else -math.inf
        kept = [
            one.served and odd >= edge for one, odd in zip(passages, odds, strict=True)
        ]
        print(
            f"  +{cost:.2f}"
            + "".join(f"{one:8.3f}" for one in _figures(passages, kept))
            + "".join(f"{one:8.3f}" for one in _means(passages, kept))
        )


def _figures(passages: Iterable[Passage], kept: Iterable[bool]) -> tuple[float, float]:
    """Return doubt cost and the share of what is served that is wrong; nan for none."""
    right = served = wrong = 0.0
    for one, keep in zip(passages, kept, strict=True):
        right += one.right
        served += one.right * keep
        wrong += one.wrong * keep
    cost = 1 - served / right if right else math.nan
    return cost, wrong / (served + wrong) if served + wrong else math.nan


def _means(passages: Sequence[Passage], kept: Sequence[bool]) -> tuple[float, float]:
    """Return the same figures as means of styles, each the mean of its documents."""
    documents: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(passages):
        documents[one.document].append(n)
    styles: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for own in documents.values():
        first = passages[own[0]]
        figures = _figures([passages[n] for n in own], [kept[n] for n in own])
        styles[first.group, first.style].append(figures)
    return _mean(styles, 0), _mean(styles, 1)


def _mean(
    styles: Mapping[tuple[str, str], list[tuple[float, float]]], which: int
) -> float:
    means = []
    for found in styles.values():
        values = [one[which] for one in found if not math.isnan(one[which])]
        means += [sum(values) / len(values)] if values else []
    return sum(means) / len(means)


def _area(passages: Sequence[Passage], odds: Sequence[float]) -> float:
    """Return the mean of what is served wrongly at the costs that may be shipped."""
    costs = [c / 200 for c in range(4, 13)]
    shares = []
    for cost in costs:
        edge = _edge(passages, odds, cost)
        kept = [
            one.served and odd >= edge for one, odd in zip(passages, odds, strict=True)
        ]
        shares.append(_figures(passages, kept)[1])
    return sum(shares) / len(shares)


def _print_worth(
    blind: Sequence[Passage], known: Sequence[Passage], witnesses: Sequence[int]
) -> None:
    whole = _area(blind, _left_out(blind, known, witnesses))
    print(f"\nwrong of served at costs of 0.02 to 0.06: {whole:.4f}; more without:")
    for w in witnesses:
        without = [one for one in witnesses if one != w]
        more = _area(blind, _left_out(blind, known, without)) - whole
        print(f"  {explained.WITNESSES[w].name:30}{more:+.4f}", flush=True)


def _print_weights(
    shipped: Fit, blind: Sequence[Passage], known: Sequence[Passage]
) -> None:
    print(
        f"\nstart {shipped.start}; witness, weight; documents' worth right, wrong, sets"
    )
    for n, witness in enumerate(explained.WITNESSES):
        own = [one for one in blind if one.served and n in one.heard]
        plain = sum(o.right for o in known if o.group == _PLAIN and n in o.heard)
        print(
            f"  {witness.name:30}{shipped.weights[n]:7.2f}"
            f"{sum(o.right for o in own):8.2f}{sum(o.wrong for o in own):8.2f}"
            f"{len({o.document for o in own if o.wrong}):5}{plain:8.2f}"
        )


def _write(shipped: Fit, path: Path, witnesses: Sequence[int]) -> None:
    lines = [
        "# Made by `python -m bench.blind DIR --write`; log odds, for above 0.",
        f"start = {shipped.start}",
        "",
        "[witnesses]",
        *(f"{explained.WITNESSES[n].name} = {shipped.weights[n]}" for n in witnesses),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
