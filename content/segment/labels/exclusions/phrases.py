"""Phrases before a colon that come back in what people say: "Let us be clear: …".

A phrase stands in the middle of a speech, so it goes on in small letters, or stands behind
a sentence in the same paragraph. Labels of a document with a firm convention do neither.
"""

import re
from collections import Counter
from collections.abc import Sequence

from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel, goes_on_small
from content.segment.lines import Line
from content.segment.names.name_score import (
    bare_score,
    is_crowd,
    is_unnamed_voice,
    label_key,
)
from content.segment.names.words import label_words

_FIRM_SCORE = 0.7
_NAME_SCORE = 0.62
_MIN_FIRM = 2
# Before small letters: of one phrase, and of the likely labels.
_MIN_SMALL_SHARE, _MAX_SMALL_SHARE_OF_LABELS = 0.8, 0.02
_BEHIND_SENTENCE = re.compile(
    r"(?<=[.!?…»”\"])\s+([^\W\d_][^\s:：.!?…]*(?:\s[^\s:：.!?…]+){0,5}):(?=\s)"
)


def without_phrases(
    found: list[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return possible labels with a score of 0 for phrases, where no label is like them.

    Nothing changes where likely labels do the same: people who write as they talk go on
    in small letters, and where a page has lost its breaks, labels stand behind sentences.
    """
    times = Counter(one.key for one in found if one.label.ending is COLON_ENDING)
    recurring = {
        one.key
        for one in found
        if one.label.ending is COLON_ENDING
        and times[one.key] > 1
        and not _is_voice(one)
        and bare_score(one.label.printed) < _NAME_SCORE
    }
    if not recurring:
        return found
    phrases = _continued(found, recurring, times, lines)
    words = {one.key for one in found if _has_small_words(one.label.printed)}
    phrases |= _behind_sentences(found, recurring & words - phrases, lines)
    return [
        one.with_score(0.0)
        if one.key in phrases and one.label.ending is COLON_ENDING
        else one
        for one in found
    ]


def _has_small_words(printed: str) -> bool:
    """Return whether words open with a capital, and all others are small and of no name.

    >>> _has_small_words("Klar ist"), _has_small_words("Ada de Lund")
    (True, False)
    """
    first, *others = printed.split() or [""]
    return (
        first[:1].isupper()
        and bool(others)
        and all(word[:1].islower() for word in others)
        and not label_words().surname_particles.issuperset(others)
    )


def _is_voice(one: ScoredLabel) -> bool:
    return is_unnamed_voice(one.label.printed) or is_crowd(one.label.printed)


def _firm(found: Sequence[ScoredLabel], phrases: set[str]) -> list[ScoredLabel]:
    """Return the likely labels, without what may be phrases."""
    return [one for one in found if one.score >= _FIRM_SCORE and one.key not in phrases]


def _continued(
    found: Sequence[ScoredLabel],
    recurring: set[str],
    times: Counter[str],
    lines: Sequence[Line],
) -> set[str]:
    """Return the keys before small letters, where likely labels stand before capitals."""
    small = Counter(
        one.key
        for one in found
        if one.key in recurring
        and one.label.ending is COLON_ENDING
        and goes_on_small(one, lines)
    )
    phrases = {key for key, n in small.items() if n >= _MIN_SMALL_SHARE * times[key]}
    firm = _firm(found, phrases)
    small_labels = sum(goes_on_small(one, lines) for one in firm)
    many = len(firm) >= _MIN_FIRM * sum(times[key] for key in phrases)
    return (
        phrases
        if many and small_labels <= _MAX_SMALL_SHARE_OF_LABELS * len(firm)
        else set()
    )


def _behind_sentences(
    found: Sequence[ScoredLabel], keys: set[str], lines: Sequence[Line]
) -> set[str]:
    """Return the keys that also stand behind a sentence, where no likely label does."""
    if not keys:
        return set()
    inside = Counter(
        label_key(match.group(1))
        for line in lines
        if ":" in line.text
        for match in _BEHIND_SENTENCE.finditer(line.text)
    )
    phrases = keys & inside.keys()
    firm = {one.key for one in _firm(found, phrases)}
    names = {word for key in firm for word in key.split()}
    if len(firm) < _MIN_FIRM or not firm.isdisjoint(inside):
        return set()
    return {key for key in phrases if names.isdisjoint(key.split())}
