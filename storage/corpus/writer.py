"""Write a plan's rows inside one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from content.model import Comment
from storage.corpus.comment_tree import comment_origins, place_in_tree
from storage.corpus.comparison import NewTranscript
from storage.corpus.plan import Plan, RowIds
from storage.corpus.staging import (
    apply_staged,
    delete_removed,
    forget_returned,
    keep_departed,
)
from storage.database.connection import Connection, Params
from storage.database.errors import ChangedMeanwhileError

NOBODY = 0
"""The speaker's id in a topic that is said by nobody in just these words."""


async def write_library(
    writer: Connection, stamp: str, plan: Plan, ids: RowIds
) -> None:
    """Replace the rows of changed transcripts and count the generation up.

    The excerpts were staged with `staging.stage`. Other writes wait for this, so it runs
    few statements, whatever the number of transcripts.

    Raises:
        ChangedMeanwhileError: The library is not of the plan's generation any more.
    """
    changed = await writer.execute(
        """
        UPDATE library SET generation = generation + 1, stamp = :stamp
        WHERE generation = :was
        """,
        {"stamp": stamp, "was": plan.generation},
    )
    if not changed:
        raise ChangedMeanwhileError("The library was changed while this was planned.")
    await keep_departed(writer)
    await delete_removed(writer)
    await _delete_old_rows(writer, plan, ids)
    await _write_speakers(writer, plan, ids)
    await _write_transcripts(writer, plan, ids)
    await _write_appearances(writer, plan, ids)
    await apply_staged(writer, ids)
    await forget_returned(writer)
    await _write_topics(writer, plan, ids)
    await _write_comments(writer, plan)
    await writer.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM appearances)"
    )


async def _delete_old_rows(writer: Connection, plan: Plan, ids: RowIds) -> None:
    """Delete removed transcripts, and what the changed ones have beside excerpts."""
    for table, column, slugs in (
        ("transcripts", "id", plan.removed),
        ("appearances", "transcript_id", plan.touched_slugs),
        ("aliases", "transcript_id", plan.touched_slugs),
        ("topics", "transcript_id", plan.touched_slugs),
    ):
        await writer.execute_many(
            f"DELETE FROM {table} WHERE {column} = :id",  # noqa: S608 - fixed tables, no input
            [{"id": ids.transcript_ids[slug]} for slug in slugs],
        )


async def _write_speakers(writer: Connection, plan: Plan, ids: RowIds) -> None:
    voices = {
        name: speaker.voice for new in plan.written for speaker, name in new.speakers
    }
    await writer.execute_many(
        """
        INSERT INTO speakers (id, name, voice) VALUES (:id, :name, :voice)
        ON CONFLICT (name) DO UPDATE SET voice = excluded.voice
        """,
        [
            {"id": ids.speaker_ids[name], "name": name, "voice": int(voice)}
            for name, voice in voices.items()
        ],
    )


async def _write_transcripts(writer: Connection, plan: Plan, ids: RowIds) -> None:
    await writer.execute_many(
        """
        INSERT INTO transcripts
            (id, slug, title, date, place, source, licence, language, digest)
        VALUES
            (:id, :slug, :title, :date, :place, :source, :licence, :language, :digest)
        ON CONFLICT (slug) DO UPDATE SET
            title = excluded.title, date = excluded.date, place = excluded.place,
            source = excluded.source, licence = excluded.licence,
            language = excluded.language, digest = excluded.digest
        """,
        [
            {
                "id": ids.transcript_ids[new.transcript.slug],
                "slug": new.transcript.slug,
                "title": new.transcript.title,
                "date": new.transcript.date,
                "place": new.transcript.place,
                "source": new.transcript.source,
                "licence": new.transcript.licence,
                "language": new.transcript.language,
                "digest": new.content_hash,
            }
            for new in plan.written
        ],
    )


async def _write_appearances(writer: Connection, plan: Plan, ids: RowIds) -> None:
    rows: list[dict[str, Any]] = [
        {
            "transcript": ids.transcript_ids[new.transcript.slug],
            "speaker": ids.speaker_ids[name],
            "printed": speaker.name,
            "role": speaker.role,
            "aliases": (speaker.name, *speaker.aliases),
        }
        for new in plan.written
        for speaker, name in new.speakers
    ]
    # Of two printed names of one person in one file, the first is kept.
    await writer.execute_many(
        """
        INSERT INTO appearances (transcript_id, speaker_id, printed, role)
        VALUES (:transcript, :speaker, :printed, :role)
        ON CONFLICT (transcript_id, speaker_id) DO NOTHING
        """,
        rows,
    )
    await writer.execute_many(
        """
        INSERT INTO aliases (transcript_id, speaker_id, alias)
        VALUES (:transcript, :speaker, :alias)
        ON CONFLICT (transcript_id, speaker_id, alias) DO NOTHING
        """,
        [{**row, "alias": alias} for row in rows for alias in row["aliases"]],
    )


