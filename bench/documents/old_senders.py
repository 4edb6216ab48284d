"""Dump whom the code of an older commit took for the senders of texts; run by `blind_runs`.

    PYTHONPATH=TREE python bench/documents/old_senders.py FOLDER PATTERN

TREE is a checkout of that commit, from which all of `content` is imported. Printed is
JSON, by name of the document: each text whose sender was looked for, as the words of
the document tell of it, and who was found. It holds for all commits that read such a
text into a `ReadText`.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.formats import read_document
from content.segment import segment
from content.segment.messages import message_senders

if TYPE_CHECKING:  # Older commits have them elsewhere.
    from content.segment.messages.senders.origin import Origin
    from content.segment.messages.senders.read_text import ReadText


def main() -> None:
    """Read the documents that have a gold file, and print whose texts were found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of documents")
    parser.add_argument("pattern", help="which of them, as a glob pattern")
    arguments = parser.parse_args()
    steps = vars(message_senders)
    find_origin = steps["find_origin"]
    asked: list[dict[str, Any]] = []

    def listen(text: "ReadText") -> "Origin":
        found: Origin = find_origin(text)
        told = asdict(text)
        told["extent"]["form"] = text.extent.form.name
        told["speakers"] = sorted(text.speakers)
        asked.append({"text": told, "name": found.name, "sure": found.confidence})
        return found

    steps["find_origin"] = listen
    printed = {}
    for path in sorted(arguments.folder.glob(arguments.pattern)):
        gold = path.with_name(path.name.rsplit(".", 1)[0] + ".gold.json")
        if path.suffix != ".json" and gold.exists():
            asked.clear()
            segment(read_document(path.read_bytes(), path.name))
            printed[path.name] = [*asked]
    json.dump(printed, sys.stdout)


if __name__ == "__main__":
    main()
