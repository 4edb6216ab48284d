"""Score segmentation against gold files, and print how fast it is.

    python -m bench.segmentation [DIR] [--gold DIR] [--each] [--fuzz N]
                                 [--megabytes N [--varied]]

DIR holds documents as found and, for a score, beside NAME.txt (or .html, .md, …) a
NAME.gold.json: a list of objects with kind, speaker (or null), text and, where a
speaker has more names, aliases. What stands in a name before "__" is its style, and
so is a folder in DIR; the means are of styles. `--gold` names another folder that
holds the gold files. Without DIR, the golden cases of the tests are scored.

`--each` prints a row for each document. `--fuzz` instead mutates the documents N times
and checks that every character is accounted for, however broken they are.
`--megabytes` repeats each document to N MB, adds one of nothing but labels (of as many
lines as are read), and prints the seconds and the memory that each takes. With `--varied`,
15 % of the small words of each copy are others, so that hardly a line comes back, as none
does where people speak.
"""

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import yaml

from bench.documents.fuzzing import mutate, unaccounted_characters
from bench.documents.varied import varied
from bench.scoring.attribution import (
    FIGURES,
    GoldSegment,
    Score,
    judge,
    means,
    print_curve,
    print_table,
    read_gold,
    score,
)
from content.document import UnreadableDocumentError
from content.formats import read_document
from content.formats.decoding import MAX_LINES
from content.segment import SegmentKind, segment

GOLDEN = Path(__file__).parents[1] / "tests" / "content" / "segment" / "golden"


class Case(NamedTuple):
    """A document, and its gold segments if they are known."""

    style: str
    label: str
    name: str
    data: bytes
    gold: list[GoldSegment] | None = None


