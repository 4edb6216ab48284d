"""Tell the words that a phrase which names something is made of, by language.

The lists, the tables ``topics.*``, are explained in docs/languages.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from content.language.folding import fold_letters
from content.language.terms import stems
from content.language.word_lists import pattern, words

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
    infinitive: frozenset[str]
    never: frozenset[str]
    exact: frozenset[str]
    dull: frozenset[str]


@lru_cache(maxsize=256)
def _classes(language: str) -> _Classes:
    links = words(language, "topics.links")
    infinitive = words(language, "topics.infinitive")
    actors = words(language, "topics.before_verbs") | infinitive
    articles = words(language, "topics.determiners")
    prepositions = words(language, "topics.prepositions")
    stop = words(language, "stop_words")
    return _Classes(
        stop=stop.union(links, actors, articles, prepositions),
        links=links,
        actors=actors,
        articles=articles,
        nominal=(articles | links | prepositions) - infinitive,
        infinitive=infinitive,
        never=_stems(words(language, "topics.never"), language),
        exact=words(language, "topics.never_as_printed"),
        dull=_stems(words(language, "topics.generic"), language),
    )


def _stems(forms: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(term for form in forms for term in stems(form, language))


def shows_nouns(language: str) -> bool:
    """Tell a language whose small words, as we know them, show what is a noun."""
    return bool(words(language, "topics.determiners"))


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
            infinitive=folded in known.infinitive,
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
        or (never and not (large and folded in words(language, "topics.in_names")))
        or ((adverb := pattern(language, "topics.adverbs")) and adverb.fullmatch(form))
    ):
        return Word(form)
    ending = pattern(language, "topics.adjectives")
    never_last = pattern(language, "topics.never_last") or _POSSESSIVE
    return Word(
        form,
        stem,
        fits=True,
        closes=never_last.search(form) is None,
        elided=language in _ELIDING and _ELIDED.match(form) is not None,
        tells=not never and stem not in known.dull,
        adjective=ending is not None and ending.search(form) is not None,
    )


_ELIDING = frozenset({"ca", "fr", "it"})
_ELIDED = re.compile(r"\w+['’](?=\w{3})")

_INNER = re.compile("[-']")

_POSSESSIVE = re.compile("['’]s$|s['’]$")
