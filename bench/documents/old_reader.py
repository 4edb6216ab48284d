"""Dump what the code of an older commit makes of documents; run by `bench.documents.blind_runs`.

    PYTHONPATH=TREE python bench/documents/old_reader.py FOLDER PATTERN

TREE is a checkout of that commit, from which all of `content` is imported. Printed is
JSON, by name of the document: the document as that code read it, and the pieces, lines
and labels that its first reader left to the second. It holds for all commits that have
a second reader.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from content.formats import read_document
from content.segment import segment

# Where the steps of segmentation are; earlier commits have them in the package itself.
_STEPS = "content.segment.segmenter"


def main() -> None:
    """Read the documents that have a gold file, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of documents")
    parser.add_argument("pattern", help="which of them, as a glob pattern")
    arguments = parser.parse_args()
    steps = vars(import_module(_STEPS if find_spec(_STEPS) else "content.segment"))
    caught: dict[str, object] = {}
    weigh: Callable[..., Sequence[object]] = steps["weigh"]

    def listen(
        pieces: Sequence[Any],
        lines: Sequence[Any],
        labels: Mapping[int, Any],
        *rest: object,
        **options: object,
    ) -> Sequence[object]:
        caught["pieces"] = [asdict(one) for one in pieces]
        caught["lines"] = [asdict(one) for one in lines]
        caught["labels"] = {n: asdict(one) for n, one in labels.items()}
        return weigh(pieces, lines, labels, *rest, **options)

    steps["weigh"] = listen
    found = {}
    for path in sorted(arguments.folder.glob(arguments.pattern)):
        gold = path.with_name(path.name.rsplit(".", 1)[0] + ".gold.json")
        if path.suffix != ".json" and gold.exists():
            document = read_document(path.read_bytes(), path.name)
            segment(document)
            found[path.name] = {"document": asdict(document), **caught}
    json.dump(found, sys.stdout, default=lambda one: one.name)


if __name__ == "__main__":
    main()
