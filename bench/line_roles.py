"""Fit by what looks lines are labels, somebody's words or nobody's, and show how well.

    python -m bench.line_roles DIR… [--write]

DIR holds documents and gold files, as `bench.segmentation` reads them. A conditional
random field is fitted to the lines of all documents and the roles that the gold files
give them. Printed is the share of letters that have the right role, and that are rightly
held to be somebody's or nobody's, of folders that are left out of the fit, a fifth at a
time. `--write` writes the weights that `content/segment/line_roles/` uses. A DIR that is named
again counts again: real documents may be worth more than invented ones.

It needs python-crfsuite, which `make test` sets up.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from bench.scoring.attribution import GoldSegment, SegmentWords
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment.line_roles.roles import (
    EDGE,
    WEIGHTS,
    LineRole,
    Place,
    RoleWeights,
    shares_of_roles,
)
from content.segment.line_roles.signs import Signs, signs_of_lines
from content.segment.lines import Line, lines_of

_FOLDS, _EVEN = 5, 0.5
_SETTINGS = {"c1": 2.0, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 3}
_MAX_LABEL, _MAX_GAP = 14, 2
"""Of how many words a label is, at most, and how many lines stand below it without words."""
_ROLES = tuple(LineRole)


class KnownLines(NamedTuple):
    """The lines of a document by their signs, what each is, and how many letters it has."""

    group: str
    signs: Sequence[Signs]
    roles: Sequence[LineRole]
    letters: Sequence[int]


class _Found(NamedTuple):
    """The words of a line: how many, how many open it that the gold does not have, and whose."""

    words: int
    label: int
    letters: int
    segment: int | None


def main() -> int:
    """Run the fit and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    documents = [*chain.from_iterable(map(known_lines, options.folders))]
    _print_figures(documents, fits_without_each(documents))
    if options.write:
        write_roles(fit_roles(documents))
    return 0


def known_lines(folder: Path) -> Iterable[KnownLines]:
    """Yield the lines of the documents of a folder that have a gold file."""
    for case in folder_cases(folder):
        if case.gold is not None:
            yield _known_lines(folder.name, case, case.gold)


def _known_lines(group: str, case: Case, gold: Sequence[GoldSegment]) -> KnownLines:
    lines = lines_of(read_document(case.data, case.name))
    found = _found_in(lines, gold)
    letters = [one.letters for one in found]
    return KnownLines(group, signs_of_lines(lines), _roles_of(found, gold), letters)


def known_roles(
    lines: Sequence[Line], gold: Sequence[GoldSegment]
) -> Sequence[LineRole]:
    """Return what each line is, by who says what."""
    return _roles_of(_found_in(lines, gold), gold)


def _found_in(lines: Sequence[Line], gold: Sequence[GoldSegment]) -> list[_Found]:
    """Return what the gold has of each line."""
    gold_words = SegmentWords([one.text for one in gold])
    line_words = SegmentWords([line.text for line in lines])
    matches = gold_words.align(line_words)
    places: list[list[tuple[int, int | None]]] = [[] for _ in lines]
    for place, (length, n) in enumerate(line_words):
        match = matches.get(place)
        own = None if match is None else gold_words.segments[match]
        places[n].append((length, own))
    found = []
    for words in places:
        many = Counter[int]()
        for length, own in words:
            if own is not None:
                many[own] += length
        label = next((n for n, (_, own) in enumerate(words) if own is not None), None)
        found.append(
            _Found(
                words=len(words),
                label=len(words) if label is None else label,
                letters=sum(length for length, _ in words),
                segment=max(many, key=lambda own: many[own]) if many else None,
            )
        )
    return found


def _roles_of(found: Sequence[_Found], gold: Sequence[GoldSegment]) -> list[LineRole]:
    names = [
        tuple(gold[one.segment].names) if one.segment is not None else ()
        for one in found
    ]
    roles: list[LineRole] = []
    last: tuple[str, ...] = ()
    labelled = False
    for n, (one, own) in enumerate(zip(found, names, strict=True)):
        if own:
            roles.append(_role_of_words(one, own, last, labelled=labelled))
            last, labelled = own, False
            continue
        if _is_label_alone(one) and _speaks_below(found, names, n):
            roles.append(LineRole.LABEL)
            labelled = True
            continue
        roles.append(LineRole.NOBODY)
        labelled = labelled and not one.words
    return roles


