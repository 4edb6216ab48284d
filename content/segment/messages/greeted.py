"""Whom a letter or a speech greets: that person neither sent it nor gives it."""

import re
from collections.abc import Sequence

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.words.word_patterns import WORD
from content.segment.messages.words import greets_reader
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.office_words import is_office_word
from content.segment.names.in_text.same_person import (
    names_surname,
    same_person,
    stem_of,
)

_END = re.compile(r"[!:.！：。\n]")
_PARTS = re.compile("[,，;]")
_MAX_CHARS = 160
_CALL_ENDS = re.compile("[,!:،，！：]")
_MAX_CALL, _MAX_CALL_WORDS, _NEAR = 80, 4, 60
_BEFORE, _BEHIND, _MIN_OFFICE = 3, 2, 5


def is_greeted(name: str, opening: str) -> bool:
    """Return whether a text opens by greeting somebody, by surname or given name.

    >>> is_greeted("Ada Brook", "Dear Ada, dear friends! It is late.")
    True
    >>> is_greeted("Ada Brook", "Dear Ada Hall, dear friends! It is late.")
    False
    >>> is_greeted("Ada Brook", "Dear friends, this is Ada Brook. It is late.")
    False
    >>> is_greeted("Ada Brook", "“Ada, you came for six months and stayed.”")
    True
    """
    if name and _calls(name.partition(" ")[0], opening):
        return True
    if not (name and greets_reader(opening)):
        return False
    sentence = _END.split(opening.strip()[:_MAX_CHARS], maxsplit=1)[0]
    parts = (part.strip() for part in _PARTS.split(sentence))
    greetings = [part for part in parts if greets_reader(f"{part},")]
    given = re.escape(name.partition(" ")[0])
    return any(
        names_surname(part, name) or re.search(rf"(?<!\w){given}$", part)
        for part in greetings
    )


def _calls(given: str, opening: str) -> bool:
    """Return whether a given name alone and a comma open a text."""
    bare = opening.lstrip(f"{OPENING_QUOTES} \n")
    return bare.startswith((f"{given}, ", f"{given}! ")) and is_given_name(given)


def called_by_office(above: Sequence[str], opening: str) -> str:
    """Return the one person whom a speech calls by an office at first; else empty.

    "Mr. Mayor, dear parents," is not the mayor's whom the texts above name.

    >>> called_by_office(["The mayor, Ada Brook, spoke."], "Madam Mayor, dear friends,")
    'Ada Brook'
    >>> called_by_office(["The mayor, Ada Brook, spoke."], "Dear friends,")
    ''
    >>> called_by_office(["vodja krajevne straže Ana Rus"], "Dragi krajani, dobro jutro!")
    ''
    """
    first = _CALL_ENDS.split(opening.strip()[:_MAX_CALL], maxsplit=1)[0]
    words = WORD.findall(first)
    if not 1 < len(words) <= _MAX_CALL_WORDS or any(mentions_in(first)):
        return ""
    # "Dear villagers": the stem of a short word opens many others, "the village council".
    stems = tuple(
        stem
        for word in words[1:]
        if len(stem := stem_of(word)) >= _MIN_OFFICE or is_office_word(word)
    )
    held: list[str] = []
    for text in above if stems else ():
        for one in mentions_in(text):
            near = WORD.findall(text[max(0, one.start - _NEAR) : one.start])[-_BEFORE:]
            near += WORD.findall(text[one.end : one.end + _NEAR])[:_BEHIND]
            calls = any(word.casefold().startswith(stems) for word in near)
            if calls and not any(same_person(one.name, other) for other in held):
                held.append(one.name)
    return held[0] if len(held) == 1 else ""
