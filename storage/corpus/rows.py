"""Excerpts, speakers and the generation, read from their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from content.model import TurnKind
from storage.database.connection import Connection, Row, in_clause


class Generation(NamedTuple):
    """One state of the library.

    Attributes:
        number: Counted up by each load.
        stamp: New with each load, to distinguish loads that planned the same number, and
            copies of one database.
    """

    number: int
    stamp: str


async def read_generation(snapshot: Connection) -> Generation:
    """Return the generation that a snapshot sees."""
    row = await snapshot.one("SELECT generation, stamp FROM library")
    assert row is not None  # noqa: S101 - the schema puts it there
    return Generation(int(row["generation"]), row["stamp"])


async def read_oldest_used(snapshot: Connection) -> int:
    """Return the number of the oldest generation that some process answers from."""
    return int(
        await snapshot.value(
            """
            SELECT COALESCE(MIN(replicas.serving), MIN(library.generation))
            FROM library LEFT JOIN replicas
                ON replicas.serving < library.generation AND replicas.serving > 0
            """
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredExcerpt:
    """An excerpt with all that a citation needs.

    Attributes:
        speaker: The person's one name in the library; empty where nobody's.
        printed: The name as this transcript prints it.
        role: What the speaker was at the event; may be empty.
        is_role: Whether the speaker is no person but a role, such as "A reporter".
        read_by: Who read it aloud, for a message; may be empty.
        doubt: Why nobody is named, where the transcript marks the place so.
        offered: Whether `/quote` and the digest may offer it.
        question: What it answers, as cards show it above the words; may be empty.
        asked_by: Who asked that; empty where nobody is named.
        date: ISO 8601, in full or in part; may be empty.
    """

    id: str
    text: str
    kind: TurnKind
    speaker: str
    speaker_id: int | None
    printed: str
    role: str
    read_by: str
    doubt: str
    offered: bool
    position: int
    turn: int
    transcript_id: int
    slug: str
    title: str
    date: str
    place: str
    source: str
    licence: str
    language: str
    is_role: bool = False
    question: str = ""
    asked_by: str = ""


EXCERPT_COLUMNS = """
    excerpts.id, excerpts.text, excerpts.kind, excerpts.speaker_id,
        excerpts.doubt, excerpts.slot IS NOT NULL AS offered, excerpts.position, excerpts.turn,
        excerpts.transcript_id, excerpts.question, excerpts.asked_by,
        COALESCE(speakers.name, '') AS speaker,
        COALESCE(appearances.printed, '') AS printed,
        COALESCE(appearances.role, '') AS role,
        COALESCE(speakers.voice, 0) AS is_role,
        COALESCE(readers.name, '') AS read_by,
        transcripts.slug, transcripts.title, transcripts.date, transcripts.place,
        transcripts.source, transcripts.licence, transcripts.language
"""

EXCERPT_TABLES = """
    excerpts
    JOIN transcripts ON transcripts.id = excerpts.transcript_id
    LEFT JOIN speakers ON speakers.id = excerpts.speaker_id
    LEFT JOIN speakers AS readers ON readers.id = excerpts.read_by_id
    LEFT JOIN appearances ON appearances.transcript_id = excerpts.transcript_id
        AND appearances.speaker_id = excerpts.speaker_id
"""

COUNTED = "excerpts.speaker_id IS NOT NULL"
"""SQL for the excerpts that are counted wherever people see a number of them.

Somebody says them, so that search finds them; headings, stage directions and passages in
doubt are nobody's. Not all that are counted are offered by `/quote`.
"""

SELECT_EXCERPTS = f"SELECT {EXCERPT_COLUMNS} FROM {EXCERPT_TABLES}"  # noqa: S608 - ours, both


async def get_excerpt(
    connection: Connection, excerpt_id: str | None
) -> StoredExcerpt | None:
    """Return the excerpt with an id, or None where there is none."""
    row = await connection.one(
        SELECT_EXCERPTS + " WHERE excerpts.id = :id", {"id": excerpt_id}
    )
    return excerpt_from_row(row) if row else None


async def get_excerpts(
    snapshot: Connection, ids: Iterable[str]
) -> dict[str, StoredExcerpt]:
    """Return excerpts by their ids, without those that are not there."""
    clause, params = in_clause("id", [*ids])
    if not params:
        return {}
    rows = await snapshot.all(
        f"{SELECT_EXCERPTS} WHERE excerpts.id IN {clause}", params
    )
    return {row["id"]: excerpt_from_row(row) for row in rows}


def excerpt_from_row(row: Row) -> StoredExcerpt:
    """Return the excerpt of a row of `SELECT_EXCERPTS`."""
    columns = {name: row[name] for name in StoredExcerpt.__slots__}
    columns |= {"kind": TurnKind(row["kind"])}
    columns |= {name: bool(row[name]) for name in ("offered", "is_role")}
    return StoredExcerpt(**columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSpeaker:
    """A person of the library.

    Attributes:
        role: What the person was at the latest event; may be empty.
        excerpts: How many are theirs, as `COUNTED` says.
        transcripts: At how many events the person speaks.
    """

    id: int
    name: str
    role: str
    excerpts: int
    transcripts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnservedCounts:
    """What the library has of a speaker none of whose excerpts can be offered.

    Attributes:
        excerpts: How many excerpts are theirs, none of which stands on its own.
        doubtful: How many passages of the same events are in doubt, whosever they seem to
            be, by the slugs of their transcripts: as many as `/review` finds in the files,
            as they were loaded.
    """

    excerpts: int
    doubtful: Mapping[str, int]


async def get_texts(snapshot: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the texts of excerpts by their ids, without those that are not there."""
    clause, params = in_clause("id", [*ids])
    if not params:
        return {}
    rows = await snapshot.all(
        f"SELECT id, text FROM excerpts WHERE id IN {clause}",  # noqa: S608 - names of parameters
        params,
    )
    return {row["id"]: row["text"] for row in rows}
