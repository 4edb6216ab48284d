"""Two people whom one label names: "Ada Brook and Tom Hall", "BROOK & HALL"."""

from typing import NamedTuple

from content.language.word_lists import WordPattern
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.office_and_name import split_office_and_name
from content.segment.names.in_labels.speaker_name import SpeakerName

_JOINED = WordPattern(r"\s(?:<names.and>|[&/+])\s")


class _Joined(NamedTuple):
    first: str
    between: str
    second: str


def holds_and(text: str) -> bool:
    """Return whether words are joined: "BROOK and HALL" is neither one's full name."""
    return _JOINED.is_in(text)


def are_two_people(text: str) -> bool:
    """Return whether two whole names are joined, each of which opens with a given name.

    >>> are_two_people("Ada Brook and Tom Hall"), are_two_people("Parks and Roads Tom Hall")
    (True, False)
    """
    joined = _joined(text)
    return joined is not None and all(
        is_person(side) and is_given_name(side.split()[0])
        for side in (joined.first, joined.second)
    )


def split_two_people(text: str) -> SpeakerName | None:
    """Split "Chair Ada Brook and Treasurer Tom Hall": two people, perhaps with offices.

    >>> split_two_people("Chair Ada Brook and Treasurer Tom Hall").name
    'Ada Brook and Tom Hall'
    >>> split_two_people("ADA BROOK AND TOM HALL").name
    'ADA BROOK and TOM HALL'
    >>> split_two_people("Secretary and Treasurer Tom Hall")
    >>> split_two_people("Minister for Bees and Trees Ada Brook")
    """
    joined = _joined(text)
    if joined is None:
        return None
    first = split_office_and_name(joined.first)
    second = split_office_and_name(joined.second)
    both = f"{first.name}{joined.between.lower()}{second.name}"
    roles = ", ".join(filter(None, (first.role, second.role)))
    voice = first.voice or second.voice
    named = not voice and are_two_people(both)
    return SpeakerName(name=both, role=roles) if named else None


def _joined(text: str) -> _Joined | None:
    """Return what stands around the first word that joins others; None if there is none."""
    found = _JOINED.regex.search(text)
    if found is None:
        return None
    return _Joined(text[: found.start()], found.group(), text[found.end() :])
