"""The words of a language that tell who speaks: verbs of saying, tags, pronouns, "I"."""

import re
from collections.abc import Iterable
from functools import cache

from content.language.word_lists import WordPattern, all_entries, entries, flag

_MIN_VERB = 4
SPEAKS_OR_READS = WordPattern("<<messages.takes_floor>>|<<messages.wordings>>")
TAKES_FLOOR = WordPattern("<<messages.takes_floor>>")


@cache
def verbs_of_saying(language: str) -> re.Pattern[str]:
    """Return the verbs of saying of all languages, short ones of this language alone."""
    longer = [v for v in all_entries("messages.says") if len(v) >= _MIN_VERB]
    own = entries(language, "messages.says") if language else ()
    return _any_of([*own, *longer], language="")


@cache
def tagging_verbs(language: str) -> re.Pattern[str]:
    """Return the verbs of saying, and what else may stand behind a quotation."""
    said, tags = verbs_of_saying(language).pattern, tags_of(language).pattern
    return re.compile(f"{said}|{tags}", re.IGNORECASE)


@cache
def tags_of(language: str) -> re.Pattern[str]:
    """Return what else may stand beside a quotation in a language."""
    own = entries(language, "messages.tags") if language else ()
    return _any_of(own, language=language)


@cache
def first_person_of(language: str) -> re.Pattern[str]:
    """Return the words of a language with which people speak in person."""
    talk = entries(language, "labels.conversation")
    return _any_of(
        (
            *entries(language, "labels.first_person"),
            *entries(language, "labels.first_person_here"),
            *talk,
        ),
        language=language,
    )


@cache
def pronouns(language: str) -> re.Pattern[str]:
    """Return the pronouns of a language that mean who speaks."""
    own = entries(language, "messages.pronouns") if language else ()
    return _any_of(own, language=language)


def _any_of(parts: Iterable[str], *, language: str) -> re.Pattern[str]:
    """Return an expression for parts, of whole words; it matches nothing without any."""
    either = "|".join(part.replace("_", r"\s") for part in dict.fromkeys(parts))
    spaced = not language or flag(language, "spaced")
    word = r"(?<!\w)(?:%s)(?!\w)" if spaced else "(?:%s)"
    return re.compile(word % (either or "(?!)"), re.IGNORECASE)
