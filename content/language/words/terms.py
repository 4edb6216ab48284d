"""Terms: the stems of a text's words, as the search index has them.

Indexing, querying and marking all use `placed_terms`, so that what is found can be marked.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from content.language.folding import APOSTROPHES, INVISIBLE_RANGES, fold_letters
from content.language.word_lists import words
from content.language.words import stemming
from content.language.words.stemming import primary_tag
from content.language.words.tokens import Token, is_unspaced, tokens

MAX_TERM_CHARS = 64
"""Characters of a stem at most; what is longer is no word, and engines refuse it."""

MIN_GRAM_LETTERS = 6
"""Letters of a word from which it has grams."""

_PLAIN_CHARACTERS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(".,", "")
)
_LEFT_OUT = re.compile(f"[{INVISIBLE_RANGES}\u00a0\u2009\u202f]")
_HYPHENS = frozenset("-\u2010\u2011")


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text for the index, in order, repeats included.

    A term is a stem with its language (``en:nation``), as stems of two languages may
    look alike, and never holds a space.

    Args:
        text: Any text.
        language: BCP 47 tag; words of one without a stemmer are only folded.
    """
    language = primary_tag(language)
    return [placed.term for placed in placed_terms(text, language)]


def stems(text: str, language: str) -> list[str]:
    """Return the terms of a text without their language."""
    return [without_language(term) for term in terms(text, language)]


def language_of(term: str) -> str:
    """Return the language of a term.

    >>> language_of("en:nation")
    'en'
    """
    return term.rpartition(":")[0]


def without_language(term: str) -> str:
    """Return a term without its language.

    >>> without_language("en:nation")
    'nation'
    """
    return term.rpartition(":")[2]


def folded_words(text: str) -> list[str]:
    """Return the words of a text folded but not stemmed, in order, repeats included.

    They are the same in every language; Chinese, Japanese, Korean and Thai are single
    characters.
    """
    return [form for token in tokens(text) for form in fold_word(token.form)]


def fold_word(word: str) -> list[str]:
    """Return the forms of one word as printed, as `folded_words` does, but faster."""
    return [form for form, _ in _stems_of(word, language="")]


def folded_words_and_pairs(text: str) -> list[str]:
    """Return the words of a text folded but not stemmed, and pairs of characters."""
    return [placed.folded for placed in placed_terms(text, "")]


def has_grams(language: str) -> bool:
    """Return whether the words of a language are compared by their parts, too.

    English has few compounds and endings, and many texts.
    """
    return primary_tag(language) != "en"


def word_grams(word: str) -> list[str]:
    """Return each four neighbouring letters of a folded word, its ends marked.

    Compounds and inflected words have them in common, where their stems differ. Short
    words have none, nor has what is written without spaces.

    >>> word_grams("gesetz"), word_grams("krieg")
    (['^ges', 'gese', 'eset', 'setz', 'etz$'], [])
    """
    if len(word) < MIN_GRAM_LETTERS or not word.isalpha() or is_unspaced(word):
        return []
    marked = f"^{word}$"
    return [marked[at : at + 4] for at in range(len(marked) - 3)]


class PlacedTerm(NamedTuple):
    """A term and the slice of the text it stands for.

    Attributes:
        folded: The folded word that it is the stem of.
        paired: Whether it is made of two neighbours: of characters that no space parts
            (和平), or of words with a hyphen (co-operation).
    """

    start: int
    end: int
    term: str
    folded: str
    paired: bool


def placed_terms(text: str, language: str) -> Iterator[PlacedTerm]:
    """Yield the terms of a text with their places; `language` is a primary tag.

    A pair stands after the second of its two.
    """
    last: Token | None = None
    for token in tokens(text):
        start, end, form, unspaced = token
        for stem, folded in _stems_of(form, language):
            yield PlacedTerm(start, end, f"{language}:{stem}", folded, paired=False)
        near = unspaced or text[start - 1] in _HYPHENS  # quick, and most are not
        if near and last is not None and _are_neighbours(last, token):
            for stem, folded in _stems_of(last.form + form, language):
                tagged = f"{language}:{stem}"
                yield PlacedTerm(last.start, end, tagged, folded, paired=True)
        last = token


def _are_neighbours(last: Token, token: Token) -> bool:
    """Return whether two tokens may be one word: characters, or words with a hyphen."""
    if last.unspaced != token.unspaced:
        return False
    gap = token.start - last.end
    if token.unspaced:
        return gap == 0
    return gap == 1 and last.form.isalpha() and token.form.isalpha()


@lru_cache(maxsize=100_000)
def _stems_of(form: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return a word's stems, each with the folded word it is the stem of."""
    form = _LEFT_OUT.sub("", form[: 2 * MAX_TERM_CHARS].translate(_PLAIN_CHARACTERS))
    if form[:1].isdecimal():
        form = form.replace("'", "")
        if len(form) == 2 and form[0] == "0":
            form = form[1:]  # of a date: 06 is 6
    if is_unspaced(form):
        folded = fold_letters(form)
        return ((folded, folded),)
    return tuple(
        # One character of some scripts folds to several words; a term is one.
        (found.form[:MAX_TERM_CHARS], folded)
        for stem, folded in stemming.stem_word(form, language)
        for found in tokens(stem)
    )


def is_stop_word(folded: str, language: str) -> bool:
    """Return whether a word is a stop word, or a pair of characters that each are one."""
    stop = words(language, "endings") or words(language, "stop_words")
    if len(folded) != 2 or not is_unspaced(folded):
        return folded in stop
    return folded in stop or set(folded) <= stop
