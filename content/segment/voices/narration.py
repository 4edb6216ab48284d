"""What an author tells between the words of a speech, and after them."""

import re
from functools import cache

from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import WordPattern, entries
from content.segment.labels.evidence import (
    FIRST_PERSON,
    SPOKEN_SIGNS,
    SPOKEN_WORDS,
)
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.spelling.capitals import HAN_OR_KANA

OF_FIRST_PERSON = ("labels.first_person", "labels.first_person_here")
"""The tables of words with which people speak in the first person."""

_SIGNS = re.compile(SPOKEN_SIGNS, re.IGNORECASE)
_ASIDE = WordPattern(r"[\W_]{0,3}(?:<pages.asides>)")
_AFTERWARDS = WordPattern(r"[\W_]{0,3}(?:<pages.afterwards>)")
_TELLING = WordPattern(r"[\W_]{0,3}(?:<pages.tellings>|<pages.afterwards>)")
_QUOTED = re.compile(r"(?:[“„«\"「‘]|”(?=\w))[^“”„«»\"「」]{1,300}[”“»\"」’]")


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub("", text)


def tells_afterwards(text: str) -> bool:
    """Return whether a paragraph opens by telling what came after a speech.

    >>> tells_afterwards("Po govoru je delegacija položila venec na spomenik padlih.")
    True
    """
    told = unquoted(text).strip()
    first = SENTENCE_GAP.split(told)[0]
    return bool(_AFTERWARDS.regex.match(first)) and not _says_i(first, told)


def _says_i(sentence: str, text: str) -> bool:
    """Return whether a sentence is in the first person of the language of its paragraph.

    "je" is no Frenchman's "I" in a Slovenian one.
    """
    if not FIRST_PERSON.search(sentence):
        return False
    language = guess_language([text])
    own = words_of(language, "labels.first_person")
    return own is None or own.search(sentence) is not None


@cache
def words_of(language: str, *tables: str) -> re.Pattern[str] | None:
    """Return what finds words of a language alone; None if it is not known."""
    found = [one for table in tables for one in entries(language, table) if language]
    if not found:
        return None
    # Nothing parts words of Han letters.
    joined = [one for one in found if HAN_OR_KANA.search(one)]
    parted = [one for one in found if one not in joined]
    either = [rf"(?<!\w)(?:{'|'.join(parted)})(?!\w)"] if parted else []
    return re.compile("|".join((*either, *joined)), re.IGNORECASE)


def speaks_in_person(text: str, language: str) -> bool:
    """Return whether somebody speaks in person in a text, asks or calls.

    In a Croatian text "je" is no Frenchman's "I", nor is "i" an Englishman's.

    Args:
        text: What may be said.
        language: Of the document; empty if it is not known.
    """
    if not SPOKEN_WORDS.is_in(text):
        return False
    own = words_of(language, *OF_FIRST_PERSON, "labels.conversation")
    return own is None or bool(own.search(text) or _SIGNS.search(text))


def tells_aside(text: str, speaker: str = "") -> bool:
    """Return whether a paragraph tells what happened during a speech.

    Nobody speaks in the first person in it; it opens with words for this, or names the
    speaker.
    """
    text = unquoted(text)
    # "Applause. Now my opinion:" is the author's.
    if FIRST_PERSON.search(SENTENCE_GAP.split(text.strip())[0]):
        return False
    return opens_aside(text) or (" " in speaker and names_surname(text, speaker))


def opens_aside(text: str) -> bool:
    """Return whether a text opens with words for what happened during a speech."""
    return _ASIDE.regex.match(text.strip()) is not None


def may_tell(text: str) -> bool:
    """Return whether a paragraph may open by telling what came after a speech.

    So does much of what people say; it is a sign only where an author writes, too.

    >>> may_tell("By then half of the yard was crying."), may_tell("Lock the gate.")
    (True, False)
    """
    return _TELLING.regex.match(text.strip()) is not None
