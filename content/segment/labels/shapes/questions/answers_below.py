"""Answers without labels below questions that have them: "Q: Why now?", "Because …".

All labels ask, whoever's they are: of a letter, of a paper, or of readers who ask once
each. What stands below each in a paragraph of its own is somebody else's, who answers.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from content.language.question_marks import asks
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import ANSWER
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_MIN_LABELS, _MIN_SHARE, _MAX_QUESTION = 3, 0.75, 600
_SCORE = 0.8


def with_answers_below(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with one for each answer below a question, where all labels ask."""
    found = dict(labels)
    if len(labels) < _MIN_LABELS or any(o.key == ANSWER for o in labels.values()):
        return found
    shown = [n for n, line in enumerate(lines) if line.spoken and line.text.strip()]
    after = dict(pairwise(shown))
    asked = [
        n
        for n, one in labels.items()
        if asks(lines[n].text.rstrip(" *_"))
        and len(lines[n].text) <= _MAX_QUESTION
        and not one.label.alone
    ]
    # A question of somebody's that another label follows is answered there.
    answered = [
        after[n] for n in asked if n in after and _answers(after[n], n, found, lines)
    ]
    if min(len(asked), len(answered)) < max(_MIN_LABELS, _MIN_SHARE * len(labels)):
        return found
    for n in labels:
        below = after.get(n)
        if below is not None and below not in labels and lines[below].opens:
            label = Label(printed="A", end=0, ending=Ending.SIGN)
            found[below] = ScoredLabel(
                line=below, label=label, score=_SCORE, key=ANSWER
            )
    return dict(sorted(found.items()))


def _answers(
    n: int, asked: int, labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether a paragraph below a question has no label, and does not ask on."""
    own = lines[n].opens and n not in labels
    return own and not asks(lines[n].text) and n > asked
