"""Paragraphs with which a record tells of somebody whose label is in capitals."""

import re
from collections.abc import Mapping, Sequence

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.wording.in_person import SPOKEN_WORDS

_NAME = re.compile(r"[^\W\d_a-z][^\W\d_a-z'’-]+(?:\s[^\W\d_a-z][^\W\d_a-z'’-]+){1,3}\b")
_GOES_ON = re.compile(r"(?:,\s[^.,:;]{3,60},|\s\([^()]{1,30}\),?)?\s([^\W\d_]+)\s")
_MAX_CHARS = 400


def find_told_of_speakers(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> frozenset[int]:
    """Return the paragraphs that open with a speaker's name and a verb, by index.

    "BROOK ADA, clerk, reads the minutes." is told where "BROOK ADA, clerk. They read:"
    is a label.
    """
    found = (_NAME.match(one.label.printed) for one in labels.values())
    names = {name.group() for name in found if name and name.group().isupper()}
    if not names:
        return frozenset()
    firsts = {name.partition(" ")[0] for name in names}
    return frozenset(
        n
        for n, line in enumerate(lines)
        if n not in labels
        and line.opens_paragraph
        and len(line.text) <= _MAX_CHARS
        and line.text.partition(" ")[0] in firsts
        and _tells(line.text, names)
    )


def _tells(text: str, names: set[str]) -> bool:
    """Return whether a text opens with one of the names, and goes on as a sentence.

    >>> _tells("BROOK ADA, clerk, reads the minutes.", {"BROOK ADA"})
    True
    >>> _tells("BROOK ADA, I thank you.", {"BROOK ADA"})
    False
    """
    named = _NAME.match(text)
    if named is None or named.group() not in names or SPOKEN_WORDS.is_in(text):
        return False
    behind = _GOES_ON.match(text, named.end())
    return behind is not None and behind[1].islower()
