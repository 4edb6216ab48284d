"""Whether two words may be forms of one name, or of the word for one office."""

_MIN_NAME_CHARS, _MAX_CASE_ENDING = 3, 3
_MAX_ENDING, _SHORTER = 2, 1


def may_be_inflected(word: str, name: str) -> bool:
    """Return whether a word may be a name in another case, both in small letters.

    >>> may_be_inflected("raudsepa", "raudsepp"), may_be_inflected("raudteed", "raudsepp")
    (True, False)
    """
    same = _shared_opening(word, name)
    least = max(_MIN_NAME_CHARS, len(name) - _MAX_ENDING)
    return same >= least and len(word) - same <= _MAX_CASE_ENDING


def are_of_one_office(one: str, two: str, least: int) -> bool:
    """Return whether two words for an office are forms of one.

    Args:
        one: A word, in small letters.
        two: Another.
        least: How many letters have to be alike.

    >>> are_of_one_office("rektor", "rektoren", 5), are_of_one_office("rektor", "lektor", 5)
    (True, False)
    """
    if abs(len(one) - len(two)) > _MAX_ENDING:
        return False
    short, long = sorted((one, two), key=len)
    same = _shared_opening(short, long)
    near = len(long) - same <= _MAX_ENDING and len(short) - same <= _SHORTER
    return same >= least and near


def _shared_opening(one: str, two: str) -> int:
    """Return how many letters two words open with alike."""
    same, most = 0, min(len(one), len(two))
    # Each office of a document may be compared with each: a loop takes half the time.
    while same < most and one[same] == two[same]:
        same += 1
    return same
