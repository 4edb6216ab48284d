"""Stem words, in the languages that Snowball has an algorithm for."""

import re
import threading

import Stemmer  # type: ignore[import-not-found]  # it ships no type hints

from content.language.folding import fold_letters
from content.language.words.spelling import one_spelling

STEMMER_VERSION: str = Stemmer.version()
"""Version of the stemmers; another one may return other stems."""

_STEMMED_LANGUAGES = frozenset(
    "ar ca cs da de el en eo es et eu fa fi fr ga hi hu hy id it lt ne nl no pl pt ro"  # noqa: SIM905
    " ru sr st sv ta tr yi nb nn".split()
)
"""Languages that Snowball has an algorithm for, most under their own tags."""

_NORWEGIAN = frozenset({"nb", "nn"})

_FOLDED_BEFORE_STEMMING = frozenset(
    {"ca", "de", "en", "es", "fr", "it", "nl", "pt", "ru"}
)
"""Languages whose accents a stemmer can do without, so that "nacion" finds "nación".
Elsewhere the accents decide which ending it is, and are folded after stemming."""

ELIDING_LANGUAGES = frozenset({"ca", "fr", "it"})
"""Languages in which an apostrophe parts two words: "l'homme", "dell'arte"."""

_local = threading.local()


def primary_tag(language: str) -> str:
    """Return the first part of a BCP 47 tag in lower case: ``zh`` of ``zh-Hans``."""
    return re.split(r"[-_]", language.strip(), maxsplit=1)[0].lower()


def stem_word(form: str, language: str) -> list[tuple[str, str]]:
    """Return the stems of a word, each with the folded word that it is of.

    They are several where an apostrophe parts words.

    Args:
        form: One word, its apostrophes straight.
        language: Primary tag; words of one without a stemmer are only folded.
    """
    if language in _FOLDED_BEFORE_STEMMING:
        form = fold_letters(form)
    return [
        (
            fold_letters(_stem(one_spelling(part, language), language)),
            fold_letters(part),
        )
        for part in _parts(form.casefold(), language)
    ]


def _parts(form: str, language: str) -> list[str]:
    if language in ELIDING_LANGUAGES:
        parts = form.split("'")
        return [part for part in parts[:-1] if len(part) > 2] + parts[-1:]
    return [form]


def _stem(word: str, language: str) -> str:
    if language not in _STEMMED_LANGUAGES:
        return word
    stem: str = _stemmer(language).stemWord(word)
    return stem


def _stemmer(language: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: its objects must not be shared by threads."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        tag = "no" if language in _NORWEGIAN else language
        stemmers[language] = Stemmer.Stemmer(tag)
    return stemmers[language]
