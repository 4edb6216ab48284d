"""Sentences of minutes that lead to a statement, and look like labels before it.

"Tom Ferro asks to have this put on record: “I did not vote …”" A clerk tells all else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.quotations import CLOSING_MARKS
from content.segment.names.name_score import without_brackets
from content.segment.names.words import label_words
from content.segment.turns.quotation_reader import verbs_of_saying

_MIN_SMALL = 3


def without_stated(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels of minutes without sentences that lead to a statement.

    "Chair Tom Ferro (TF) gave his report: “It was …”" stands once, and has words that no
    name or office has.
    """
    times = Counter(one.key for one in labels.values())
    return {
        n: one
        for n, one in labels.items()
        if times[one.key] > 1
        or _behind(lines, n, one.label.end) not in CLOSING_MARKS
        or not _is_sentence(one.label.printed)
    }


def _behind(lines: Sequence[Line], n: int, end: int) -> str:
    """Return the first sign behind a label, on its line or on the next one."""
    own = lines[n].text[end:].lstrip()[:1]
    return own or (lines[n + 1].text.lstrip()[:1] if n + 1 < len(lines) else "")


def _is_sentence(printed: str) -> bool:
    """Return whether words of a sentence stand among those of a label, or behind them."""
    bare = without_brackets(printed)
    words = bare.split()
    w = label_words()
    own = w.role_words | w.particles | w.articles
    if verbs_of_saying("").search(bare):
        return "," not in bare
    small = [word for word in words if word.islower() and word not in own]
    ends = bool(small) and words[-1] == small[-1]
    return "," not in bare and (len(small) >= _MIN_SMALL or ends)
