"""Analyse the words of a query: which terms to look for, in which languages."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from content.language.words.stemming import primary_tag
from content.language.words.terms import (
    PlacedTerm,
    fold_word,
    is_stop_word,
    placed_terms,
)
from content.language.words.tokens import Token, is_unspaced, tokens

_Key = tuple[int, int, int]
"""Start and end of a word, and which of the terms made of it."""

_Analyses = Mapping[_Key, Mapping[str, PlacedTerm]]
"""The term of each word in each language."""

TermShare = Callable[[str, str], float]
"""Returns the share (0 to 1) of a language's excerpts with a term, by term and language."""

MIN_STOP_WORD_SHARE = 0.05
"""Share of a language's excerpts that a stop word of it is taken to be in, at least."""

UNKNOWN_TERM_SHARE = 1e-5
"""Share that counts for a word that the library lacks: another language is likelier."""

MIN_STOP_PROBABILITY = 0.95
"""Probability from which a word is left out as a stop word."""

MIN_LANGUAGE_PROBABILITY = 0.05
"""Probability of a language from which its stop words are not taken for slips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """One word of a query, or one pair of characters of unspaced writing.

    Attributes:
        form: As typed.
        printed: Folded, but not stemmed; empty for what has no such form.
        terms: Its stem in each language in which it is no stop word, each once.
        partly_ignored: Whether it is a stop word in one of the languages.
        maybe_stop_word: Whether it may be a stop word of the query's own language.
        run: The unspaced characters that a pair is of, as typed; empty for words.
    """

    form: str
    printed: str
    terms: tuple[str, ...]
    partly_ignored: bool = False
    maybe_stop_word: bool = False
    run: str = ""


def equal_shares(term: str, language: str) -> float:  # noqa: ARG001 - it is a `TermShare`
    """Return the same share for all words, where the library is not known."""
    return MIN_STOP_WORD_SHARE


def analyse_words(
    text: str, languages: Sequence[str], share: TermShare = equal_shares
) -> tuple[QueryWord, ...]:
    """Return the words to look for, each once, in the order typed.

    Of unspaced writing these are the pairs of a run's characters; one alone is a word.
    Stop words of the language that the query is in are left out where other words
    remain: in a library that holds German too, "war" must stay a subject.

    Args:
        text: The words.
        languages: BCP 47 tags of the library's languages.
        share: How frequent terms are in the library, to guess the query's language.
    """
    primaries = list(dict.fromkeys(map(primary_tag, languages))) or [""]
    runs = _unspaced_runs(text)
    found = _analyses(text, primaries, runs)
    probability = _language_probabilities(found, primaries, share)
    stops = _stop_languages(found)
    telling = [
        key
        for key in found
        if sum(probability[each] for each in stops[key]) < MIN_STOP_PROBABILITY
    ]
    words: dict[tuple[str, ...], QueryWord] = {}
    for key in sorted(telling or found):
        made = found[key]
        noise = stops[key] if telling else set()
        terms = dict.fromkeys(made[each].term for each in made if each not in noise)
        start, end, _ = key
        words.setdefault(
            tuple(terms),
            QueryWord(
                form=text[start:end],
                printed=_folded_form(text, key, made),
                terms=tuple(terms),
                partly_ignored=bool(noise),
                maybe_stop_word=any(
                    probability[each] >= MIN_LANGUAGE_PROBABILITY for each in stops[key]
                ),
                run=_run_at(start, runs),
            ),
        )
    return tuple(words.values())


def unknown_parts(run: str, unknown: Collection[str]) -> list[str]:
    """Return the parts of a run that are in unknown pairs only, of two characters or more.

    >>> unknown_parts("长城旅游", {"城旅", "旅游"}), unknown_parts("和平鸽", {"平鸽"})
    (['旅游'], [])
    """
    characters = [*tokens(run)]
    known = {
        place
        for one, two in pairwise(characters)
        if run[one.start : two.end] not in unknown
        for place in (one.start, two.start)
    }
    parts: list[list[str]] = [[]]
    for start, _, form, _ in characters:
        if start in known:
            parts.append([])
        else:
            parts[-1].append(form)
    for part in parts:
        for end in (0, -1):
            while len(part) > 2 and _is_particle(part[end]):
                del part[end]
    return ["".join(part) for part in parts if len(part) > 1]


def _is_particle(character: str) -> bool:
    return any(is_stop_word(character, language) for language in ("zh", "ja"))


def _unspaced_runs(text: str) -> list[tuple[int, str]]:
    """Return where unspaced characters stand together, at least two, and what they are."""
    if text.isascii():
        return []
    runs: list[list[Token]] = []
    for token in tokens(text):
        if token.unspaced:
            if not runs or runs[-1][-1].end != token.start:
                runs.append([])
            runs[-1].append(token)
    return [
        (run[0].start, text[run[0].start : run[-1].end]) for run in runs if len(run) > 1
    ]


def _run_at(place: int, runs: Sequence[tuple[int, str]]) -> str:
    return next((run for at, run in runs if at <= place < at + len(run)), "")


def _analyses(
    text: str, primaries: Sequence[str], runs: Sequence[tuple[int, str]]
) -> dict[_Key, dict[str, PlacedTerm]]:
    """Return the term of each word in each language; of unspaced runs, of pairs only."""
    found: dict[_Key, dict[str, PlacedTerm]] = {}
    for language in primaries:
        nth: Counter[tuple[int, int]] = Counter()
        for placed in placed_terms(text, language):
            place = placed.start, placed.end
            if not runs or placed.paired or not _run_at(place[0], runs):
                found.setdefault((*place, nth[place]), {})[language] = placed
            nth[place] += 1
    return found


def _stop_languages(found: _Analyses) -> dict[_Key, set[str]]:
    """Return the languages in which each word is a stop word.

    Two words with a hyphen are a stop word where both are: "t-il".
    """
    stops = {
        key: {
            each for each, placed in made.items() if is_stop_word(placed.folded, each)
        }
        for key, made in found.items()
    }
    for (start, end, number), made in found.items():
        if not next(iter(made.values())).paired:
            continue
        inside = [key for key in found if start <= key[0] and key[1] <= end]
        parts = [stops[key] for key in inside if key[:2] != (start, end)]
        if parts:
            stops[start, end, number] |= set.intersection(*parts)
    return stops


def _language_probabilities(
    found: _Analyses, primaries: Sequence[str], share: TermShare
) -> dict[str, float]:
    """Return the probability of each language being the query's."""
    if len(primaries) == 1:
        return {primaries[0]: 1.0}

    def share_of(made: Mapping[str, PlacedTerm], language: str) -> float:
        placed = made.get(language)
        if placed is None:
            return UNKNOWN_TERM_SHARE
        stop = is_stop_word(placed.folded, language)
        least = MIN_STOP_WORD_SHARE if stop else UNKNOWN_TERM_SHARE
        return max(share(placed.term, language), least)

    likely = [
        sum(log(share_of(made, language)) for made in found.values())
        for language in primaries
    ]
    probability = [exp(each - max(likely)) for each in likely]
    return {
        language: each / sum(probability)
        for language, each in zip(primaries, probability, strict=True)
    }


def _folded_form(text: str, key: _Key, made: Mapping[str, PlacedTerm]) -> str:
    start, end, number = key
    form = text[start:end]
    placed = next(iter(made.values()))
    if placed.paired:
        return placed.folded if is_unspaced(form) else ""
    printed = fold_word(form)
    return printed[0] if len(printed) == 1 and not number else ""
