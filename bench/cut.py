"""Cut parts out of documents and join two, as people paste them, and segment each.

    python -m bench.cut DIR… [--part NAME] [--held] [--documents N] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Of those in plain
text or Markdown that are read nearly all rightly as they are found, and by their labels, N
are cut: their head or tail is left out, or a few turns are taken from the middle. Each is
also joined with itself, with another in its language, and with one in another language.
What is read worse than the first row was read rightly for the sake of the rest, or in spite
of what is strange to it. `--each` prints the pages that became worse. `--held` takes half of
the documents, at which nobody looked while readers were worked on; else the others are cut.
"""

import argparse
import random
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.documents.cuts import CUTS, Part, Whole, cut, join, whole_of
from bench.house_styles import RIGHT_AS_FOUND, stand_under_labels
from bench.scoring.attribution import Score, means, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

JOINS = ("twice", "joined", "joined: other language")
_TELLING_LOSS = 0.02


class Reading(NamedTuple):
    """A document as it is found, and how well it is read."""

    case: Case
    whole: Whole
    found: Score


class Page(NamedTuple):
    """A part or a joined page: the document's label, what was done, the file's name."""

    label: str
    part: str
    name: str
    made: Part


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--part", choices=[*CUTS, *JOINS], metavar="NAME")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--documents", type=int, default=150, metavar="N")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    names = [options.part] if options.part else [*CUTS, *JOINS]
    cases = [
        one
        for folder in options.folders
        for one in folder_cases(folder)
        if is_held(one.label) == options.held and one.name.endswith((".txt", ".md"))
    ]
    random.Random(len(cases)).shuffle(cases)
    with ProcessPoolExecutor(2) as pool:
        read = pool.map(read_whole, cases[: 3 * options.documents], chunksize=4)
        readings = list(islice(filter(None, read), options.documents))
        pages = [one for name in names for one in pages_of(readings, name)]
        scores = list(pool.map(score_page, pages, chunksize=8))
    rows: dict[str, list[Score]] = {"as found": [one.found for one in readings]}
    for page, its in zip(pages, scores, strict=True):
        rows.setdefault(page.part, []).append(its)
    table = means(rows)
    print_table({name: table[name] for name in rows})
    if options.each:
        _print_losses(readings, pages, scores)
    return 0


def is_held(label: str) -> bool:
    """Return whether a document is of the half at which nobody looks."""
    return zlib.crc32(label.encode()) % 2 == 1


def read_whole(case: Case) -> Reading | None:
    """Return how a document is read as found; None if that is not well, or unlabelled."""
    found = segment(read_document(case.data, case.name))
    its = score(case.gold or [], found)
    if (its.figures["right"] or 0.0) < RIGHT_AS_FOUND or not stand_under_labels(found):
        return None
    text = case.data.decode("utf-8-sig")
    return Reading(case, whole_of(text, case.gold or [], found), its)


def pages_of(readings: Sequence[Reading], name: str) -> Iterator[Page]:
    """Yield what becomes of each document by a cut or a join of a name."""
    for n, one in enumerate(readings):
        if name in CUTS:
            made = cut(one.whole, name)
        else:
            other = _partner(name, one, [*readings[n + 1 :], *readings[:n]])
            made = join(one.whole, other.whole) if other else None
        if made is not None:
            yield Page(one.case.label, name, one.case.name, made)


def _partner(name: str, one: Reading, others: Iterable[Reading]) -> Reading | None:
    """Return the document to join with another, of as like a style as there is, if any."""
    if name == "twice":
        return one
    language, *style = _style(one)
    return max(
        (
            other
            for other in others
            if (_style(other)[0] == language) == (name == "joined")
            and other.case.name.endswith(one.case.name[-3:])
        ),
        key=lambda other: len(set(style) & set(_style(other))),
        default=None,
    )


def _style(one: Reading) -> list[str]:
    """Return the words of a document's style, its language first."""
    return re.split("[_-]+", one.case.label.split("__")[0])


def score_page(page: Page) -> Score:
    """Return how well a page is read."""
    document = read_document(page.made.page.encode(), page.name)
    return score(page.made.gold, segment(document))


def _print_losses(
    readings: Iterable[Reading], pages: Iterable[Page], scores: Iterable[Score]
) -> None:
    rights = {one.case.label: one.found.figures["right"] or 0.0 for one in readings}
    for page, its in zip(pages, scores, strict=True):
        after = its.figures["right"] or 0.0
        if after < rights[page.label] - _TELLING_LOSS:
            print(f"{page.label}  {page.part}  {rights[page.label]:.3f}  {after:.3f}")


if __name__ == "__main__":
    sys.exit(main())
