"""Print the words of a gold set in many house styles, and segment each again.

    python -m bench.house_styles DIR

DIR holds gold files, as `bench.segmentation` reads them. The words and their speakers
stay, only the labels change, so that a style's figures tell how well its labels are
recognised in documents of every kind, most of which were never printed so.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.scoring.attribution import GoldSegment, Score, means, print_table, score
from content.formats import read_document
from content.segment import SegmentKind, segment

Gold = list[dict[str, Any]]

STYLES: dict[str, tuple[Callable[[str], str], str, str]] = {
    "Name:": (lambda n: f"{n}: ", "\n", ".txt"),
    "NAME:": (lambda n: f"{n.upper()}: ", "\n\n", ".txt"),
    "Name: (own line)": (lambda n: f"{n}:\n", "\n", ".txt"),
    "**Name:**": (lambda n: f"**{n}:** ", "\n\n", ".md"),
    "**Name** text": (lambda n: f"**{n}** ", "\n\n", ".md"),
    "**Name** (own line)": (lambda n: f"**{n}**\n\n", "\n\n", ".md"),
    "### Name": (lambda n: f"### {n}\n\n", "\n\n", ".md"),
    "Name —": (lambda n: f"{n} — ", "\n", ".txt"),
    "NAME.": (lambda n: f"{n.upper()}. ", "\n", ".txt"),
    "Mr. SURNAME.": (lambda n: f"Mr. {n.split()[-1].upper()}. ", "\n", ".txt"),
    "Name (Party):": (lambda n: f"{n} (ABC): ", "\n", ".txt"),
    "Name (Party). –": (lambda n: f"{n} (ABC). – ", "\n\n", ".txt"),
    "[00:01:02] Name:": (lambda n: f"[00:01:02] {n}: ", "\n\n", ".txt"),
    "Name 0:12 (own line)": (lambda n: f"{n}  0:12\n", "\n\n", ".txt"),
    "Name：": (lambda n: f"{n}：", "\n", ".txt"),
    "[Name]": (lambda n: f"[{n}] ", "\n", ".txt"),
}
"""How each style prints a label, what separates paragraphs, and the file's extension."""


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder
    golds = [
        gold
        for path in sorted(folder.glob("*.gold.json"))
        if len(_speakers(gold := json.loads(path.read_text("utf-8")))) > 1
    ]
    if not golds:
        parser.error(f"{folder} holds no NAME.gold.json with two speakers or more")
    print_table(
        means({style: [_score(gold, style) for gold in golds] for style in STYLES})
    )
    return 0


def _speakers(gold: Gold) -> set[str]:
    return {one["speaker"] for one in gold if one["kind"] in {"speech", "question"}}


def _score(gold: Gold, style: str) -> Score:
    label, separator, extension = STYLES[style]
    text = separator.join(_lines(gold, label))
    document = read_document(text.encode("utf-8"), f"page{extension}")
    return score([_gold_segment(one, label) for one in gold], segment(document))


def _lines(gold: Gold, label: Callable[[str], str]) -> Iterator[str]:
    current = None
    for one in gold:
        message = one["kind"] == "message"
        speaker = one.get("read_by") if message else one["speaker"]
        paragraphs = [part for part in one["text"].split("\n") if part.strip()]
        if one["kind"] == "stage":
            yield from (p if p[0] in "([（*<" else f"({p})" for p in paragraphs)
            continue
        if speaker and speaker != current:
            current = speaker
            paragraphs[0] = label(speaker) + paragraphs[0]
        yield from paragraphs


def _gold_segment(one: dict[str, Any], label: Callable[[str], str]) -> GoldSegment:
    """Return a gold segment whose speaker may also be called as the label prints it."""
    names: tuple[str, ...] = ()
    if one["speaker"]:
        printed = label(one["speaker"]).replace(" (ABC)", "")
        bare = re.sub(r"^\W+|[\W\d]+$", "", printed)
        unstamped = re.sub(r"^[\d:\]\s]+", "", bare)
        names = (one["speaker"], *one.get("aliases", ()), bare, unstamped)
    return GoldSegment(SegmentKind(one["kind"]), one["text"], names)


if __name__ == "__main__":
    sys.exit(main())
