"""Write the topics of a transcript, and read those of the library."""

from collections import Counter
from collections.abc import Iterable

from content.topics import TopicMention
from storage.corpus.comparison import NewTranscript
from storage.corpus.plan import Plan, RowIds
from storage.database.connection import Connection, Params

NOBODY = 0
"""The speaker of a topic that is said by nobody in just these words."""


async def write_topics(writer: Connection, plan: Plan, numbers: RowIds) -> None:
    """Write what each written transcript is about."""
    await writer.execute_many(
        """
        INSERT INTO topics (transcript_id, key, speaker_id, phrase, weight, said)
        VALUES (:transcript, :key, :speaker, :phrase, :weight, :said)
        """,
        [row for new in plan.written for row in _rows(new, numbers)],
    )


def _rows(new: NewTranscript, numbers: RowIds) -> Iterable[Params]:
    """Return a row for each topic and who says it; of two with one key, the first."""
    canonical = {speaker.name: name for speaker, name in new.speakers}
    rows: dict[tuple[str, int], Params] = {}
    for topic in new.topics:
        said: Counter[int] = Counter()
        for name, count in topic.said:
            said[numbers.speaker_ids[canonical[name]]] += count
        for speaker, count in said.items() or [(NOBODY, 0)]:
            rows.setdefault(
                (topic.key, speaker),
                {
                    "transcript": numbers.transcript_ids[new.transcript.slug],
                    "key": topic.key,
                    "speaker": speaker,
                    "phrase": topic.phrase,
                    "weight": topic.weight,
                    "said": count,
                },
            )
    return rows.values()


async def read_topics(snapshot: Connection) -> list[TopicMention]:
    """Return all topics of all transcripts."""
    rows = await snapshot.all(
        """
        SELECT transcript_id, key, speaker_id, phrase, weight, said FROM topics
        ORDER BY transcript_id, key, speaker_id
        """
    )
    return [
        TopicMention(
            transcript=row["transcript_id"],
            speaker=row["speaker_id"],
            key=row["key"],
            phrase=row["phrase"],
            weight=row["weight"],
            said=row["said"],
        )
        for row in rows
    ]
