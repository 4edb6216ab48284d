"""British and other spellings of English words, each of which finds the others.

The lists are the tables `spelling.parts` and `spelling.words` of a language, with an
equals sign between a spelling and the one that stands for both.
"""

import re
from functools import cache

from content.language.word_lists import entries

_MIN_PART_LETTERS = 5
"""Letters of a word from which a part of it may be spelt in another way."""

_ENDING_IN_ISE = re.compile(
    r"(?<=\w{3})(?:is(?=e[drs]?$|es$|ers$|ing$|ations?$)|ys(?=e[drs]?$|ers$|ing$))"
)
"""Where "organise" has the letters that "organize" has otherwise; "promise" changes too,
which does no harm, as all texts and queries are spelt so."""


def one_spelling(word: str, language: str) -> str:
    """Return the spelling that stands for all spellings of a word.

    Args:
        word: A folded word.
        language: Primary tag; only English has lists.

    >>> [one_spelling(word, "en") for word in ("labourers", "theatre", "organising")]
    ['laborers', 'theater', 'organizing']
    """
    if language != "en" or len(word) < _MIN_PART_LETTERS or not word.isascii():
        return _pairs(language, "words").get(word, word) if language == "en" else word
    if whole := _pairs("en", "words").get(word):
        return whole
    word = _parts().sub(lambda found: _pairs("en", "parts")[found[0]], word)
    return _ENDING_IN_ISE.sub(lambda found: f"{found[0][0]}z", word)


@cache
def _pairs(language: str, table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in entries(language, f"spelling.{table}"):
        typed, _, meant = each.partition("=")
        found[typed] = meant
    return found


@cache
def _parts() -> re.Pattern[str]:
    longest_first = sorted(_pairs("en", "parts"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
