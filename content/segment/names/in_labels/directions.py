"""Directions inside a label: "Mr KING (laughing)" says how he speaks, and names nobody."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.name_score import BRACKET

_MAX_CHARS = 40
# "ADA, laughing", "ADA – laughing"
_NOTE_BEHIND = re.compile(r"(?:,|\s[–—-])\s([^\W\d_A-Z][^,()–—]{2,40})$")
# How somebody speaks, or what happens; more words of it may follow in small letters.
_DIRECTION = WordPattern(
    r"(?:<labels.spoken_how>|<labels.where_heard>|<stage.directions>)(?![^\W\d_])"
)


def is_direction(note: str) -> bool:
    """Return whether a note in a label only says how somebody speaks.

    >>> is_direction("Laughing"), is_direction("off mike"), is_direction("leise")
    (True, True, True)
    >>> is_direction("North Moor"), is_direction("Laughing Jack"), is_direction("SPD")
    (False, False, False)
    """
    if len(note) > _MAX_CHARS:
        return False
    found = _DIRECTION.match(note)
    if found is None:
        return False
    behind = note[found.end() :].strip(" .!…")
    return behind == behind.lower() and "," not in behind


def without_directions(printed: str) -> str:
    """Return a label without the brackets that say how somebody speaks.

    >>> without_directions("Mr KING (Laughing)"), without_directions("HALL (Lib) (softly)")
    ('Mr KING', 'HALL (Lib)')
    >>> without_directions("Mr KING (Moor)"), without_directions("ADA, laughing")
    ('Mr KING (Moor)', 'ADA')
    """
    noted = _NOTE_BEHIND.search(printed)
    if noted and is_direction(noted[1]):
        printed = printed[: noted.start()]
    bare = BRACKET.sub(
        lambda noted: "" if is_direction(noted.group(1).strip()) else noted.group(),
        printed,
    )
    return " ".join(bare.split()) if bare.strip() and bare != printed else printed
