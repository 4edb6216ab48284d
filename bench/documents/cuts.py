"""Cut a part out of a document, or join two, as people paste them.

The words of a part are whose they are in the whole, as long as it holds their labels. Of
whom only the head has the whole name, the names that labels print are right, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.scoring.attribution import (
    GoldSegment,
    SegmentWords,
    folded_name,
    word_offset,
)
from content.segment import Segment

_WORD = re.compile(r"[^\W_]+")
_MIN_TURNS = 9
_MAX_LABEL_WORDS = 12
_MAX_LINES_TO_LABEL = 5


class Part(NamedTuple):
    """A page made of a document or two, and its gold segments."""

    page: str
    gold: list[GoldSegment]


@dataclass(frozen=True, slots=True)
class Whole:
    """A document as it was found.

    Attributes:
        lines: Its lines.
        turns: Where turns start among them.
        gold: Its gold segments.
        labels: The labels under which each of these stands.
    """

    lines: list[str]
    turns: list[int]
    gold: Sequence[GoldSegment]
    labels: list[set[str]]

    @property
    def names(self) -> dict[str, set[str]]:
        """The names of those who stand under each label, both folded."""
        names: dict[str, set[str]] = {}
        for one, labels in zip(self.gold, self.labels, strict=True):
            for label in labels:
                names.setdefault(folded_name(label), set()).update(
                    map(folded_name, one.names[:1])
                )
        return names


def whole_of(text: str, gold: Sequence[GoldSegment], found: Sequence[Segment]) -> Whole:
    """Return a document with the turns and the labels that were found in it."""
    gold_words = SegmentWords([one.text for one in gold])
    found_words = SegmentWords([one.text for one in found])
    labels: list[set[str]] = [set() for _ in gold]
    for place, match in gold_words.align(found_words).items():
        under = found[found_words.segments[place]].under
        if under:
            labels[gold_words.segments[match]].add(under)
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    turns = {_turn_start(lines, one) for one in found if one.label and one.speaker}
    return Whole(lines, sorted(turns), gold, labels)


def _turn_start(lines: Sequence[str], one: Segment) -> int:
    """Return the line of a segment's first label, which may stand above its words."""
    label = folded_name(one.label.split("\n")[0])
    first = one.line - 1
    near = range(first, max(first - _MAX_LINES_TO_LABEL, -1), -1)
    return next((n for n in near if label in folded_name(lines[n])), first)


def _third(number: int) -> Callable[[Sequence[int], int], tuple[int, int]]:
    """Return what cuts out the first, second or last third of all turns."""

    def cut(turns: Sequence[int], end: int) -> tuple[int, int]:
        bounds = [0, turns[len(turns) // 3], turns[2 * len(turns) // 3], end]
        return bounds[number], bounds[number + 1]

    return cut


def _middle_turns(
    count: int, around: int = 0
) -> Callable[[Sequence[int], int], tuple[int, int]]:
    """Return what cuts out turns from the middle on, and some lines around them."""

    def cut(turns: Sequence[int], end: int) -> tuple[int, int]:
        first = (len(turns) - count) // 2
        bounds = [*turns, end]
        return bounds[first] - around, bounds[first + count] + around

    return cut


CUTS: dict[str, Callable[[Sequence[int], int], tuple[int, int]]] = {
    "head gone": lambda turns, end: (turns[0], end),
    "tail gone": lambda turns, _: (0, turns[-max(1, len(turns) // 8)]),
    "first turns": lambda turns, _: (0, turns[4]),
    "first third": _third(0),
    "middle third": _third(1),
    "last third": _third(2),
    "six turns": _middle_turns(6),
    "three turns": _middle_turns(3),
    "from amid a turn": _middle_turns(4, around=1),
}
"""Which lines of a document each cut keeps, by where its turns start and where it ends."""


def cut(whole: Whole, name: str) -> Part | None:
    """Return a part of a document; None where it has too few turns, or one speaker."""
    if len(whole.turns) < _MIN_TURNS:
        return None
    start, end = CUTS[name](whole.turns, len(whole.lines))
    gold = list(_gold_of_lines(whole, start, end))
    if len({one.names[0] for one in gold if one.names}) < 2:
        return None
    return Part("\n".join(whole.lines[start:end]).strip("\n") + "\n", gold)


def join(whole: Whole, other: Whole) -> Part | None:
    """Return two documents in one; None where they call two people by one label."""
    names, its_names = whole.names, other.names
    if any(names[label] != its_names[label] for label in names.keys() & its_names):
        return None
    page = "\n".join([*whole.lines, "", *other.lines])
    return Part(f"{page}\n", [*whole.gold, *other.gold])


def _gold_of_lines(whole: Whole, start: int, end: int) -> Iterator[GoldSegment]:
    """Yield what the gold has for some lines of a document."""
    gold_words = SegmentWords([one.text for one in whole.gold])
    line_words = SegmentWords(whole.lines)
    # Which line each word of the gold stands in.
    lines = {
        match: line_words.segments[place]
        for place, match in gold_words.align(line_words).items()
    }
    kept = [n for n, line in lines.items() if start <= line < end]
    low, high = min(kept, default=0), max(kept, default=-1)
    first_turn = next((n for n in whole.turns if n >= start), end)
    page = folded_name("".join(whole.lines[start:end]))
    for n, own in enumerate(whole.gold):
        first, last = gold_words.span(n)
        here = range(max(first, low), min(last, high + 1))
        if not here:
            continue
        text = own.text
        text = (
            text if here.stop == last else text[: word_offset(text, here.stop - first)]
        )
        text = (
            text[word_offset(text, here.start - first) :]
            if here.start > first
            else text
        )
        names = tuple(own.names)
        if start and any(lines.get(place, end) < first_turn for place in here):
            # Nobody can tell whose turn goes on from above the cut.
            names = ()
        elif names and folded_name(names[0]) not in page:
            names += tuple(run for one in whole.labels[n] for run in _runs(one))
        yield own._replace(text=text, names=names)


def _runs(label: str) -> Iterator[str]:
    """Yield the words of a label, and all that stand together in it."""
    words = _WORD.findall(label)[:_MAX_LABEL_WORDS]
    for start in range(len(words)):
        for end in range(start, len(words)):
            yield " ".join(words[start : end + 1])
