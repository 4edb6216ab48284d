"""Whether a given name stands in the nominative, which shows the case of the whole name."""

import re
from collections.abc import Iterator
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import entries, flag
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import own_given_names

_MIN_STEM = 2


def is_nominative_given(word: str, language: str) -> bool:
    """Return whether a word is a given name, and no other case of another one.

    Only where a language bends given names as well as surnames.

    >>> is_nominative_given("Halina", "pl"), is_nominative_given("Jana", "cs")
    (True, False)
    """
    oblique = oblique_endings(language)
    return bool(oblique) and is_given_name(word) and not _may_be_bent(word, oblique)


def given_word(name: str, language: str) -> str:
    """Return the word of a full name that is the given one: the first, or in Hungarian the last.

    >>> given_word("Ada Brook", "en"), given_word("Szalai Benedek", "hu")
    ('Ada', 'Benedek')
    """
    last = flag(language or "en", "surname_first")
    return name.rsplit(" ", 1)[-1] if last else name.partition(" ")[0]


def is_bent_given(word: str, language: str) -> bool:
    """Return whether a word is no given name, but another case of one.

    >>> is_bent_given("Halinie", "pl"), is_bent_given("Halina", "pl")
    (True, False)
    """
    return not is_given_name(word) and _may_be_bent(word, oblique_endings(language))


def given_in_nominative(word: str, language: str) -> str:
    """Return a given name in the nominative that a word is a case of; empty if of none.

    >>> given_in_nominative("Halinie", "pl"), given_in_nominative("Halina", "pl")
    ('Halina', 'Halina')
    >>> given_in_nominative("Στέλιου", "el"), given_in_nominative("stól", "pl")
    ('Στέλιος', '')
    """
    # "Jure": a given name here, and a juror elsewhere.
    if is_given_name(word) or fold_letters(word) in own_given_names(language):
        return word
    for ending, nominative in _nominatives(word, oblique_endings(language)):
        name = word[: len(word) - len(ending)] + nominative
        return re.sub("σ$", "ς", name)
    return ""


def _may_be_bent(word: str, oblique: tuple[tuple[str, str], ...]) -> bool:
    """Return whether a word with another ending is a given name, too: "Jana" of "Jan"."""
    return any(True for _ in _nominatives(word, oblique))


def _nominatives(
    word: str, oblique: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str]]:
    """Yield an ending of a word, and another with which it is a given name, too."""
    folded = fold_letters(word)
    for ending, nominative in oblique:
        stem = folded.removesuffix(ending)
        bent = folded.endswith(ending) and len(stem) >= _MIN_STEM
        if bent and is_given_name(stem + nominative):
            yield ending, nominative


@cache
def oblique_endings(language: str) -> tuple[tuple[str, str], ...]:
    """Return the endings of other cases, each with that of the nominative it goes with."""
    pairs = (entry.split("=") for entry in entries(language, "names.oblique_endings"))
    return tuple((ending, nominative) for ending, nominative in pairs)
