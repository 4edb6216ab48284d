"""What kind of name one is, and what it shows by itself: a person's, a body's, an office."""

from functools import lru_cache
from typing import NamedTuple

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import all_words
from content.segment.messages.words import names_document, speaks_of_message
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role
from content.segment.names.words import articles

MARKS = "«»„“”\"'’.,:;()！。、， "
"""What may stand around a name and is no part of it."""

KINDS = ("small", "body", "person", "office", "given", "word", "phrase")
"""The kinds of names; of those that a name is of, the first one counts."""

_MIN_LONG_CHARS, _MAX_COUNTED_WORDS, _CACHED_NAMES = 4, 5, 2048


class NameKind(NamedTuple):
    """The kind of a name, and its signs by itself."""

    kind: str
    signs: frozenset[str]


@lru_cache(maxsize=_CACHED_NAMES)
def kind_of(name: str) -> NameKind:
    """Return the kind of a name, and its signs by itself.

    >>> kind_of("Ada Brook").kind, kind_of("Harbour Council").kind, kind_of("mayor").kind
    ('person', 'body', 'small')
    >>> kind_of("Ada").kind, kind_of("Moor").kind, kind_of("North Moor Lower Pell Road One").kind
    ('given', 'word', 'phrase')
    """
    words = name.split()
    bare = [word.strip(MARKS).casefold() for word in words]
    small, one = words[0][0].islower(), len(words) == 1
    body, person, given = (
        may_be_named_body(name),
        is_person(name),
        is_given_name(words[0]),
    )
    office = any(map(is_role, bare))
    stops = all_words("stop_words")
    is_of = (small, body, person, office, one and given, one, True)
    signs = {
        "person": person,
        "given first": given,
        "body first": body and may_be_named_body(words[0]),
        "body last": body and may_be_named_body(words[-1]),
        "office inside": office,
        "office first": is_role(bare[0]),
        "people first": bare[0] in all_words("messages.people"),
        "date": not full_days_and_months().isdisjoint(bare),
        "digits": any(map(str.isdigit, name)),
        "capitals": name.isupper(),
        "short": len(name) < _MIN_LONG_CHARS,
        "small inside": any(word[0].islower() for word in words),
        "small to capital": small and words[-1][0].isupper(),
        "small word first": bare[0] in articles() or bare[0] in stops,
        # A capital out of politeness: "Prosím Vás".
        "small word inside": any(
            word[0].isupper() and word.casefold() in stops for word in words[1:]
        ),
        "text": speaks_of_message(name) or names_document(name),
        f"words {min(len(words), _MAX_COUNTED_WORDS)}": True,
    }
    kind = next(kind for kind, is_so in zip(KINDS, is_of, strict=True) if is_so)
    return NameKind(kind, frozenset(sign for sign, is_so in signs.items() if is_so))
