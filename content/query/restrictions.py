"""Restrictions of a query, such as its speaker and dates, so that each can be removed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum, auto

from content.query.dates import format_date
from content.query.query import Query

MAX_SINGLE_PHRASES = 3
"""Phrases that are removed one by one; more of them are one restriction."""

MAX_SINGLE_EXCLUSIONS = 4
"""Exclusions of each kind that are removed one by one; more are one restriction."""


class RestrictionKind(Enum):
    """What a restriction restricts, in the order in which they are removed."""

    SPEAKER = auto()
    PLACE = auto()
    AFTER = auto()
    BEFORE = auto()
    EXCLUDED_WORDS = auto()
    EXCLUDED_SPEAKER = auto()
    EXCLUDED_PLACE = auto()
    PHRASE = auto()


LIFTED_BY_SEARCH = frozenset(
    {RestrictionKind.PLACE, RestrictionKind.AFTER}
    | {RestrictionKind.BEFORE, RestrictionKind.PHRASE}
)
"""Kinds that a search removes by itself where nothing fits. Whose words are wanted, and
what is excluded, only the asker may change."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """One restriction of a query, with its values as typed."""

    kind: RestrictionKind
    values: tuple[str, ...]


def restrictions(query: Query) -> tuple[Restriction, ...]:
    """Return all restrictions of a query, in the order in which they are removed."""
    kinds, several = RestrictionKind, MAX_SINGLE_EXCLUSIONS
    listed = (
        (kinds.SPEAKER, (query.speaker,), 1),
        (kinds.PLACE, (query.place,), 1),
        (kinds.AFTER, (format_date(query.after) if query.after else "",), 1),
        (kinds.BEFORE, (format_date(query.before) if query.before else "",), 1),
        (kinds.EXCLUDED_WORDS, query.excluded, several),
        (kinds.EXCLUDED_SPEAKER, query.excluded_speakers, several),
        (kinds.EXCLUDED_PLACE, query.excluded_places, several),
        (kinds.PHRASE, query.phrases, MAX_SINGLE_PHRASES),
    )
    found: list[Restriction] = []
    for kind, values, most in listed:
        unique = tuple(dict.fromkeys(filter(None, values)))
        together = [unique] if len(unique) > most else [(value,) for value in unique]
        found += (Restriction(kind, each) for each in together)
    return tuple(found)


def without_restrictions(query: Query, removed: Collection[Restriction]) -> Query:
    """Return a query without some of its restrictions; words of phrases stay as words."""
    gone = {(each.kind, value) for each in removed for value in each.values}
    kinds = {each.kind for each in removed}
    kind = RestrictionKind

    def remaining(kind: RestrictionKind, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if (kind, value) not in gone)

    return replace(
        query,
        speaker="" if kind.SPEAKER in kinds else query.speaker,
        place="" if kind.PLACE in kinds else query.place,
        after=0 if kind.AFTER in kinds else query.after,
        before=0 if kind.BEFORE in kinds else query.before,
        excluded=remaining(kind.EXCLUDED_WORDS, query.excluded),
        excluded_speakers=remaining(kind.EXCLUDED_SPEAKER, query.excluded_speakers),
        excluded_places=remaining(kind.EXCLUDED_PLACE, query.excluded_places),
        phrases=remaining(kind.PHRASE, query.phrases),
    )


def wants_anything(query: Query) -> bool:
    """Return whether a query asks for anything, and does not only exclude."""
    return bool(
        query.words or query.speaker or query.place or query.after or query.before
    )
