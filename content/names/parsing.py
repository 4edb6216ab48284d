"""Parse names: folded, without titles, in Latin letters, compared by words and initials."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from anyascii import anyascii

from content.language.folding import APOSTROPHES, combining_marks, fold_letters
from content.language.word_lists import all_entries, all_words
from content.names.similar_words import word_similarity

MAX_NAME_WORDS = 8
"""Words that a name has at most; a longer text is no name."""

_ROMANISED = "~"
"""Stands before a word that was romanised; folding leaves no such character."""

_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"}
)
"""How letters are written where a keyboard lacks them; folding does so with ß."""

_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s\b", re.IGNORECASE)
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
_RUSSIAN_TITLES = re.compile(r"\bг-(?:н|жа|ну|на|же|жу|ном|жой)\b", re.IGNORECASE)


def fold_name(name: str) -> str:
    """Return the bare words of a name: no case, accents, punctuation or double spaces."""
    letters = fold_letters(_APOSTROPHES.sub("", name))
    return _no_word().sub(" ", letters).strip()


def expand_umlauts(name: str) -> str:
    """Return a name with each umlaut, and each letter of its kind, as two letters.

    A stemmer does so with the words of a text; names have no language to stem by.

    >>> expand_umlauts("Müller"), expand_umlauts("Sørlund")
    ('mueller', 'soerlund')
    """
    return unicodedata.normalize("NFC", name).casefold().translate(_DIGRAPHS)


def typed_name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name as typed, without titles where more remains."""
    return name_words(_cleaned(text)) or name_words(text[:400])


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, without titles where more remains."""
    return form_words(fold_name(text))


def form_words(form: str) -> tuple[str, ...]:
    """Return the words of a folded form of a name, without titles."""
    return without_titles(tuple(form.split()), all_words("names.titles"))


def readings_with_titles(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words typed, with titles, which may be part of a name or alias."""
    for each in dict.fromkeys((text[:400], _without_possessive(text))):
        words = tuple(fold_name(each).split())
        if words != form_words(" ".join(words)) and len(words) <= MAX_NAME_WORDS:
            yield words


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words typed, without titles, in several readings, the most literal first."""
    literal: dict[tuple[str, ...], None] = {}
    for words in (
        name_words(text[:400]),
        typed_name_words(text),
        name_words(expand_umlauts(_cleaned(text))),
    ):
        if 0 < len(words) <= MAX_NAME_WORDS:
            bare = (
                words,
                without_titles(words, all_words("names.ranks")),
                _without_suffix(words),
            )
            literal |= dict.fromkeys(bare)
    yield from literal
    for reading in literal:
        romanised = tuple(to_latin(" ".join(reading)).split())
        if romanised and romanised not in literal:
            yield romanised
        if romanised and not is_latin(" ".join(reading)):
            yield tuple(mark_as_romanised(" ".join(romanised)).split())


def _without_possessive(text: str) -> str:
    return _POSSESSIVE.sub("", text[:400])


def _cleaned(text: str) -> str:
    return _RUSSIAN_TITLES.sub(" ", _without_possessive(text))


def without_titles(words: tuple[str, ...], titles: frozenset[str]) -> tuple[str, ...]:
    """Return words without titles, unless nothing else is there."""
    return tuple(word for word in words if word not in titles) or words


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    suffixes = all_entries("names.suffixes")
    bare = words[-1]
    if bare in suffixes:
        return words[:-1] or words
    for suffix in suffixes:
        bare = bare.removesuffix(suffix) or bare
    return (*words[:-1], bare)


def is_latin(form: str) -> bool:
    """Return whether all letters of a folded name are Latin."""
    return all(
        char.isascii() or "LATIN" in unicodedata.name(char, "")
        for char in form
        if char.isalpha()
    )


def mark_as_romanised(form: str) -> str:
    """Mark the words of a folded name as romanised from another script."""
    return " ".join(_ROMANISED + word for word in form.split())


def natural_order(written: str) -> str:
    """Return a name in the order in which it is spoken: "Lund, Anna" is "Anna Lund"."""
    parts = [part.strip() for part in written.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else written


def to_latin(form: str) -> str:
    """Return a name in Latin letters, folded."""
    return fold_name(anyascii(form))


def order_free_key(words: Sequence[str]) -> str:
    """Return words as a key that is the same in any order."""
    return " ".join(sorted(words))


def matches_name(
    typed: tuple[str, ...], held: tuple[str, ...], *, spelt_out: bool = False
) -> bool:
    """Return whether each word typed is a word of a name, or the initial of one.

    With `spelt_out` it may also be what an initial in the name stands for. Between the
    words typed no other name may be left out, for two people may differ in just that;
    an initial may.
    """
    left = dict(enumerate(held))
    for word in sorted(typed, key=len, reverse=True):
        match = next((at for at, one in left.items() if one == word), None)
        if match is None and len(word) == 1:
            match = next((at for at, one in left.items() if one[0] == word), None)
        if match is None and spelt_out:
            match = next((at for at, one in left.items() if one == word[0]), None)
        if match is None:
            return False
        del left[match]
    met = [at for at in range(len(held)) if at not in left]
    skipped = [left[at] for at in left if met[0] < at < met[-1]]
    particles = all_words("names.particles")
    return all(len(word) == 1 or word in particles for word in skipped)


def name_similarity(typed: tuple[str, ...], held: tuple[str, ...]) -> float:
    """Return how similar a typed name is to another (0 to 100), by words or as a whole."""
    best = sum(len(t) * max(word_similarity(t, word) for word in held) for t in typed)
    by_words = best / sum(map(len, typed))
    return max(by_words, word_similarity("".join(typed), "".join(held)))


@cache
def _no_word() -> re.Pattern[str]:
    return re.compile(f"(?:[^\\w{combining_marks()}]|_)+")
