"""Fit the second reader's weights, and show how far its confidence can be trusted.

    python -m bench.doubt DIR [--write] [--each]

DIR holds gold files, as `bench.segmentation` reads them. To these come the golden cases
and mutations of both (`bench.documents.printing`). Weights are a logistic regression of whether
a character is given to the right speaker on the witnesses that speak about it; a
witness for an attribution never has a weight below 0, one against it never above. Those
that explain an attribution share one, without which nothing comes above the bar. Each
document weighs the same. Figures are of documents that were left out of the fit, by
style in turn; held-out styles, mutations and languages are in none. `--write` writes
the weights that `content/segment/doubt/` uses.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.documents.printing import print_documents
from bench.scoring.attribution import GoldSegment, judge, print_curve
from bench.segmentation import Case, folder_cases, golden_cases
from content.document import Document, UnreadableDocumentError
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, SegmentKind
from content.segment.doubt.reading import Reading
from content.segment.doubt.second_reader import (
    WEIGHTS,
    WITNESSES,
    Weights,
    hear,
    is_first_reader_unsure,
    trust_labels_alike,
    witnesses_of,
)
from content.segment.doubt.witness import Witness
from content.segment.first_reader.reader import make_first_reading
from content.segment.names.name_score import is_unnamed_voice
from content.segment.pieces import Piece

_SEEDS = (20261126, 20261127)
_TIMES = 60
_WORTH = {"set": 20.0, "case": 2.0}
"""How many mutations a document that somebody printed is worth."""
_UNSEEN = 1.5
"""How many times as much of documents that nobody has seen is given away wrongly."""
_L2 = 0.3
_ROUNDS = 40
_MIN_WEIGHT, _MAX_WEIGHT = 0.05, 6.0
_PRIOR_FOR, _PRIOR_AGAINST = 0.3, -1.5
"""The weights of witnesses of whom no document in the fit says anything."""
_UNEXPLAINED, _EXPLAINED = 1.0, 2.25
"""The log odds of what no witness explains, at most, which is just below the bar, and
what an explanation adds (why one weight for all: docs/decisions/segmentation-doubt.md)."""
_HELD_DOCUMENT = "seed_blog"
_EDGES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96)


class Passage(NamedTuple):
    """A passage with the witnesses heard about it and the characters judged."""

    witnesses: frozenset[str]
    unsure: bool
    right: float
    wrong: float


class Weighed(NamedTuple):
    """A document's passages, and the group with which it is left out."""

    group: str
    label: str
    held: bool
    passages: list[Passage]


def main() -> int:
    """Run the fit and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    documents = list(_documents(options.folder))
    fitted = [one for one in documents if not one.held]
    groups = sorted({one.group for one in fitted})
    left_out: list[tuple[Weighed, Weights]] = []
    for group in groups:
        weights = fit(one for one in fitted if one.group != group)
        left_out += [(one, weights) for one in fitted if one.group == group]
    weights = fit(fitted)
    print(f"{len(fitted)} documents in {len(groups)} groups, {len(documents)} in all")
    kinds = ("set", "case", "mutation")
    for kind in kinds:
        own = [pair for pair in left_out if pair[0].group.startswith(kind)]
        _print_figures(f"left out, {kind}s", own)
    _print_figures("left out, all", left_out)
    alone = Weights(start=_MAX_WEIGHT, witnesses={})
    _print_figures("deciding alone", [(one, alone) for one, _ in left_out])
    held = [(one, weights) for one in documents if one.held]
    _print_figures("deciding, held out", [(one, alone) for one, _ in held])
    _print_figures("held out", held)
    _print_curve("left out", left_out)
    _print_curve("held out", held)
    _print_thresholds({"left out": left_out, "held out": held})
    if options.each:
        _print_groups([*left_out, *held])
    _print_weights(weights, fitted)
    if options.write:
        _write(weights)
    return 0


def _documents(folder: Path) -> Iterator[Weighed]:
    cases = list(folder_cases(folder))
    golds = [c.gold for c in cases if c.gold and c.style != _HELD_DOCUMENT]
    for kind, found in (("set", cases), ("case", golden_cases())):
        for case in found:
            one = _weighed(
                case, f"{kind} {case.style}", held=case.style == _HELD_DOCUMENT
            )
            if one is not None:
                yield one
    for seed in _SEEDS:
        for made in print_documents(seed, _TIMES, golds):
            case = Case(made.style, made.mutation, made.name, made.data, made.gold)
            group = f"mutation {made.style}"
            one = _weighed(case, group, held=made.held)
            if one is not None:
                yield one._replace(label=f"{made.mutation} / {made.language}")


def _weighed(case: Case, group: str, *, held: bool) -> Weighed | None:
    if case.gold is None:
        return None
    try:
        document = read_document(case.data, case.name)
    except UnreadableDocumentError:
        return None
    passages = list(_passages(case.gold, *_read(document)))
    return Weighed(group, case.label, held, passages) if passages else None


def _read(document: Document) -> tuple[Reading, list[int]]:
    first = make_first_reading(document)
    reading = Reading(first.pieces, first.lines, first.labels, document)
    reading.pieces = trust_labels_alike(reading)
    return reading, hear(reading)


def _passages(
    gold: Sequence[GoldSegment], reading: Reading, heard: Sequence[int]
) -> Iterator[Passage]:
    pieces = reading.pieces
    judged = judge(gold, [(p.text, p.speaker or "") for p in pieces])
    total = sum(
        one.right + one.wrong
        for piece, one in zip(pieces, judged, strict=True)
        if piece.spoken
    )
    for piece, own, one in zip(pieces, heard, judged, strict=True):
        if piece.spoken and one.right + one.wrong and not _asks_unnamed(piece):
            heard_here = witnesses_of(own)
            decided = any(witness.decides for witness in heard_here)
            unsure = is_first_reader_unsure(piece) or decided
            right, wrong = one.right / total, one.wrong / total
            witnesses = frozenset(witness.name for witness in heard_here)
            yield Passage(witnesses, unsure, right, wrong)


def _asks_unnamed(piece: Piece) -> bool:
    """Return whether a question is nobody's in particular: who asks, a by-line may say."""
    return piece.kind is SegmentKind.QUESTION and is_unnamed_voice(piece.speaker or "")


