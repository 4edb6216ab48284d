"""Hear every line as a candidate for a label, and weigh what it looks like."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content.document import BlockKind
from content.segment.labels import words as w
from content.segment.labels.candidates import label_candidates
from content.segment.labels.label import Ending, Label, Look
from content.segment.labels.name_score import (
    is_unnamed_voice,
    label_key,
    name_score,
    without_brackets,
)
from content.segment.lines import Line

_WORD = re.compile(r"\b[^\W\d_]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLabel:
    """Hold a label, the line it stands on and how likely it is one."""

    line: int
    label: Label
    score: float
    key: str


def lowercase_words(lines: Sequence[Line]) -> frozenset[str]:
    """List the words the document writes small as a rule: these name nobody."""
    times = Counter(word for line in lines for word in _WORD.findall(line.text))
    large: Counter[str] = Counter()
    for word, n in times.items():
        if not word.islower():
            large[word.lower()] += n
    return frozenset(
        word for word, n in times.items() if word.islower() and 2 * n > large[word]
    )


def score_candidates(
    lines: Sequence[Line], lowered: frozenset[str]
) -> list[ScoredLabel]:
    """List every candidate of every line that looks at all like a label."""
    cache: dict[str, float] = {}
    found = []
    for index, line in enumerate(lines):
        for label in label_candidates(line):
            if label.printed not in cache:
                cache[label.printed] = name_score(label.printed, lowered)
            score = _by_ending(label, cache[label.printed], line)
            if score > 0.1:
                found.append(
                    ScoredLabel(
                        line=index,
                        label=label,
                        score=score,
                        key=label_key(label.printed),
                    )
                )
    return found


def _by_ending(label: Label, score: float, line: Line) -> float:
    """Weigh a name's likeness by how much its ending says."""
    ending = label.ending
    if ending is Ending.VOICE:
        return 1.0
    if ending is Ending.LETTER:
        return 0.9
    if ending is Ending.STOP and not _addressed(label.printed):
        return 0.0
    if ending is Ending.CIRCLE:
        return max(score, 0.7)
    if ending is Ending.LINE and label.look is Look.PLAIN:
        score -= 0.1
    if line.kind is BlockKind.ITEM:
        score -= 0.2
    if label.stamped and score > 0.2:
        score += 0.15
    return score


def _addressed(printed: str) -> bool:
    """Tell whether a label is one that may end in a full stop.

    A sentence may be as short as a name; so only a form of address, capitals or a
    chair make a label of what ends like a sentence.
    """
    text = without_brackets(printed)
    if is_unnamed_voice(printed):
        return True
    tokens = text.replace(",", " ").split()
    first = tokens[0].casefold().strip(".")
    if first in w.HONORIFICS_ONLY and len(tokens) > 1:
        return len(text.partition(",")[0].split()) <= 12
    name = text.partition(",")[0].split()
    if _INITIALS_LAST.fullmatch(" ".join(name)):
        return True
    if first in w.ROLES and 1 < len(name) <= 4 and all(map(_written_large, name)):
        # "Secretary Lindqvist." names an office and who holds it.
        return True
    if first in w.HONORIFICS and len(name) > 1:
        return any(_shouted(token) for token in name[1:]) or first not in {"a", "o"}
    # Initials beside a surname in capitals say nothing either way.
    name = [token for token in name if sum(map(str.isalpha, token)) > 1]
    return bool(name) and _shouted(name[0]) and sum(map(_shouted, name)) * 2 > len(name)


_INITIALS_LAST = re.compile(
    r"[^\W\d_]{2,}(?:-[^\W\d_]+)?\s[^\W\d_](?:\.?\s|\.)[^\W\d_]\.?"
)


def _written_large(token: str) -> bool:
    return token[:1].isupper()


def _shouted(token: str) -> bool:
    letters = [sign for sign in token if sign.isalpha()]
    # "McCONNELL" is written in capitals too.
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= len(letters) - 1


def boost_recurring(found: list[ScoredLabel]) -> list[ScoredLabel]:
    """Raise what recurs: a name that comes back is a voice, a heading is not."""
    times: Counter[tuple[Ending, str]] = Counter()
    for one in found:
        times[one.label.ending, one.key] += 1
    bonus = {1: 0.0, 2: 0.15, 3: 0.3}
    return [
        ScoredLabel(
            line=one.line,
            label=one.label,
            score=min(
                1.0, one.score + bonus.get(times[one.label.ending, one.key], 0.45)
            ),
            key=one.key,
        )
        for one in found
    ]
