"""Marks: where a text has the words of a query, by their stems, and its phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from content.language.words.stemming import primary_tag
from content.language.words.terms import folded_words, placed_terms
from content.language.words.tokens import tokens
from content.query.words import QueryWord


class Mark(NamedTuple):
    """A slice of a text to mark, and the index of the word or phrase that it matches."""

    start: int
    end: int
    target: int


@dataclass(frozen=True, slots=True)
class MarkTargets:
    """What to mark in a text.

    Attributes:
        words: The terms of each word, in all languages of the library.
        phrases: The words of each phrase, folded but not stemmed.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


def mark_targets(
    query_words: Sequence[QueryWord], phrases: Sequence[str], outside_phrases: str
) -> MarkTargets:
    """Return what to mark for a query.

    Args:
        query_words: All words to look for.
        phrases: The phrases to look for; their words are not marked elsewhere.
        outside_phrases: The words that are not part of a phrase.
    """
    outside = set(folded_words(outside_phrases))
    words = [
        w.terms
        for w in query_words
        if not phrases or outside.issuperset(folded_words(w.form))
    ]
    return MarkTargets(
        tuple(words), tuple(filter(None, map(tuple, map(folded_words, phrases))))
    )


def find_marks(text: str, targets: MarkTargets, language: str) -> tuple[Mark, ...]:
    """Return where a text has one of the targets, in order; marks may overlap."""
    which = {term: n for n, word in enumerate(targets.words) for term in word}
    found = {
        Mark(placed.start, placed.end, which[placed.term])
        for placed in (placed_terms(text, primary_tag(language)) if which else ())
        if placed.term in which
    }
    if targets.phrases:
        printed = list(_folded_words(text))
        for n, phrase in enumerate(targets.phrases, start=len(targets.words)):
            found |= {*_phrase_marks(printed, phrase, n)}
    return tuple(sorted(found))


def merge_marks(found: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    """Return the slices that are marked, in order; they neither touch nor overlap."""
    slices: list[tuple[int, int]] = []
    for start, end, _ in found:
        if slices and start <= slices[-1][1]:
            slices[-1] = (slices[-1][0], max(end, slices[-1][1]))
        else:
            slices.append((start, end))
    return tuple(slices)


def densest_window(found: Sequence[Mark], max_chars: int) -> Sequence[Mark]:
    """Return the marks of the window with the most different words and phrases in it.

    Of windows with as many, the one with more marks counts, then the first. A window
    begins with a mark and has at most `max_chars` characters.
    """
    best: Sequence[Mark] = ()
    most = (0, 0)
    for number, first in enumerate(found):
        within = [first]
        for after in range(number + 1, len(found)):
            mark = found[after]
            if mark.start >= first.start + max_chars:
                break
            if mark.end <= first.start + max_chars:
                within.append(mark)
        if (worth := (len({mark.target for mark in within}), len(within))) > most:
            most, best = worth, within
    return best


def _folded_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and folded form of each word of a text."""
    for token in tokens(text):
        yield from ((token.start, token.end, form) for form in folded_words(token.form))


def _phrase_marks(
    printed: Sequence[tuple[int, int, str]], phrase: tuple[str, ...], target: int
) -> Iterator[Mark]:
    at = 0
    while at <= len(printed) - len(phrase):
        run = printed[at : at + len(phrase)]
        if tuple(form for _, _, form in run) == phrase:
            yield Mark(run[0][0], run[-1][1], target)
            at += len(phrase)
        else:
            at += 1
