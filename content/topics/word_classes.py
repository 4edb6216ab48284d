"""What a word may be in a topic: a noun, a link between nouns, what stands before one.

The word lists, the tables ``topics.*``, are explained in docs/languages.md.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from content.language.folding import fold_letters
from content.language.word_lists import pattern, words
from content.language.words.stemming import ELIDING_LANGUAGES
from content.language.words.terms import stems

MIN_WORD_LETTERS = 3
"""Letters that a word of a topic has at least."""


class Word(NamedTuple):
    """A word as printed, its stem, and what it may be in a topic.

    Attributes:
        is_candidate: It may be in a topic.
        may_be_last: It may be the last word of one.
        is_specific: It may be one alone.
        before_verb: A verb may follow.
        before_infinitive: A verb follows, or a noun that nothing is done to.
        is_determiner: A noun follows, and no noun goes before.
        before_noun: A noun follows.
        is_elided_noun: It is a noun, with an article before its apostrophe: "l'eau".
        is_link: It joins two candidates.
        is_adjective: Its ending says that another word should follow.
    """

    form: str
    stem: str = ""
    is_candidate: bool = False
    may_be_last: bool = False
    is_specific: bool = False
    before_verb: bool = False
    before_infinitive: bool = False
    is_determiner: bool = False
    before_noun: bool = False
    is_elided_noun: bool = False
    is_link: bool = False
    is_adjective: bool = False


EDGE = Word("")
"""Stands after the last word between two marks of punctuation."""


class _WordLists:
    """The word lists of one language, folded, or stemmed where any ending counts."""

    def __init__(self, language: str) -> None:
        self.links = words(language, "topics.links")
        self.before_infinitive = words(language, "topics.infinitive")
        verbs = words(language, "topics.before_verbs")
        self.before_verb = verbs | self.before_infinitive
        self.determiners = words(language, "topics.determiners")
        nouns = self.determiners | self.links | words(language, "topics.prepositions")
        self.before_noun = nouns - self.before_infinitive
        self.stop = words(language, "stop_words") | self.before_verb | nouns
        self.never = _stems(words(language, "topics.never"), language)
        self.never_as_printed = words(language, "topics.never_as_printed")
        self.generic = _stems(words(language, "topics.generic"), language)


_word_lists = lru_cache(maxsize=256)(_WordLists)


def _stems(forms: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(term for form in forms for term in stems(form, language))


def has_determiners(language: str) -> bool:
    """Return whether a language's articles are known, which show what is a noun."""
    return bool(words(language, "topics.determiners"))


def has_stop_words(language: str) -> bool:
    """Return whether a language's stop words are known."""
    return bool(_word_lists(language).stop)


def without_elision(form: str) -> str:
    """Return a word without what stands before its apostrophe.

    >>> without_elision("l'eau"), without_elision("l'État")
    ('eau', 'État')
    """
    return _ELIDED.sub("", form)


@lru_cache(maxsize=100_000)
def classify_word(form: str, language: str) -> Word:
    """Return what a word may be in a topic, by its form; `language` is a primary tag."""
    known = _word_lists(language)
    folded = fold_letters(form)
    if not folded.isalpha():
        folded = folded.replace("’", "'")
    if folded in known.stop:
        return Word(
            form,
            folded,
            before_verb=folded in known.before_verb,
            before_infinitive=folded in known.before_infinitive,
            is_determiner=folded in known.determiners,
            before_noun=folded in known.before_noun,
            is_link=folded in known.links,
        )
    stem = " ".join(stems(form, language))
    letters = folded if folded.isalpha() else _INNER.sub("", folded)
    large = form[0].isupper()
    never = stem in known.never or folded in known.never_as_printed
    if (
        len(letters) < MIN_WORD_LETTERS
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
        is_candidate=True,
        may_be_last=never_last.search(form) is None,
        is_elided_noun=language in ELIDING_LANGUAGES
        and _ELIDED.match(form) is not None,
        is_specific=not never and stem not in known.generic,
        is_adjective=ending is not None and ending.search(form) is not None,
    )


_ELIDED = re.compile(r"\w+['’](?=\w{3})")

_INNER = re.compile("[-']")

_POSSESSIVE = re.compile("['’]s$|s['’]$")
