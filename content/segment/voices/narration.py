"""What an author tells between the words of a speech, and after them."""

import re

from content.language.sentence_marks import SENTENCE_GAP
from content.language.word_lists import WordPattern
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.same_person import names_surname
from content.segment.wording.in_person import FIRST_PERSON, pattern_of_words

_ASIDE = WordPattern(r"[\W_]{0,3}(?:<pages.asides>)")
_AT_THIS_POINT = WordPattern(r"[\W_]{0,3}(?:<pages.at_this_point>)")
_AFTERWARDS = WordPattern(r"[\W_]{0,3}(?:<pages.afterwards>)")
_TELLING = WordPattern(r"[\W_]{0,3}(?:<pages.tellings>|<pages.afterwards>)")
QUOTED = re.compile(r"(?:[“„«\"「‘]|[”»](?=\w))[^“”„«»\"「」]{1,300}[”“»«\"」’]")
"""What stands in quotation marks, with them."""


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return QUOTED.sub("", text)


def tells_afterwards(text: str) -> bool:
    """Return whether a paragraph opens by telling what came after a speech.

    >>> tells_afterwards("Po govoru je delegacija položila venec na spomenik padlih.")
    True
    """
    told = unquoted(text).strip()
    first = SENTENCE_GAP.split(told)[0]
    return _AFTERWARDS.opens(first) and not _says_i(first, told)


def _says_i(sentence: str, text: str) -> bool:
    """Return whether a sentence is in the first person of the language of its paragraph.

    "je" is no Frenchman's "I" in a Slovenian one.
    """
    if not FIRST_PERSON.is_in(sentence):
        return False
    language = guess_language([text])
    own = pattern_of_words(language, "labels.first_person")
    return own is None or own.search(sentence) is not None


def tells_aside(text: str, speaker: str = "") -> bool:
    """Return whether a paragraph tells what happened during a speech.

    Nobody speaks in the first person in it; it opens with words for this, or names the
    speaker.
    """
    text = unquoted(text)
    # "Applause. Now my opinion:" is the author's.
    if FIRST_PERSON.is_in(SENTENCE_GAP.split(text.strip())[0]):
        return False
    return opens_aside(text) or (" " in speaker and names_surname(text, speaker))


def opens_aside(text: str) -> bool:
    """Return whether a text opens with words for what happened during a speech."""
    return _ASIDE.opens(text.strip())


def opens_at_this_point(text: str) -> bool:
    """Return whether a text opens with words for the moment: "At this point", "Just then"."""
    return _AT_THIS_POINT.opens(text.strip())


def may_tell(text: str) -> bool:
    """Return whether a paragraph may open by telling what came after a speech.

    So does much of what people say; it is a sign only where an author writes, too.

    >>> may_tell("By then half of the yard was crying."), may_tell("Lock the gate.")
    (True, False)
    """
    return _TELLING.opens(text.strip())
