"""Where the words that describe somebody without a name start and end.

An article, a number or whose he or she is stands before them: "my neighbour in Moor".
What a small word such as "of" or "in" leads to belongs to them, but not what another
clause goes on with: "the fishermen of Moor and I think it fair to read it".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from content.language.word_lists import any_words, entries, flag
from content.segment.messages.words import (
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.names.body_names import ELIDED_WORD
from content.segment.names.text_words import SENT
from content.segment.names.words import label_words

MARKS = "«»„“”\"'’.,;:!?()"
_MAX_WORDS, _MAX_NUMBER, _COUPLE = 8, 4, 3
_KOREAN_ENDING = re.compile(
    "(?<=[\uac00-\ud7a3])(?:님|씨)?(?:께서는?|에게서|[이가은는의])$"
)


def words_of(text: str) -> list[str]:
    """Return the words of a text, small ones before an apostrophe apart.

    >>> words_of("lettre d'une voisine")
    ['lettre', 'd’', 'une', 'voisine']
    """
    found: list[str] = []
    for word in text.replace("'", "’").split():
        rest = word
        while elided := ELIDED_WORD.match(rest):
            found.append(elided.group())
            rest = rest[elided.end() :]
        found.append(rest)
    return found


def without_particle(word: str) -> str:
    """Return a Korean word without the particle behind it: “간호사가”."""
    return _KOREAN_ENDING.sub("", word)


def joined(words: Sequence[str]) -> str:
    """Return words as printed, without a blank behind an apostrophe."""
    return " ".join(words).replace("’ ", "’").strip(MARKS)


def phrases_before(words: Sequence[str], language: str) -> Iterator[list[str]]:
    """Yield what may be the subject before a verb, the nearest first.

    Nobody before a verb of reading: “the secretary reads what they wrote”.

    >>> [*phrases_before("me what the keeper at Moor".split(), "en")]
    [['the', 'keeper', 'at', 'Moor']]
    """
    end = len(words)
    for n in reversed(range(-1, len(words))):
        if n >= 0 and not ends_phrase(words, n, language):
            continue
        if end > n + 1:
            yield list(words[n + 1 : end])
        if n >= 0 and says_it_is_read(words[n]):
            break
        end = n


def stands_beside(words: Sequence[str], phrase: Sequence[str], language: str) -> bool:
    """Return whether a phrase ends words but for such as say to whom somebody writes.

    >>> stands_beside("a roofer has told me".split(), ["a", "roofer"], "en")
    False
    >>> stands_beside("a roofer recently".split(), ["a", "roofer"], "en")
    True
    """
    small = entries(language, "messages.to_whom")
    last = len(words)
    while last and words[last - 1].casefold() in small:
        last -= 1
    return list(words[max(0, last - len(phrase)) : last]) == list(phrase)


def phrase_at(words: Sequence[str], language: str) -> list[str]:
    """Return the words of the phrase that some words open with, its articles too.

    >>> phrase_at("the keeper of Moor and I read it".split(), "en")
    ['the', 'keeper', 'of', 'Moor']
    """
    first = next(
        (n for n, w in enumerate(words) if not is_determiner(w, language)), len(words)
    )
    end = first
    while end < len(words) and not ends_phrase(words, end, language):
        end += 1
        if words[end - 1].endswith((",", ";", ":")):
            break
    return list(words[:end])


def described_by(phrase: Sequence[str], language: str) -> list[str]:
    """Return a phrase without what stands before its noun, and what says nothing apart.

    >>> described_by("the old keeper at Moor".split(), "en")
    ['old', 'keeper', 'at', 'Moor']
    >>> described_by("a nurse of my parish".split(), "en")
    ['nurse']
    >>> described_by("a nurse at the hospital".split(), "en")
    ['nurse']
    >>> described_by("one of the fishermen".split(), "en")
    ['one', 'of', 'the', 'fishermen']
    """
    first = 0
    while first < len(phrase) and is_determiner(phrase[first], language):
        first += 1
    if first and first < len(phrase) and is_link(phrase[first], language):
        first -= 1  # "one of the fishermen"
    kept = list(phrase[first:])
    if not kept:
        return []
    again = (n for n in range(1, len(kept)) if _opens_another(kept, n, language))
    kept = kept[: next(again, len(kept))]
    own = _own(language)
    # "Mr and Mrs Brook of Moor" are known by their name, "a nurse at the hospital" by
    # what she is.
    some = first > 0 and _plain(phrase[0]) not in entries(language, "messages.articles")
    unnamed = some and not any(word[:1].isupper() for word in kept[1:])
    alone = opens_with_title(kept) or (unnamed and not is_determiner(kept[0], language))
    for n in range(1, len(kept) - 1):
        if is_link(kept[n], language) and (alone or _plain(kept[n + 1]) in own):
            kept = kept[:n]
            break
    while kept and (is_link(kept[-1], language) or is_determiner(kept[-1], language)):
        kept.pop()
    if len(kept) > _MAX_WORDS:
        capitals = [n for n, w in enumerate(kept[:_MAX_WORDS]) if w[:1].isupper()]
        kept = kept[: capitals[-1] + 1] if capitals else []
    return kept


def _opens_another(words: Sequence[str], n: int, language: str) -> bool:
    """Return whether an article opens another phrase: “abuela la dejó”.

    None to which a small word leads, and none of a surname: "mayor de Vries".
    """
    word, before = words[n], words[n - 1]
    if not is_determiner(word, language) or is_link(word, language):
        return False
    surname = _plain(word) in label_words().surname_particles
    named = surname and any(w[:1].isupper() for w in words[n + 1 : n + 2])
    led = is_link(before, language) or is_determiner(before, language)
    return not (named or led)


def opens_with_title(words: Sequence[str]) -> bool:
    """Return whether words open with a title and a name: "Mr Brook", "Mr and Mrs Brook"."""
    titles = label_words().titles
    first = bool(words) and _plain(words[0]) in titles
    behind = (
        words[1:2] if len(words) < _COUPLE or _plain(words[2]) not in titles else ()
    )
    return first and all(word[:1].isupper() for word in behind)


def ends_phrase(words: Sequence[str], n: int, language: str) -> bool:
    """Return whether a word of some opens another clause, or tells to whom and when.

    Not "and" between two names or titles: "Mr and Mrs Brook".
    """
    word = _plain(words[n])
    # "i går": the first of two words that say when joins places, too.
    if not any(map(str.isalnum, word)) or _plain(" ".join(words[n : n + 2])) in _ends(
        language
    ):
        return True
    if word.isdigit():
        return not (n > 0 and words[n - 1][:1].isupper() and len(word) <= _MAX_NUMBER)
    if word in _ends(language):
        joins = 0 < n < len(words) - 1 and word in entries(language, "names.and")
        beside = (words[n - 1], words[n + 1]) if joins else ()
        named = all(
            w[:1].isupper() and _plain(w) not in _ends(language) for w in beside
        )
        # "of the veterans and of the memory"
        owners = entries(language, "messages.of")
        again = joins and _plain(words[n + 1]) in owners
        again = again and any(_plain(word) in owners for word in words[:n])
        return not (joins and (named or again))
    if is_determiner(word, language) or is_link(word, language):
        return False
    told = tells_of_writing(word) or SENT.is_in(word) or says_it_is_read(word)
    return told and not words[n][:1].isupper()


def is_determiner(word: str, language: str) -> bool:
    """Return whether a word stands before a noun as an article or a number does."""
    return _plain(word) in _determiners(language) or _plain(word) in _own(language)


def stands_in_clause(word: str, language: str) -> bool:
    """Return whether a word such as "us" or "has" stands between a subject and its verb.

    >>> stands_in_clause("has", "en"), stands_in_clause("mayor", "en")
    (True, False)
    """
    tables = ("messages.to_whom", "stop_words", "messages.pronouns", "names.and")
    return any(_plain(word) in entries(language, name) for name in tables)


def is_small_word(word: str, language: str) -> bool:
    """Return whether a word says to whom, when or whose, and names nobody.

    >>> is_small_word("Мені", "uk"), is_small_word("Коломия", "uk")
    (True, False)
    """
    return is_determiner(word, language) or _plain(word) in _ends(language)


def is_link(word: str, language: str) -> bool:
    """Return whether a small word joins a place or a body to what a person is."""
    return _plain(word) in _links(language)


def goes_on_with_noun(behind: str, language: str) -> bool:
    """Return whether a name goes on with a noun, in a language that bends names.

    "No Lejas Akmeņciema iedzīvotāju biedrības" comes from a society of residents.
    """
    if not (language and flag(language, "bends_names") and behind.startswith(" ")):
        return False
    word = behind.split(maxsplit=1)[0] if behind.split() else ""
    small = any_words(
        "messages.elsewhere", "messages.placed", "stop_words", "messages.from"
    )
    verb = tells_of_writing(word) or SENT.is_in(word)
    return word.islower() and word.casefold() not in small and not verb


def is_text(word: str) -> bool:
    """Return whether a word is one for a message."""
    return speaks_of_message(word)


def _plain(word: str) -> str:
    return word.strip('«»„“”".,;:!?()').casefold()


@cache
def _determiners(language: str) -> frozenset[str]:
    return frozenset(entries(language, "messages.determiners"))


@cache
def _own(language: str) -> frozenset[str]:
    """Return words for whose a sender is, where that is the speaker: "my"."""
    return frozenset(entries(language, "messages.own"))


@cache
def _links(language: str) -> frozenset[str]:
    return frozenset(entries(language, "messages.phrase_links"))


@cache
def _ends(language: str) -> frozenset[str]:
    tables = ("phrase_ends", "to_whom", "pronouns", "elsewhere")
    found = {w for name in tables for w in entries(language, f"messages.{name}")}
    found |= {*entries(language, "names.and")}
    return frozenset(found) - _determiners(language) - _links(language) - _own(language)
