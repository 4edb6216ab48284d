"""Labels that a list in the head of a document, or a number before them, supports."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_SUPPORTED_SCORE = 0.7
_HEAD_LINES = 60
_MAX_LISTED_CHARS = 300
_PARTS = re.compile(r"[:：,;]")
_FIGURE = re.compile(r"\d+")
_MIN_NUMBERED, _NUMBERED_SHARE = 4, 0.9
_MAX_SAMPLE = 500


def support_listed(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Raise the scores of labels with a whole name that a list in the head holds, too.

    "Guests: Ada Brook bridge-keeper, Tom Ferro", and below "Ada Brook bridge-keeper: …".
    """
    listed: dict[str, int] = {}
    for n, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) <= _MAX_LISTED_CHARS:
            for part in _PARTS.split(line.text):
                listed.setdefault(part.strip(" .").casefold(), n)
    return [
        replace(one, score=_SUPPORTED_SCORE)
        if one.score < _SUPPORTED_SCORE
        and one.score > 0
        and one.label.ending is COLON_ENDING
        and sum(word[:1].isupper() for word in one.label.printed.split()) > 1
        and listed.get(one.label.printed.casefold(), one.line) < one.line
        else one
        for one in found
    ]


def labels_behind_numbers(
    found: Sequence[ScoredLabel],
    chosen: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> dict[int, ScoredLabel]:
    """Return labels behind the word and the number that nearly all others have.

    "Anf. 32 ADA BROOK:", and so "Anf. 33 THIRD DEPUTY:", whatever these words are.
    """
    some = list(islice(chosen.items(), _MAX_SAMPLE))
    heads = Counter(_head(lines[n].text, one) for n, one in some)
    if not heads:
        return {}
    (head, times), *_ = heads.most_common(1)
    enough = times >= max(_MIN_NUMBERED, _NUMBERED_SHARE * len(some))
    if not enough or not any(map(str.isalpha, head)) or "#" not in head:
        return {}
    endings = Counter(one.label.ending for _, one in some)
    (ending, _), *_ = endings.most_common(1)
    return {
        one.line: replace(one, score=max(one.score, _SUPPORTED_SCORE))
        for one in found
        if one.line not in chosen
        and one.label.ending is ending
        and _head(lines[one.line].text, one) == head
    }


def _head(text: str, one: ScoredLabel) -> str:
    """Return what stands before a label's words, each number as one sign."""
    place = text.find(one.label.printed)
    return _FIGURE.sub("#", text[:place].strip()) if place > 0 else ""
