"""Buttons that ask the same a little differently."""

from dataclasses import replace

from content.names import exactly
from content.queries import Query, spelt
from handlers.action import Action
from handlers.phrasing import press
from handlers.reply import Button
from storage.phrases import Phrases
from storage.search import Found

MANY = 10
"""Places from which speakers and years are offered to choose from."""

OFFERED = 2
"""Of the speakers, and of the years."""


async def facets(query: Query, found: Found, phrases: Phrases) -> list[Button]:
    """Offer who said most of what was found, and when, where there is a choice."""
    if found.total < MANY and not found.many:
        return []
    choices: list[tuple[str, Query]] = []
    asked = found.query
    if not query.speaker and len(found.speakers) > 1:
        choices += [
            (_label(name, count, found), replace(asked, speaker=exactly(name)))
            for name, count in found.speakers[:OFFERED]
        ]
    if not (query.after or query.before) and len(found.years) > 1:
        choices += [
            (_label(year, count, found), replace(asked, after=at, before=at + 10_000))
            for year, count in found.years[:OFFERED]
            if (at := int(year) * 10_000 + 101)
        ]
    return [await _ask(label, narrowed, phrases) for label, narrowed in choices]


def _label(name: str, count: int, found: Found) -> str:
    """Name a choice, with how much there is of it where all was counted."""
    return name if found.many else f"{name} ({count})"


async def verbatim(query: Query, found: Found, phrases: Phrases) -> list[Button]:
    """Offer each mended word as it was typed."""
    return [
        await _ask(
            f"As typed: {word}",
            replace(query, verbatim=query.verbatim | {word.casefold()}),
            phrases,
        )
        for word in found.mended
    ]


async def _ask(label: str, query: Query, phrases: Phrases) -> Button:
    key = await phrases.shorten(spelt(query), Action.room("topic"))
    return press(label, "topic", words=key)
