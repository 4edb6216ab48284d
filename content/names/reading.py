"""How a name is read: folded, without titles, in other scripts, by its initials."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from anyascii import anyascii

from content.language.folding import APOSTROPHES, combining_marks, fold_letters
from content.language.word_lists import all_entries, all_words
from content.names.near import likeness

LONGEST = 8
"""Words that a name has at most; a longer text is none."""

_MARK = "~"
"""Stands before a word written over from another script; folding leaves none."""

_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"}
)
"""How letters are written where a keyboard lacks them; folding does it with ß."""

_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s\b", re.IGNORECASE)
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
_RUSSIAN_TITLES = re.compile(r"\bг-(?:н|жа|ну|на|же|жу|ном|жой)\b", re.IGNORECASE)


def fold(name: str) -> str:
    """Fold a name to bare words: no case, accents, punctuation or double spaces."""
    letters = fold_letters(_APOSTROPHES.sub("", name))
    return _no_word().sub(" ", letters).strip()


def digraphs(name: str) -> str:
    """Write each umlaut, and each letter of its kind, as two letters.

    A stemmer does so with the words of a text; names have no language to stem by.

    >>> digraphs("Müller"), digraphs("Sørlund")
    ('mueller', 'soerlund')
    """
    return unicodedata.normalize("NFC", name).casefold().translate(_DIGRAPHS)


def typed_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name as typed, without titles where more remains."""
    return named_words(_bare(text)) or named_words(text[:400])


def named_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, without titles where more remains."""
    return form_words(fold(text))


def form_words(form: str) -> tuple[str, ...]:
    """Return the words of a form that is folded (and perhaps marked), without titles."""
    return without(tuple(form.split()), all_words("names.titles"))


def as_written(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read what was typed with its titles, which may be declared."""
    for each in dict.fromkeys((text[:400], _possessed(text))):
        words = tuple(fold(each).split())
        if words != form_words(" ".join(words)) and len(words) <= LONGEST:
            yield words


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read what was typed without titles, the most literal first."""
    literal: dict[tuple[str, ...], None] = {}
    for words in (
        named_words(text[:400]),
        typed_words(text),
        named_words(digraphs(_bare(text))),
    ):
        if 0 < len(words) <= LONGEST:
            bare = (
                words,
                without(words, all_words("names.ranks")),
                _without_suffix(words),
            )
            literal |= dict.fromkeys(bare)
    yield from literal
    for reading in literal:
        romanised = tuple(latin(" ".join(reading)).split())
        if romanised and romanised not in literal:
            yield romanised
        if romanised and not is_latin(" ".join(reading)):
            yield tuple(marked(" ".join(romanised)).split())


def _possessed(text: str) -> str:
    return _POSSESSIVE.sub("", text[:400])


def _bare(text: str) -> str:
    return _RUSSIAN_TITLES.sub(" ", _possessed(text))


def without(words: tuple[str, ...], titles: frozenset[str]) -> tuple[str, ...]:
    """Leave titles out, unless nothing else is there."""
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
    """Tell a folded name without a letter of another script."""
    return all(
        char.isascii() or "LATIN" in unicodedata.name(char, "")
        for char in form
        if char.isalpha()
    )


def marked(form: str) -> str:
    """Mark the words of a folded name as written over from another script."""
    return " ".join(_MARK + word for word in form.split())


def straight(written: str) -> str:
    """Put "Lund, Anna Ruth" into the order in which it is said."""
    parts = [part.strip() for part in written.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else written


def latin(form: str) -> str:
    """Write a name in Latin letters and fold it."""
    return fold(anyascii(form))


def unordered(words: Sequence[str]) -> str:
    """Write words so that their order does not matter."""
    return " ".join(sorted(words))


def covers(
    typed: tuple[str, ...], held: tuple[str, ...], *, spelt_out: bool = False
) -> bool:
    """Tell whether each word typed is a word of a name, or the initial of another.

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


def alike(typed: tuple[str, ...], held: tuple[str, ...]) -> float:
    """Compare what was typed with a name (0 to 100): word by word, and run together."""
    best = sum(len(t) * max(likeness(t, word) for word in held) for t in typed)
    by_words = best / sum(map(len, typed))
    return max(by_words, likeness("".join(typed), "".join(held)))


@cache
def _no_word() -> re.Pattern[str]:
    return re.compile(f"(?:[^\\w{combining_marks()}]|_)+")
