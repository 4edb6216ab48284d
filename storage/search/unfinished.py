"""Interpret a query while somebody is still typing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from content.names.index import NameIndex
from content.query.query import Query
from storage.database.connection import Connection, in_clause
from storage.index.generations import DerivedData

MAX_TYPED_SPEAKERS = 4
"""As many speakers as the start of a name may have, to be taken for one."""

MIN_NAME_CHARS = 2
"""Characters from which words may be the start of a name."""

MIN_PREFIX_CHARS = 2
"""Characters from which the start of a word is completed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSpeaker:
    """Somebody whose name is typed, or its start."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedQuery:
    """A query that is still typed, as a library understands it.

    Attributes:
        query: All of it; a word that is not finished is the most usual one that begins
            so.
        speakers: Whose words it asks for first: those with the name that it begins
            with, or restricts it to.
        by_them: What of it remains to be found in their words; of none, the same as
            `query`.
        only_them: Whether nobody else's words are asked for.
        is_whole: Whether its last word is one, so that it means something.
    """

    query: Query
    speakers: tuple[TypedSpeaker, ...]
    by_them: Query
    only_them: bool
    is_whole: bool


async def read_unfinished(
    snapshot: Connection,
    derived: DerivedData,
    query: Query,
    *,
    ends_open: bool,
    is_word: Callable[[str], bool] | None = None,
) -> UnfinishedQuery:
    """Read a query whose last word or name may go on.

    Args:
        snapshot: The rows of the generation.
        derived: What was derived from them.
        query: The query as far as it is typed.
        ends_open: Whether more letters of its last word may follow.
        is_word: Returns whether a word is one of any language; None where nobody knows.
    """
    names = derived.names
    is_whole = not ends_open or _ends_whole(derived, query, is_word)
    if query.speaker:
        # Of several nobody can be asked here whom they mean: all are offered in turn.
        typed = (*query.other_speakers, query.speaker)
        found = [key for name in typed for key in _keys_of(names, name)]
        keys = tuple(dict.fromkeys(found))
        restricted = replace(query, speaker="", other_speakers=())
        by_them = _completed(derived, restricted, ends_open=ends_open)
        return UnfinishedQuery(
            query=by_them,
            speakers=await _speakers(snapshot, keys),
            by_them=by_them,
            only_them=True,
            is_whole=is_whole,
        )
    completed = _completed(derived, query, ends_open=ends_open)
    # Words in quotation marks are no name.
    name, rest = ("", "") if query.phrases else names.split(query.words)
    keys = names.find(name).certain[:MAX_TYPED_SPEAKERS] if name else ()
    if not keys and not query.phrases and len(query.words) >= MIN_NAME_CHARS:
        rest = ""
        keys = _keys_going_on(names, query.words)
    by_them = replace(query, words=rest) if keys else query
    return UnfinishedQuery(
        query=completed,
        speakers=await _speakers(snapshot, keys),
        by_them=_completed(derived, by_them, ends_open=ends_open),
        only_them=False,
        is_whole=is_whole,
    )


def _keys_of(names: NameIndex, typed: str) -> tuple[int, ...]:
    """Return whom a name means, or else those whose names go on so, or are like it."""
    match = names.find(typed)
    found = match.certain or _keys_going_on(names, typed) or match.suggestions
    return found[:MAX_TYPED_SPEAKERS]


def _keys_going_on(names: NameIndex, typed: str) -> tuple[int, ...]:
    """Return those whose names go on from some words; none where they are many."""
    found = names.complete(typed)
    if len(found) > MAX_TYPED_SPEAKERS:
        return ()
    keys = [key for name in found for key in names.find(name).certain]
    return tuple(dict.fromkeys(keys))[:MAX_TYPED_SPEAKERS]


def _ends_whole(
    derived: DerivedData, query: Query, is_word: Callable[[str], bool] | None
) -> bool:
    """Return whether the last word is one of the library, begins one, or is any."""
    last = query.words.split()[-1:]
    if not last or is_word is None:
        return True
    vocabulary, words = derived.index.vocabulary, derived.index.analyse(last[0])
    if not vocabulary.missing_words(words) or vocabulary.complete(words):
        return True
    return is_word(last[0])


def _completed(derived: DerivedData, query: Query, *, ends_open: bool) -> Query:
    """Return a query whose last word is one of the library, if one begins so."""
    *before, last = query.words.split() or [""]
    if not ends_open or query.phrases or len(last) < MIN_PREFIX_CHARS:
        return query
    words = derived.index.analyse(last)
    whole = derived.index.vocabulary.complete(words)
    return replace(query, words=" ".join([*before, whole])) if whole else query


async def _speakers(
    snapshot: Connection, keys: tuple[int, ...]
) -> tuple[TypedSpeaker, ...]:
    if not keys:
        return ()
    clause, params = in_clause("id", keys)
    sql = f"SELECT id, name FROM speakers WHERE id IN {clause}"  # noqa: S608 - names of parameters
    found = {row["id"]: row["name"] for row in await snapshot.all(sql, params)}
    return tuple(TypedSpeaker(id=key, name=found[key]) for key in keys if key in found)
