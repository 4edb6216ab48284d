"""The speakers whom words mean: by name, by a former name, or by a role."""

from dataclasses import dataclass

from content.names.index import NameMatch
from content.names.roles import other_role_words
from storage.corpus.rows import (
    StoredSpeaker,
)
from storage.database.connection import Connection, in_clause

SELECT_SPEAKERS = """
    SELECT speakers.id, speakers.name,
        (SELECT COUNT(*) FROM excerpts
            WHERE excerpts.speaker_id = speakers.id) AS excerpts,
        (SELECT COUNT(*) FROM appearances
            WHERE appearances.speaker_id = speakers.id) AS transcripts,
        COALESCE((SELECT appearances.role FROM appearances
            JOIN transcripts ON transcripts.id = appearances.transcript_id
            WHERE appearances.speaker_id = speakers.id
            ORDER BY transcripts.date DESC LIMIT 1), '') AS role
    FROM speakers
    WHERE speakers.voice = 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerMatch:
    """Who a name certainly is, and who it might be.

    Attributes:
        certain: One where the name is known; several where people share it.
        suggestions: Best first; never to be used without asking.
        name: What was looked for at the beginning of words, as typed; empty where
            nothing says where it ends.
        rest: The words after the name, where it was looked for at their beginning.
        has_more: Whether others have the name beside those that are certain.
        by_role: Whether it is no name but a role that they had.
    """

    certain: tuple[StoredSpeaker, ...]
    suggestions: tuple[StoredSpeaker, ...]
    name: str = ""
    rest: str = ""
    has_more: bool = False
    by_role: bool = False


async def roles_called(reader: Connection, words: str) -> dict[str, int]:
    """Return the roles that words mean, with how many words each has beside them."""
    roles = await reader.all("SELECT DISTINCT role FROM appearances")
    others = {row["role"]: other_role_words(words, row["role"]) for row in roles}
    return {role: count for role, count in others.items() if count is not None}


async def find_followed_speaker(connection: Connection, name: str) -> int | None:
    """Return the id of the speaker whose name in the library this is, or was.

    A load may give somebody another name, after a fuller one in another file. Whoever is
    the only one with the former name among their aliases is the same person.
    """
    speaker_id = await connection.value(
        "SELECT id FROM speakers WHERE name = :name AND voice = 0", {"name": name}
    )
    if speaker_id is not None:
        return int(speaker_id)
    rows = await connection.all(
        """
        SELECT DISTINCT speakers.id FROM aliases
        JOIN speakers ON speakers.id = aliases.speaker_id AND speakers.voice = 0
        WHERE aliases.alias = :name LIMIT 2
        """,
        {"name": name},
    )
    return int(rows[0]["id"]) if len(rows) == 1 else None


async def match_speakers(
    snapshot: Connection, found: NameMatch, rest: str = ""
) -> SpeakerMatch:
    """Return the speakers of names that were found, as they are in the library now."""
    keys = [*found.certain, *found.suggestions]
    if not keys:
        return SpeakerMatch(certain=(), suggestions=(), rest=rest)
    clause, params = in_clause("id", keys)
    rows = await snapshot.all(f"{SELECT_SPEAKERS} AND speakers.id IN {clause}", params)
    speakers = {row["id"]: StoredSpeaker(**dict(row)) for row in rows}
    return SpeakerMatch(
        certain=tuple(speakers[key] for key in found.certain if key in speakers),
        suggestions=tuple(
            speakers[key] for key in found.suggestions if key in speakers
        ),
        rest=rest,
        has_more=found.has_more,
    )
