"""Print documents in the layouts of other houses, and segment each again.

    python -m bench.house_styles DIR… [--layout NAME] [--held] [--names] [--drawn] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Those in which
people take turns under labels, and which are read nearly all rightly as they are found,
are printed again, each in one layout (with `--layout`, all in this one). What is read
worse than before tells how well the labels of a layout are recognised, and what else was
read rightly for the layout's sake alone. `--held` prints layouts at which nobody looked
while labels were worked on; `--names` one layout in all forms of names, those documents
that have such names: "Brook:", "BROOK, Ada:", "ada.brook:"; `--drawn` each document in a layout that
is drawn from thousands, and the means of those that share a choice.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.documents.drawn_layouts import draw
from bench.documents.name_forms import NAME_FORMS
from bench.documents.reprinting import (
    HELD_LAYOUTS,
    LAYOUTS,
    Layout,
    layout_of,
    may_reprint,
    printed_names,
    reprint,
)
from bench.scoring.attribution import (
    GoldSegment,
    Score,
    means,
    print_table,
    score,
)
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import Segment, segment

RIGHT_AS_FOUND = 0.95
"""What is read rightly of a document, at least, that is printed again, or worn."""

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
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--drawn", action="store_true")
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
    printed: Callable[[Case], dict[str, Score]] = partial(_in_layout, layouts=layouts)
    if options.names:
        printed = _in_name_forms
    elif options.drawn:
        printed = partial(_in_drawn_layout, held=options.held)
    with ProcessPoolExecutor(2) as pool:
        for case, ones in zip(
            cases, pool.map(printed, cases, chunksize=8), strict=True
        ):
            for name, its in ones.items():
                scores[name].append(its)
                if options.each:
                    values = its.figures.values()
                    shown = (f"{value:.3f}" for value in values if value is not None)
                    print(f"{case.label}  {name}  {' '.join(shown)}")
    print_table(means(scores))
    return 0


def _in_layout(case: Case, layouts: dict[str, Layout]) -> dict[str, Score]:
    """Return the score of a document in one layout, by its name; none if it is left out."""
    if not is_read_rightly(case):
        return {}
    name = layout_of(case.label, layouts)
    return {name: _score_of(*reprint(case.gold or [], layouts[name]), layouts[name])}


def _in_drawn_layout(case: Case, held: bool) -> dict[str, Score]:
    """Return the score of a document in a layout of its own, by each choice made for it."""
    if not is_read_rightly(case):
        return {}
    drawn = draw(case.label, held=held)
    its = _score_of(*reprint(case.gold or [], drawn.layout), drawn.layout)
    choices = (f"{name}: {value!r}" for name, value in drawn.choices.items())
    kinds = ("every layout", f"a {drawn.layout.ending} file")
    return dict.fromkeys((*kinds, *choices), its)


def _in_name_forms(case: Case) -> dict[str, Score]:
    """Return the scores of a document by each form of names that changes its labels."""
    source = case.gold or []
    layout = LAYOUTS["Name: text"]
    forms = NAME_FORMS if is_read_rightly(case) else {}
    return {
        name: _score_of(*reprint(source, layout, form), layout)
        for name, form in forms.items()
        if (labels := printed_names(source, form)) and labels.changed
    }


def is_read_rightly(case: Case) -> bool:
    """Return whether a document is read nearly all rightly as found, and by its labels."""
    found = segment(read_document(case.data, case.name))
    right = score(case.gold or [], found).figures["right"] or 0.0
    return right >= RIGHT_AS_FOUND and stand_under_labels(found)


def stand_under_labels(found: Sequence[Segment]) -> bool:
    """Return whether most of what is given to somebody stands under labels."""
    spoken = [one for one in found if one.speaker]
    said = sum(len(one.text) for one in spoken)
    labelled = sum(len(one.text) for one in spoken if one.under)
    return labelled >= LABELLED * said


def _score_of(page: str, gold: list[GoldSegment], layout: Layout) -> Score:
    document = read_document(page.encode(), f"page.{layout.ending}")
    return score(gold, segment(document))


if __name__ == "__main__":
    sys.exit(main())
