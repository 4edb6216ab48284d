"""Line starts inside passages that may be labels which nobody took for some."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from content.review.label_form import (
    MAX_LABEL_CHARS,
    LabelForm,
    end_of_capitals,
    form_of,
    name_start,
)
from content.review.taught_label import LabelFinder, LabelledLine, TaughtLabel
from content.segment.names.name_score import label_key, name_score

MAX_LIKELY = 5

_MAX_LINES = 20_000
"""Lines at which forms are looked for; a convention stands among the first of a file."""

_MAX_FORMS = 40
_MIN_LINES = 2
_MIN_WEIGHT = 1.2
_ONCE = 0.4
"""What a label counts that stands once, beside one that comes back."""

_RARE = 1.5

_SIGNS = re.compile(
    r"(?:\s*[:：|｜】〉》)\]]|\s*[=>›»→/\\•*_~]+(?=\s|$)|\s[–—―-]{1,2}(?=\s)|\.(?=\s|$))"
    "[*_|]*(?:\\s+|$)?|\u3000+|\\s{2,}"
)
_MAX_ALONE_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Likely:
    weight: float
    form: LabelForm
    lines: tuple[LabelledLine, ...]


def likely_labels(finder: LabelFinder) -> Iterator[TaughtLabel]:
    """Yield labels that a file seems to have inside its passages, likeliest first."""
    forms: Counter[LabelForm] = Counter()
    starts = (line.text for line in finder.texts if line.starts)
    for text in islice(starts, _MAX_LINES):
        forms.update(set(_forms(text)))
    found = []
    for form, times in forms.most_common(_MAX_FORMS):
        if times < _MIN_LINES:
            break
        lines = tuple(finder.labelled(form))
        # No sentence starts with a number, a sign or a picture.
        weight = _weigh(finder, lines) * (1 if form.is_plain else _RARE)
        if weight >= _MIN_WEIGHT:
            found.append(_Likely(weight, form, lines))
    found.sort(key=lambda one: -one.weight)
    taken: set[int] = set()
    shown = 0
    for one in found:
        places = {line.place for line in one.lines}
        # The same lines, by another sign.
        if 2 * len(places & taken) > len(places):
            continue
        taken |= places
        first = one.lines[0]
        text = finder.texts[first.place].text
        yield finder.find(text[: first.label.end])
        shown += 1
        if shown == MAX_LIKELY:
            return


def _forms(text: str) -> Iterator[LabelForm]:
    """Yield the forms of what may be labels at the start of a line."""
    start = name_start(text)
    ends = [found.end() for found in _SIGNS.finditer(text[:MAX_LABEL_CHARS], start)]
    if (end := end_of_capitals(text, start)) > start:
        ends.append(end + 1)
    if len(text) <= _MAX_ALONE_CHARS:
        ends.append(len(text))
    for end in dict.fromkeys(ends):
        form = form_of(text, end)
        listed = form is None or form.closing.startswith(",")
        if form is not None and not (form.printed or listed):
            form = replace(form, words=2)
            own = form.find(text)
            if own is not None and own.end == end:
                yield form


def _weigh(finder: LabelFinder, lines: tuple[LabelledLine, ...]) -> float:
    """Return how likely lines of one form start with labels."""
    if len(lines) < _MIN_LINES:
        return 0.0
    keys = [label_key(one.label.printed) for one in lines]
    first: dict[str, str] = {}
    for key, one in zip(keys, lines, strict=True):
        first.setdefault(key, one.label.printed)
    weight = 0.0
    for key, number in Counter(keys).items():
        score = name_score(first[key], finder.lowercase)
        weight += score * (number if number > 1 else _ONCE)
    return weight
