"""Tell the words that a phrase which names something is made of, by language.

Each language has six lists. `links` may stand inside a phrase, an
article after them: "freedom of the press".
`actors` go before a verb: pronouns, auxiliaries, the sign of the infinitive, which
comes first. `articles` go before a noun; what one follows is a verb or a preposition.
`prepositions` go before a noun, too.
`never` are verbs, adverbs, measures, the calendar and forms of address, which no topic
holds, whatever their endings; after "=" stands a form whose other endings may be in
one. `dull` are words for anything: a topic needs another one beside them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from content.language.folding import fold_letters
from content.language.stopwords import STOP_WORDS
from content.language.terms import stems
from content.topics.english import ENGLISH
from content.topics.european import (
    DUTCH,
    FRENCH,
    GERMAN,
    ITALIAN,
    PORTUGUESE,
    RUSSIAN,
    SPANISH,
)

TABLES = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "nl": DUTCH,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
}

SHORTEST = 3
"""Letters of a word that may be in a topic."""


class Word(NamedTuple):
    """Hold a word as printed, its stem, and what it is to a topic.

    Attributes:
        fits: It may be in a topic.
        closes: It may be the last word of one.
        tells: It may be one alone.
        actor: A verb may follow.
        infinitive: A verb follows, or a noun that nothing is done to.
        article: A noun follows, and no noun goes before.
        nominal: A noun follows.
        elided: It is a noun, with an article before its apostrophe: "l'eau".
        link: It joins two words that fit.
        adjective: Its ending says that another word should follow.
    """

    form: str
    stem: str = ""
    fits: bool = False
    closes: bool = False
    tells: bool = False
    actor: bool = False
    infinitive: bool = False
    article: bool = False
    nominal: bool = False
    elided: bool = False
    link: bool = False
    adjective: bool = False


EDGE = Word("")
"""Stands beyond the last word between two marks of punctuation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Classes:
    stop: frozenset[str]
    links: frozenset[str]
    actors: frozenset[str]
    articles: frozenset[str]
    nominal: frozenset[str]
    infinitive: str
    never: frozenset[str]
    exact: frozenset[str]
    dull: frozenset[str]


@cache
def _classes(language: str) -> _Classes:
    links, actors, articles, prepositions, never, dull = (
        fold_letters(words).split() for words in TABLES.get(language, ("",) * 6)
    )
    return _Classes(
        stop=STOP_WORDS.get(language, frozenset()).union(
            links, actors, articles, prepositions
        ),
        links=frozenset(links),
        actors=frozenset(actors),
        articles=frozenset(articles),
        nominal=frozenset([*articles, *links, *prepositions]) - {*actors[:1]},
        infinitive=actors[0] if actors else "",
        never=_stems((each for each in never if each[0] != "="), language),
        exact=frozenset(each[1:] for each in never if each[0] == "="),
        dull=_stems(dull, language),
    )


def _stems(words: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(term for each in words for term in stems(each, language))


def shows_nouns(language: str) -> bool:
    """Tell a language whose small words, as we know them, show what is a noun."""
    return language in TABLES


def has_fillers(language: str) -> bool:
    """Tell a language whose stop words we know."""
    return bool(_classes(language).stop)


def bare(form: str) -> str:
    """Return a word without what stands before its apostrophe.

    >>> bare("l'eau"), bare("l'État")
    ('eau', 'État')
    """
    return _ELIDED.sub("", form)


@lru_cache(maxsize=100_000)
def word(form: str, language: str) -> Word:
    """Return what a word is, by its form; `language` is a primary tag."""
    known = _classes(language)
    folded = fold_letters(form)
    if not folded.isalpha():
        folded = folded.replace("’", "'")
    if folded in known.stop:
        return Word(
            form,
            folded,
            actor=folded in known.actors,
            infinitive=folded == known.infinitive,
            article=folded in known.articles,
            nominal=folded in known.nominal,
            link=folded in known.links,
        )
    stem = " ".join(stems(form, language))
    letters = folded if folded.isalpha() else _INNER.sub("", folded)
    large = form[0].isupper()
    never = stem in known.never or folded in known.exact
    if (
        len(letters) < SHORTEST
        or not letters.isalpha()
        or (never and not (large and folded in _IN_NAMES.get(language, ())))
        or (language in _ADVERB and _ADVERB[language].fullmatch(form))
    ):
        return Word(form)
    ending = _ADJECTIVE.get(language)
    return Word(
        form,
        stem,
        fits=True,
        closes=_NOT_LAST.get(language, _POSSESSIVE).search(form) is None,
        elided=language in _ELIDING and _ELIDED.match(form) is not None,
        tells=not never and stem not in known.dull,
        adjective=ending is not None and ending.search(form) is not None,
    )


LARGE_NOUNS = frozenset({"de"})
"""Languages that print every noun with a capital, and so mark no names by it."""

_ELIDING = frozenset({"ca", "fr", "it"})
_ELIDED = re.compile(r"\w+['’](?=\w{3})")

_INNER = re.compile("[-']")

_POSSESSIVE = re.compile("['’]s$|s['’]$")

_NOT_LAST = {
    "de": re.compile("^[^A-ZÄÖÜ]"),
    "en": re.compile("^[a-z][a-z]{2,}[^e]ed$|['’]s$|s['’]$"),
}

_IN_NAMES = {
    "en": frozenset(
        ["big", "first", "good", "great", "high", "little", "new", "old", "second"]
    )
}
"""Words that no topic holds, but that names do: "New York"."""

_ADVERB = {"en": re.compile(r"[a-z]\w{2,}(?<!fami)(?<!assemb)(?<!supp)(?<!monopo)ly")}
_ADJECTIVE = {
    "en": re.compile(r"\w(?:ed|al|ous|ive|ful|able|ible|ic|ary|less)$"),
}
