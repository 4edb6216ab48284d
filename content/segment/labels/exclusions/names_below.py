"""Names alone on their lines below the words that are theirs, as below quotations.

They look like labels, and each would be given the words of the next. Paragraphs and names
by turns tell nothing; that a sentence stands above all and a name below all does. So does
the item of a list right above each: a question on the agenda, and who asks it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from content.language.sentence_marks import LINE_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line, is_rule

_MIN_EVEN_SHARE = 0.8
_ITEM = re.compile(r"\s*(?:[-–—•*▪]\s|\d{1,3}[.)]\s|[a-z][.)]\s)\s*\S")
_MIN_LISTED = 2


def are_names_below(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether a sentence stands above the first name, and none below the last.

    Names that were not found may stand between, each below one paragraph.
    """
    if not labels or not all(_is_alone(one) for one in labels.values()):
        return False
    filled = [
        n
        for n, line in enumerate(lines)
        if n in labels or (line.text.strip() and not is_rule(line.text))
    ]
    places = [place for place, n in enumerate(filled) if n in labels]
    first = places[0]
    if (
        first == 0
        or filled[-1] not in labels
        or not _is_sentence(lines[filled[first - 1]])
    ):
        return False
    even = sum((two - one) % 2 == 0 for one, two in pairwise(places))
    return even >= _MIN_EVEN_SHARE * (len(places) - 1)


def without_names_below_items(
    labels: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without names alone right below items of a list, which say whose these are.

    Two lists or items next to each other show it: an item stands above and below a name.
    Where other labels are alone, too, their speakers may say items: the lines of a play.
    """
    below = {
        n
        for n, one in labels.items()
        if n > 0 and _is_alone(one) and _is_item(lines[n - 1], lines[n])
    }
    between = any(
        n + 1 < len(lines) and _is_item(lines[n + 1], lines[n]) for n in below
    )
    others = [one for n, one in labels.items() if n not in below]
    alike = not others or any(map(_is_alone, others))
    if len(below) < _MIN_LISTED or not between or alike:
        return labels
    return {n: one for n, one in labels.items() if n not in below}


def _is_item(line: Line, beside: Line) -> bool:
    """Return whether a line right above or below another is an item, and no sentence."""
    adjacent = abs(line.number - beside.number) == 1
    listed = adjacent and _ITEM.match(line.text) is not None
    return listed and not line.text.rstrip().endswith(LINE_ENDS)


def _is_alone(one: ScoredLabel) -> bool:
    return one.label.alone and one.label.ending is not Ending.COLON


def _is_sentence(line: Line) -> bool:
    return line.text.strip().endswith(LINE_ENDS)
