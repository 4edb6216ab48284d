"""Notes between a heading and the text that it heads: who wrote it, when, and how.

A page tells its language, so that "je" is no Frenchman's "I" in a Croatian note.
"""

from content.language.sentence_marks import SENTENCE_GAP
from content.segment.messages.words import may_date_letter, speaks_of_message
from content.segment.names.in_text.same_person import names_surname, stem_of
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece
from content.segment.voices.narration import unquoted
from content.segment.voices.one_speech.salutations import is_notice
from content.segment.wording.in_person import (
    FIRST_PERSON,
    OF_FIRST_PERSON,
    SPOKEN_WORDS,
    pattern_of_words,
    speaks_in_person,
)

_MAX_ARTICLE = 6


def first_persons(text: str, language: str) -> set[str]:
    """Return the words with which a text speaks in the first person.

    >>> sorted(first_persons("I ja sam u školu išao.", "hr"))
    ['ja', 'sam']
    """
    own = pattern_of_words(language, *OF_FIRST_PERSON)
    regex = own or FIRST_PERSON.regex
    return {found.group().casefold() for found in regex.finditer(unquoted(text))}


def speaks_beside_quotations(text: str, language: str) -> bool:
    """Return whether somebody speaks in person, asks or calls, outside of quotations."""
    return speaks_in_person(unquoted(text), language)


def is_note_on_text(piece: Piece, name: str, language: str, *, italics: bool) -> bool:
    """Return whether a paragraph tells of a text, or of who wrote it, and nobody speaks.

    Args:
        piece: The paragraph.
        name: Whose text is headed.
        language: Of the page.
        italics: Whether italics set a note apart.
    """
    text = piece.text.strip()
    if may_date_letter(text) or is_notice(text) or tells_of(text, name, language):
        return True
    if speaks_beside_quotations(text, language):
        return False
    if italics and piece.italic:
        return True
    told = (
        SPEECH_WORD.is_in(text) or speaks_of_message(text) or names_surname(text, name)
    )
    return told and not SPOKEN_WORDS.is_in(unquoted(text))


def tells_of(text: str, name: str, language: str) -> bool:
    """Return whether the first sentence of a paragraph tells of somebody by surname."""
    first = SENTENCE_GAP.split(unquoted(text).strip())[0]
    return opens_with(first, name) or (
        names_surname(first, name) and not first_persons(first, language)
    )


def opens_with(text: str, name: str) -> bool:
    """Return whether a text opens with a whole name, in whatever case this stands.

    >>> opens_with("Anna Orechovská (1892–1981) prišla", "Anny Orechovskej")
    True
    """
    names = name.split()
    words = NAME_WORD.findall(text[: 2 * len(name) + _MAX_ARTICLE])[: len(names) + 1]
    return len(names) > 1 and any(
        len(part) == len(names)
        and all(
            word.casefold().startswith(stem_of(own))
            for word, own in zip(part, names, strict=True)
        )
        for part in (words[: len(names)], words[1:])  # "Η Άννα Ορφανού"
    )