async def _write_comments(writer: Connection, plan: Plan) -> None:
    with_comments = {
        row[0]
        for row in await writer.all(
            "SELECT DISTINCT slug FROM comments WHERE chat = '' AND origin <> ''"
        )
    }
    for new in plan.written:
        transcript = new.transcript
        if transcript.comments or transcript.slug in with_comments:
            await _write_document_comments(writer, transcript.slug, transcript.comments)


async def _write_topics(writer: Connection, plan: Plan, ids: RowIds) -> None:
    await writer.execute_many(
        """
        INSERT INTO topics (transcript_id, key, speaker_id, phrase, weight, said)
        VALUES (:transcript, :key, :speaker, :phrase, :weight, :said)
        """,
        [row for new in plan.written for row in _topic_rows(new, ids)],
    )


def _topic_rows(new: NewTranscript, ids: RowIds) -> Iterable[Params]:
    """Return a row for each topic and who says it; of two with one key, the first."""
    canonical = {speaker.name: name for speaker, name in new.speakers}
    rows: dict[tuple[str, int], Params] = {}
    for topic in new.topics:
        said: Counter[int] = Counter()
        for name, count in topic.said:
            said[ids.speaker_ids[canonical[name]]] += count
        for speaker, count in said.items() or [(NOBODY, 0)]:
            rows.setdefault(
                (topic.key, speaker),
                {
                    "transcript": ids.transcript_ids[new.transcript.slug],
                    "key": topic.key,
                    "speaker": speaker,
                    "phrase": topic.phrase,
                    "weight": topic.weight,
                    "said": count,
                },
            )
    return rows.values()


async def _write_document_comments(
    writer: Connection, slug: str, comments: Sequence[Comment]
) -> None:
    """Make a transcript's own comments those of its file.

    A comment is recognized by its author, its words and what it answers, so that
    answers given in chats stay under it. One that left the file goes, unless it was
    answered: then its place stays, without its words.
    """
    old = {
        row["origin"]: int(row["id"])
        for row in await writer.all(
            """
            SELECT id, origin FROM comments
            WHERE chat = '' AND slug = :slug AND origin <> ''
            """,
            {"slug": slug},
        )
    }
    ids: dict[str, int] = {}
    for comment, origin, parent in comment_origins(comments):
        params = {
            "slug": slug,
            "parent": ids.get(parent),
            "author": comment.author,
            "written": comment.date,
            "text": comment.text,
            "origin": origin,
        }
        if (known := old.pop(origin, None)) is not None:
            ids[origin] = known
            await writer.execute(
                """
                UPDATE comments SET removed = 0, author = :author, text = :text,
                    written = :written, parent_id = :parent
                WHERE id = :id
                """,
                {**params, "id": known},
            )
        else:
            ids[origin] = int(
                await writer.value(
                    """
                    INSERT INTO comments
                        (slug, parent_id, author, written, text, origin)
                    VALUES (:slug, :parent, :author, :written, :text, :origin)
                    RETURNING id
                    """,
                    params,
                )
            )
            await place_in_tree(writer, ids[origin], ids.get(parent))
    if old:
        await _remove_document_comments(writer, slug, old.values())


async def _remove_document_comments(
    writer: Connection, slug: str, departed: Iterable[int]
) -> None:
    """Remove a transcript's own comments that left its file."""
    for gone in sorted(departed, reverse=True):
        # Deepest first: an answer is always younger than what it answers.
        await writer.execute(
            """
            DELETE FROM comments WHERE id = :id AND NOT EXISTS
                (SELECT 1 FROM comments AS answers WHERE answers.parent_id = :id)
            """,
            {"id": gone},
        )
        await writer.execute(
            "UPDATE comments SET removed = 1, author = '', text = '' WHERE id = :id",
            {"id": gone},
        )
    await writer.execute(
        """
        UPDATE comments SET answered = 0
        WHERE chat = '' AND slug = :slug AND excerpt_id = '' AND answered = 1
            AND NOT EXISTS (
                SELECT 1 FROM comments AS answers
                WHERE answers.parent_id = comments.id
            )
        """,
        {"slug": slug},
    )
