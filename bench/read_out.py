"""Set texts that somebody sent into speeches, and segment them.

    python -m bench.read_out DIR… [--held] [--pages N] [--fit]

DIR holds documents and gold files, as `bench.segmentation` reads them. Of those in which
people take turns and which are read nearly all rightly, N are printed, each with a text of
another document in one turn: announced in the words of a third one, or in invented ones,
set off in one of the ways of pages, and with a reader who comes back in some way. Of the
text's words, a row says which share goes to its sender, served or doubted, is doubted as
another's, is served as another's, or is nobody's; of the others, how much is doubted. Pages
on which nothing shows where the text begins or ends stand apart: doubt is right there.
`--held` takes the other half of documents and announcements, of which only the sums are to
be looked at. `--fit` prints the weights of `weighed_texts.py`, fitted to the documents and
pages of one half.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from pathlib import Path

from bench.documents.announced import Printed, Texts, is_held, may_host
from bench.house_styles import is_read_rightly
from bench.scoring.attribution import SegmentWords, folded_name
from bench.scoring.read_out_fit import candidates, fit
from bench.segmentation import Case, folder_cases
from content.formats import read_document
from content.segment import MIN_CONFIDENCE, segment

_MAX_HOST = 20_000
_FATES = ("right", "right, doubted", "doubted", "wrong served", "nobody's")


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--pages", type=int, default=500, metavar="N")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    cases = [
        case
        for folder in options.folders
        for case in folder_cases(folder)
        if case.gold and is_held(case.label) is options.held
    ]
    random.Random(len(cases)).shuffle(cases)
    texts = Texts(((case.label, case.gold or []) for case in cases), held=options.held)
    with ProcessPoolExecutor(2) as pool:
        hosts = [
            case
            for case, fits in zip(
                cases, pool.map(_may_be_host, cases, chunksize=8), strict=True
            )
            if fits
        ]
        pages = (
            page
            for seed in count()
            for case in hosts
            if (page := texts.set_into(case.label, may_host(case.gold or []), seed))
        )
        chosen = list(islice(pages, options.pages)) if hosts else []
        if options.fit:
            made = [(page.page.encode(), page.name, page.gold) for page in chosen]
            made += [(case.data, case.name, case.gold or []) for case in cases]
            places = pool.map(candidates, *zip(*made, strict=True), chunksize=8)
            print(fit([one for found in places for one in found]))
            return 0
        shares = list(pool.map(fate, chosen, chunksize=8))
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    for page, share in zip(chosen, shares, strict=True):
        if not page.posed:
            rows["ill-posed"].append(share)
            continue
        rows["all"].append(share)
        for way, value in page.ways.items():
            rows[f"{way}: {value}"].append(share)
    _print_rows(rows)
    return 0


def fate(page: Printed) -> dict[str, float]:
    """Return which shares of a text's words are given how, and what is doubted beside it."""
    found = segment(read_document(page.page.encode(), page.name))
    gold_words = SegmentWords([one.text for one in page.gold])
    found_words = SegmentWords([one.text for one in found])
    matches = {own: at for at, own in gold_words.align(found_words).items()}
    names = {folded_name(name) for name in page.gold[page.text].names}
    shares: Counter[str] = Counter()
    sizes: Counter[bool] = Counter()
    for place, (size, index) in enumerate(gold_words):
        is_text = index == page.text
        sizes[is_text] += size
        if place not in matches:
            shares["nobody's"] += size * is_text
            continue
        one = found[found_words.segments[matches[place]]]
        doubted = one.confidence < MIN_CONFIDENCE
        if not is_text:
            shares["others doubted"] += size * doubted
        elif folded_name(one.speaker or "") in names:
            shares["right, doubted" if doubted else "right"] += size
        elif doubted:
            shares["doubted"] += size
        else:
            shares["wrong served" if one.speaker else "nobody's"] += size
    fates = {name: shares[name] / max(1, sizes[True]) for name in _FATES}
    return fates | {"others doubted": shares["others doubted"] / max(1, sizes[False])}


def _may_be_host(case: Case) -> bool:
    host = may_host(case.gold or [])
    size = sum(len(one.text) for one in host)
    return 0 < size <= _MAX_HOST and is_read_rightly(case)


def _print_rows(rows: dict[str, list[dict[str, float]]]) -> None:
    columns: Sequence[str] = (*_FATES, "others doubted")
    print(f"{'':32}{'pages':>7}" + "".join(f"{name:>16}" for name in columns))
    for row in ("all", "ill-posed", *sorted(set(rows) - {"all", "ill-posed"})):
        of = rows.get(row, [])
        if of:
            means = (sum(one[name] for one in of) / len(of) for name in columns)
            shown = "".join(f"{value:16.3f}" for value in means)
            print(f"{row:32}{len(of):7}{shown}")


if __name__ == "__main__":
    sys.exit(main())
