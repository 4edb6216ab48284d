"""Tell what the library will be like after a swap, before the swap."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from storage.corpus.plan import Plan, RowIds
from storage.database.connection import Connection

SpeakerNames = tuple[int, str, tuple[str, ...]]
"""A speaker's number, name, and every name that some transcript knows them by."""

NAMES = """
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
    """Hold what readers of a generation need beside its rows and its index.

    Attributes:
        stamp: Names the swap; another of the same number has another.
        languages: Of all transcripts, sorted.
        people: All speakers that are no mere voices, sorted.
    """

    generation: int
    stamp: str
    languages: tuple[str, ...]
    people: tuple[SpeakerNames, ...]


async def current_summary(snapshot: Connection) -> LibrarySummary:
    """Tell the same of the generation that a snapshot sees."""
    row = await snapshot.one("SELECT generation, stamp FROM library")
    assert row is not None  # noqa: S101 - the schema puts it there
    languages = await snapshot.all("SELECT DISTINCT language FROM transcripts")
    names = await snapshot.all(NAMES)
    return LibrarySummary(
        generation=int(row["generation"]),
        stamp=row["stamp"],
        languages=tuple(sorted(each["language"] for each in languages)),
        people=await asyncio.to_thread(
            lambda: _people((row["id"], row["name"], row["alias"]) for row in names)
        ),
    )


async def planned_summary(
    snapshot: Connection, plan: Plan, numbers: RowIds, stamp: str
) -> LibrarySummary:
    """Tell it of the generation that a plan leads to."""
    touched = frozenset(plan.touched)
    stay = await snapshot.all("SELECT slug, language FROM transcripts")
    languages = {each["language"] for each in stay if each["slug"] not in touched}
    languages |= {new.transcript.language for new in plan.written}
    voices = {
        name: speaker.voice for new in plan.written for speaker, name in new.speakers
    }
    names = [
        (each["id"], each["name"], each["alias"])
        for each in await snapshot.all(NAMES)
        if each["slug"] not in touched and not voices.get(each["name"])
    ]
    names += [
        (numbers.speaker_ids[name], name, alias)
        for new in plan.written
        for speaker, name in new.speakers
        if not voices[name]
        for alias in (speaker.name, *speaker.aliases)
    ]
    return LibrarySummary(
        generation=plan.generation + 1,
        stamp=stamp,
        languages=tuple(sorted(languages)),
        people=_people(names),
    )


def _people(names: Iterable[tuple[int, str, str]]) -> tuple[SpeakerNames, ...]:
    people: dict[tuple[int, str], list[str]] = {}
    for key, name, alias in sorted(set(names)):
        people.setdefault((key, name), []).append(alias)
    return tuple((key, name, tuple(each)) for (key, name), each in people.items())
