"""Names of an annex, on lines of their own: what was handed in and not spoken.

Below the last label of a record, a label that it has had comes back without its sign, under
a title and above sentences. A list of votes has names one below the other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_MIN_LABELS, _MIN_WORDS = 5, 2
_MIN_SAID_CHARS = 60
_DOUBTFUL_SCORE = 0.5
_MAX_TITLE_CHARS = 140


def labels_in_annex(
    found: Sequence[ScoredLabel],
    chosen: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> dict[int, ScoredLabel]:
    """Return the lines below the last label that are a label's words alone."""
    times = Counter(one.key for one in chosen.values())
    # Who printed the record may stand below it, once.
    again = [n for n, one in chosen.items() if times[one.key] > 1]
    if len(again) < _MIN_LABELS:
        return {}
    last = max(again)
    keys = {one.key for one in chosen.values() if one.label.ending is not Ending.LINE}
    annexed = {
        one.line: one
        for one in found
        if one.line > last
        and one.label.ending is Ending.LINE
        and one.key in keys
        and len(one.key.split()) >= _MIN_WORDS
        and _is_title(lines[one.line - 1].text.strip())
        and _is_said(lines, one.line + 1)
    }
    if annexed:
        # Nothing tells where the last text ends, and what the printer adds begins.
        end = max(annexed)
        annexed[end] = annexed[end].with_score(_DOUBTFUL_SCORE)
    return annexed


def _is_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE_CHARS and not text.endswith(SENTENCE_ENDS)


def _is_said(lines: Sequence[Line], n: int) -> bool:
    text = lines[n].text.strip() if n < len(lines) else ""
    return len(text) >= _MIN_SAID_CHARS and text.endswith(SENTENCE_ENDS)
