"""Write the topics of a transcript, and read those of the library."""

from collections import Counter

from content.topics import Entry
from storage.database import Connection
from storage.plan import NewTranscript

NOBODY = 0
"""The speaker of a topic that is said by nobody in just these words."""


async def write_topics(
    writer: Connection,
    transcript_id: int,
    new: NewTranscript,
    speaker_ids: dict[str, int],
) -> None:
    """Write what a transcript is about; of two topics with one key, the first."""
    canonical = {speaker.name: name for speaker, name in new.speakers}
    rows: dict[tuple[str, int], dict[str, object]] = {}
    for topic in new.topics:
        said: Counter[int] = Counter()
        for name, count in topic.said:
            said[speaker_ids[canonical[name]]] += count
        for speaker, count in said.items() or [(NOBODY, 0)]:
            rows.setdefault(
                (topic.key, speaker),
                {
                    "transcript": transcript_id,
                    "key": topic.key,
                    "speaker": speaker,
                    "phrase": topic.phrase,
                    "weight": topic.weight,
                    "said": count,
                },
            )
    await writer.execute_many(
        """
        INSERT INTO topics (transcript_id, key, speaker_id, phrase, weight, said)
        VALUES (:transcript, :key, :speaker, :phrase, :weight, :said)
        """,
        rows.values(),
    )


async def read_topics(snapshot: Connection) -> list[Entry]:
    """Return all topics of all transcripts."""
    rows = await snapshot.all(
        """
        SELECT transcript_id, key, speaker_id, phrase, weight, said FROM topics
        ORDER BY transcript_id, key, speaker_id
        """
    )
    return [
        Entry(
            transcript=row["transcript_id"],
            speaker=row["speaker_id"],
            key=row["key"],
            phrase=row["phrase"],
            weight=row["weight"],
            said=row["said"],
        )
        for row in rows
    ]
