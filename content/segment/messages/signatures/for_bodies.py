"""Who signs a letter for a body: "Yours, for the Residents' Association, Ada Brook, Chair"."""

import re

from content.language.word_lists import WordPattern
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role

_MAX_OFFICE = 8
_FOR = WordPattern(
    r"(?:^|[,.;:!?»”\n–—]\s*)(?:<<messages.for_bodies>>)(?<=\w)\s"
    r"(?P<body>[^,.:;!?\n]{3,60})(?:[,:]\s?|\n)(?P<who>[^.!?]{5,90})[.\s]*$",
)
# "Für die Initiative Hanna Weber, Sprecherin"
_GLUED = WordPattern(
    r"(?:^|[,.;:!?»”\n–—]\s*)(?:\S+\s){0,2}(?:<<messages.for_bodies>>)(?<=\w)\s"
    r"(?P<body>[^,.:;!?\n]{3,60})\s(?P<who>[^\W\d_]+\s[^\W\d_]+(?:,[^.!?]{3,60})?)[.\s]*$",
)
# "A lakók nevében: Kiss Anna közös képviselő"
_BEHIND = WordPattern(
    r"(?:^|[,.;:!?»”\n–—]\s*)(?P<body>[^,.:;!?\n]{3,60})\s"
    r"(?:<<messages.for_bodies_behind>>)[:,]?\s(?P<who>[^.!?]{5,90})[.\s]*$",
)
_EDGES = " ,.:;–—-\n\t"


def signer_for_body(text: str) -> str:
    """Return the person who signs the end of a text for a body or for others; empty if none.

    >>> signer_for_body("We wait. Yours, for the Harbour Club, Ada Brook, Chair.")
    'Ada Brook'
    >>> signer_for_body("Mit Gruß, für die Initiative Hanna Weber, Sprecherin.")
    'Hanna Weber'
    >>> signer_for_body("Várunk. A lakók nevében: Kiss Anna közös képviselő")
    'Kiss Anna'
    >>> signer_for_body("We wait for the club, Ada Brook, Chair.")
    ''
    """
    return (
        _signer(_FOR.regex.search(text))
        or _signer(_glued(text))
        or _signer(_BEHIND.regex.search(text))
    )


def _signer(found: re.Match[str] | None) -> str:
    """Return the name behind a body, with or without an office; empty if none stands there."""
    if found is None or not _is_body(found["body"]):
        return ""
    name, comma, behind = found["who"].strip(_EDGES).partition(",")
    if not comma:
        name, behind = _before_office(name)
    words = behind.split()
    told = len(words) <= _MAX_OFFICE and (not words or any(map(_is_role, words)))
    return name.strip() if told and is_person(name.strip()) else ""


def _before_office(text: str) -> tuple[str, str]:
    """Return a name and the office in small letters right behind it.

    >>> _before_office("Kiss Anna közös képviselő"), _before_office("Ada Brook")
    (('Kiss Anna', 'közös képviselő'), ('Ada Brook', ''))
    """
    words = text.split()
    end = len(words)
    while end and words[end - 1][:1].islower():
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def _glued(text: str) -> re.Match[str] | None:
    """Return where a known given name and a surname stand right behind the body."""
    found = _GLUED.regex.search(text)
    given = found["who"].partition(" ")[0] if found else ""
    return found if given[:1].isupper() and is_given_name(given) else None


def _is_body(phrase: str) -> bool:
    """Return whether a word for a body or for several people, or a capital, stands in it."""
    return any(
        word[:1].isupper() or may_be_named_body(word.casefold())
        for word in phrase.split()
    )


def _is_role(word: str) -> bool:
    return is_role(word.strip(_EDGES).casefold())
