"""Whether two names near each other may be of one person or body, in any case and form."""

from content.segment.names.descriptions import is_person
from content.segment.names.words import NAME_WORD

_MIN_WORD, _MAX_ENDING = 3, 3


def are_one(one: str, other: str) -> bool:
    """Return whether the words of one name are among those of the other, in any case.

    >>> are_one("Brook", "Ada Brook"), are_one("Ada Hall", "Ada Brook")
    (True, False)
    >>> are_one("Патријарха", "Патријарх Никанор")
    True
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    fewer, more = sorted((first, second), key=len)
    return all(any(_are_alike(word, each) for each in more) for word in fewer)


def may_be_one(one: str, other: str) -> bool:
    """Return whether names have a word in common, and are not of two people.

    >>> may_be_one("Harbour Council of Moor", "Harbour Council of Pell"), may_be_one(
    ...     "Ada Hall", "Ada Brook")
    (True, False)
    >>> may_be_one("Stipe Hall", "Stjepan Hall")
    True
    """
    if are_one(one, other):
        return True
    if is_person(one) and is_person(other):
        return _are_alike(
            one.rsplit(maxsplit=1)[-1].casefold(),
            other.rsplit(maxsplit=1)[-1].casefold(),
        ) and (one[0] == other[0])
    words = _words(other)
    return any(_are_alike(a, b) for a in _words(one) for b in words)


def _are_alike(one: str, other: str) -> bool:
    """Return whether words differ in the ending of a case at most.

    >>> _are_alike("žurawskiej", "žurawska"), _are_alike("valtuusto", "valtuutettu")
    (True, False)
    """
    same = max(_MIN_WORD, max(len(one), len(other)) - _MAX_ENDING)
    return min(len(one), len(other)) >= same and one[:same] == other[:same]


def _words(name: str) -> list[str]:
    """Return the words of a name that may tell it from others."""
    return [
        word for word in NAME_WORD.findall(name.casefold()) if len(word) >= _MIN_WORD
    ]
