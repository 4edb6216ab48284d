"""Small words between a name in bold and the colon of its label: "**ADA BROOK** mayor: Friends".

Where most labels of a document are bold up to their colon, such words are of the label, too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.offices import has_role

_MIN_LABELS, _MOST, _MAX_WORDS = 3, 0.6, 8
# "(2.55 p.m.) in reply: "
_BEHIND = re.compile(
    r"\s*(?:[(\[][^()\[\]]{2,30}[)\]]\s*)?(?P<words>[^\W\d_][^.:：!?;“”„«»\"()]{1,80}?)\s?[:：]\s+(?=\S)"
)


def with_words_behind_bold(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels, those in bold with the small words that stand before their colon."""
    bold = [n for n, one in labels.items() if one.label.ending is Ending.BOLD]
    ended = sum(_ends_in_colon(labels[n], lines[n]) for n in bold)
    if len(bold) < _MIN_LABELS or ended < _MOST * len(bold):
        return dict(labels)
    return dict(labels) | {n: _with_words(labels[n], lines[n]) for n in bold}


def _ends_in_colon(one: ScoredLabel, line: Line) -> bool:
    return line.text[: one.label.end].rstrip().endswith((":", "："))


def _with_words(one: ScoredLabel, line: Line) -> ScoredLabel:
    """Return a label up to its colon; an office before it is a part of what is printed."""
    if _ends_in_colon(one, line):
        return one
    found = _BEHIND.match(line.text, one.label.end)
    words = found["words"].split() if found else []
    if found is None or not words[0].islower() or len(words) > _MAX_WORDS:
        return one
    office = has_role([word.casefold() for word in words])
    printed = f"{one.label.printed} {found['words']}" if office else one.label.printed
    return replace(one, label=replace(one.label, printed=printed, end=found.end()))
