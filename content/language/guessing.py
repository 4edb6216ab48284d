"""Guess which language a text is in: by its script, its commonest words and its letters.

Why so, and how well: docs/decisions/guessing-languages.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from math import log
from operator import itemgetter, mul
from typing import NamedTuple

from content.language.language_files import language_file, languages
from content.language.word_lists import entries

MAX_CHARS = 6_000
"""Characters of a text that are looked at."""

MAX_GRAM_WORDS = 200
"""Different words of which letters are compared, the commonest of the text."""

_UNSEEN = 0.004
"""How often a word is said that is not among a language's commonest."""

_BEFORE_FIRST = 6
"""The n-th commonest word is said as often as 1 / (n + this)."""

_FOREIGN_LETTER = 1.0
"""What each letter costs that a language is not written with."""

_TELLING = 60.0
_LEFT_OVER = 0.5
"""The score by words, of the best language, from which only those with such a share of it
are compared by letters, too."""

_GRAM_WEIGHT = 0.3
"""What three letters in a row weigh, beside 1 for a word."""

_GRAM_KINDS = 8_000
_GRAM_SMOOTHING = 0.3
"""How many rows of three letters a language may have, and how often one that its file
lacks is taken to be there."""

_RANK_BONUS = 10.0
"""How much more often the letters of the commonest words count than those of others."""


class _Script(NamedTuple):
    """Letters of a range; from a share of a text's letters on it is in one language."""

    first: int
    last: int
    share: float
    language: str


_SCRIPTS = (
    _Script(0x3040, 0x30FF, 0.05, "ja"),
    _Script(0xAC00, 0xD7AF, 0.3, "ko"),
    _Script(0x3400, 0x9FFF, 0.3, "zh"),
    _Script(0x1F00, 0x1FFF, 0.1, "grc"),
    _Script(0x0370, 0x03FF, 0.5, "el"),
    _Script(0x0590, 0x05FF, 0.5, "he"),
    _Script(0x0600, 0x06FF, 0.5, "ar"),
    _Script(0x0900, 0x097F, 0.5, "hi"),
    _Script(0x0E00, 0x0E7F, 0.5, "th"),
    _Script(0x10A0, 0x10FF, 0.5, "ka"),
    _Script(0x0530, 0x058F, 0.5, "hy"),
)

_CYRILLIC = range(0x400, 0x530)
_ELIDED_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile("['’]")

_WORD_OF_PATTERN = re.compile(r"(?<![\\\[\w?])[^\W\d_]{2,}(?![\w?*+\]])")
"""A whole word in an entry, which may be a regular expression."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is known of a language by which it is told.

    Attributes:
        words: Its commonest words, with how much each tells.
        letters: Those that it is written with, beside a to z.
        is_cyrillic: Whether it may be written in Cyrillic letters.
        is_latin: Whether it may be written in Latin letters.
    """

    words: Mapping[str, float]
    letters: frozenset[str]
    is_cyrillic: bool
    is_latin: bool


@dataclass(frozen=True, slots=True)
class _Grams:
    """Three letters that follow each other in the words of a language.

    Attributes:
        known: How much each tells that is in one, beside any that are in none.
        others: How much these tell.
    """

    known: Mapping[str, float]
    others: float


class Guess(NamedTuple):
    """A language, and how many words of a text are among its commonest; none by script."""

    language: str
    words: int


def guess_language(texts: Iterable[str]) -> Guess:
    """Return which language some texts are most likely in; empty where none is known.

    >>> guess_language(["Stimați colegi, astăzi votăm asupra drumului."]).language
    'ro'
    >>> guess_language(["Bom dia a todos, obrigado por terem vindo."]).language
    'pt'
    >>> guess_language(["本日はお集まりいただき"]).language, guess_language(["1848"]).language
    ('ja', '')
    """
    sample = ""
    for text in texts:
        sample += f" {text[:MAX_CHARS].lower()}"
        if len(sample) > MAX_CHARS:
            break
    return _guess(sample)


