"""Set the furniture of one document around the turns of another, and segment each page.

    python -m bench.crossed DIR… [--seed WORD] [--held] [--each]

DIR holds documents and gold files, as `bench.segmentation` reads them. Those that
`bench.house_styles` prints again are printed here among what nobody says in another of
their language: above the turns, between them, below them, in all places, with a stage
direction before every second turn, and beside their own furniture on the page as found.
What is read worse than alone is lost for what stands around it. Then of each kind and
place it is printed how many blocks are served as somebody's words, and how many doubted.
`--seed` makes other pairs, and `--held` takes the documents that were kept apart.
"""

import argparse
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.documents.crossed import ALONE, pages
from bench.documents.reprinting import may_reprint
from bench.house_styles import RIGHT_AS_FOUND, is_read_rightly
from bench.scoring.attribution import Score, means, owned, print_table, score
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import segment

_GIVEN_AWAY = 0.3
"""The share of a block that is somebody's words, at least, if the block is."""


class Reading(NamedTuple):
    """The score of a page, and of what came from elsewhere: kind, place, and what became of it."""

    score: Score
    blocks: list[tuple[str, str, str]]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--seed", default="", metavar="WORD")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    cases = [
        one
        for folder in options.folders
        for one in folder_cases(folder)
        if one.gold
        and may_reprint(one.gold)
        and zlib.crc32(one.label.encode()) % 2 == options.held
    ]
    scores: dict[str, list[Score]] = defaultdict(list)
    blocks: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(2) as pool:
        right = pool.map(is_read_rightly, cases, chunksize=8)
        cases = [one for one, good in zip(cases, right, strict=True) if good]
        pairs = list(_pairs(cases, options.seed))
        read = pool.map(partial(_read, seed=options.seed), pairs, chunksize=4)
        for (case, other), readings in zip(pairs, read, strict=True):
            for name, its in readings.items():
                scores[name].append(its.score)
                for kind, place, outcome in its.blocks:
                    blocks[kind, place][outcome] += 1
                if options.each:
                    values = its.score.figures.values()
                    shown = (f"{value:.3f}" for value in values if value is not None)
                    print(f"{case.label}  {other.label}  {name}  {' '.join(shown)}")
    print_table(means(scores))
    for (kind, place), counts in sorted(blocks.items()):
        became = ", ".join(f"{counts[one]} {one}" for one in ("served", "doubted"))
        print(f"{kind}, {place}: {counts.total()} blocks, {became}")
    return 0


def _pairs(cases: Sequence[Case], seed: str) -> Iterator[tuple[Case, Case]]:
    """Yield each document and another of its language, by how their labels start."""
    fellows: dict[str, list[Case]] = defaultdict(list)
    for one in cases:
        fellows[one.label.split("_")[0]].append(one)
    for one in cases:
        others = [each for each in fellows[one.label.split("_")[0]] if each is not one]
        if others:
            yield one, random.Random(one.label + seed).choice(others)


def _read(pair: tuple[Case, Case], seed: str) -> dict[str, Reading]:
    """Return how each page that has anything from elsewhere is read, by its name."""
    readings: dict[str, Reading] = {}
    for name, page in pages(*pair, seed):
        if name != ALONE and not any(one.place for one in page.pieces):
            continue
        found = segment(read_document(page.text.encode(), f"page.{page.ending}"))
        gold = [one.words for one in page.pieces]
        its = score(gold, found)
        if name == ALONE and (its.figures["right"] or 0.0) < RIGHT_AS_FOUND:
            return {}
        shares = owned(gold, found)
        blocks = [
            (str(one.words.kind), one.place, _outcome(*share))
            for one, share in zip(page.pieces, shares, strict=True)
            if one.place
        ]
        readings[name] = Reading(its, blocks)
    return readings


def _outcome(served: float, doubted: float) -> str:
    if served > _GIVEN_AWAY:
        return "served"
    return "doubted" if doubted > _GIVEN_AWAY else "nobody's"


if __name__ == "__main__":
    sys.exit(main())
