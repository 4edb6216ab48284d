"""What a query asks for beside its words, piece by piece, so that one can be lifted."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum, auto

from content.query.dates import written_date
from content.query.query import Query

FEW_PHRASES = 3
"""Phrases that are lifted one by one; more of them go together."""

FEW_BARRED = 4
"""Exclusions of each kind that are lifted one by one; more of them go together."""


class Kind(Enum):
    """Say what a restriction is, in the order in which one is given up."""

    SPEAKER = auto()
    PLACE = auto()
    AFTER = auto()
    BEFORE = auto()
    WITHOUT = auto()
    NOT_SPEAKER = auto()
    NOT_PLACE = auto()
    PHRASE = auto()


BY_ITSELF = frozenset({Kind.PLACE, Kind.AFTER, Kind.BEFORE, Kind.PHRASE})
"""What a search gives up where nothing fits. Whose words are wanted, and what is not
wanted at all, only the asker does."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Hold one restriction of a query, with its values as typed."""

    kind: Kind
    values: tuple[str, ...]


def restrictions(query: Query) -> tuple[Restriction, ...]:
    """Return all that restricts a query, what is given up first before the rest."""
    dates = ((Kind.AFTER, query.after), (Kind.BEFORE, query.before))
    return (
        *_each(Kind.SPEAKER, [query.speaker] if query.speaker else []),
        *_each(Kind.PLACE, [query.place] if query.place else []),
        *(Restriction(kind, (written_date(date),)) for kind, date in dates if date),
        *_each(Kind.WITHOUT, query.without, FEW_BARRED),
        *_each(Kind.NOT_SPEAKER, query.not_speakers, FEW_BARRED),
        *_each(Kind.NOT_PLACE, query.not_places, FEW_BARRED),
        *_each(Kind.PHRASE, query.phrases, FEW_PHRASES),
    )


def lifted(query: Query, given_up: Collection[Restriction]) -> Query:
    """Return a query without some of its restrictions; the words of phrases stay."""
    gone = {(each.kind, value) for each in given_up for value in each.values}
    kinds = {each.kind for each in given_up}

    def left(kind: Kind, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if (kind, value) not in gone)

    return replace(
        query,
        speaker="" if Kind.SPEAKER in kinds else query.speaker,
        place="" if Kind.PLACE in kinds else query.place,
        after=0 if Kind.AFTER in kinds else query.after,
        before=0 if Kind.BEFORE in kinds else query.before,
        without=left(Kind.WITHOUT, query.without),
        not_speakers=left(Kind.NOT_SPEAKER, query.not_speakers),
        not_places=left(Kind.NOT_PLACE, query.not_places),
        phrases=left(Kind.PHRASE, query.phrases),
    )


def asks(query: Query) -> bool:
    """Tell whether a query wants anything, and does not only leave out."""
    return bool(
        query.words or query.speaker or query.place or query.after or query.before
    )


def _each(kind: Kind, values: Collection[str], few: int = 1) -> tuple[Restriction, ...]:
    unique = tuple(dict.fromkeys(values))
    if len(unique) > few:
        return (Restriction(kind, unique),)
    return tuple(Restriction(kind, (value,)) for value in unique)
