"""Offices and descriptions with their holder behind: "Minister of Trade, Jana Novak"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import bare_word, has_role, is_role, opens_as_name
from content.segment.names.words import label_words

_MAX_NAME_WORDS = 5
_QUOTES = re.compile('[“”"„«»‘’‹›「」『』]')
# "Chair of the Club “Clear Moor” Jana Novak"
_BEHIND_QUOTES = re.compile(
    r"(?P<before>[^\s“”\"„«»][^“”\"„«»]{2,99})(?P<quoted>[“\"„«»][^“”\"„«»]{2,60}[“”\"»«])"
    r"\s+(?P<name>[^“”\"„«»]{5,60})"
)
DASH = re.compile(r"\s+(?:[–—]|--?)\s+")
"""A dash that parts a name from what somebody is."""

_MIN_DESCRIBING_WORDS = 2
_FIRST_GREEK = "\u0370"
_VOWELS = re.compile("[aeiouy]")
_MAX_LETTERS = 4
_CACHED_NAMES = 2048


@lru_cache(maxsize=_CACHED_NAMES)
def is_person(text: str) -> bool:
    """Return whether words are a full name, perhaps behind a form of address.

    >>> is_person("Lucía Inés Robles"), is_person("Ms. Novak"), is_person("Sport and Tourism")
    (True, True, False)
    >>> is_person("Social Affairs"), is_person("New Harbour Council")
    (False, False)
    """
    tokens = text.split()
    w, titled = label_words(), 0
    while titled < len(tokens) and bare_word(tokens[titled]) in w.titles:
        titled += 1
    names = tokens[titled:]
    if not names or not 2 - (titled > 0) <= len(names) <= _MAX_NAME_WORDS:
        return False
    if _QUOTES.search(text) or any(map(str.isdigit, text)):
        return False
    words, never = [bare_word(name) for name in names], _never_in_names()
    for n, (token, word) in enumerate(zip(names, words, strict=True)):
        inside = 0 < n < len(names) - 1
        if inside and word in w.inside_surnames:
            continue
        joined = inside and token.islower() and word in w.particles
        # Names in Cyrillic or Greek are joined by particles of surnames alone.
        if joined and word not in _words_inside_bodies() and word < _FIRST_GREEK:
            continue
        # "Anxo Rei Piñeiro": kings are surnames behind a given name.
        king = n > 0 and word in w.sovereigns_as_surnames and is_given_name(names[0])
        if not opens_as_name(token) or word in never or (is_role(word) and not king):
            return False
    first = names[0].casefold()
    return not (
        first in w.leading_articles
        or first in w.articles
        # "Messrs. Commissioners", "Srs. Deputados"
        or {words[0], bare_word(tokens[0])} & w.plural_addresses
    )


@cache
def _words_inside_bodies() -> frozenset[str]:
    """Return words that join the words of a body's name: "and", "of"."""
    return all_words("names.and") | all_words("names.never_inside")


def opens_with_letters(text: str) -> bool:
    """Return whether letters of a body open what it is called.

    >>> opens_with_letters("MČ Praha"), opens_with_letters("DI Lund")
    (True, False)
    """
    first, *rest = text.split() or [""]
    letters = first.isalpha() and first.isupper() and 1 < len(first) <= _MAX_LETTERS
    letters = letters and first.casefold() not in label_words().titles
    called = bool(rest) and rest[0][:1].isupper() and not rest[0].isupper()
    return letters and called and not _VOWELS.search(fold_letters(first))


def split_description(text: str) -> tuple[str, str] | None:
    """Split what somebody is from the name behind it; None unless both are plain.

    >>> split_description("Minister of Trade, Sport and Tourism, Jana Maria Novak")
    ('Jana Maria Novak', 'Minister of Trade, Sport and Tourism')
    >>> split_description("Young rower from the island of Skerry Finn Orr")
    ('Finn Orr', 'Young rower from the island of Skerry')
    >>> split_description("Ada Brook, Minister of Trade")
    >>> split_description("Ada Brook, Liberals – Moor")
    ('Ada Brook', 'Liberals – Moor')
    """
    left, *right = DASH.split(text, maxsplit=1)
    if right and opens_with_letters(right[0]):
        return (left, right[0]) if is_person(left) else None
    if right and is_person(left):
        name, _, party = left.partition(", ")
        if party and is_person(name):
            return name, f"{party} – {right[0]}"
        return None if is_person(right[0]) else (left, right[0])
    if right and is_person(right[0]) and _describes(left):
        return right[0], left
    before, comma, last = (part.strip() for part in text.rpartition(","))
    if comma:
        held = is_person(last) and (_describes(before) or _is_body(before, last))
        return (last, before) if held else None
    tokens = text.split()
    return (
        _split_behind_quotes(text)
        or _split_without_comma(tokens)
        or _split_behind_name(tokens)
    )


