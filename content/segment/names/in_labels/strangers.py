"""Labels for whoever speaks once, by what they are: "A man in the third row".

They look like no other label of their document, and may be of any length. So they are
told by their words: a stranger and where he sits, or a description and a full name.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from content.language.word_lists import all_words
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import (
    NAME_EDGES,
    is_false_label,
    without_brackets,
)
from content.segment.names.offices import is_role
from content.segment.names.words import label_words

_MAX_WORDS = 24
_MIN_WORDS = 2
_MIN_PLACED = 3
_REACH = 2
_ENDS_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]\s|[?!;。？！；]")
_CLOSED = re.compile(r"[”»“’\"]\s+(?=[^\W\d_])")
_CACHED = 4096


@lru_cache(maxsize=_CACHED)
def is_noun_phrase(printed: str) -> bool:
    """Return whether words before a colon may name something: no sentence, no field.

    >>> is_noun_phrase("Winner of the Golden Lamp"), is_noun_phrase("What I know")
    (True, False)
    """
    tokens = [token.strip(NAME_EDGES) for token in printed.split()]
    if not _MIN_WORDS <= len(tokens) <= _MAX_WORDS or is_false_label(printed):
        return False
    if _ENDS_SENTENCE.search(printed):
        return False
    w = label_words()
    first, others = tokens[0].casefold(), tokens[1:]
    if first not in w.indefinite_articles and (
        first in w.greetings or first in w.never_in_labels | _openers()
    ):
        return False
    # Of another language, capitals may be a name: "Han", "Will".
    return _never_inside().isdisjoint(token for token in others if token.islower())


@cache
def _openers() -> frozenset[str]:
    return all_words("labels.sentence_openers")


@cache
def _never_inside() -> frozenset[str]:
    """Return words of sentences but those that one language has to say where."""
    where = all_words("places.prepositions") | label_words().strangers
    return label_words().never_in_labels - all_words("labels.in_descriptions") - where


@cache
def _strangers_or_offices() -> frozenset[str]:
    """Return words for people, whether their office tells who they are or not."""
    w = label_words()
    return w.strangers | w.honorifics | w.roles


@lru_cache(maxsize=_CACHED)
def names_stranger(printed: str) -> bool:
    """Return whether words name somebody by what is seen of them.

    >>> names_stranger("A man in the third row"), names_stranger("caller from Leeds")
    (True, True)
    >>> names_stranger("A story from my village"), names_stranger("Mother Agnes")
    (False, False)
    >>> names_stranger("A señora Lund"), names_stranger("O. Lund, guest")
    (False, False)
    >>> names_stranger("Paní v první řadě"), names_stranger("Paní ze Lhoty")
    (True, False)
    """
    tokens, w = printed.split(), label_words()
    known, start = w.strangers, 0
    if _is_placed(tokens):
        return True
    if tokens[:1] and tokens[0].casefold() in w.indefinite_articles:
        known, start = _strangers_or_offices(), 1
    elif len(tokens) < _MIN_WORDS:
        return False
    for n in range(start, min(start + _REACH, len(tokens))):
        if tokens[n].strip(NAME_EDGES).casefold() in known:
            # "A señora Lund": what begins with a capital is her name.
            return tokens[n + 1 : n + 2] == [] or tokens[n + 1].islower()
        if tokens[n].endswith(","):
            return False
    return False


def _is_placed(tokens: Sequence[str]) -> bool:
    """Return whether a form of address stands before a place: "Paní v první řadě"."""
    if len(tokens) < _MIN_PLACED or not all(token.islower() for token in tokens[1:3]):
        return False
    w = label_words()
    address, where = tokens[0].casefold(), tokens[1]
    in_names = w.surname_particles | w.particles
    return (
        address in w.honorifics
        and where in all_words("places.prepositions") | all_words("places.inside")
        and where not in in_names
    )


@lru_cache(maxsize=_CACHED)
def described_name(printed: str) -> str:
    """Return the full name behind a description; "" unless both are plain.

    >>> described_name("First woman to win the Golden Trowel, Agnes Pym")
    'Agnes Pym'
    >>> described_name("Winner of the “Silver Anchor” Tom Ferro")
    'Tom Ferro'
    >>> described_name("My last point, Council Business"), described_name("Lund, Ada Maria")
    ('', '')
    """
    text = without_brackets(printed)
    before, parted, name = text.rpartition(",")
    if not parted:
        closed = list(_CLOSED.finditer(text))
        place = closed[-1].end() if closed else len(text)
        before, name = text[:place], text[place:]
    name = name.strip()
    described = len(before.split()) >= _MIN_WORDS and not is_person(before)
    return name if described and is_person(name) and _is_evident(name) else ""


def _is_evident(name: str) -> bool:
    """Return whether a given name stands in a name, and not only a title before it."""
    titles = label_words().titles
    tokens = [token.strip(NAME_EDGES) for token in name.split()]
    words = [
        t for t in tokens if t.casefold() not in titles and not is_role(t.casefold())
    ]
    titled = len(words) < len(tokens)
    return len(words) > 1 and (titled or any(map(is_given_name, words[:-1])))


def names_somebody(printed: str) -> bool:
    """Return whether words name a stranger, or somebody behind a description."""
    return names_stranger(printed) or bool(described_name(printed))
