"""How a sentence opens: by pointing back to what was said before it, or not."""

import re
from enum import IntEnum
from functools import lru_cache

from content.language.word_lists import fast_pattern, searched_text

_BEFORE_FIRST_WORD = re.compile(r"[\W_]*")
_LIST_ITEM = re.compile(
    r"\s*(?:[-–—•*·]\s|\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zА-Яа-я])[.)]\s)"
)
_FIRST_LIST_ITEM = re.compile(r"\s*\(?[1IAaАа][.)]\s")

_MAX_OPENING_CHARS = 200
"""Characters that an opening takes at most."""

_LATE_REFERENCE_CHARS = 48
"""Characters of a sentence in which a reference has nothing before it to refer to."""


class Opening(IntEnum):
    """How much a sentence needs what was said before it, the least first."""

    INDEPENDENT = 0
    LATE_REFERENCE = 1
    ENUMERATOR = 2
    CONNECTIVE = 3
    REFERENCE = 4


def classify_opening(sentence: str, language: str) -> Opening:
    """Classify a sentence by its first words; without word lists it is independent.

    Args:
        sentence: Marks and spaces before its first word do not count.
        language: Primary tag.
    """
    if _LIST_ITEM.match(sentence) and not _FIRST_LIST_ITEM.match(sentence):
        return Opening.ENUMERATOR
    patterns = _opening_patterns(language)
    if not patterns:
        return Opening.INDEPENDENT
    lower = searched_text(sentence, language)
    start = first_word_start(sentence)
    if sentence[start : start + 1].islower() and not sentence.islower():
        # The rest of a sentence, but for a text all in lower case.
        return Opening.CONNECTIVE
    for kind, found in patterns:
        if kind is Opening.LATE_REFERENCE:
            if found.search(lower, start, start + _LATE_REFERENCE_CHARS):
                return kind
        elif found.match(lower, start, start + _MAX_OPENING_CHARS):
            return kind
    return Opening.INDEPENDENT


@lru_cache(maxsize=256)
def _opening_patterns(language: str) -> tuple[tuple[Opening, re.Pattern[str]], ...]:
    """Return the patterns of a language in the order in which they are tried."""
    tables = (
        (Opening.INDEPENDENT, "openings.independent"),
        (Opening.REFERENCE, "openings.references"),
        (Opening.ENUMERATOR, "openings.enumerators"),
        (Opening.CONNECTIVE, "openings.connectives"),
        (Opening.LATE_REFERENCE, "openings.late_references"),
    )
    return tuple(
        (kind, found)
        for kind, table in tables
        if (found := fast_pattern(language, table)) is not None
    )


def first_word_start(text: str) -> int:
    """Return where the first word of a text begins, behind marks and spaces."""
    return _BEFORE_FIRST_WORD.match(text).end()  # type: ignore[union-attr]  # matches nothing too
