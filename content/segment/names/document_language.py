"""Which language a document is in, where that matters for its names."""

import re
from collections.abc import Iterable
from functools import cache

from content.document import Document
from content.language.guessing import guess_language as language_of
from content.language.language_files import languages
from content.language.word_lists import entries

_MIN_LANGUAGE_WORDS = 3
# Their letters alone tell them.
_BY_SCRIPT = frozenset(("el", "he", "hy", "ja", "ka", "ko", "zh"))


def guess_language(texts: Iterable[str]) -> str:
    """Return the language that a document is most likely in; empty if none shows."""
    found = language_of(texts)
    sure = found.words >= _MIN_LANGUAGE_WORDS or found.language in _BY_SCRIPT
    return found.language if sure else ""


def language_of_document(document: Document, texts: Iterable[str]) -> str:
    """Return the language that a document declares, or whose words are most; else empty."""
    declared = document.language.partition("-")[0].lower()
    return declared if declared in languages() else guess_language(texts)


@cache
def nominative_endings(language: str) -> re.Pattern[str] | None:
    """Return the endings of first names that a language has in the nominative alone."""
    found = entries(language, "names.nominatives") if language else ()
    return re.compile(rf"(?:{'|'.join(found)})$") if found else None


@cache
def nominative_pairs(language: str) -> re.Pattern[str] | None:
    """Return the endings that given name and surname have together in the nominative."""
    found = entries(language, "names.nominative_pairs") if language else ()
    return re.compile("|".join(found)) if found else None


@cache
def nominative_before(language: str) -> re.Pattern[str] | None:
    """Return the words before a name that show it to be a nominative: "89-aastane"."""
    found = entries(language, "names.nominative_before") if language else ()
    return re.compile("|".join(found), re.IGNORECASE) if found else None