def main() -> int:
    """Run the benchmark; exit 1 if a mutated document lost a character."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", nargs="?")
    parser.add_argument("--gold", type=Path, metavar="DIR")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--fuzz", type=int, metavar="N", default=0)
    parser.add_argument("--megabytes", type=int, metavar="N", default=0)
    parser.add_argument("--varied", action="store_true")
    options = parser.parse_args()
    if options.folder:
        cases = list(folder_cases(options.folder, options.gold))
    else:
        cases = list(golden_cases())
    if not cases:
        parser.error(f"{options.folder} holds no documents")
    if options.fuzz:
        return _fuzz(cases, options.fuzz)
    if options.megabytes:
        _measure_long(cases, options.megabytes, other_words=options.varied)
        return 0
    _measure(cases, each=options.each)
    return 0


def _measure_long(cases: list[Case], megabytes: int, *, other_words: bool) -> None:
    """Print seconds and memory for documents repeated to a length, each in a process.

    Args:
        cases: The documents.
        megabytes: The length.
        other_words: Whether each copy has other words, and no document of labels is
            added.
    """
    size = megabytes * 1_000_000
    # Linux counts what this process takes to the peak of those that it starts, so
    # that nothing is made here that takes much.
    long = _varied(cases, size) if other_words else _repeated(cases, size)
    for name, data in long:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds, megabytes_used = pool.submit(
                seconds_and_megabytes, data, name
            ).result()
        print(f"{name:40} {seconds:7.1f} s {megabytes_used:6,.0f} MB")


def _varied(cases: list[Case], size: int) -> Iterator[tuple[str, bytes]]:
    """Yield the documents made as long, each copy in other words."""
    for one in cases:
        yield one.name, varied(one.data, size)


def _repeated(cases: list[Case], size: int) -> Iterator[tuple[str, bytes]]:
    """Yield the documents repeated to a size, and one of nothing but labels."""
    for one in cases:
        yield one.name, one.data * (size // len(one.data) + 1)
    alphabet = b"".join(b"%c: b\n" % (65 + n) for n in range(26))
    yield "labels.txt", alphabet * (min(MAX_LINES, size // 5) // 26)


def seconds_and_megabytes(data: bytes, name: str) -> tuple[float, float]:
    """Read and segment; return the processor's seconds and the peak of memory in MB."""
    start = time.process_time()
    segment(read_document(data, name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.process_time() - start, peak / 1024


def folder_cases(folder: Path, gold_folder: Path | None = None) -> Iterator[Case]:
    """Yield the documents of a folder, with their gold files if they have one.

    Documents of its subfolders have the subfolder for their style. Gold files stand
    beside the documents, or at the same places of a folder of their own.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".json", ".py"}:
            place = path.relative_to(folder).with_suffix("")
            label = "__".join(place.parts)
            gold = (gold_folder or folder) / f"{place}.gold.json"
            yield Case(
                style=label.split("__")[0],
                label=label,
                name=path.name,
                data=path.read_bytes(),
                gold=read_gold(gold) if gold.exists() else None,
            )


def golden_cases() -> Iterator[Case]:
    """Yield the golden cases of the tests."""
    for path in sorted(GOLDEN.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield Case(
                style=path.stem,
                label=case["label"],
                name=case.get("name", "talk.txt"),
                data=case["text"].encode("utf-8"),
                gold=[
                    GoldSegment(SegmentKind(kind), text, [speaker] if speaker else [])
                    for kind, speaker, text, *_ in case["expect"]
                ],
            )


def _measure(cases: list[Case], *, each: bool) -> None:
    characters, seconds = 0, 0.0
    scores: defaultdict[str, list[Score]] = defaultdict(list)
    rows: dict[str, dict[str, float | None]] = {}
    passages: list[tuple[float, float, float]] = []
    for case in cases:
        start = time.perf_counter()
        try:
            document = read_document(case.data, case.name)
        except UnreadableDocumentError as error:
            print(f"{case.name}: {error}", file=sys.stderr)
            continue
        found = segment(document)
        seconds += time.perf_counter() - start
        characters += sum(len(block.text) for block in document.blocks)
        if case.gold is not None:
            scored = score(case.gold, found)
            scores[case.style].append(scored)
            rows[case.label] = scored.figures
            judged = judge(case.gold, [(one.text, one.speaker or "") for one in found])
            passages += (
                (one.confidence, *both)
                for one, both in zip(found, judged, strict=True)
                if one.speaker
            )
    if scores:
        print_table((rows if each else {}) | means(scores))
        print("".join(f"\n{name}: {meaning}" for name, meaning in FIGURES.items()))
        every = [one for found in scores.values() for one in found]
        wrong = sum(one.given - one.right for one in every)
        marked = sum(one.wrong_doubted for one in every)
        lost = sum(one.lost for one in every)
        print(f"\n{wrong:,} characters given wrongly, {marked:,} of them marked")
        served = sum(one.given - one.doubted for one in every)
        misnamed = sum(one.misnamed_served for one in every)
        nobodys = sum(one.leaked_served for one in every)
        others = wrong - marked - misnamed - nobodys
        print(
            f"of {served:,} served without a mark, {_share(others, served)} are another "
            f"person's, {_share(nobodys, served)} nobody's, and {_share(misnamed, served)} "
            "go under another form of the right person's name"
        )
        print(f"{lost:,} given to nobody that somebody says, without a mark\n")
        print_curve(passages)
    else:
        print("no gold: a NAME.gold.json beside each document is needed for a score")
    print(f"\n{len(cases)} documents, {characters:,} characters in {seconds:.2f} s")
    print(f"{characters / max(seconds, 1e-9):,.0f} characters/s, read and segmented")


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.1%}"


def _fuzz(cases: list[Case], times: int) -> int:
    rng = random.Random(20261125)
    slowest, lost = 0.0, 0
    for _ in range(times):
        case = rng.choice(cases)
        broken = mutate(case.data[:6000], rng)
        start = time.perf_counter()
        try:
            document = read_document(broken, case.name)
        except UnreadableDocumentError:
            continue
        missing = unaccounted_characters(document, segment(document))
        slowest = max(slowest, time.perf_counter() - start)
        if missing:
            lost += 1
            print(f"{case.name}: lost {missing[:80]!r}")
    print(f"{times} mutated documents, {lost} with losses, slowest {slowest:.2f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
