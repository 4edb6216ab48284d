"""Buttons that ask for less, for more, or for the words as they were typed."""

from collections.abc import Sequence
from dataclasses import replace

from content.names.index import exact_name
from content.query.dates import format_date
from content.query.query import Query, format_query
from content.query.restrictions import (
    Restriction,
    RestrictionKind,
    restrictions,
    wants_anything,
    without_restrictions,
)
from handlers.contract.reply import Button, command_button
from handlers.text.speaker_choice import speaker_count
from handlers.text.wording import shorten
from storage.search.library import Library
from storage.search.search import Search, SearchPage

MIN_RESULTS_FOR_FACETS = 10
"""Passages found from which on speakers and years are offered."""

MAX_FACET_BUTTONS = 2
"""Of speakers, and of years as well."""

MAX_SPEAKER_BUTTONS = 2
"""Speakers of one name that are offered beside search results."""

MAX_RESTRICTIONS_TRIED = 4
"""Restrictions that are left out one by one to see whether there is anything."""

_LABELS_WITHOUT = {
    RestrictionKind.SPEAKER: "By anybody",
    RestrictionKind.EXCLUDED_WORDS: "With “{}”",
    RestrictionKind.EXCLUDED_SPEAKER: "By {} too",
    RestrictionKind.EXCLUDED_PLACE: "In {} too",
}


def facet_buttons(query: Query, found: SearchPage) -> list[Button]:
    """Return buttons for the speakers and years with the most results, if there are more."""
    if found.total < MIN_RESULTS_FOR_FACETS and not found.has_more:
        return []
    choices: list[tuple[str, int, Query]] = []
    asked = found.query
    if not query.speaker and len(found.speakers) > 1:
        choices += [
            (name, count, replace(asked, speaker=exact_name(name)))
            for name, count in found.speakers[:MAX_FACET_BUTTONS]
        ]
    if not (query.after or query.before) and len(found.years) > 1:
        choices += [
            (year, count, replace(asked, after=at, before=at + 10_000))
            for year, count in found.years[:MAX_FACET_BUTTONS]
            if (at := int(year) * 10_000)
        ]
    # Where not all passages were counted, no number is shown.
    return [
        _search_button(name if found.has_more else f"{name} ({count})", narrowed)
        for name, count, narrowed in choices
    ]


async def without_each_restriction(
    query: Query, search: Search, *, speakers: Sequence[str]
) -> tuple[list[Restriction], list[Button]]:
    """Search without each of the restrictions that a search never drops by itself.

    Args:
        query: A query that nothing fits.
        search: Where to look.
        speakers: The speakers in the library that `query.speaker` means.

    Returns:
        The restrictions without which something is found, and a button for each.
    """
    given_up, buttons = [], []
    ours = [r for r in restrictions(query) if r.kind in _LABELS_WITHOUT]
    for each in ours[:MAX_RESTRICTIONS_TRIED]:
        wider = without_restrictions(query, [each])
        if not wants_anything(wider):
            continue
        whose = () if each.kind is RestrictionKind.SPEAKER else speakers
        found = await search.find(wider, speakers=whose, count=1)
        if found.total and not found.dropped:
            values = shorten(", ".join(each.values), 30)
            label = _LABELS_WITHOUT[each.kind].format(values)
            given_up.append(each)
            label = label if found.has_more else f"{label} ({found.total})"
            buttons.append(_search_button(label, wider))
    return given_up, buttons


def as_typed_buttons(query: Query, found: SearchPage) -> list[Button]:
    """Return a button for each corrected word that searches it as typed."""
    return [
        _search_button(
            f"As typed: {word}",
            replace(query, verbatim=query.verbatim | {word.casefold()}),
        )
        for word in found.corrections
    ]


def reading_buttons(query: Query, found: SearchPage) -> list[Button]:
    """Return buttons for what else may have been meant, and for only what was named.

    These are words spelt otherwise, the date that is among the words, and the speakers.
    """
    buttons = []
    if found.suggested_words:
        label = f"Did you mean: {shorten(found.suggested_words, 40)}"
        buttons.append(
            _search_button(label, replace(query, words=found.suggested_words))
        )
    if (named := found.preference) is None:
        return buttons
    if named.after:
        label = f"Only {format_date(named.after)}"
        dated = replace(
            query, words=named.words, after=named.after, before=named.before
        )
        buttons.append(_search_button(label, dated))
    if named.words:
        buttons += [
            _search_button(
                f"Said by {name}",
                replace(query, words=named.words, speaker=exact_name(name)),
            )
            for name in named.speakers[:MAX_SPEAKER_BUTTONS]
        ]
    return buttons


async def speaker_buttons(query: Query, library: Library) -> list[Button]:
    """Return buttons for speakers whose name the words are, or begin with."""
    if query.has_filters or query.phrases or not query.words:
        return []
    match = await library.find_speaker(query.words)
    if len(match.certain) > MAX_SPEAKER_BUTTONS:
        label = f"{speaker_count(match)} of that name".capitalize()
        return [command_button(label, "speakers", words=query.words)]
    buttons = []
    for speaker in match.certain:
        words = exact_name(speaker.name)
        buttons.append(
            command_button(f"Quotes of {speaker.name}", "quote", words=words)
        )
    if not match.certain:
        split = await library.split_speaker(query.words)
        for speaker in split.certain[:MAX_SPEAKER_BUTTONS] if split.rest else ():
            narrowed = Query(words=split.rest, speaker=exact_name(speaker.name))
            words = format_query(narrowed)
            buttons.append(
                command_button(f"Said by {speaker.name}", "topic", words=words)
            )
    return buttons


def _search_button(label: str, query: Query) -> Button:
    # The dates that could not be read were named once.
    return command_button(
        label, "topic", words=format_query(replace(query, invalid_dates=()))
    )
