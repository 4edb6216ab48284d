"""Analyse a query's words for a library of many languages at once."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from content.language.stemming import primary
from content.language.terms import Placed, forms_of, is_stop, placed_terms
from content.language.tokens import Token, is_unspaced, tokens

_Key = tuple[int, int, int]
"""Start and end of a word, and which of the terms made of it."""

_Found = Mapping[_Key, Mapping[str, Placed]]
"""What each language makes of each word."""

Usual = Callable[[str, str], float]
"""Tells which share of a language's excerpts has a term, by the term and its language."""

USUAL_STOP = 0.05
"""The share that has a stop word in its language, at least."""

UNHEARD = 1e-5
"""The share that counts for a word that is not met: another language is likelier."""

CERTAIN = 0.95
"""How likely a word must be to be a stop word."""

POSSIBLE = 0.05
"""How likely a language must be for its stop words to be no slips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold one word of a query, or one pair of characters of unspaced writing.

    Attributes:
        form: As typed.
        printed: Folded, but not stemmed; empty for what has no such form.
        terms: Its stem in each language in which it tells something, each once.
        noise: Whether there is a language in which it tells nothing.
        stop: Whether it may be a stop word of the query's language.
        run: The unspaced characters that a pair is of, as typed; empty for words.
    """

    form: str
    printed: str
    terms: tuple[str, ...]
    noise: bool = False
    stop: bool = False
    run: str = ""


def evenly(term: str, language: str) -> float:  # noqa: ARG001 - it is a `Usual`
    """Take all words for as usual, where the library is not known."""
    return USUAL_STOP


def asked_words(
    text: str, languages: Sequence[str], usual: Usual = evenly
) -> tuple[Asked, ...]:
    """Return the words to look for, each once, in the order typed.

    Of unspaced writing these are the pairs of a run's characters; one alone is a word.
    Stop words of the language that the query is in are left out where other words
    remain: in a library that holds German too, "war" must stay a subject.

    Args:
        text: The words.
        languages: BCP 47 tags of the library's languages.
        usual: Knows the library, to tell the language of the query.
    """
    primaries = list(dict.fromkeys(map(primary, languages))) or [""]
    runs = _runs(text)
    found = _found(text, primaries, runs)
    odds = _odds(found, primaries, usual)
    stops = _stops(found)
    telling = [key for key in found if sum(odds[each] for each in stops[key]) < CERTAIN]
    words: dict[tuple[str, ...], Asked] = {}
    for key in sorted(telling or found):
        made = found[key]
        noise = stops[key] if telling else set()
        terms = dict.fromkeys(made[each].term for each in made if each not in noise)
        start, end, _ = key
        words.setdefault(
            tuple(terms),
            Asked(
                form=text[start:end],
                printed=_printed(text, key, made),
                terms=tuple(terms),
                noise=bool(noise),
                stop=any(odds[each] >= POSSIBLE for each in stops[key]),
                run=_run_at(start, runs),
            ),
        )
    return tuple(words.values())


def unmet(run: str, unknown: Collection[str]) -> list[str]:
    """Return the parts of a run that are in unknown pairs only, of two characters or more.

    >>> unmet("长城旅游", {"城旅", "旅游"}), unmet("和平鸽", {"平鸽"})
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
    return any(is_stop(character, language) for language in ("zh", "ja"))


def _runs(text: str) -> list[tuple[int, str]]:
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


def _found(
    text: str, primaries: Sequence[str], runs: Sequence[tuple[int, str]]
) -> dict[_Key, dict[str, Placed]]:
    """Return the words, and of runs the pairs alone."""
    found: dict[_Key, dict[str, Placed]] = {}
    for language in primaries:
        nth: Counter[tuple[int, int]] = Counter()
        for placed in placed_terms(text, language):
            place = placed.start, placed.end
            if not runs or placed.paired or not _run_at(place[0], runs):
                found.setdefault((*place, nth[place]), {})[language] = placed
            nth[place] += 1
    return found


def _stops(found: _Found) -> dict[_Key, set[str]]:
    """Return the languages in which each word is a stop word.

    Two words with a hyphen are one where both are: "t-il".
    """
    stops = {
        key: {each for each, placed in made.items() if is_stop(placed.folded, each)}
        for key, made in found.items()
    }
    for (start, end, number), made in found.items():
        if not next(iter(made.values())).paired:
            continue
        parts = [
            stops[key]
            for key in found
            if start <= key[0] and key[1] <= end and key[:2] != (start, end)
        ]
        if parts:
            stops[start, end, number] |= set.intersection(*parts)
    return stops


def _odds(found: _Found, primaries: Sequence[str], usual: Usual) -> dict[str, float]:
    """Return how likely a query is in each of the languages, 1 in all."""
    if len(primaries) == 1:
        return {primaries[0]: 1.0}

    def share(made: Mapping[str, Placed], language: str) -> float:
        placed = made.get(language)
        if placed is None:
            return UNHEARD
        least = USUAL_STOP if is_stop(placed.folded, language) else UNHEARD
        return max(usual(placed.term, language), least)

    likely = [
        sum(log(share(made, language)) for made in found.values())
        for language in primaries
    ]
    odds = [exp(each - max(likely)) for each in likely]
    return {
        language: each / sum(odds)
        for language, each in zip(primaries, odds, strict=True)
    }


def _printed(text: str, key: _Key, made: Mapping[str, Placed]) -> str:
    start, end, number = key
    form = text[start:end]
    placed = next(iter(made.values()))
    if placed.paired:
        return placed.folded if is_unspaced(form) else ""
    printed = forms_of(form)
    return printed[0] if len(printed) == 1 and not number else ""
