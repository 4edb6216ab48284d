"""Flats, plots and people without names, by their numbers: "Flat 12: …", "Owner 3: …".

Minutes of owners and members that name nobody count those who speak from the hall.
"""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise

from content.language.question_marks import asks
from content.language.sentence_marks import STOPS
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_labels.units import are_items, is_numbered_unit
from content.segment.names.name_score import label_key

_MIN_NUMBERS, _MIN_TURNS = 2, 0.5
_SCORE = 0.9
_MAX_CHARS = 48
_LIKELY = re.compile(r"[^:：]{0,40}\d[^:：]{0,6}[:：]")
_WORD = re.compile(r"[^\W\d_]{2,}")


def labels_of_units(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with those of flats, plots and people that only have a number.

    Two or more have one word and take turns with other labels, as those who ask do.
    """
    found: dict[int, Label] = {}
    for n, line in enumerate(lines):
        label = _counted(line) if line.spoken and n not in chosen else None
        if label is not None:
            found[n] = label
    alike: dict[str, list[int]] = {}
    for n, label in found.items():
        alike.setdefault(_word(label), []).append(n)
    kept = {
        n: ScoredLabel(
            line=n,
            label=found[n],
            score=_SCORE,
            key=label_key(found[n].printed),
        )
        for places in alike.values()
        if _take_turns(places, found, sorted(chosen))
        or (len(places) == 1 and _is_answered(places[0], lines, chosen))
        for n in places
    }
    return dict(chosen) | kept


def _counted(line: Line) -> Label | None:
    """Return the label of a flat or a person with a number; None if the line has none."""
    head = line.text[:_MAX_CHARS]
    if not (":" in head or "：" in head) or not _LIKELY.match(line.text):
        return None
    ended = line.text.rstrip().endswith(STOPS) or asks(line.text)
    if not ended:
        return None
    printed, colon, _ = line.text.partition(":" if ":" in head else "：")
    behind = line.text[len(printed) + 1 :]
    parted = behind[:1].isspace() or colon == "："
    if not parted or not is_numbered_unit(printed.strip()):
        return None
    end = len(line.text) - len(behind.lstrip())
    return Label(printed=printed.strip(), end=end, ending=Ending.COLON)


def _word(label: Label) -> str:
    """Return the word of a label that stands before the number; empty if it has none."""
    found = _WORD.match(label.printed)
    return found.group().casefold() if found else ""


def _is_answered(
    n: int, lines: Sequence[Line], chosen: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether a line asks, and a label stands right below it."""
    return n + 1 in chosen and asks(lines[n].text)


def _take_turns(
    places: Sequence[int], found: Mapping[int, Label], others: Sequence[int]
) -> bool:
    """Return whether several numbers have one word, and others speak between them."""
    printed = {label_key(found[n].printed): found[n].printed for n in places}
    if len(printed) < _MIN_NUMBERS or are_items([*printed.values()]):
        return False
    between = sum(
        bisect(others, one) < bisect(others, two) for one, two in pairwise(places)
    )
    return between >= _MIN_TURNS * (len(places) - 1)
