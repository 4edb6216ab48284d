"""Votes that a line of a record counts: "Ayes 7, Noes 4"."""

import re

from content.language.word_lists import WordPattern

_COUNTED = WordPattern(
    r"(?<![^\W\d_])(?:<stage.votes>)(?![^\W\d_])(?:\s?[:：–-])?\s?\d"
    r"|\d\s(?:<stage.votes>)(?![^\W\d_])"
)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SIDE = WordPattern(r"\A(?:.*[^\w])?(?:<stage.votes>)")


def holds_votes(text: str) -> bool:
    """Return whether votes for and against are counted in a text.

    >>> holds_votes("Ayes 7, Noes 4."), holds_votes("We have 7 for you and 3 for me.")
    (True, False)
    """
    counted = _COUNTED.regex.findall(text)
    return len({_NO_LETTERS.sub("", one).casefold() for one in counted}) > 1


def ends_in_side(key: str) -> bool:
    """Return whether a label ends in a side of a vote: "tellers for the ayes"."""
    return _SIDE.regex.fullmatch(key) is not None
