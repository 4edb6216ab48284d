"""Words for who may write without a name: "listener", "mayor", and their nominatives."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from content.language.word_lists import entries, flag
from content.segment.messages.described.phrases import MARKS, without_particle
from content.segment.names.body_names import bends_nouns, nominative_of_head
from content.segment.names.offices import is_role
from content.segment.names.words import label_words

_MIN_STEM, _MAX_ENDING = 4, 3


def person_in(words: Sequence[str], language: str) -> int | None:
    """Return the place of the word that says who or what somebody is; None if none does.

    The first one; where owners stand first, the last.
    """
    last = flag(language, "owner_first")
    for n, word in reversed([*enumerate(words)]) if last else enumerate(words):
        folded = without_particle(word.strip(MARKS).casefold())
        if folded in _people(language) or is_role(folded):
            return n
        if nominative_of_head(word.strip(MARKS), language) == word.strip(MARKS):
            return n
    return None


def with_nominative(words: Sequence[str], language: str) -> list[str]:
    """Return words, that which says what somebody is in the nominative if it is known."""
    place = -1 if flag(language, "owner_first") else 0
    kept = list(words)
    if kept and bends_nouns(language):
        kept[place] = nominative_of(kept[place], language) or kept[place]
    return kept


def nominative_of(word: str, language: str) -> str:
    """Return the word for people or an office that another is a form of; else empty.

    >>> nominative_of("ravnateljice", "sl"), nominative_of("posluchačky", "cs")
    ('ravnateljica', 'posluchačka')
    """
    bare = word.strip(MARKS)
    folded = bare.casefold()
    if folded in _people(language):
        return bare
    if head := nominative_of_head(bare, language):
        return head
    for ending in entries(language, "messages.source_endings"):
        if folded.removesuffix(ending) in _people(language):
            return bare[: -len(ending)]
    if len(folded) < _MIN_STEM:
        return ""
    found = [
        (alike, -len(one), one)
        for one in _by_stem(language).get(folded[:_MIN_STEM], ())
        if max(len(folded), len(one)) - (alike := _alike(folded, one)) <= _MAX_ENDING
    ]
    return max(found)[2] if found else ""


def _alike(one: str, other: str) -> int:
    """Return how many first letters two words have in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@cache
def _by_stem(language: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a language for people and offices by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    roles = frozenset(w for w in entries(language, "labels.roles") if " " not in w)
    for word in sorted(roles | frozenset(_own_people(language))):
        stem = word[:_MIN_STEM]
        found[stem] = (*found.get(stem, ()), word)
    return found


@cache
def _own_people(language: str) -> frozenset[str]:
    """Return the words for people of a language's own file."""
    people = frozenset(entries(language, "messages.people"))
    return people | frozenset(entries(language, "labels.kin"))


@cache
def _people(language: str) -> frozenset[str]:
    """Return the words of a language for who may write without a name."""
    return _own_people(language) | label_words().chairs
