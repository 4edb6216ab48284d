"""Whether a clause with a verb of saying leaves out who speaks: "ha detto ai cronisti".

Many languages need no pronoun. What stands behind the verb only says to whom, where or
how; a noun behind an article, or a word for a person, would be who speaks.
"""

from collections.abc import Sequence
from itertools import pairwise

from content.language.word_lists import entries
from content.segment.messages.described.people_words import person_in
from content.segment.messages.described.phrases import (
    is_determiner,
    is_link,
)

_MAX_WORDS = 9


def drops_subject(behind: Sequence[str], language: str) -> bool:
    """Return whether words behind a verb of saying leave out who speaks.

    Args:
        behind: The words between the verb and the next mark.
        language: Of the document; nothing is left out where it is not known.

    >>> drops_subject("ai cronisti al termine".split(), "it")
    True
    >>> drops_subject("ai cronisti il comandante".split(), "it")
    False
    >>> drops_subject("στην εφημερίδα μας".split(), "el")
    True
    """
    if not language or len(behind) > _MAX_WORDS:
        return False
    words = list(behind)
    while words and not _leads(words[0], language):
        words.pop(0)
    if not words:
        return False
    return not any(_is_subject(one, two, language) for one, two in pairwise(words))


def _is_subject(before: str, word: str, language: str) -> bool:
    """Return whether a word behind another opens a noun to which no small word leads."""
    if _leads(word, language) or _leads(before, language):
        return False
    if is_determiner(word, language):
        return True
    led = is_determiner(before, language)  # "to the reporters": who they are told to.
    return not led and person_in([word], language) is not None


def _leads(word: str, language: str) -> bool:
    """Return whether a small word leads to whom, where or when: "to", "in"."""
    folded = word.strip(".,").casefold()
    elsewhere = entries(language, "messages.elsewhere")
    return folded in elsewhere or is_link(word, language)