def _role_of_words(
    one: _Found, own: tuple[str, ...], last: tuple[str, ...], *, labelled: bool
) -> LineRole:
    if 0 < one.label <= _MAX_LABEL:
        return LineRole.LABELLED
    if labelled:
        return LineRole.BELOW_LABEL
    return LineRole.GOES_ON if own == last else LineRole.ANOTHER


def _is_label_alone(one: _Found) -> bool:
    return 0 < one.words <= _MAX_LABEL and one.label == one.words


def _speaks_below(
    found: Sequence[_Found], names: Sequence[tuple[str, ...]], n: int
) -> bool:
    """Return whether the first line below of which the gold has anything is somebody's."""
    below = range(n + 1, min(n + 2 + _MAX_GAP, len(found)))
    known = next((k for k in below if found[k].segment is not None), n)
    return bool(names[known])


def fit_roles(documents: Iterable[KnownLines]) -> RoleWeights:
    """Return the weights that make the known roles of lines likely."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(_SETTINGS)
    for one in documents:
        if one.signs:
            trainer.append(_seen(one.signs), [str(role) for role in one.roles])
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
        tagger.close()
    signs: Mapping[Place, dict[str, list[float]]] = {place: {} for place in Place}
    for (sign, role), weight in info.state_features.items():
        place, _, name = sign.partition(" ")
        row = signs[Place(place)].setdefault(name, [0.0] * len(_ROLES))
        row[_ROLES.index(LineRole(role))] = weight
    return RoleWeights(
        signs=signs,
        steps={
            one: [info.transitions.get((one, other), 0.0) for other in _ROLES]
            for one in _ROLES
        },
    )


def _seen(signs: Sequence[Signs]) -> list[list[str]]:
    """Return what is seen on each line and on those beside it, by place."""
    edged = (EDGE, *signs, EDGE)
    return [
        [
            *(f"{Place.ABOVE} {sign}" for sign in edged[n]),
            *(f"{Place.HERE} {sign}" for sign in edged[n + 1]),
            *(f"{Place.BELOW} {sign}" for sign in edged[n + 2]),
        ]
        for n in range(len(signs))
    ]


def fits_without_each(documents: Sequence[KnownLines]) -> Mapping[str, RoleWeights]:
    """Return for each group of documents the weights of a fit without it and some others."""
    groups = sorted({one.group for one in documents})
    fits = {}
    for fold in range(_FOLDS):
        out = set(groups[fold::_FOLDS])
        if out:
            kept = fit_roles(one for one in documents if one.group not in out)
            fits.update(dict.fromkeys(out, kept))
    return fits


def _print_figures(
    documents: Sequence[KnownLines], fits: Mapping[str, RoleWeights]
) -> None:
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for one in documents:
        shares = shares_of_roles(one.signs, fits[one.group]) if one.signs else []
        for likely, role, letters in zip(shares, one.roles, one.letters, strict=True):
            best = max(_ROLES, key=likely.__getitem__)
            speaks = role not in {LineRole.NOBODY, LineRole.LABEL}
            for group in (one.group, "all"):
                right[group]["letters"] += letters
                right[group]["role"] += letters * (best is role)
                right[group]["spoken"] += letters * ((likely.spoken > _EVEN) is speaks)
    print(f"{'left out':24}{'letters':>10}{'right role':>12}{'spoken or not':>15}")
    for group, many in right.items():
        shown = [many[name] / many["letters"] for name in ("role", "spoken")]
        print(f"{group:24}{many['letters']:10}{shown[0]:12.3f}{shown[1]:15.3f}")


def write_roles(weights: RoleWeights, path: Path = WEIGHTS) -> None:
    """Write weights as `read_role_weights` reads them."""
    rows: list[tuple[str, str, Sequence[float]]] = [
        (place, sign, own)
        for place in Place
        for sign, own in sorted(weights.signs[place].items())
    ]
    rows += [("step", role, own) for role, own in weights.steps.items()]
    lines = [
        "# Made by `python -m bench.line_roles DIR… --write`: " + ", ".join(_ROLES)
    ]
    for where, name, own in rows:
        figures = [f"{figure:.2f}" if abs(figure) >= 0.005 else "" for figure in own]
        if where == "step" or any(figures):
            lines.append("\t".join((where, name, *figures)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