# A document is guessed two or three times by the same texts while it is read.
@lru_cache(maxsize=16)
def _guess(sample: str) -> Guess:
    letters = {c: count for c, count in Counter(sample).items() if c.isalpha()}
    total = sum(letters.values())
    others = {c: count for c, count in letters.items() if not c.isascii()}
    for script in _SCRIPTS:
        here = sum(others[c] for c in others if script.first <= ord(c) <= script.last)
        if total and here > script.share * total:
            return Guess(script.language, 0)
    cyrillic = sum(count for c, count in others.items() if ord(c) in _CYRILLIC)
    in_cyrillic = 2 * cyrillic > total
    said = _words(sample)
    profiles = _profiles(cyrillic=in_cyrillic)
    if not (said and profiles):
        return Guess("", 0)
    scores = _word_scores(said, others, cyrillic=in_cyrillic)
    best = _likeliest(scores, said, cyrillic=in_cyrillic)
    ranked = profiles[best].words
    return Guess(best, sum(count for word, count in said.items() if word in ranked))


def _likeliest(
    scores: Mapping[str, float], said: Counter[str], *, cyrillic: bool
) -> str:
    """Return the language that letters in a row decide for, of those that words leave over.

    Args:
        scores: How likely each is by its words.
        said: How often each word is there.
        cyrillic: Which alphabet's languages are asked for.
    """
    highest = max(scores.values())
    left = scores
    if told_by_words := highest > _TELLING:
        least = _LEFT_OVER * highest
        left = {code: score for code, score in scores.items() if score >= least}
        if len(left) == 1:
            return next(iter(left))
    grams = _grams_of(said)
    if told_by_words:
        told = {code: _gram_score(_grams_in(code), grams) for code in left}
    else:
        told = _gram_scores(grams, cyrillic=cyrillic)
    together = {code: left[code] + _GRAM_WEIGHT * told[code] for code in left}
    return max(together, key=lambda code: (together[code], code == "en"))


def _words(sample: str) -> Counter[str]:
    """Count words, and what an apostrophe parts as well: d'une, l'home, we'll."""
    said = Counter(_ELIDED_WORD.findall(sample))
    if not _APOSTROPHE.search(sample):
        return said
    for word, count in [*said.items()]:
        parts = _APOSTROPHE.split(word)
        if len(parts) > 1:
            del said[word]
            said[f"{parts[0]}’{parts[1]}"] += count
            for part in parts:
                said[part] += count
    return said


def _grams_of(said: Counter[str]) -> Mapping[str, int]:
    grams: dict[str, int] = {}
    # The same as `most_common`, which takes longer for nearly all of so few.
    ranked = sorted(said.items(), key=itemgetter(1), reverse=True)
    for word, count in ranked[:MAX_GRAM_WORDS]:
        weight = min(count, 3)
        for gram in _grams(word):
            grams[gram] = grams.get(gram, 0) + weight
    return grams


def _grams(word: str) -> Sequence[str]:
    edged = f" {word} "
    return [edged[at : at + 3] for at in range(len(edged) - 2)]


def _word_scores(
    said: Mapping[str, int], letters: Mapping[str, int], *, cyrillic: bool
) -> dict[str, float]:
    """Return how much likelier a text is in each language than in any, as a logarithm.

    Args:
        said: How often each word is there.
        letters: How often each letter is there that is none of a to z.
        cyrillic: Which alphabet's languages are asked for.
    """
    profiles = _profiles(cyrillic=cyrillic)
    sums = _sums(_word_rows(cyrillic=cyrillic), said, len(profiles))
    return {
        code: told - _FOREIGN_LETTER * _foreign(profile, letters)
        for (code, profile), told in zip(profiles.items(), sums, strict=True)
    }


def _foreign(profile: _Profile, letters: Mapping[str, int]) -> int:
    """Return how many letters a language is not written with."""
    if not letters:
        return 0
    return sum(count for char, count in letters.items() if char not in profile.letters)


