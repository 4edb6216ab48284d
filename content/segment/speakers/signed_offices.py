"""Who holds an office, as signatures in columns at the end of a record say it."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise

from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.name_score import label_key
from content.segment.names.offices import is_role
from content.segment.names.words import articles

_COLUMNS = re.compile(r"\s{3,}|\t+")
_SIGNED = re.compile(r"^[^\W\d_]{1,4}(?:\.[^\W\d_]{1,3})?\.?:\s?|^[Ff]\.?to\s")
"""What stands before a name that signs: "Fdo.:", "F.to"."""
_MAX_LINES, _MAX_LINE_CHARS = 16, 160
_MIN_WORD = 3


def signed_offices(lines: Sequence[Line]) -> dict[str, str]:
    """Return the names below or above offices in the last lines, by the office's key.

    "The Mayor            The Clerk"
    "Ada Brook            Tom Ferro"

    Two offices that are alike name nobody.
    """
    last = [line.text for line in lines[-_MAX_LINES:] if line.text.strip()]
    found: dict[str, set[str]] = {}
    for above, below in pairwise(last):
        for office, name in _signed(above, below):
            found.setdefault(office, set()).add(name)
    return {office: min(names) for office, names in found.items() if len(names) == 1}


def _signed(above: str, below: str) -> Iterator[tuple[str, str]]:
    """Yield the offices and names of two lines with as many columns."""
    if max(len(above), len(below)) > _MAX_LINE_CHARS:
        return
    rows = [_COLUMNS.split(text.strip()) for text in (above, below)]
    if len(rows[0]) != len(rows[1]) or len(rows[0]) < 2:
        return
    for offices, people in (rows, rows[::-1]):
        keys = [_office(part) for part in offices]
        names = [_SIGNED.sub("", part).strip(" ,.") for part in people]
        if any(keys) and all(map(is_person, names)):
            yield from (
                (key, parse_label(name).name)
                for key, name in zip(keys, names, strict=True)
                if key
            )
            return


def _office(part: str) -> str:
    """Return the key of an office without what stands before it; empty if none is.

    >>> _office("V.º B.º LA ALCALDESA"), _office("Seen by, the clerk"), _office("Ada")
    ('alcaldesa', 'clerk', '')
    >>> _office("Deputy Mayor"), _office("Le secrétaire de séance,")
    ('deputy mayor', 'secrétaire de séance')
    """
    words = label_key(part.strip(" ,").rpartition(",")[2]).split()
    opens = articles()
    named = list(dropwhile(lambda word: len(word) < _MIN_WORD or word in opens, words))
    return " ".join(named) if any(map(is_role, named)) else ""
