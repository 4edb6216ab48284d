"""Questions that a page sets off in bold, italics or headings, above answers with labels.

Where several people answer, each has a label, and whoever asks has none: "**Why now?**",
"Ada: …", "Rosa: …". Such a line belongs to nobody who answered before.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from content.document import BlockKind
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import FULL_STOPS, SENTENCE_ENDS
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_MIN_QUESTIONS, _MIN_SHARE, _MIN_NAMES = 3, 0.6, 1
_MIN_ASKING, _MOST = 2, 0.8
_SCORE = 0.8
_SHORT = re.compile(r"([^\W\d_][\w’'-]{1,20})\s?[:：]\s+(?=\S)")


def with_set_off_questions(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with one for each question that is set off above a label.

    Most of what is set off so asks, and two people or more answer. Right below it a word
    of somebody's name is a label, too, however seldom: "Ada: …".
    """
    found = {**labels, **_short_labels(labels, lines)}
    labels = found.copy()
    if len(Counter(one.key for one in labels.values())) < _MIN_NAMES:
        return found
    above = [n - 1 for n in labels if n and n - 1 not in labels]
    set_off = [n for n in above if _emphasis(lines[n])]
    asking = [n for n in set_off if asks_unmarked(_bare(lines[n]))]
    if len(asking) < max(_MIN_QUESTIONS, _MIN_SHARE * len(set_off)) and not (
        len(asking) >= _MIN_ASKING and _above_each(set_off, labels, lines)
    ):
        return found
    styles = Counter(_emphasis(lines[n]) for n in asking)
    style, _ = styles.most_common(1)[0]
    for n in range(min(asking), max(labels)):
        leads = n + 1 in labels or lines[n + 1].kind is BlockKind.QUOTE
        if n in labels or not leads or _emphasis(lines[n]) != style:
            continue
        text = _bare(lines[n])
        if asks_unmarked(text) or text.endswith(FULL_STOPS):
            label = Label(printed="Question", end=0, ending=Ending.SIGN)
            found[n] = ScoredLabel(line=n, label=label, score=_SCORE, key=QUESTION)
    return found


def _above_each(
    set_off: Sequence[int], labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether a sentence of one style stands above nearly each label."""
    alike = len({_emphasis(lines[n]) for n in set_off}) == 1
    ended = all(_bare(lines[n]).endswith(SENTENCE_ENDS) for n in set_off)
    return alike and ended and len(set_off) >= max(_MIN_QUESTIONS, _MOST * len(labels))


def _short_labels(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels right below questions set off that are a word of another label."""
    words = {
        word
        for one in labels.values()
        if one.label.ending is Ending.COLON and " " in one.key
        for word in one.key.split()
    }
    found: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines[:-1]):
        below = lines[n + 1]
        opened = _SHORT.match(below.text) if words and n + 1 not in labels else None
        if opened is None or not (_emphasis(line) and asks_unmarked(_bare(line))):
            continue
        printed = opened.group(1)
        if (key := label_key(printed)) in words:
            label = Label(printed=printed, end=opened.end(), ending=Ending.COLON)
            found[n + 1] = ScoredLabel(line=n + 1, label=label, score=_SCORE, key=key)
    return found


def _bare(line: Line) -> str:
    return line.text.rstrip(" *_")


def _emphasis(line: Line) -> str:
    """Return the style that a page sets a whole line off with; empty if it does not."""
    if not line.spoken:
        return ""
    if line.kind is HEADING_BLOCK:
        return "heading"
    return "bold" if line.is_bold else "italic" if line.is_italic else ""
