"""A transcript word by word against another copy of its text.

`python -m bench.wording TRANSCRIPT COPY` prints where the words differ, and how many; signs,
capitals and line ends don't count.
"""

import argparse
import re
from difflib import SequenceMatcher
from pathlib import Path

from content.transcript_file import read_file


def words_of(text: str) -> list[str]:
    """Return what counts: the words, without capitals."""
    return re.findall(r"\w+", text.casefold())


def differences(ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Return what stands in ours, and in its place in theirs."""
    matched = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        (" ".join(ours[a:b]), " ".join(theirs[c:d]))
        for kind, a, b, c, d in matched.get_opcodes()
        if kind != "equal"
    ]


def main() -> None:
    """Print the places, then how many there are."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.wording", description=__doc__
    )
    parser.add_argument("transcript", type=Path)
    parser.add_argument("copy", type=Path, help="the other copy, as plain text")
    options = parser.parse_args()
    turns = read_file(options.transcript).turns
    ours = words_of("\n".join(turn.text for turn in turns))
    theirs = words_of(options.copy.read_text(encoding="utf-8"))
    found = differences(ours, theirs)
    for here, there in found:
        print(f"{here or '-'}  |  {there or '-'}")
    apart = sum(max(len(h.split()), len(t.split())) for h, t in found)
    print(f"{len(ours)} words, {len(found)} places, {apart} words")


if __name__ == "__main__":
    main()