def _split_behind_quotes(text: str) -> tuple[str, str] | None:
    """Split an office in a body whose name is quoted from its holder behind the marks.

    >>> _split_behind_quotes("Chair of the Club “Clear Moor” Jana Novak")
    ('Jana Novak', 'Chair of the Club “Clear Moor”')
    >>> _split_behind_quotes("Jana “Jay” Maria Novak")
    >>> _split_behind_quotes("   “Clear Moor” Jana Novak")
    """
    found = _BEHIND_QUOTES.fullmatch(text)
    if found is None or not is_person(found["name"]):
        return None
    before = found["before"].split()
    named = is_given_name(found["name"].split()[0], surely=True)
    nickname = is_given_name(before[0])  # "Ada Maria “Jay” Ann Brook"
    held = has_role([bare_word(token) for token in before]) or (named and not nickname)
    return (found["name"], f"{found['before']}{found['quoted']}") if held else None


def _split_behind_name(tokens: Sequence[str]) -> tuple[str, str] | None:
    """Split "Lund Ada financial officer" behind the name: small words end the label.

    >>> _split_behind_name("Vadász Ágnes gazdasági felelős".split())
    ('Vadász Ágnes', 'gazdasági felelős')
    >>> _split_behind_name("Ada Brook said".split())
    >>> _split_behind_name("Ada Brook in the chair".split())
    """
    end = next((n for n, token in enumerate(tokens) if token.islower()), len(tokens))
    name, behind = " ".join(tokens[:end]), tokens[end:]
    small = len(behind) >= _MIN_DESCRIBING_WORDS and all(map(str.islower, behind))
    w = label_words()
    words = [bare_word(token) for token in behind]
    # "keeper of boats", and not "of the boats".
    led = small and not {words[0], words[-1]} & w.particles
    plain = led and w.never_in_labels.isdisjoint(words)
    named = plain and end > 1 and any(map(is_given_name, tokens[:end]))
    return (name, " ".join(behind)) if named and is_person(name) else None


def _split_without_comma(tokens: Sequence[str]) -> tuple[str, str] | None:
    """Split "Young rower from the island of Skerry Finn Orr" before the name."""
    small = [n for n, token in enumerate(tokens) if token.islower()]
    particles = label_words().particles
    words = [n for n in small if tokens[n].casefold() not in particles]
    if len(small) < _MIN_DESCRIBING_WORDS or not words:
        return None
    start = small[-1] + 1
    if tokens[small[-1]].casefold() in particles:
        # A place or the like follows the particle, and then the name.
        start = max(start + 1, len(tokens) - 2)
    name = " ".join(tokens[start:])
    return (name, " ".join(tokens[:start])) if is_person(name) else None


def _describes(text: str) -> bool:
    """Return whether words say what somebody is, and not who."""
    tokens = text.split()
    folded = [bare_word(token) for token in tokens]
    if is_person(text) or not tokens:
        return False
    w = label_words()
    led = folded[0] in w.articles | w.leading_articles and len(folded) > 1
    if has_role(folded) or _QUOTES.search(text) or (led and folded[1] not in w.titles):
        # "Der Hausmeister, Jan Kolbe" has an article, and so no name, before the comma.
        return True
    return any(token.islower() and token not in w.particles for token in tokens)


def _is_body(text: str, name: str) -> bool:
    """Return whether words that read like a name are an office or a body before one.

    "CAPOGRUPPO DELLA LEGA, UGO SALVI": "of" joins words of which none is a given name,
    and behind the comma a given name stands before another word. "Costa da Silva, Ana
    Maria" has the surnames first.
    """
    words, (first, *others) = text.split(), name.split()
    w = label_words()
    joins = [word.casefold() in w.particles for word in words]
    of = joins.index(True) if any(joins) else 0
    return (
        0 < of < len(words) - 1
        and not any(map(is_given_name, words[:of]))
        and is_given_name(first)
        and not all(is_given_name(word, surely=True) for word in others)
    )


def may_be_described(text: str) -> bool:
    """Return whether a label may be a name behind a description, by its first word.

    "In the words of Ada Brook:" is the beginning of a sentence.
    """
    first, *_ = text.split() or [""]
    word = bare_word(first)
    w = label_words()
    office = word in w.leading_articles or word in w.articles or is_role(word)
    return opens_as_name(first) and (office or word not in _openings_of_sentences())


@cache
def _openings_of_sentences() -> frozenset[str]:
    w = label_words()
    occasions = all_words("messages.from") | all_words("messages.occasions")
    opens = w.particles | w.sentence_words | w.greetings | w.never_speakers
    return opens | occasions


@cache
def _never_in_names() -> frozenset[str]:
    w = label_words()
    return w.never_holders | w.departments | w.numbered
