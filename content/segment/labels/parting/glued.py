"""Labels inside a line that has lost its line break: "… the discussion.Ada Brook", "… name?A. Tom".

Text that is copied off a page, or read out of its file, runs a turn into the next label.
One such place is a slip; where several name people who come back, the break is put there.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.question_marks import asks
from content.segment.lines import Line
from content.segment.names.name_score import bare_score, label_key

_MAX_NAME_CHARS = 90
_MIN_LABELS, _MIN_NAMES, _MIN_AGAIN, _MIN_ASKED = 3, 2, 0.5, 0.6
_MIN_SCORE = 0.5
# A word, a number or a bracket closes the sentence: in "z.B." and "J.Hall" none does.
_GLUED = re.compile(r"(?:[^\W\d_A-Z]{2}\s?|\d|[\])”»\"])[.!?…]+[”»\")]?(?=[^\W\d_a-z])")
_LETTER = re.compile(
    r"(?:(?<=[?!…”\")\]])|(?<=[^\W\d_A-Z]{2}[.])|(?<=\d[.]))\s{0,3}"
    r"(?=([QA])[.]\s+[\"“(\[]?[^\W\d_a-z])"
)
_QUESTION = re.compile(r"[^:]{0,60}(?::\s*)?Q[.]\s")


def part_glued(lines: Sequence[Line]) -> list[Line]:
    """Return lines parted before the labels that stand glued to the words above them."""
    cuts = _names_at_ends(lines) or _letters_inside(lines)
    if not cuts:
        return list(lines)
    parted: list[Line] = []
    for n, line in enumerate(lines):
        places = [0, *cuts.get(n, ()), len(line.text)]
        for start, end in pairwise(places):
            part = replace(line, text=line.text[start:end])
            behind = start > 0
            parted.append(
                replace(part, opens=False, bold=0, italic=0) if behind else part
            )
    return parted


def _names_at_ends(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Return where a name is glued to the end of a line, by line.

    Most of the names come back, there or on lines of their own.
    """
    found: dict[int, int] = {}
    for n, line in enumerate(lines):
        text = line.text.rstrip()
        if not (text[-1:].isalpha() or text.endswith((":", ")"))) or not line.spoken:
            continue
        for glue in _GLUED.finditer(text, max(0, len(text) - _MAX_NAME_CHARS)):
            if bare_score(text[glue.end() :].strip(" :")) >= _MIN_SCORE:
                found[n] = glue.end()
                break
    if len(found) < _MIN_LABELS:
        return {}
    keys = {n: label_key(lines[n].text[start:]) for n, start in found.items()}
    alone = Counter(
        label_key(line.text) for line in lines if len(line.text) <= _MAX_NAME_CHARS
    )
    times = Counter(keys.values())
    again = sum(times[key] + alone[key] > 1 for key in keys.values())
    if len(times) < _MIN_NAMES or again < _MIN_AGAIN * len(found):
        return {}
    return {n: [start] for n, start in found.items()}


def _letters_inside(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Return where "Q." and "A." open a question or an answer inside a line, by line.

    Most answers stand behind a question in their line.
    """
    found: dict[int, list[int]] = {}
    answers = asked = 0
    for n, line in enumerate(lines):
        if "A. " not in line.text and "Q. " not in line.text:
            continue
        inside = list(_LETTER.finditer(line.text))
        if not inside:
            continue
        found[n] = [letter.end() for letter in inside]
        question = _QUESTION.match(line.text) is not None
        for letter in inside:
            if letter[1] == "A":
                answers += 1
                asked += question or asks(line.text[: letter.start()])
                question = False
            else:
                question = True
    enough = answers >= _MIN_NAMES and asked >= _MIN_ASKED * answers
    return found if enough else {}
