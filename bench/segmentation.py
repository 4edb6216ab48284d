"""Segment a folder of documents, write what was found, and tell how fast.

    python -m bench.segmentation [DIR] [--out PRED_DIR] [--fuzz N]

DIR holds documents as found; without it, the shipped library is read as Markdown.
`--fuzz` instead mutates the documents of DIR N times and checks that every character
is accounted for, however broken the document is.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

from bench.mutations import mutated, unaccounted
from content.document import UnreadableDocumentError
from content.formats import read_document
from content.library import SHIPPED
from content.segment import Segment, segment


def main() -> int:
    """Run the benchmark; exit 1 if a mutated document lost a character."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", nargs="?", default=SHIPPED)
    parser.add_argument("--out", type=Path, metavar="PRED_DIR")
    parser.add_argument("--fuzz", type=int, metavar="N", default=0)
    options = parser.parse_args()
    paths = [
        path
        for path in sorted(options.folder.iterdir())
        if path.is_file() and path.suffix not in {".json", ".py"}
    ]
    return _fuzz(paths, options.fuzz) if options.fuzz else _measure(paths, options.out)


def _measure(paths: list[Path], out: Path | None) -> int:
    characters, seconds = 0, 0.0
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        try:
            document = read_document(data, path.name)
        except UnreadableDocumentError as fault:
            print(f"{path.name}: {fault}", file=sys.stderr)
            continue
        found = segment(document)
        seconds += time.perf_counter() - start
        characters += sum(len(block.text) for block in document.blocks)
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            target = out / f"{path.name.rsplit('.', 1)[0]}.json"
            shown = [_shown(one) for one in found]
            target.write_text(json.dumps(shown, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(paths)} documents, {characters:,} characters in {seconds:.2f} s")
    print(f"{characters / max(seconds, 1e-9):,.0f} characters/s, read and segmented")
    return 0


def _shown(one: Segment) -> dict[str, str | None]:
    shown = {"speaker": one.speaker, "kind": one.kind.value, "text": one.text}
    return shown | ({"read_by": one.read_by} if one.read_by else {})


def _fuzz(paths: list[Path], times: int) -> int:
    dice = random.Random(20261125)
    sources = [(path.name, path.read_bytes()[:6000]) for path in paths]
    slowest, lost = 0.0, 0
    for _ in range(times):
        name, data = dice.choice(sources)
        broken = mutated(data, dice)
        start = time.perf_counter()
        try:
            document = read_document(broken, name)
        except UnreadableDocumentError:
            continue
        missing = unaccounted(document, segment(document))
        slowest = max(slowest, time.perf_counter() - start)
        if missing:
            lost += 1
            print(f"{name}: lost {missing[:80]!r}")
    print(f"{times} mutated documents, {lost} with losses, slowest {slowest:.2f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
