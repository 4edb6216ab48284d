"""Print the words of a gold set in many house styles, and segment each again.

    python -m bench.house_styles DIR

DIR holds `score.py` and `docs/*.gold.json`. The words and their speakers stay, only
the labels change, so that a style's figure tells how well its labels are recognised
in documents of every kind, most of which were never printed so.
"""

import argparse
import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from content.formats import read_document
from content.segment import segment

Gold = list[dict[str, Any]]
FIGURES = ("char_acc", "map_acc", "boundary_f1", "leak")

# How a label is printed, what parts paragraphs, and the file's extension.
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


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder
    scorer = _scorer(folder / "score.py")
    golds = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((folder / "docs").glob("*.gold.json"))
    ]
    golds = [gold for gold in golds if len(_speakers(gold)) > 1]
    print(f"{'':22}" + "".join(f"{figure:>13}" for figure in FIGURES))
    for style in STYLES:
        sums: dict[str, list[float]] = defaultdict(list)
        for gold in golds:
            result = _scored(scorer, gold, style)
            for figure in FIGURES:
                sums[figure].append(result[figure])
        means = (sum(sums[figure]) / len(golds) for figure in FIGURES)
        print(f"{style:22}" + "".join(f"{mean:13.3f}" for mean in means))
    return 0


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _speakers(gold: Gold) -> set[str]:
    return {one["speaker"] for one in gold if one["kind"] in {"speech", "question"}}


def _scored(scorer: ModuleType, gold: Gold, style: str) -> dict[str, float]:
    printed, parting, extension = STYLES[style]
    text = parting.join(_lines(gold, printed))
    document = read_document(text.encode("utf-8"), f"page{extension}")
    predicted = [
        {"speaker": one.speaker, "kind": one.kind.value, "text": one.text}
        for one in segment(document)
    ]
    named = [_with_printed(one, printed) for one in gold]
    result: dict[str, float] = scorer.finish(scorer.score_doc(named, predicted))
    return result


def _lines(gold: Gold, printed: Callable[[str], str]) -> Iterator[str]:
    present = None
    for one in gold:
        message = one["kind"] == "message"
        voice = one.get("read_by") if message else one["speaker"]
        paragraphs = [part for part in one["text"].split("\n") if part.strip()]
        if one["kind"] == "stage":
            yield from (p if p[0] in "([（*<" else f"({p})" for p in paragraphs)
            continue
        if voice and voice != present:
            present = voice
            paragraphs[0] = printed(voice) + paragraphs[0]
        yield from paragraphs


def _with_printed(one: dict[str, Any], printed: Callable[[str], str]) -> dict[str, Any]:
    if not one["speaker"]:
        return one
    label = re.sub(r"^\W+|[\W\d]+$", "", printed(one["speaker"]).replace(" (ABC)", ""))
    stamped = re.sub(r"^[\d:\]\s]+", "", label)
    aliases = [*one.get("aliases", []), label, stamped]
    return one | {"aliases": aliases}


if __name__ == "__main__":
    sys.exit(main())
