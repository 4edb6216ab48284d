"""Take away each condition of segmentation, and show which ones nothing needs.

    python -m bench.needless MODULE… [--over DIR…] [--most N]

MODULE is a file of `content/segment`, or a folder of them; each DIR holds documents and
gold files, as `bench.segmentation` reads them. Every `if`, part of an `and` or `or`, and
filter of a comprehension is taken away alone, and the golden cases and documents on
which it decides something, N of these at most, are read without it. A row says where no
golden case changes and documents do not lose by it: on how many it decides, how many
become others, and what they gain in sum. Where all would gain, the condition was made
for documents that are not there; where none changes, somebody may only believe in it.
Such a row is a question, not an answer: a bound that keeps time linear shows up, too.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from bench.scoring.attribution import score
from bench.scoring.conditions import (
    Condition,
    conditions_of,
    functions_that_note,
    functions_without,
    replaced,
)
from bench.segmentation import Case, folder_cases, golden_cases
from content.formats import read_document
from content.segment import segment

_ROOT = Path(__file__).parents[1]
_MOST, _LOSS = 60, 0.02
_WORTH = {"right": 1.0, "messages": 0.3, "leak": -1.0, "wrong served": -2.0}
_WORTH |= {"doubt cost": -0.3, "lost": -0.5, "boundary F1": 0.2}


class Reading(NamedTuple):
    """What was made of a document, and what that is worth."""

    shown: tuple[tuple[object, ...], ...]
    worth: float


class Needless(NamedTuple):
    """What happens without a condition."""

    condition: Condition
    decides: int
    changed: int
    gain: float


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", type=Path, nargs="+", metavar="MODULE")
    parser.add_argument("--over", type=Path, nargs="+", default=[], metavar="DIR")
    parser.add_argument("--most", type=int, default=_MOST, metavar="N")
    options = parser.parse_args()
    paths = [
        path.resolve()
        for given in options.modules
        for path in (sorted(given.rglob("*.py")) if given.is_dir() else [given])
    ]
    for path in paths:
        import_module(".".join(path.relative_to(_ROOT).with_suffix("").parts))
    folders = chain.from_iterable(map(folder_cases, options.over))
    documents = [case for case in folders if case.gold is not None]
    golden = list(golden_cases())
    readings, decided = _noted([*golden, *documents], paths)
    rows = []
    conditions = [one for path in paths for one in conditions_of(path)]
    for one in track(conditions, console=Console(stderr=True)):
        places = decided[str(one.path), one.number]
        cases = [golden[n] for n in places if n < len(golden)]
        beyond = [n - len(golden) for n in places if n >= len(golden)]
        cases += [documents[n] for n in beyond[: options.most]]
        found = _without(one, cases, readings, {case.label for case in golden})
        if found is not None:
            rows.append(found._replace(decides=len(places)))
    table = Table("where", "condition", "decides", "changes", "gain")
    for row in sorted(rows, key=attrgetter("gain", "decides"), reverse=True):
        one = row.condition
        where = f"{one.path.name}:{one.line} {one.function[0]}"
        figures = row.decides, row.changed, f"{row.gain:+.2f}"
        table.add_row(where, escape(one.shown), *map(str, figures))
    Console().print(table)
    return 0


def _noted(
    cases: Sequence[Case], paths: Iterable[Path]
) -> tuple[dict[str, Reading], Mapping[tuple[str, int], Sequence[int]]]:
    """Return what is made of each case, and the cases on which each condition decides."""
    decided: dict[tuple[str, int], list[int]] = defaultdict(list)
    place = 0

    def note(path: str, number: int, absent: bool, value: object) -> object:
        places = decided[path, number]
        if bool(value) is not absent and places[-1:] != [place]:
            places.append(place)
        return value

    readings = {}
    with ExitStack() as stack:
        for path in paths:
            stack.enter_context(replaced(path, functions_that_note(path), note))
        for n, case in enumerate(track(cases, console=Console(stderr=True))):
            place = n
            readings[case.label] = _read(case)
    return readings, decided


def _without(
    condition: Condition,
    cases: Sequence[Case],
    readings: Mapping[str, Reading],
    golden: set[str],
) -> Needless | None:
    """Return what happens without a condition; None if something needs it."""
    changed, gain = 0, 0.0
    with replaced(condition.path, functions_without(condition)):
        for case in cases:
            before = readings[case.label]
            try:
                now = _read(case)
            except Exception:  # noqa: BLE001 - whatever breaks needs the condition
                return None
            if now.shown != before.shown:
                changed += 1
                gain += now.worth - before.worth
                if case.label in golden or gain < -_LOSS:
                    return None
    return Needless(condition, len(cases), changed, gain)


def _read(case: Case) -> Reading:
    found = segment(read_document(case.data, case.name))
    figures = score(case.gold or [], found).figures
    worth = sum(much * (figures[name] or 0.0) for name, much in _WORTH.items())
    shown = tuple((s.kind, s.speaker, s.read_by, s.doubtful, s.text) for s in found)
    return Reading(shown, worth)


if __name__ == "__main__":
    sys.exit(main())