def _gram_score(own: _Grams, grams: Mapping[str, int]) -> float:
    found = map(own.known.get, grams, repeat(0.0))
    told = float(sum(map(mul, grams.values(), found)))
    return told + sum(grams.values()) * own.others


def _gram_scores(grams: Mapping[str, int], *, cyrillic: bool) -> dict[str, float]:
    """Return the score of each language, in a quarter of the time that one by one takes."""
    codes, total = _profiles(cyrillic=cyrillic), sum(grams.values())
    sums = _sums(_gram_rows(cyrillic=cyrillic), grams, len(codes))
    unknown = _unknown_grams(cyrillic=cyrillic)
    return {
        code: told + total * others
        for code, told, others in zip(codes, sums, unknown, strict=True)
    }


def _sums(
    rows: Mapping[str, Sequence[float]], counts: Mapping[str, int], languages: int
) -> Iterable[float]:
    """Return, for each language, the sum of what is counted times its weight there."""
    found = [
        row if count == 1 else [count * weight for weight in row]
        for key, count in counts.items()
        if (row := rows.get(key))
    ]
    return map(sum, zip(*found, strict=True)) if found else repeat(0.0, languages)


def _rows(weights: Iterable[Mapping[str, float]]) -> Mapping[str, Sequence[float]]:
    """Return the weights in all languages of whatever has one in any.

    >>> _rows([{"and": 2.0}, {"und": 2.0, "and": 0.5}])
    {'and': [2.0, 0.5], 'und': [0.0, 2.0]}
    """
    listed = [*weights]
    rows: dict[str, list[float]] = {}
    for n, each in enumerate(listed):
        for key, weight in each.items():
            row = rows.get(key)
            if row is None:
                row = rows[key] = [0.0] * len(listed)
            row[n] = weight
    return rows


@cache
def _word_rows(*, cyrillic: bool) -> Mapping[str, Sequence[float]]:
    return _rows(each.words for each in _profiles(cyrillic=cyrillic).values())


@cache
def _gram_rows(*, cyrillic: bool) -> Mapping[str, Sequence[float]]:
    return _rows(_grams_in(code).known for code in _profiles(cyrillic=cyrillic))


@cache
def _unknown_grams(*, cyrillic: bool) -> Sequence[float]:
    """Return, for each language, how much letters tell that are in none of its words."""
    return [_grams_in(code).others for code in _profiles(cyrillic=cyrillic)]


@cache
def _profiles(*, cyrillic: bool) -> Mapping[str, _Profile]:
    """Return the languages that may be written in an alphabet: Cyrillic, or Latin."""
    known = {code: _profile(code) for code in languages() if entries(code, "commonest")}
    return {
        code: each
        for code, each in known.items()
        if (each.is_cyrillic if cyrillic else each.is_latin)
    }


def _profile(code: str) -> _Profile:
    letters = frozenset(entries(code, "letters"))
    cyrillic = {each for each in letters if ord(each) in _CYRILLIC}
    return _Profile(
        words={
            word: -log((rank + _BEFORE_FIRST) * _UNSEEN)
            for rank, word in enumerate(entries(code, "commonest"))
        },
        letters=letters,
        is_cyrillic=bool(cyrillic),
        is_latin=letters != cyrillic,
    )


@cache
def _grams_in(code: str) -> _Grams:
    """Return the letters of a language's words; few languages are asked for them."""
    listed = [each for table in language_file(code).tables.values() for each in table]
    words = {word for each in listed for word in _WORD_OF_PATTERN.findall(each.lower())}
    grams: dict[str, float] = dict(Counter(chain.from_iterable(map(_grams, words))))
    for rank, word in enumerate(entries(code, "commonest")):
        for gram in _grams(word):
            grams[gram] = grams.get(gram, 0.0) + _RANK_BONUS / (rank + 5)
    scale = sum(grams.values()) + _GRAM_SMOOTHING * _GRAM_KINDS
    return _Grams(
        known={gram: log(1 + count / _GRAM_SMOOTHING) for gram, count in grams.items()},
        others=log(_GRAM_SMOOTHING / scale),
    )
