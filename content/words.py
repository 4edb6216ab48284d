"""Words of a text, as the search index keeps them and as marks show them.

Whoever indexes, asks or marks goes through `terms`, so that what is found can be shown.
"""

import re
import threading
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer  # type: ignore[import-not-found]  # it ships no type hints

from content.folding import combining_marks, fold_letters
from content.stopwords import STOP_WORDS

LONGEST = 64
"""Characters of a term; what is longer is not a word, and engines refuse it."""

_UNSPACED = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of Chinese and Japanese, which put no spaces between words."""

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

_FOLDED_FIRST = frozenset({"ca", "de", "en", "es", "fr", "it", "nl", "pt", "ru"})
"""Languages whose accents a stemmer can do without, so that "nacion" finds "nación".
Elsewhere the accents decide which ending it is, and are folded after stemming."""

_ELIDING = frozenset({"ca", "fr", "it"})
"""Languages in which an apostrophe parts two words: "l'homme", "dell'arte"."""

_APOSTROPHES = str.maketrans("’＇", "''")

_local = threading.local()


class Token(NamedTuple):
    """Mark one word, or one Chinese or Japanese character, of a text."""

    start: int
    end: int
    form: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text as printed, in order."""
    for run in _run().finditer(text):
        form = run[0]
        plain = "_" not in form if form.isascii() else not _mixed().search(form)
        if plain:
            yield Token(run.start(), run.end(), form)
        else:
            for found in _word().finditer(text, run.start(), run.end()):
                yield Token(found.start(), found.end(), found[0])


def terms(text: str, language: str) -> list[str]:
    """Return what the index keeps of a text, in order, repeats included.

    A term is a folded stem and never holds a space. Neighbouring Chinese or Japanese
    characters also give each pair as a term.

    Args:
        text: Any text.
        language: BCP 47 tag; words of one without a stemmer are only folded.
    """
    return [placed.term for placed in placed_terms(text, primary(language))]


def forms(text: str) -> list[str]:
    """Return the words of a text folded but not stemmed, in order, repeats included.

    They are the same in every language; Chinese and Japanese are single characters.
    """
    return [
        term for token in tokens(text) for term, _ in _terms_of(token.form, language="")
    ]


def query_terms(text: str, language: str) -> list[str]:
    """Return the terms to look for, each once, in the order typed.

    Stop words are left out where other words remain.
    """
    language = primary(language)
    placed = list(placed_terms(text, language))
    telling = [each.term for each in placed if not is_stop(each.folded, language)]
    return list(dict.fromkeys(telling or [each.term for each in placed]))


def marks(
    text: str, query_terms: Collection[str], language: str
) -> tuple[tuple[int, int], ...]:
    """Return the slices of `text` whose terms are among `query_terms`, in order.

    Slices neither touch nor overlap. A single Chinese or Japanese character is marked
    only where none of the pairs asked for holds it: "和" of "和平" is no match.
    """
    paired = {char for term in query_terms if _is_pair(term) for char in term}
    wanted = set(query_terms) - paired
    found = sorted(
        (placed.start, placed.end)
        for placed in placed_terms(text, primary(language))
        if placed.term in wanted
    )
    slices: list[tuple[int, int]] = []
    for start, end in found:
        if slices and start <= slices[-1][1]:
            slices[-1] = (slices[-1][0], max(end, slices[-1][1]))
        else:
            slices.append((start, end))
    return tuple(slices)


def primary(language: str) -> str:
    """Return the first part of a BCP 47 tag in lower case: ``zh`` of ``zh-Hans``."""
    return re.split(r"[-_]", language.strip(), maxsplit=1)[0].lower()


class Placed(NamedTuple):
    """Hold a term, the slice of the text it stands for, and the unstemmed word."""

    start: int
    end: int
    term: str
    folded: str


def placed_terms(text: str, language: str) -> Iterator[Placed]:
    """Yield the terms of a text with their places; `language` is a primary tag."""
    last: Token | None = None
    for token in tokens(text):
        for term, folded in _terms_of(token.form, language):
            yield Placed(token.start, token.end, term, folded)
        if token.form[0] < "\u3005" or _unspaced().match(token.form) is None:
            last = None
            continue
        if last is not None and last.end == token.start:
            pair = fold_letters(last.form + token.form)
            yield Placed(last.start, token.end, pair, pair)
        last = token


@lru_cache(maxsize=100_000)
def _terms_of(form: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return a word's terms, each with the folded word it is the stem of."""
    form = form[: 2 * LONGEST].translate(_APOSTROPHES)
    if language in _FOLDED_FIRST:
        form = fold_letters(form)
    return tuple(
        (found[0][:LONGEST], fold_letters(part))
        for part in _parts(form.casefold(), language)
        # One character of some scripts folds to several words; a term is one.
        for found in _word().finditer(fold_letters(_stem(part, language)))
    )


def _parts(form: str, language: str) -> list[str]:
    if language in _ELIDING:
        parts = form.split("'")
        return [part for part in parts[:-1] if len(part) > 2] + parts[-1:]
    return [form]


def _stem(word: str, language: str) -> str:
    if language not in _STEMMERS:
        return word
    stem: str = _stemmer(language).stemWord(word)
    return stem


def _stemmer(language: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: its objects must not be shared by threads."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_STEMMERS[language])
    return stemmers[language]


def is_stop(folded: str, language: str) -> bool:
    """Tell a stop word, or a pair of characters that each are one."""
    stop = STOP_WORDS.get(language, frozenset())
    return folded in stop or (_is_pair(folded) and set(folded) <= stop)


def _is_pair(term: str) -> bool:
    return len(term) == 2 and all(_unspaced().fullmatch(char) for char in term)


@cache
def _run() -> re.Pattern[str]:
    """Match a run of letters, digits and marks with its inner apostrophes."""
    letter = f"[\\w{combining_marks()}\u200c\u200d]"
    return re.compile(f"{letter}+(?:['’＇]{letter}+)*")


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile(f"[_{_UNSPACED}]|(?:^|['’＇])[{combining_marks()}\u200c\u200d]")


@cache
def _word() -> re.Pattern[str]:
    """Match one word, or one unspaced character, in a run of any characters."""
    letter = f"(?![{_UNSPACED}])[^\\W_]"
    inner = f"(?:{letter}|[{combining_marks()}\u200c\u200d])"
    return re.compile(f"[{_UNSPACED}]|{letter}{inner}*(?:['’＇]{letter}{inner}*)*")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")
