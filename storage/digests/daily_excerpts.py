"""The excerpt of a chat's day, selected from what the chat follows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from storage.chats.chats import get_or_create_chat_id, record_last_excerpt
from storage.chats.exclusions import (
    NOT_EXCLUDED,
    excluded_of,
    leaves_nothing,
)
from storage.chats.random_excerpts import draw_least_recent
from storage.chats.rounds import ANY_SPEAKER, draw_excerpt
from storage.database.connection import Connection, Row
from storage.database.database import Database
from storage.digests.delivery import Delivery, Reason
from storage.search.search import Search
from storage.search.speakers import find_followed_speaker

MAX_TOPIC_EXCERPTS = 200
"""How many of the best hits a digest about a topic draws from."""


class DigestScope(StrEnum):
    """What a digest draws from."""

    ALL = "all"
    SPEAKER = "speaker"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The excerpt of a day; without one, `reason` says why there is none."""

    excerpt_id: str = ""
    reason: Reason = Reason.NONE


class DailyExcerpts:
    """The excerpt of each chat and topic thread for each local date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def select(
        self,
        key: str,
        thread: str,
        day: date,
        *,
        topic_excerpts: Mapping[str, Sequence[str]],
    ) -> Selection:
        """Return the excerpt of a local date, selected when first asked for.

        It is the one that the digest of that day sends or has sent, and the chat looks
        at it now.

        Args:
            key: The chat's key.
            thread: Its topic thread, or empty.
            day: In the chat's zone.
            topic_excerpts: By a topic's words, ids of excerpts about it, best first.
        """

        async def work(writer: Connection) -> Selection:
            chat = await get_or_create_chat_id(writer, key)
            subscription = await writer.one(
                """
                SELECT scope, subject FROM subscriptions
                WHERE chat_id = :chat AND thread = :thread
                """,
                {"chat": chat, "thread": thread},
            )
            selection = await select_excerpt(
                writer,
                chat,
                thread,
                day.isoformat(),
                subscription,
                topic_excerpts=topic_excerpts,
            )
            if selection.excerpt_id:
                await record_last_excerpt(writer, chat, thread, selection.excerpt_id)
            return selection

        return await self._database.write(work, scope=key)


async def find_topic_excerpts(words: str, search: Search) -> list[str]:
    """Return ids of the excerpts that a digest about a topic draws from, best first."""
    page = await search.find(words, count=MAX_TOPIC_EXCERPTS, merged=False)
    return [excerpt.id for excerpt in page.excerpts if excerpt.offered]


async def select_excerpt(
    writer: Connection,
    chat: int,
    thread: str,
    date: str,
    subscription: Row | None,
    *,
    topic_excerpts: Mapping[str, Sequence[str]],
) -> Selection:
    """Return the excerpt of a local date, selected when first asked for.

    It stays the same all day, unless a reload takes it away, or the chat never wants it.

    Args:
        writer: Lent for the transaction that this is part of.
        chat: The chat's row.
        thread: The topic thread, or empty.
        date: ISO.
        subscription: A row with its scope and subject; None to draw from all.
        topic_excerpts: By a topic's words, ids of excerpts about it, best first.
    """
    day = {"chat": chat, "thread": thread, "date": date}
    selected = await writer.value(
        """
        SELECT days.excerpt_id FROM days
        JOIN excerpts ON excerpts.id = days.excerpt_id
        WHERE days.chat_id = :chat AND days.thread = :thread AND days.date = :date
        """,
        day,
    )
    if selected and not await excluded_of(writer, chat, [str(selected)]):
        return Selection(excerpt_id=str(selected))
    scope, subject = DigestScope.ALL, ""
    if subscription:
        scope, subject = subscription["scope"], subscription["subject"]
    about = topic_excerpts.get(subject, ())
    selection = await _draw(writer, chat, scope, subject, about, thread=thread)
    if selection.excerpt_id:
        await writer.execute(
            """
            INSERT INTO days (chat_id, thread, date, excerpt_id)
            VALUES (:chat, :thread, :date, :excerpt)
            ON CONFLICT (chat_id, thread, date)
                DO UPDATE SET excerpt_id = excluded.excerpt_id
            """,
            {**day, "excerpt": selection.excerpt_id},
        )
    return selection


async def _draw(
    writer: Connection,
    chat: int,
    scope: str,
    subject: str,
    topic_excerpts: Sequence[str],
    *,
    thread: str,
) -> Selection:
    if scope == DigestScope.TOPIC:
        return await _draw_about(writer, chat, topic_excerpts, thread)
    if scope == DigestScope.SPEAKER:
        return await _draw_of(writer, chat, subject, thread)
    if drawn := await draw_excerpt(writer, chat, ANY_SPEAKER, thread):
        return Selection(excerpt_id=drawn.excerpt.id)
    if await leaves_nothing(writer, chat):
        return Selection(reason=Reason.ALL_HIDDEN)
    return Selection(reason=Reason.LIBRARY_EMPTY)


async def _draw_about(
    writer: Connection, chat: int, topic_excerpts: Sequence[str], thread: str
) -> Selection:
    if not topic_excerpts:
        return Selection(reason=Reason.SUBJECT_GONE)
    if len(await excluded_of(writer, chat, topic_excerpts)) == len(topic_excerpts):
        return Selection(reason=Reason.ALL_HIDDEN)
    unseen = await draw_least_recent(
        writer, chat, topic_excerpts, thread, unseen_only=True
    )
    if unseen is None:
        return Selection(reason=Reason.NOTHING_LEFT)
    return Selection(excerpt_id=unseen)


async def _draw_of(writer: Connection, chat: int, name: str, thread: str) -> Selection:
    speaker = await find_followed_speaker(writer, name)
    if speaker is None:
        return Selection(reason=Reason.SUBJECT_GONE)
    if await leaves_nothing(writer, chat, speaker):
        return Selection(reason=Reason.ALL_HIDDEN)
    is_left = await _has_unseen(writer, chat, speaker)
    drawn = await draw_excerpt(writer, chat, speaker, thread) if is_left else None
    if drawn is None:
        return Selection(reason=Reason.NOTHING_LEFT)
    return Selection(excerpt_id=drawn.excerpt.id)


async def _has_unseen(writer: Connection, chat: int, speaker: int) -> bool:
    """Return whether the chat's round through a speaker's words is not over."""
    return bool(
        await writer.value(
            f"""
            SELECT EXISTS (
                SELECT 1 FROM excerpts
                LEFT JOIN rounds ON rounds.chat_id = :chat
                    AND rounds.speaker_id = :speaker
                LEFT JOIN shown ON shown.chat_id = :chat
                    AND shown.excerpt_id = excerpts.id
                    AND shown.at >= COALESCE(rounds.since, 0)
                WHERE excerpts.speaker_id = :speaker
                    AND excerpts.speaker_slot IS NOT NULL
                    AND shown.at IS NULL AND {NOT_EXCLUDED}
            )
            """,  # noqa: S608 - a fixed condition, no input
            {"chat": chat, "speaker": speaker},
        )
    )


async def record_end_notice(writer: Connection, delivery: Delivery) -> None:
    """Record that a chat got the notice that nothing is left of what it follows."""
    await writer.execute(
        """
        UPDATE subscriptions SET end_notice_sent = 1
        WHERE thread = :thread AND scope = :scope AND subject = :subject
            AND chat_id = (SELECT chat_id FROM deliveries WHERE id = :id)
            AND NOT EXISTS (
                SELECT 1 FROM days
                WHERE days.chat_id = subscriptions.chat_id
                    AND days.thread = subscriptions.thread AND days.date = :date
            )
        """,
        asdict(delivery),
    )
