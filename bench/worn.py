"""Wear documents as copying does, and segment each again.

    python -m bench.worn DIR… [--wear NAME] [--held] [--documents N] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Of those that are
read nearly all rightly as they are found, N are worn: broken into lines and pages, their
blanks and signs changed. A row is the mean of all that can be worn so, pages of HTML only
where signs change; what is worse than the first row is lost for the wear's sake alone.
`--each` prints the documents that became worse. `--held` takes wears at which nobody
looked while readers were worked on.
"""

import argparse
import random
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.documents.wear import HELD_WEARS, WEARS, worn
from bench.house_styles import RIGHT_AS_FOUND
from bench.scoring.attribution import Score, means, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

_TELLING_LOSS = 0.02


class Reading(NamedTuple):
    """How well a document is read as it is found, and by each wear."""

    label: str
    found: Score
    worn: dict[str, Score]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--wear", choices=[*WEARS, *HELD_WEARS], metavar="NAME")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--documents", type=int, default=150, metavar="N")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    names = list(HELD_WEARS if options.held else WEARS)
    names = [options.wear] if options.wear else names
    cases = [one for folder in options.folders for one in folder_cases(folder)]
    random.Random(len(cases)).shuffle(cases)
    with ProcessPoolExecutor(2) as pool:
        read = pool.map(partial(read_worn, names=names), cases[: 2 * options.documents])
        readings = list(islice(filter(None, read), options.documents))
    rows = {"as found": [one.found for one in readings]}
    rows |= {
        name: [one.worn[name] for one in readings if name in one.worn] for name in names
    }
    table = means(rows)
    print_table({name: table[name] for name in rows})
    if options.each:
        _print_losses(readings)
    return 0


def read_worn(case: Case, names: Iterable[str]) -> Reading | None:
    """Return how a document is read by each wear, or None if it is not worn."""
    if not case.gold:
        return None
    found = score(case.gold, segment(read_document(case.data, case.name)))
    if (found.figures["right"] or 0.0) < RIGHT_AS_FOUND:
        return None
    scores = {}
    for name in names:
        changed = worn((WEARS | HELD_WEARS)[name], case.data, case.name)
        if changed:
            scores[name] = score(case.gold, segment(read_document(*changed)))
    return Reading(case.label, found, scores)


def _print_losses(readings: Iterable[Reading]) -> None:
    for one in readings:
        before = one.found.figures["right"] or 0.0
        for name, its in one.worn.items():
            after = its.figures["right"] or 0.0
            if after < before - _TELLING_LOSS:
                print(f"{one.label}  {name}  {before:.3f}  {after:.3f}")


if __name__ == "__main__":
    sys.exit(main())
