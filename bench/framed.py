"""Set speeches off from their author's words as other pages do, and segment each page.

    python -m bench.framed DIR… [--setting NAME] [--held] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Those in which an
author tells of a speech or a few, and which are read nearly all rightly as they are found,
though not by labels, are printed again in each setting. What is read worse than the first
row was read rightly for its own house's habit alone. `--held` takes the half of the
documents at which nobody looked while readers were worked on; else the others are printed.
"""

import argparse
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.documents.announced import is_held
from bench.documents.framed import SETTINGS, frame, may_frame
from bench.house_styles import RIGHT_AS_FOUND, stand_under_labels
from bench.scoring.attribution import Score, means, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

AS_FOUND = "as found"


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--setting", choices=[*SETTINGS], metavar="NAME")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    cases = [
        case
        for folder in options.folders
        for case in folder_cases(folder)
        if case.gold and may_frame(case.gold) and is_held(case.label) is options.held
    ]
    settings = [options.setting] if options.setting else [*SETTINGS]
    scores: dict[str, list[Score]] = defaultdict(list)
    with ProcessPoolExecutor(2) as pool:
        for case, ones in zip(
            cases, pool.map(partial(_scores, settings=settings), cases), strict=True
        ):
            for name, its in ones.items():
                scores[name].append(its)
                if options.each:
                    values = its.figures.values()
                    shown = ("–" if v is None else f"{v:.3f}" for v in values)
                    print(f"{case.label}  {name}  {' '.join(shown)}")
    print_table(means(scores))
    return 0


def _scores(case: Case, settings: list[str]) -> dict[str, Score]:
    """Return the score of a page as found and in each setting; none if it is left out."""
    gold = case.gold or []
    found = segment(read_document(case.data, case.name))
    its = score(gold, found)
    right = its.figures["right"] or 0.0
    if right < RIGHT_AS_FOUND or stand_under_labels(found):
        return {}
    scores = {AS_FOUND: its}
    for name in settings:
        printed = frame(case.label, gold, SETTINGS[name])
        document = read_document(printed.page.encode(), printed.name)
        scores[name] = score(printed.gold, segment(document))
    return scores


if __name__ == "__main__":
    sys.exit(main())
