"""Print documents with offices, parties and places in their labels, and segment each again.

    python -m bench.offices DIR… [--form NAME] [--own] [--languages] [--held] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Those that
`bench.house_styles` prints again are printed with labels as records have them: "Mayor Ada
Brook", "Ada Brook (Lib, Moor)", the chair by the office alone; each form in one of several
layouts. A row is the mean of a form. All that a label prints counts as the speaker; with
`--own` the person's name alone, where the page has it. `--languages` has a row for each
language. `--held` takes the documents and the offices at which nobody looked.
"""

import argparse
import random
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.documents.offices import OFFICE_FORMS, PrintedOffices, is_held
from bench.documents.reprinting import LAYOUTS, Layout, may_reprint, reprint
from bench.house_styles import is_read_rightly
from bench.scoring.attribution import GoldSegment, Score, means, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment
from content.segment.names.document_language import guess_language
from content.segment.names.titles import strip_titles

_LAYOUTS = (
    "Name: text",
    "NAME: text",
    "Name:, own line",
    "Name, own line",
    "Name, own paragraph",
    "NAME. text",
    "Name. – text",
    "**Name:** text",
    "**Name**, own paragraph",
    "p: Name: text",
    "b: Name text",
    "b: Name, br",
    "b: Name, own paragraph",
    "h3: Name",
    "div: Name",
    "table: Name, text",
)
_OWN_LINE = ("Name, own line", "**Name**, own paragraph", "b: Name, br", "div: Name")


class Reading(NamedTuple):
    """How well a document is read in one form."""

    label: str
    language: str
    form: str
    score: Score


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--form", choices=OFFICE_FORMS, metavar="NAME")
    for flag in ("--own", "--languages", "--held", "--each"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    forms = [options.form] if options.form else [*OFFICE_FORMS]
    cases = [
        case
        for folder in options.folders
        for case in folder_cases(folder)
        if case.gold and may_reprint(case.gold) and is_held(case.label) == options.held
    ]
    scores: dict[str, list[Score]] = defaultdict(list)
    read = partial(_read, forms=forms, held=options.held, own=options.own)
    with ProcessPoolExecutor(2) as pool:
        for readings in pool.map(read, cases, chunksize=8):
            for one in readings:
                scores[one.language if options.languages else one.form].append(
                    one.score
                )
                if options.each:
                    right = one.score.figures["right"] or 0.0
                    print(f"{one.label}  {one.form}  {right:.3f}")
    print_table(means(scores))
    return 0


def _read(case: Case, forms: list[str], *, held: bool, own: bool) -> list[Reading]:
    """Return how a document is read in each form that changes its labels."""
    if case.gold is None or not is_read_rightly(case):
        return []
    language = guess_language([one.text for one in case.gold])
    found = []
    for form in forms:
        made = page_with_offices(case.label, case.gold, form, held=held, own=own)
        if made is not None:
            page, gold, layout = made
            document = read_document(page.encode(), f"page.{layout.ending}")
            its = score(gold, segment(document))
            found.append(Reading(case.label, language, form, its))
    return found


def page_with_offices(
    label: str, gold: list[GoldSegment], form: str, *, held: bool, own: bool
) -> tuple[str, list[GoldSegment], Layout] | None:
    """Return a page in a form, its words and its layout; None if it is not printed so."""
    labels = PrintedOffices(gold, OFFICE_FORMS[form], held=held)
    if not labels.changed:
        return None
    layouts = _OWN_LINE if OFFICE_FORMS[form].own_line else _LAYOUTS
    layout = LAYOUTS[random.Random(f"{label} {form}").choice(layouts)]
    page, printed = reprint(gold, layout, labels=labels)
    if own:
        printed = [
            one._replace(names=(one.names[0], strip_titles(one.names[0])))
            if one.names and labels.has_name(one.names[0])
            else one
            for one in printed
        ]
    return page, printed, layout


if __name__ == "__main__":
    sys.exit(main())
