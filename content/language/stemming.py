"""Stem words, in the languages that Snowball has an algorithm for."""

import re
import threading

import Stemmer  # type: ignore[import-not-found]  # it ships no type hints

from content.language.folding import fold_letters

STEMMER_VERSION: str = Stemmer.version()
"""Version of the stemmers; another one may return other stems."""

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

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
        (fold_letters(_stem(part, language)), fold_letters(part))
        for part in _parts(form.casefold(), language)
    ]


def _parts(form: str, language: str) -> list[str]:
    if language in ELIDING_LANGUAGES:
        parts = form.split("'")
        return [part for part in parts[:-1] if len(part) > 2] + parts[-1:]
    return [form]


def _stem(word: str, language: str) -> str:
    if language not in _STEMMERS:
        return word
    stem: str = _stemmer(language).stemWord(word)
    return stem


def _stemmer(language: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: its objects must not be shared by threads."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_STEMMERS[language])
    return stemmers[language]
