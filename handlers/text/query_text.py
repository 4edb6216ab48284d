"""Sentences on a query and its results: its parts, and what was dropped or corrected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.names.index import EXACT_PREFIX
from content.query.dates import format_date
from content.query.query import Query, format_query
from content.query.restrictions import Restriction, RestrictionKind
from handlers.contract.reply import (
    Paragraph,
    ParagraphRole,
    heading,
    note,
    paragraph,
    small,
    strong,
)
from handlers.text.wording import in_quotes, shorten
from storage.search.search import SearchPage

DATE_EXAMPLES = "a year, a month or a day, such as 1940, 1940-06 or 1940-06-22"

MAX_VALUE_CHARS = 40
"""Characters of a name, a place or an excluded word, where a sentence names it."""

_NAMES = {
    RestrictionKind.SPEAKER: "the speaker",
    RestrictionKind.PLACE: "the place",
    RestrictionKind.AFTER: "the date",
    RestrictionKind.BEFORE: "the date",
    RestrictionKind.PHRASE: "the quotation marks",
}

_DATES = frozenset({RestrictionKind.AFTER, RestrictionKind.BEFORE})

_SIGNS = {
    RestrictionKind.EXCLUDED_WORDS: "-",
    RestrictionKind.EXCLUDED_SPEAKER: "-speaker:",
    RestrictionKind.EXCLUDED_PLACE: "-in:",
}


def results_heading(
    words: str, found: SearchPage, first: int, *, by: str = ""
) -> tuple[Paragraph, ...]:
    """Return what was looked for and how much was found, with notes on the search."""
    # A button asks in signs that nobody has typed.
    only_by = by and replace(found.query, speaker="") == Query()
    asked = by if only_by else in_quotes(words)
    if found.total == 1:
        place = "the one passage"
    else:
        last = first + len(found.excerpts)
        many = "many" if found.has_more else f"{found.total:,}"
        place = f"{first + 1:,}–{last:,} of {many}"
    return (heading(small(f"{asked}: {place}")), *search_notes(found, by=by))


def search_notes(found: SearchPage, *, by: str = "") -> Iterator[Paragraph]:
    """Yield notes on how the words were read, and which of them were not found.

    Args:
        found: What was found.
        by: The name of the only speaker whose words were searched; empty for all.
    """
    yield from _corrections(found)
    if missing := [w for w in found.missing_words if w not in found.corrections]:
        listed = ", ".join(in_quotes(word, 30) for word in missing)
        yield note(f"Nobody says {listed} in this library.")
    if found.words_apart and found.has_word_match:
        yield note(_partial_match(found))
    if found.near_count:
        yield note(_nearness(found))
    yield from _passed_over(found)
    if found.dropped:
        without = restrictions_by_name(found.dropped, found.corrected_query)
        yield note(
            f"Nothing {describe(found.corrected_query, by=by)}; without {without}:"
        )


def reading_notes(found: SearchPage) -> Iterator[Paragraph]:
    """Yield notes on how the words were read, and none on which of them were found."""
    yield from _corrections(found)
    yield from _passed_over(found)


def _corrections(found: SearchPage) -> Iterator[Paragraph]:
    if found.corrections:
        yield paragraph(
            "Showing results for ",
            strong(shorten(found.query.words, 60)),
            ".",
            role=ParagraphRole.NOTE,
        )


def _passed_over(found: SearchPage) -> Iterator[Paragraph]:
    for text in (*invalid_dates(found.query), *unknown_names(found.unknown_names)):
        yield note(text)


def _partial_match(found: SearchPage) -> str:
    """Say that nothing that was found has all words of the query."""
    has_not = "It has not" if found.total == 1 else "None of them has"
    words = "the other words" if found.missing_words else "these words"
    only = ""
    if len(found.words_apart) == 1:
        only = f", only {in_quotes(found.words_apart[0], 30)}"
    return f"{has_not} all of {words}{only}."


def _nearness(found: SearchPage) -> str:
    if not found.has_word_match:
        those = "This comes" if found.total == 1 else "These come"
    elif found.has_more:
        those = "Some come"
    else:
        those = f"{found.near_count:,} of them come" + "s" * (found.near_count == 1)
    return f"{those} near in meaning" + " only" * found.has_word_match + "."


def describe(query: Query, *, by: str = "") -> str:
    """Describe what a query asks for, as the end of a sentence.

    Args:
        query: What to describe.
        by: The name of the speaker in the library; empty for the name as typed.

    >>> describe(Query(words="old harvest", speaker="reed", after=19400000))
    'by reed about “old harvest” after 1940'
    >>> describe(Query(words="dry feet", phrases=("dry feet",), place="Orvel"))
    'about “dry feet” in Orvel'
    >>> describe(Query(excluded=("war",), excluded_speakers=("reed",), excluded_places=("Orvel",)))
    'without “war”, not by reed, not in Orvel'
    """
    words = Query(words=query.words, phrases=query.phrases, verbatim=query.verbatim)
    parts = []
    if name := by or query.speaker:
        parts.append(f"by {_shortened_name(name)}")
    if query.words:
        parts.append(f"about {in_quotes(format_query(words))}")
    if query.place:
        parts.append(f"in {_shortened_name(query.place)}")
    parts += [
        f"{when} {format_date(date)}"
        for when, date in (("after", query.after), ("before", query.before))
        if date
    ]
    barred = [f"without {in_quotes(each, MAX_VALUE_CHARS)}" for each in query.excluded]
    barred += [f"not by {_shortened_name(each)}" for each in query.excluded_speakers]
    barred += [f"not in {_shortened_name(each)}" for each in query.excluded_places]
    return ", ".join(filter(None, [" ".join(parts), *barred]))


def restrictions_by_name(given_up: Iterable[Restriction], query: Query) -> str:
    """Name restrictions of a query, as what follows "without" in a sentence.

    >>> query = Query(words="war", after=19400000, before=19500000, place="Orvel")
    >>> restrictions_by_name([Restriction(RestrictionKind.AFTER, ("1940",))], query)
    '“after 1940”'
    >>> both = [Restriction(RestrictionKind.AFTER, ("1940",)), Restriction(RestrictionKind.BEFORE, ("1950",))]
    >>> restrictions_by_name(both, query), restrictions_by_name([Restriction(RestrictionKind.PLACE, ("Orvel",))], query)
    ('the dates', 'the place')
    """
    given_up = list(given_up)
    both = {each.kind for each in given_up} >= _DATES
    names = [
        "the dates" if both and each.kind in _DATES else _restriction_name(each, query)
        for each in given_up
    ]
    *most, last = dict.fromkeys(names)
    return f"{', '.join(most)} and {last}" if most else last


def invalid_dates(query: Query) -> Iterator[str]:
    """Yield a sentence on the dates that could not be read, if there are any."""
    if query.invalid_dates:
        typed = ", ".join(
            in_quotes(each, MAX_VALUE_CHARS) for each in query.invalid_dates[:3]
        )
        many = len(query.invalid_dates) > 1
        yield (
            f"{typed} {'are' if many else 'is'} passed over: after: and before: take "
            f"{DATE_EXAMPLES}."
        )


def unknown_names(names: Iterable[str]) -> Iterator[str]:
    """Yield a sentence on the excluded names that match no speaker, if there are any."""
    if listed := ", ".join(
        in_quotes(name.removeprefix(EXACT_PREFIX), MAX_VALUE_CHARS) for name in names
    ):
        yield f"Nobody here is called {listed}, so nobody is left out by it."


def _restriction_name(restriction: Restriction, query: Query) -> str:
    kind, values = restriction.kind, restriction.values
    if kind in _SIGNS:
        return _quoted_list(f"{_SIGNS[kind]}{value}" for value in values)
    if kind is RestrictionKind.PHRASE and len(query.phrases) > len(values):
        return f"the marks around {_quoted_list(values)}"
    if kind in _DATES and query.after and query.before:
        return f"“{kind.name.lower()} {values[0]}”"
    return _NAMES[kind]


def _quoted_list(values: Iterable[str]) -> str:
    return ", ".join(in_quotes(value, MAX_VALUE_CHARS) for value in values)


def _shortened_name(name: str) -> str:
    return shorten(name.removeprefix(EXACT_PREFIX), MAX_VALUE_CHARS)
