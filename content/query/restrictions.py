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
    {
        RestrictionKind.PLACE,
        RestrictionKind.AFTER,
        RestrictionKind.BEFORE,
        RestrictionKind.PHRASE,
    }
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
    dates = (
        (RestrictionKind.AFTER, query.after),
        (RestrictionKind.BEFORE, query.before),
    )
    return (
        *_restrictions(
            RestrictionKind.SPEAKER, [query.speaker] if query.speaker else []
        ),
        *_restrictions(RestrictionKind.PLACE, [query.place] if query.place else []),
        *(Restriction(kind, (format_date(date),)) for kind, date in dates if date),
        *_restrictions(
            RestrictionKind.EXCLUDED_WORDS, query.excluded, MAX_SINGLE_EXCLUSIONS
        ),
        *_restrictions(
            RestrictionKind.EXCLUDED_SPEAKER,
            query.excluded_speakers,
            MAX_SINGLE_EXCLUSIONS,
        ),
        *_restrictions(
            RestrictionKind.EXCLUDED_PLACE, query.excluded_places, MAX_SINGLE_EXCLUSIONS
        ),
        *_restrictions(RestrictionKind.PHRASE, query.phrases, MAX_SINGLE_PHRASES),
    )


def without_restrictions(query: Query, removed: Collection[Restriction]) -> Query:
    """Return a query without some of its restrictions; words of phrases stay as words."""
    gone = {(each.kind, value) for each in removed for value in each.values}
    kinds = {each.kind for each in removed}

    def remaining(kind: RestrictionKind, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if (kind, value) not in gone)

    return replace(
        query,
        speaker="" if RestrictionKind.SPEAKER in kinds else query.speaker,
        place="" if RestrictionKind.PLACE in kinds else query.place,
        after=0 if RestrictionKind.AFTER in kinds else query.after,
        before=0 if RestrictionKind.BEFORE in kinds else query.before,
        excluded=remaining(RestrictionKind.EXCLUDED_WORDS, query.excluded),
        excluded_speakers=remaining(
            RestrictionKind.EXCLUDED_SPEAKER, query.excluded_speakers
        ),
        excluded_places=remaining(
            RestrictionKind.EXCLUDED_PLACE, query.excluded_places
        ),
        phrases=remaining(RestrictionKind.PHRASE, query.phrases),
    )


def wants_anything(query: Query) -> bool:
    """Return whether a query asks for anything, and does not only exclude."""
    return bool(
        query.words or query.speaker or query.place or query.after or query.before
    )


def _restrictions(
    kind: RestrictionKind, values: Collection[str], most: int = 1
) -> tuple[Restriction, ...]:
    unique = tuple(dict.fromkeys(values))
    if len(unique) > most:
        return (Restriction(kind, unique),)
    return tuple(Restriction(kind, (value,)) for value in unique)
