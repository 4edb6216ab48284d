"""Features of whether an excerpt's words, all together, say what they are about.

They move no boundary, so that ids outlast what is learned of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from content.excerpts.features.earlier_words import stem_of
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.sentences.openings import Opening
from content.excerpts.sentences.sentence import WORD
from content.language.word_lists import fast_pattern, flag

_SHORT_SENTENCE_SIZE = 90
"""Size (see `text_size`) under which sentences are short on average."""

_MANY = 2
"""Words said twice, and unresolved demonstratives, more than which say no more."""

_NOUN_WORDS, _NOUN_LETTERS = 2, 4
"""Words after a demonstrative among which its noun is, and the letters of one."""

_FIRST_SENTENCES = 3
"""Sentences at the beginning of an excerpt in which a speech is announced."""

_GREETING_SIZE, _REST_SIZE = 40, 120
"""Size (see `text_size`) of a sentence that may belong to a greeting, and of what must
follow one to be more than the first words of a speech."""

_AMOUNT = re.compile(r"\s*[$€£¥₹]?\s?\d[\d.,]*\s?[%€]?")
_MONEY = frozenset("$€£¥₹%")

_NEXT_LEANS = frozenset(
    {
        "reference",
        "pronoun_at_once",
        "pronoun_early",
        "pointer_early",
        "named_before",
        "thing_first",
    }
)
"""Features of a second sentence that goes on, and has but one to go on from."""


def self_containment(
    said: Sequence[SentenceFeatures], question: str = ""
) -> dict[str, float]:
    """Return the features of an excerpt by name; those that are not named are 0.

    Args:
        said: Its sentences.
        question: What is shown above it.
    """
    telling = [each for each in said if not each.is_remark] or list(said)
    language = telling[0].language
    size = sum(each.size for each in telling)
    counted = sum(each.opening is Opening.ENUMERATOR for each in telling)
    following = telling[1].opening_features if len(telling) > 1 else {}
    spaced = flag(language, "spaced")
    return {
        "short_sentences": max(0.0, 1 - size / len(telling) / _SHORT_SENTENCE_SIZE),
        "next_leans": float(any(map(following.get, _NEXT_LEANS))),
        # The first of several, or the last.
        "counts_one": float(counted == 1),
        "takes_up": float(_takes_up(telling[0])),
        "told": float(any(each.told for each in telling)),
        "that_amount": float(_means_an_amount(telling, question)),
        "preface": float(any(each.prefaces for each in telling[:_FIRST_SENTENCES])),
        "greets_only": float(_greets_only(telling)),
        "own_topic": _own_topic(telling, question) if spaced else 0.0,
        "unresolved": _unresolved(telling, question) if spaced else 0.0,
    }


def _takes_up(said: SentenceFeatures) -> bool:
    """Return whether a sentence speaks of what another has just said."""
    found = fast_pattern(said.language, "excerpts.partners")
    return found is not None and found.search(said.searched) is not None


def _means_an_amount(said: Sequence[SentenceFeatures], question: str) -> bool:
    """Return whether it means an amount that was not said before: "that $29 billion"."""
    language = said[0].language
    found = fast_pattern(language, "excerpts.demonstratives")
    measures = fast_pattern(language, "excerpts.measures")
    before = question
    for each in said:
        searched = each.masked
        for match in found.finditer(searched) if found else ():
            amount = _AMOUNT.match(each.text, match.end())
            if amount is None:
                continue
            rest = each.text[amount.end() :]
            after = len(each.text) - len(rest.lstrip())
            of_money = not _MONEY.isdisjoint(amount[0])
            measured = measures is not None and measures.match(searched, after)
            number = amount[0].strip(" $€£¥₹%.,")
            known = number in before + each.text[: match.start()]
            if (of_money or measured) and not known:
                return True
        before += each.text
    return False


def _greets_only(said: Sequence[SentenceFeatures]) -> bool:
    """Return whether it greets, and little follows: the first words of a speech."""
    if not said[0].greets:
        return False
    rest = [
        each.size
        for each in said[1:]
        if not (each.greets or each.prefaces or each.size < _GREETING_SIZE)
    ]
    return sum(rest) < _REST_SIZE


def _own_topic(said: Sequence[SentenceFeatures], question: str) -> float:
    """Return how many words are said twice: what it is about is named in it."""
    language = said[0].language
    asked = set(_stems(question, language))
    counts = Counter(stem for each in said for stem in _stems(each.text, language))
    twice = sum(count > 1 and stem not in asked for stem, count in counts.items())
    return min(twice, _MANY) / _MANY


def _unresolved(said: Sequence[SentenceFeatures], question: str) -> float:
    """Return how many demonstratives stand before a noun that was not said before."""
    language = said[0].language
    found = fast_pattern(language, "excerpts.demonstratives")
    if found is None:
        return 0.0
    known = set(_stems(question, language))
    unresolved = 0
    for each in said:
        searched = each.masked
        for match in found.finditer(searched):
            rest = _after(searched, match.end())
            named = [stem for word in rest if (stem := stem_of(word, language))]
            if not named:
                continue
            before = known.union(_stems(each.text[: match.start()], language))
            unresolved += before.isdisjoint(named)
        known.update(_stems(each.text, language))
    return min(unresolved, _MANY) / _MANY


def _after(text: str, place: int) -> list[str]:
    """Return the next words that may be a noun, up to any mark."""
    words: list[str] = []
    for match in WORD.finditer(text, place, place + 60):
        if text[place : match.start()].strip() or len(match[0]) < _NOUN_LETTERS:
            break
        words.append(match[0])
        place = match.end()
        if len(words) == _NOUN_WORDS:
            break
    return words


def _stems(text: str, language: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        if stem := stem_of(match[0], language):
            yield stem
