"""Documents that stand in one file, one below the other, each with labels of its own.

One convention leads a document. Of two documents in one file, that whose labels are fewer
or weaker is read as the last words of the other, or as what stands above it: a long stretch
has no label there. Where it has labels when it is read alone, it is a document. Where the
labels of both were found, they part where one way of ending them stops and another begins.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from content.document import Block, BlockKind
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.candidates import label_candidates
from content.segment.labels.exclusions.contents import without_heads_above_addressed
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_MIN_LINES = 8
_MIN_SHARE = 0.1
"""The share of a document that a stretch without labels has, at least."""

_MIN_LABELS = 4
_MIN_RATIO = 1.5
_MAX_NAMES = 0.75
"""How many different labels are among those of a document, at most."""

_MAX_TITLE_CHARS = 100
_NO_TITLE_ENDS = (*SENTENCE_ENDS, *",;:—–-”»")

LabelsAlone = Callable[[int, int, float], list[tuple[int, ScoredLabel]]]
"""Returns the labels of some blocks that are read alone, with the block of each.

It is told from how many labels on these count, since fewer are found faster.
"""


def repeated_at(blocks: Sequence[Block]) -> int | None:
    """Return the block with which a document begins once more; None if it does not."""
    half, odd = divmod(len(blocks), 2)
    if odd or half < _MIN_LINES:
        return None
    is_same = all(blocks[n].text == blocks[half + n].text for n in range(half))
    return half if is_same else None


def joined_at(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    blocks: Sequence[Block],
    labels_alone: LabelsAlone,
) -> int | None:
    """Return the block with which a second document starts; None if there is none."""
    numbers = sorted(labels)
    if changed := _change(numbers, labels):
        above, below = (lines[n].block for n in changed)
        return _boundary(blocks, above + 1, below)
    for start, end in _stretches(numbers, lines):
        if start is not None:
            known, first = sum(n > start for n in numbers), lines[start].block + 1
            if _may_be_many(lines[start + 1 :], known):
                found = labels_alone(first, len(blocks), _least(known))
                if _are_many(found, known):
                    return _boundary(blocks, first, found[0][0])
        if end is not None:
            known, last = sum(n < end for n in numbers), lines[end].block
            if _may_be_many(lines[:end], known):
                found = labels_alone(0, last, _least(known))
                others = {n: labels[n] for n in numbers if n >= end}
                if _are_many(found, known) and not _are_heads(found, others):
                    return _boundary(blocks, found[-1][0] + 1, last)
    return None


def _change(
    numbers: Sequence[int], labels: Mapping[int, ScoredLabel]
) -> tuple[int, int] | None:
    """Return the labels between which all that end in one way give way to others."""
    endings = [labels[n].label.ending for n in numbers]
    first = next((n for n, one in enumerate(endings) if one != endings[0]), 0)
    above, below = numbers[:first], numbers[first:]
    if not first or endings[0] in endings[first:]:
        return None
    # In a hearing, letters stand for those who spoke under their names above.
    if Ending.LETTER in endings[first:] and _names(above, labels) & _names(
        below, labels
    ):
        return None
    both = all(_take_turns([labels[n] for n in part]) for part in (above, below))
    return (above[-1], below[0]) if both else None


def _names(numbers: Sequence[int], labels: Mapping[int, ScoredLabel]) -> set[str]:
    return {labels[n].label.printed.casefold() for n in numbers}


def _stretches(
    numbers: Sequence[int], lines: Sequence[Line]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the labels around long stretches without any: last, first, and longest."""
    if not numbers:
        return
    ends = [0, *accumulate(len(line.text) for line in lines)]
    longest = max(
        pairwise(numbers), key=lambda its: ends[its[1]] - ends[its[0]], default=None
    )
    stretches: list[tuple[int | None, int | None]] = [
        (numbers[-1], None),
        (None, numbers[0]),
        *([longest] if longest else []),
    ]
    for start, end in stretches:
        here, there = start or 0, len(lines) if end is None else end
        size = ends[there] - ends[here]
        if there - here >= _MIN_LINES and size >= _MIN_SHARE * ends[-1]:
            yield start, end


def _may_be_many(lines: Sequence[Line], known: int) -> bool:
    """Return whether lines open alike as often as if labels came back, which is quick to see."""
    openings = Counter(
        one
        for line in lines
        for one in {
            *(label.printed.casefold() for label in label_candidates(line)),
            _initials_or_sign(line.text),
        }
        if one
    )
    again = openings.total() - len(openings)
    return again >= (1 - _MAX_NAMES) * _least(known)


def _initials_or_sign(text: str) -> str:
    """Return the first word of a line if it is in capitals, or a sign: "AB", "–"."""
    first = text.split(maxsplit=1)[:1]
    word = first[0] if first else ""
    return word if (word.isupper() and len(word) > 1) or not word[:1].isalnum() else ""


def _are_many(found: Sequence[tuple[int, ScoredLabel]], known: int) -> bool:
    """Return whether labels are a document's, and far more than were known in it."""
    return len(found) >= _least(known) and _take_turns([one for _, one in found])


def _are_heads(
    found: Sequence[tuple[int, ScoredLabel]], below: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether what was found on top only heads an agenda or contents."""
    above = {n - len(found): one for n, (_, one) in enumerate(found)}
    return len(without_heads_above_addressed(above | dict(below))) == len(below)


def _least(known: int) -> float:
    """Return how many labels are far more than those that are known."""
    return _MIN_RATIO * known + _MIN_LABELS


def _take_turns(labels: Sequence[ScoredLabel]) -> bool:
    names = {one.label.printed.casefold() for one in labels}
    return len(labels) >= _MIN_LABELS and 1 < len(names) <= _MAX_NAMES * len(labels)


def _boundary(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the first block that looks like a headline, or else that of the label."""
    return next((n for n in range(start, end) if _is_headline(blocks[n])), end)


def _is_headline(block: Block) -> bool:
    text = block.text.strip()
    return block.kind is BlockKind.HEADING or (
        0 < len(text) <= _MAX_TITLE_CHARS
        and "\n" not in text
        and not text.startswith(("(", "["))
        and not text.endswith(_NO_TITLE_ENDS)
    )
