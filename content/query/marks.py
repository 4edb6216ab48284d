"""Show where a text holds what was asked for: phrases whole, words by their stems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from content.language.stemming import primary
from content.language.terms import forms, placed_terms
from content.language.tokens import tokens
from content.query.words import Asked


class Mark(NamedTuple):
    """Mark a slice of a text, and which of the things asked for stands there."""

    start: int
    end: int
    asked: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold what to mark.

    Attributes:
        words: The terms of each word, in any language of the library.
        phrases: The words of each phrase, folded but not stemmed.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


def sought(asked: Sequence[Asked], phrases: Sequence[str], apart: str) -> Sought:
    """Return what to mark for a query.

    Args:
        asked: All words of it that are looked for.
        phrases: What must stand as it is; its words are not marked elsewhere.
        apart: The words that stand beside the phrases.
    """
    beside = set(forms(apart))
    words = [w.terms for w in asked if not phrases or beside.issuperset(forms(w.form))]
    return Sought(tuple(words), tuple(filter(None, map(tuple, map(forms, phrases)))))


def marked(text: str, wanted: Sought, language: str) -> tuple[Mark, ...]:
    """Return where a text holds what is wanted, in order; marks may overlap."""
    which = {term: n for n, word in enumerate(wanted.words) for term in word}
    found = {
        Mark(placed.start, placed.end, which[placed.term])
        for placed in (placed_terms(text, primary(language)) if which else ())
        if placed.term in which
    }
    if wanted.phrases:
        printed = list(_printed(text))
        for n, phrase in enumerate(wanted.phrases, start=len(wanted.words)):
            found |= {*_runs(printed, phrase, n)}
    return tuple(sorted(found))


def joined(found: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    """Return the slices that are marked, in order; they neither touch nor overlap."""
    slices: list[tuple[int, int]] = []
    for start, end, _ in found:
        if slices and start <= slices[-1][1]:
            slices[-1] = (slices[-1][0], max(end, slices[-1][1]))
        else:
            slices.append((start, end))
    return tuple(slices)


def fullest(found: Sequence[Mark], longest: int) -> Sequence[Mark]:
    """Return the marks of the window that holds the most of what was asked for.

    Of windows with as many different things, the one with more marks counts, then the
    first. A window begins with a mark and has `longest` characters.
    """
    best: Sequence[Mark] = ()
    most = (0, 0)
    for number, first in enumerate(found):
        within = [first]
        for after in range(number + 1, len(found)):
            mark = found[after]
            if mark.start >= first.start + longest:
                break
            if mark.end <= first.start + longest:
                within.append(mark)
        if (worth := (len({mark.asked for mark in within}), len(within))) > most:
            most, best = worth, within
    return best


def _printed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text as phrases are looked for in it, with their places."""
    for token in tokens(text):
        yield from ((token.start, token.end, form) for form in forms(token.form))


def _runs(
    printed: Sequence[tuple[int, int, str]], phrase: tuple[str, ...], asked: int
) -> Iterator[Mark]:
    at = 0
    while at <= len(printed) - len(phrase):
        run = printed[at : at + len(phrase)]
        if tuple(form for _, _, form in run) == phrase:
            yield Mark(run[0][0], run[-1][1], asked)
            at += len(phrase)
        else:
            at += 1
