"""Choose the excerpt of a chat's day from what the chat follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.chats.rounds import EVERYBODY, Drawn, draw, draw_freshest
from storage.database.connection import Connection
from storage.digests.delivery import Delivery, Reason
from storage.search.followed import find_followed_speaker


class Scope(StrEnum):
    """Say what a digest draws from."""

    ALL = "all"
    SPEAKER = "speaker"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Hold what was chosen; without an excerpt, `reason` says why."""

    excerpt_id: str = ""
    reason: Reason = Reason.NONE


async def choose(
    writer: Connection,
    chat: int,
    thread: str,
    date: str,
    *,
    scope: str,
    subject: str,
    fitting: Sequence[str],
) -> Choice:
    """Return the excerpt of a local date, drawn when first asked for.

    It stays the same all day, unless a reload takes it away.

    Args:
        writer: Lent for the transaction that this is part of.
        chat: The chat's row.
        thread: The topic thread, or empty.
        date: ISO.
        scope: One of `Scope`.
        subject: The speaker's name in the library, or the words.
        fitting: For a topic: ids of the excerpts about it, best first.
    """
    day = {"chat": chat, "thread": thread, "date": date}
    chosen = await writer.value(
        """
        SELECT days.excerpt_id FROM days
        JOIN excerpts ON excerpts.id = days.excerpt_id
        WHERE days.chat_id = :chat AND days.thread = :thread AND days.date = :date
        """,
        day,
    )
    if chosen is None:
        choice = await _drawn(writer, chat, scope, subject, fitting)
        if not choice.excerpt_id:
            return choice
        chosen = choice.excerpt_id
        await writer.execute(
            """
            INSERT INTO days (chat_id, thread, date, excerpt_id)
            VALUES (:chat, :thread, :date, :excerpt)
            ON CONFLICT (chat_id, thread, date)
                DO UPDATE SET excerpt_id = excluded.excerpt_id
            """,
            {**day, "excerpt": chosen},
        )
    return Choice(excerpt_id=str(chosen))


async def know_told(writer: Connection, delivery: Delivery) -> None:
    """Keep that a chat was told that nothing is left of what it still follows."""
    await writer.execute(
        """
        UPDATE subscriptions SET told = 1
        WHERE thread = :thread AND scope = :scope AND subject = :subject
            AND chat_id = (SELECT chat_id FROM deliveries WHERE id = :id)
            AND NOT EXISTS (
                SELECT 1 FROM days
                WHERE days.chat_id = subscriptions.chat_id
                    AND days.thread = subscriptions.thread AND days.date = :date
            )
        """,
        {
            "id": delivery.id,
            "thread": delivery.thread,
            "date": delivery.date,
            "scope": delivery.scope,
            "subject": delivery.subject,
        },
    )


async def _drawn(
    writer: Connection, chat: int, scope: str, subject: str, fitting: Sequence[str]
) -> Choice:
    if scope == Scope.TOPIC:
        found = await draw_freshest(writer, chat, fitting, unseen_only=True)
        return _choice(found, Reason.NOTHING_LEFT if fitting else Reason.SUBJECT_GONE)
    if scope != Scope.SPEAKER:
        return _drawn_as(await draw(writer, chat, EVERYBODY), Reason.LIBRARY_EMPTY)
    speaker = await find_followed_speaker(writer, subject)
    if speaker is None:
        return Choice(reason=Reason.SUBJECT_GONE)
    if not await _left(writer, chat, speaker):
        return Choice(reason=Reason.NOTHING_LEFT)
    return _drawn_as(await draw(writer, chat, speaker), Reason.NOTHING_LEFT)


def _drawn_as(drawn: Drawn | None, otherwise: Reason) -> Choice:
    return _choice(drawn.excerpt.id if drawn else None, otherwise)


def _choice(found: str | None, otherwise: Reason) -> Choice:
    return Choice(excerpt_id=found) if found else Choice(reason=otherwise)


async def _left(writer: Connection, chat: int, speaker: int) -> bool:
    """Tell whether the chat's round through a speaker's words is not over."""
    return bool(
        await writer.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM excerpts
                LEFT JOIN rounds ON rounds.chat_id = :chat
                    AND rounds.speaker_id = :speaker
                LEFT JOIN shown ON shown.chat_id = :chat
                    AND shown.excerpt_id = excerpts.id
                    AND shown.at >= COALESCE(rounds.since, 0)
                WHERE excerpts.speaker_id = :speaker
                    AND excerpts.speaker_slot IS NOT NULL
                    AND shown.at IS NULL
            )
            """,
            {"chat": chat, "speaker": speaker},
        )
    )