# The fit.


def fit(documents: Iterable[Weighed]) -> Weights:
    """Return the weights under which the documents are likeliest, not far from a prior.

    Passages of which the first reader is in doubt already, or which one witness alone
    makes doubtful, are left out.
    """
    place = {one.name: n for n, one in enumerate(WITNESSES)}
    rows: dict[frozenset[str], _Row] = {}
    for one in documents:
        worth = _WORTH.get(one.group.partition(" ")[0], 1.0)
        for passage in one.passages:
            if not passage.unsure:
                places = [place[name] for name in passage.witnesses]
                row = rows.setdefault(passage.witnesses, _Row(places))
                row.right += worth * passage.right
                row.wrong += _UNSEEN * worth * passage.wrong
    found = _descend(list(rows.values()), [*map(_bounds, WITNESSES)])
    witnesses = {name: round(found[n], 2) for name, n in place.items()}
    return Weights(start=round(found[-1], 2), witnesses=witnesses)


def _bounds(witness: Witness) -> tuple[float, float]:
    """Return the least weight that a witness may have, and the greatest."""
    if witness.explains:
        return _EXPLAINED, _EXPLAINED
    if witness.favours:
        return _MIN_WEIGHT, _MAX_WEIGHT
    return -_MAX_WEIGHT, -_MIN_WEIGHT


@dataclass(slots=True)
class _Row:
    """All passages about which the same witnesses speak, by their places."""

    witnesses: list[int]
    right: float = 0.0
    wrong: float = 0.0
    odds: float = _UNEXPLAINED

    def share(self) -> float:
        return 1 / (1 + math.exp(-self.odds))


def _descend(
    rows: Sequence[_Row], bounds: Sequence[tuple[float, float]]
) -> list[float]:
    """Return the likeliest weight of each witness within its bounds, the start last."""
    rows_of: list[list[_Row]] = [[] for _ in bounds]
    for row in rows:
        for n in row.witnesses:
            rows_of[n].append(row)
    rows_of.append(list(rows))
    limits = [*bounds, (-_MAX_WEIGHT, _UNEXPLAINED)]
    prior = [_PRIOR_FOR if low > 0 else _PRIOR_AGAINST for low, _ in bounds]
    prior = [
        max(low, min(high, own)) for own, (low, high) in zip(prior, bounds, strict=True)
    ]
    prior.append(_UNEXPLAINED)
    weights = list(prior)
    for row in rows:
        row.odds = weights[-1] + sum(weights[n] for n in row.witnesses)
    for _ in range(_ROUNDS):
        # One step of Newton's method along each weight by itself.
        for n, own in enumerate(rows_of):
            slope, curve = _L2 * (prior[n] - weights[n]), _L2
            for row in own:
                share, size = row.share(), row.right + row.wrong
                slope += row.right - size * share
                curve += size * share * (1 - share)
            step = max(-1.0, min(1.0, slope / curve))
            moved = max(limits[n][0], min(limits[n][1], weights[n] + step))
            for row in own:
                row.odds += moved - weights[n]
            weights[n] = moved
    return weights


