"""The library in short, as it is and as it will be after a load."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from storage.corpus.plan import Plan, RowIds
from storage.corpus.rows import Generation, read_generation
from storage.database.connection import Connection

SpeakerNames = tuple[int, str, tuple[str, ...]]
"""A speaker's id, name, and every name that some transcript has for them."""

_SELECT_NAMES = """
    SELECT speakers.id, speakers.name, transcripts.slug, appearances.printed AS alias
    FROM appearances
    JOIN speakers ON speakers.id = appearances.speaker_id
    JOIN transcripts ON transcripts.id = appearances.transcript_id
    WHERE speakers.voice = 0
    UNION
    SELECT speakers.id, speakers.name, transcripts.slug, aliases.alias
    FROM aliases
    JOIN speakers ON speakers.id = aliases.speaker_id
    JOIN transcripts ON transcripts.id = aliases.transcript_id
    WHERE speakers.voice = 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySummary:
    """What readers of a generation need beside its rows and its index.

    Attributes:
        languages: Of all transcripts, sorted.
        people: All speakers that are known by a name, sorted.
    """

    generation: Generation
    languages: tuple[str, ...]
    people: tuple[SpeakerNames, ...]


async def current_summary(snapshot: Connection) -> LibrarySummary:
    """Return the summary of the generation that a snapshot sees."""
    languages = await snapshot.all("SELECT DISTINCT language FROM transcripts")
    names = await snapshot.all(_SELECT_NAMES)
    return LibrarySummary(
        generation=await read_generation(snapshot),
        languages=tuple(sorted(each["language"] for each in languages)),
        people=await asyncio.to_thread(
            lambda: _people((row["id"], row["name"], row["alias"]) for row in names)
        ),
    )


async def planned_summary(
    snapshot: Connection, plan: Plan, ids: RowIds, stamp: str
) -> LibrarySummary:
    """Return the summary of the generation that a plan leads to."""
    touched = frozenset(plan.touched_slugs)
    stay = await snapshot.all("SELECT slug, language FROM transcripts")
    languages = {each["language"] for each in stay if each["slug"] not in touched}
    languages |= {new.transcript.language for new in plan.written}
    voices = {
        name: speaker.voice for new in plan.written for speaker, name in new.speakers
    }
    names = [
        (each["id"], each["name"], each["alias"])
        for each in await snapshot.all(_SELECT_NAMES)
        if each["slug"] not in touched and not voices.get(each["name"])
    ]
    names += [
        (ids.speaker_ids[name], name, alias)
        for new in plan.written
        for speaker, name in new.speakers
        if not voices[name]
        for alias in (speaker.name, *speaker.aliases)
    ]
    return LibrarySummary(
        generation=Generation(plan.generation + 1, stamp),
        languages=tuple(sorted(languages)),
        people=_people(names),
    )


def _people(names: Iterable[tuple[int, str, str]]) -> tuple[SpeakerNames, ...]:
    people: dict[tuple[int, str], list[str]] = {}
    for key, name, alias in sorted(set(names)):
        people.setdefault((key, name), []).append(alias)
    return tuple((key, name, tuple(each)) for (key, name), each in people.items())
