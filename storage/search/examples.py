"""Find somebody in the library, and something said, to show how one asks."""

from dataclasses import dataclass

from storage.database.connection import Connection

LOOKED_AT = 20
"""Transcripts from which an example is taken: any will do, and a library may be large."""

_TRIED = 10
_SHORT = 30
"""Topics tried, and letters of one: an example is to be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Name a speaker, and a topic in an excerpt of theirs that `/quote` can offer."""

    speaker: str
    topic: str


async def find_example(reader: Connection) -> Example | None:
    """Return who speaks most of something that few others in the library speak of."""
    rows = await reader.all(
        """
        SELECT topics.transcript_id, topics.speaker_id, topics.phrase, speakers.name
        FROM topics
        JOIN speakers ON speakers.id = topics.speaker_id
        WHERE speakers.voice = 0 AND LENGTH(topics.phrase) <= :short
            AND topics.transcript_id IN
                (SELECT id FROM transcripts ORDER BY id LIMIT :looked_at)
        ORDER BY topics.said * 1.0 / COUNT(*) OVER (PARTITION BY topics.key) DESC,
            topics.weight DESC, topics.key
        LIMIT :tried
        """,
        {"short": _SHORT, "looked_at": LOOKED_AT, "tried": _TRIED},
    )
    for row in rows:
        texts = await reader.all(
            """
            SELECT text FROM excerpts
            WHERE transcript_id = :transcript AND speaker_id = :speaker
                AND speaker_slot IS NOT NULL
            ORDER BY position LIMIT 100
            """,
            {"transcript": row["transcript_id"], "speaker": row["speaker_id"]},
        )
        topic = row["phrase"].casefold()
        if any(topic in text["text"].casefold() for text in texts):
            return Example(speaker=row["name"], topic=row["phrase"])
    return None
