"""Print documents in the layouts of other houses, and segment each again.

    python -m bench.house_styles DIR… [--layout NAME] [--held] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Those in which
people take turns under labels, and which are read nearly all rightly as they are found,
are printed again, each in one layout (with `--layout`, all in this one). What is read
worse than before tells how well the labels of a layout are recognised, and what else was
read rightly for the layout's sake alone. `--held` prints layouts at which nobody looked
while labels were worked on.
"""

import argparse
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.documents.reprinting import (
    HELD_LAYOUTS,
    LAYOUTS,
    Layout,
    layout_of,
    may_reprint,
    reprint,
)
from bench.scoring.attribution import Score, means, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

RIGHT_AS_FOUND = 0.95
"""What is read rightly of a document, at least, that is printed again."""

LABELLED = 0.8
"""The share of its words that stands under labels, at least."""


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--layout", choices=[*LAYOUTS, *HELD_LAYOUTS], metavar="NAME")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    layouts = HELD_LAYOUTS if options.held else LAYOUTS
    if options.layout:
        layouts = {options.layout: (LAYOUTS | HELD_LAYOUTS)[options.layout]}
    cases = [
        case
        for folder in options.folders
        for case in folder_cases(folder)
        if case.gold and may_reprint(case.gold)
    ]
    scores: dict[str, list[Score]] = defaultdict(list)
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(partial(_printed_again, layouts=layouts), cases, chunksize=8)
        for case, one in zip(cases, found, strict=True):
            if one is None:
                continue
            name, its = one
            scores[name].append(its)
            if options.each:
                shown = (
                    f"{value:.3f}"
                    for value in its.figures.values()
                    if value is not None
                )
                print(f"{case.label}  {name}  {' '.join(shown)}")
    print_table(means(scores))
    return 0


def _printed_again(case: Case, layouts: dict[str, Layout]) -> tuple[str, Score] | None:
    """Return the layout and the score of a document, or None if it is not printed again."""
    source = case.gold or []
    found = segment(read_document(case.data, case.name))
    spoken = [one for one in found if one.speaker]
    said = sum(len(one.text) for one in spoken)
    labelled = sum(len(one.text) for one in spoken if one.under)
    right = score(source, found).figures["right"] or 0.0
    if right < RIGHT_AS_FOUND or labelled < LABELLED * said:
        return None
    name = layout_of(case.label, layouts)
    page, gold = reprint(source, layouts[name])
    ending = layouts[name].ending
    return name, score(gold, segment(read_document(page.encode(), f"page.{ending}")))


if __name__ == "__main__":
    sys.exit(main())
