"""Whether a given name stands in the nominative, which shows the case of the whole name."""

from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import entries, flag
from content.segment.names.given_names import is_given_name

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


def _may_be_bent(word: str, oblique: tuple[tuple[str, str], ...]) -> bool:
    """Return whether a word with another ending is a given name, too: "Jana" of "Jan"."""
    folded = fold_letters(word)
    return any(
        folded.endswith(ending)
        and len(stem := folded.removesuffix(ending)) >= _MIN_STEM
        and is_given_name(stem + nominative)
        for ending, nominative in oblique
    )


@cache
def oblique_endings(language: str) -> tuple[tuple[str, str], ...]:
    """Return the endings of other cases, each with that of the nominative it goes with."""
    pairs = (entry.split("=") for entry in entries(language, "names.oblique_endings"))
    return tuple((ending, nominative) for ending, nominative in pairs)
