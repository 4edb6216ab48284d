"""Scores of possible labels: how likely each is to name a speaker."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.document import BlockKind
from content.segment.labels.candidates import label_candidates
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.name_score import (
    is_unnamed_voice,
    label_key,
    name_score,
    without_brackets,
)
from content.segment.labels.words import label_words
from content.segment.lines import Line

_MIN_CANDIDATE_SCORE = 0.1
_WORD = re.compile(r"\b[^\W\d_]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLabel:
    """A possible label with its score.

    Attributes:
        line: Index of the line it stands on.
        score: From 0 to 1, how likely it names a speaker.
        key: The label case-folded, so that its printings compare equal.
    """

    line: int
    label: Label
    score: float
    key: str


def lowercase_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return words that the document mostly writes in lower case: they name nobody."""
    times = Counter(word for line in lines for word in _WORD.findall(line.text))
    capitalized: Counter[str] = Counter()
    for word, n in times.items():
        if not word.islower():
            capitalized[word.lower()] += n
    return frozenset(
        word
        for word, n in times.items()
        if word.islower() and 2 * n > capitalized[word]
    )


def score_candidates(
    lines: Sequence[Line], lowercase: frozenset[str]
) -> list[ScoredLabel]:
    """Return all possible labels of all lines, but for those that score almost nothing."""
    cache: dict[str, float] = {}
    found = []
    for index, line in enumerate(lines):
        for label in label_candidates(line):
            if label.printed not in cache:
                cache[label.printed] = name_score(label.printed, lowercase)
            score = _adjust_for_ending(label, cache[label.printed], line)
            if score > _MIN_CANDIDATE_SCORE:
                key = label_key(label.printed)
                found.append(ScoredLabel(line=index, label=label, score=score, key=key))
    return found


def _adjust_for_ending(label: Label, score: float, line: Line) -> float:
    """Return a name's score, adjusted for what the label's ending tells."""
    ending = label.ending
    if ending is Ending.VOICE:
        return 1.0
    if ending is Ending.LETTER:
        return 0.9
    if ending is Ending.STOP and not _may_end_in_full_stop(label.printed):
        return 0.0
    if ending is Ending.CIRCLE:
        return max(score, 0.7)
    if ending is Ending.LINE and label.style is LabelStyle.PLAIN:
        score -= 0.1
    if line.kind is BlockKind.ITEM:
        score -= 0.2
    if label.stamped and score > 0.2:
        score += 0.15
    return score


def _may_end_in_full_stop(printed: str) -> bool:
    """Return whether words that end in a full stop can be a label.

    A sentence may be as short as a name, so it must have a form of address, be in
    capitals, or be the chair's label.
    """
    text = without_brackets(printed)
    if is_unnamed_voice(printed):
        return True
    tokens = text.replace(",", " ").split()
    first = tokens[0].casefold().strip(".")
    if first in label_words().honorifics and len(tokens) > 1:
        return len(text.partition(",")[0].split()) <= 12
    name = text.partition(",")[0].split()
    if _INITIALS_LAST.fullmatch(" ".join(name)):
        return True
    short = 1 < len(name) <= 4 and all(token[:1].isupper() for token in name)
    if first in label_words().roles and short:
        # "Secretary Lindqvist." names an office and its holder.
        return True
    if first in label_words().leading_articles and len(name) > 1:
        return any(map(_is_all_capitals, name[1:])) or first not in {"a", "o"}
    # Initials beside a surname in capitals say nothing either way.
    name = [token for token in name if sum(map(str.isalpha, token)) > 1]
    return (
        bool(name)
        and _is_all_capitals(name[0])
        and sum(map(_is_all_capitals, name)) * 2 > len(name)
    )


_INITIALS_LAST = re.compile(
    r"[^\W\d_]{2,}(?:-[^\W\d_]+)?\s[^\W\d_](?:\.?\s|\.)[^\W\d_]\.?"
)


def _is_all_capitals(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    # "McCONNELL" is written in capitals too.
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= len(letters) - 1


def boost_recurring(found: list[ScoredLabel]) -> list[ScoredLabel]:
    """Raise the scores of labels that recur: names do, headings do not."""
    kinds = [(one.label.ending, one.key) for one in found]
    times = Counter(kinds)
    bonus = {1: 0.0, 2: 0.15, 3: 0.3}
    return [
        replace(one, score=min(1.0, one.score + bonus.get(times[kind], 0.45)))
        for one, kind in zip(found, kinds, strict=True)
    ]
