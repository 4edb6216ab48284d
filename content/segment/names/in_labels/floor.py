"""Who speaks by a label that is a clerk's sentence: "Mr. Hall takes the floor:"."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.name_score import bare_score

_HAS_FLOOR = WordPattern(r"(?<!\w)(?:<labels.has_floor>)(?:(?!\w)|(?<=['’]))")
# An abbreviated title is shorter: "Sra. Ruiz".
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s[^\W\d_a-z]")
_MIN_PERSON = 0.5
_EDGES = " ,;"


def without_floor(printed: str) -> str:
    """Return who speaks by a label that says so in a sentence; others as they are.

    Whoever it is stands behind the words for that, or else before them.

    >>> without_floor("Con la venia de la Mesa, hace uso de la palabra el señor Ruiz")
    'El señor Ruiz'
    >>> without_floor("Il consigliere Mario Rossi prende la parola")
    'Il consigliere Mario Rossi'
    >>> without_floor("La Presidencia interviene para un punto de orden")
    'La Presidencia'
    >>> without_floor("Prende la parola chi vuole")
    'Prende la parola chi vuole'
    """
    if " " not in printed or not tells_floor(printed):
        return printed
    *_, found = _HAS_FLOOR.regex.finditer(printed)
    behind = printed[found.end() :].strip(_EDGES)
    before = printed[: found.start()].strip(_EDGES)
    # "Ada Brook took the floor in the hall. We print her words:" is no label.
    names = (behind,) if _SENTENCES.search(behind) else (behind, before)
    people = (one for one in names if bare_score(one) >= _MIN_PERSON)
    speaks = next(people, printed)
    return speaks[:1].upper() + speaks[1:]


def tells_floor(text: str) -> bool:
    """Return whether a text has words with which a clerk says who has the floor."""
    return _HAS_FLOOR.is_in(text)
