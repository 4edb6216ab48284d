"""Analyse a query's words for a library of many languages at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content.words import forms, is_stop, placed_terms, primary

_Key = tuple[int, int, int]
"""Start and end of a word, and which of the terms made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold one word of a query.

    Attributes:
        form: As typed.
        printed: Folded, but not stemmed; empty for a Chinese or Japanese pair, which
            has one form only.
        terms: Its stem in each of the library's languages, each once.
        stop: Whether it is a stop word in any of them.
    """

    form: str
    printed: str
    terms: tuple[str, ...]
    stop: bool


def asked_words(text: str, languages: Sequence[str]) -> tuple[Asked, ...]:
    """Return the words to look for, each once, in the order typed.

    Stop words of the language that the query seems to be in are left out where other
    words remain: in a library that holds German too, "war" must stay a subject.
    """
    primaries = list(dict.fromkeys(map(primary, languages))) or [""]
    found: dict[_Key, dict[str, None]] = {}
    stops: dict[str, set[_Key]] = {language: set() for language in primaries}
    for language in primaries:
        nth: Counter[tuple[int, int]] = Counter()
        for placed in placed_terms(text, language):
            place = placed.start, placed.end
            key = (*place, nth[place])
            nth[place] += 1
            found.setdefault(key, {}).setdefault(placed.term)
            if is_stop(placed.folded, language):
                stops[language].add(key)
    common = _common(stops)
    telling = [key for key in found if key not in common] or list(found)
    words: dict[tuple[str, ...], Asked] = {}
    for start, end, number in sorted(telling):
        terms = tuple(found[start, end, number])
        form = text[start:end]
        printed = forms(form)
        words.setdefault(
            terms,
            Asked(
                form=form,
                printed=printed[0] if len(printed) == 1 and not number else "",
                terms=terms,
                stop=any((start, end, number) in each for each in stops.values()),
            ),
        )
    return tuple(words.values())


def _common(stops: dict[str, set[_Key]]) -> set[_Key]:
    """Return the words that are stop words in the likeliest language of a query."""
    most = max(map(len, stops.values()))
    if len(stops) > 1 and most < 2:
        return set()
    likeliest = [words for words in stops.values() if len(words) == most]
    return set.intersection(*likeliest)
