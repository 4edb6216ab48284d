"""Words and signs of people who speak in person, ask or call: "I", "thank you", "?"."""

import re
from functools import cache

from content.language.word_lists import WordPattern, entries
from content.segment.names.spelling.capitals import HAN_OR_KANA

# English "I" is a word of others where it is small; sentences open with a capital.
FIRST_PERSON = WordPattern(
    r"<<labels.first_person>>|(?:^|[.!?…:]\s+|[«“„\"—–]\s?)(?i:<<labels.first_person>>)",
    re.NOFLAG,
    for_every_line=True,
)
# Words of people who speak: questions, greetings, thanks, the first person. English
# "you" is left out, since manuals address their reader. Greek questions end in ";".
_SPOKEN_SIGNS = "[?!？！؟]|[\u03b1-\u03ce];|[요까다]\\."
SPOKEN_WORDS = WordPattern(
    f"<<labels.first_person>>|<<labels.conversation>>|{_SPOKEN_SIGNS}",
    for_every_line=True,
)
OF_FIRST_PERSON = (
    "labels.first_person",
    "labels.first_person_here",
    "labels.first_person_verbs",
)
"""The tables of words with which people speak in the first person, in their own language."""

_SIGNS = re.compile(_SPOKEN_SIGNS, re.IGNORECASE)


@cache
def pattern_of_words(language: str, *tables: str) -> re.Pattern[str] | None:
    """Return what finds words of a language alone; None if it is not known."""
    found = [one for table in tables for one in entries(language, table) if language]
    if not found:
        return None
    # Nothing parts words of Han letters.
    joined = [one for one in found if HAN_OR_KANA.search(one)]
    parted = [one for one in found if one not in joined]
    either = [rf"(?<!\w)(?:{'|'.join(parted)})(?!\w)"] if parted else []
    return re.compile("|".join((*either, *joined)), re.IGNORECASE)


def says_i(text: str, language: str) -> bool:
    """Return whether somebody says "I" or "we" in a text, in the language of the document.

    >>> says_i("Ben fala moi ben.", "gl"), says_i("Eu falo.", "gl"), says_i("Ben geldim.", "")
    (False, True, True)

    Args:
        text: What may be said.
        language: Of the document; empty if it is not known.
    """
    own = pattern_of_words(language, *OF_FIRST_PERSON)
    if own is None:
        return FIRST_PERSON.is_in(text)
    return own.search(text) is not None


def speaks_in_person(text: str, language: str) -> bool:
    """Return whether somebody speaks in person in a text, asks or calls.

    In a Croatian text "je" is no Frenchman's "I", nor is "i" an Englishman's.

    Args:
        text: What may be said.
        language: Of the document; empty if it is not known.
    """
    own = pattern_of_words(language, *OF_FIRST_PERSON, "labels.conversation")
    if own is None:
        return SPOKEN_WORDS.is_in(text)
    return bool(_SIGNS.search(text) or own.search(text))
