"""Find people by an office or another role, as it is typed and as it is printed."""

import re
from collections.abc import Sequence

from content.language import word_lists

MIN_STEM_CHARS = 5
"""A word that goes on after so many letters of another may be a form of it."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


def other_role_words(typed: str, role: str) -> int | None:
    """Return how many words a role has beside those that were typed; None if it lacks one.

    Small words count for nothing, and ordinals only where they were typed.

    >>> other_role_words("“president of russia”", "President of Russia")
    0
    >>> other_role_words("Russian president", "3rd President of Russia")
    0
    >>> other_role_words("president", "Vice President of Eastport")
    2
    >>> other_role_words("president of russia", "Mayor of Eastport") is None
    True
    >>> other_role_words("3rd president of russia", "3rd President of Russia")
    0
    >>> other_role_words("2nd president of russia", "3rd President of Russia") is None
    True
    >>> other_role_words("de", "Presidenta de la Mesa") is None
    True
    """
    wanted, held = _words(typed), _words(role)
    if not wanted or any(_is_missing(word, held) for word in wanted):
        return None
    if not {*_NUMBER.findall(typed)} <= {*_NUMBER.findall(role)}:
        return None
    return sum(_is_missing(word, wanted) for word in held)


def _words(text: str) -> list[str]:
    small = word_lists.all_words("labels.particles") | word_lists.words(
        "en", "stop_words"
    )
    return [
        word
        for word in _WORD.findall(text.casefold())
        if len(word) > 1 and not word[0].isdigit() and word not in small
    ]


def _is_missing(word: str, words: Sequence[str]) -> bool:
    """Return whether neither a word nor a form of it is among others."""
    if len(word) < MIN_STEM_CHARS:
        return word not in words
    longer = [each for each in words if len(each) >= MIN_STEM_CHARS]
    return not any(each.startswith(word) or word.startswith(each) for each in longer)
