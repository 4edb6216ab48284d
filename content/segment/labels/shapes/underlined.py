"""Labels of whoever speaks once, where a rule is drawn below each label."""

from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import PARTED_SCORE, ScoredLabel
from content.segment.lines import Line, is_rule
from content.segment.names.name_score import is_false_label, label_key

_MIN_LABELS, _MAX_CHARS = 4, 60


def underlined_labels(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the short lines above rules, by line; {} unless all labels stand so.

    Above words, "listener" and a rule stand as "Ada BROOK, presenter" and a rule do.
    """
    if len(chosen) < _MIN_LABELS or not all(_is_underlined(lines, n) for n in chosen):
        return {}
    found: dict[int, ScoredLabel] = {}
    for n in range(min(chosen), len(lines) - 2):
        words = lines[n].text.strip()
        short = 0 < len(words) <= _MAX_CHARS and not words.endswith(SENTENCE_ENDS)
        if n in chosen or not short or not _is_underlined(lines, n):
            continue
        if words[0].isalpha() and not is_false_label(words):
            end = len(lines[n].text)
            label = Label(printed=words, end=end, ending=Ending.LINE, alone=True)
            key = label_key(words)
            found[n] = ScoredLabel(line=n, label=label, score=PARTED_SCORE, key=key)
    return found


def _is_underlined(lines: Sequence[Line], n: int) -> bool:
    """Return whether a rule is drawn right below a line, and words stand below it."""
    below = lines[n + 1 : n + 3]
    adjacent = len(below) > 1 and below[0].number == lines[n].number + 1
    return adjacent and is_rule(below[0].text) and not is_rule(below[1].text)