def confidence(passage: Passage, weights: Weights) -> float:
    """Return the confidence that the second reader gives to a passage."""
    own = (weights.witnesses.get(name, 0.0) for name in passage.witnesses)
    sure = 1 / (1 + math.exp(-(weights.start + sum(own))))
    return min(sure, 0.5) if passage.unsure else sure


# Figures.


def _print_figures(title: str, pairs: Sequence[tuple[Weighed, Weights]]) -> None:
    right = wrong = marked_right = marked_wrong = 0.0
    for one, weights in pairs:
        for passage in one.passages:
            doubtful = confidence(passage, weights) < MIN_CONFIDENCE
            right += passage.right
            wrong += passage.wrong
            marked_right += passage.right * doubtful
            marked_wrong += passage.wrong * doubtful
    served = right + wrong - marked_right - marked_wrong
    print(
        f"{title:22}{len(pairs):6} documents, wrong {wrong / max(right + wrong, 1e-9):.4f}, "
        f"doubt recall {marked_wrong / max(wrong, 1e-9):.3f}, doubt cost "
        f"{marked_right / max(right, 1e-9):.4f}, wrong of served "
        f"{(wrong - marked_wrong) / max(served, 1e-9):.4f}"
    )


def _print_curve(title: str, pairs: Sequence[tuple[Weighed, Weights]]) -> None:
    print(f"\n{title}")
    print_curve(
        (confidence(passage, weights), passage.right, passage.wrong)
        for one, weights in pairs
        for passage in one.passages
    )


def _print_thresholds(
    tables: Mapping[str, Sequence[tuple[Weighed, Weights]]],
) -> None:
    print("\nbelow: doubt recall, doubt cost, wrong of served")
    for title, pairs in tables.items():
        rows = [
            (confidence(passage, weights), passage)
            for one, weights in pairs
            for passage in one.passages
        ]
        right = sum(passage.right for _, passage in rows) or 1.0
        wrong = sum(passage.wrong for _, passage in rows) or 1.0
        for edge in _EDGES:
            kept = [passage for sure, passage in rows if sure >= edge]
            served_right = sum(passage.right for passage in kept)
            served_wrong = sum(passage.wrong for passage in kept)
            served = served_right + served_wrong or 1.0
            print(
                f"  {title:10}{edge:.2f}  {1 - served_wrong / wrong:.3f}  "
                f"{1 - served_right / right:.4f}  {served_wrong / served:.4f}"
            )


def _print_groups(pairs: Sequence[tuple[Weighed, Weights]]) -> None:
    print()
    by_label: defaultdict[str, list[tuple[Weighed, Weights]]] = defaultdict(list)
    for one, weights in pairs:
        by_label[one.group].append((one, weights))
        if one.group.startswith("mutation"):
            by_label["~ " + one.label.partition(" / ")[0]].append((one, weights))
            by_label["~~ " + one.label.partition(" / ")[2]].append((one, weights))
    for label, own in sorted(by_label.items()):
        _print_figures(label[:22], own)


def _print_weights(weights: Weights, documents: Sequence[Weighed]) -> None:
    size: defaultdict[str, float] = defaultdict(float)
    wrong: defaultdict[str, float] = defaultdict(float)
    for one in documents:
        for passage in one.passages:
            for name in passage.witnesses:
                size[name] += passage.right + passage.wrong
                wrong[name] += passage.wrong
    print(f"\nstart {weights.start}; witness, weight, documents' worth, share wrong")
    for name, weight in sorted(weights.witnesses.items(), key=lambda one: one[1]):
        share = wrong[name] / size[name] if size[name] else 0.0
        print(f"  {name:28}{weight:7.2f}{size[name]:9.1f}{share:8.3f}")


def _write(weights: Weights) -> None:
    lines = [
        "# Made by `python -m bench.doubt DIR --write`; log odds, for above 0.",
        f"start = {weights.start}",
        "",
        "[witnesses]",
        *(f"{name} = {weight}" for name, weight in weights.witnesses.items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
