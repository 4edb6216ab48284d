"""What is never offered: an excerpt or a speaker in one chat, an excerpt anywhere.

Search finds all of it still. Excerpts are kept by their ids, which stay with an edited
text, and speakers by the name that they had, as subscriptions keep them; so both
survive a reload, and a transcript that leaves and comes back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storage.chats.chats import find_chat_id, get_or_create_chat_id
from storage.chats.excluded_list import ExcludedPage, read_page
from storage.corpus.rows import COUNTED
from storage.database.connection import Connection, in_clause
from storage.database.database import Database
from storage.search.speakers import find_followed_speaker

NOT_WITHDRAWN = """
    NOT EXISTS (
        SELECT 1 FROM withdrawn_excerpts
        WHERE withdrawn_excerpts.excerpt_id = excerpts.id
    )
"""
"""The condition that an excerpt may be offered to some chat."""

ASKED_BY_MUTED = """
    (excerpts.asked_by <> '' AND EXISTS (
        SELECT 1 FROM muted_speakers
        WHERE muted_speakers.chat_id = :chat AND (
            muted_speakers.name = excerpts.asked_by
            OR muted_speakers.name IN (
                SELECT aliases.alias FROM aliases
                JOIN speakers AS askers ON askers.id = aliases.speaker_id
                WHERE askers.name = excerpts.asked_by
            )
        )
    ))
"""
"""The condition that a card would show a question of somebody whom a chat has muted."""

MAX_ASKING_EXCERPTS = 12
"""Excerpts right before an answer in which its question is looked for: a short one has no
more sentences, with the stage directions between."""

# A question is kept as words alone, on one line; both engines know `REPLACE`, and no other
# function that finds words in words.
ASKED_IN_EXCLUDED = f"""
    (excerpts.question <> '' AND EXISTS (
        SELECT 1 FROM excerpts AS asked
        WHERE asked.transcript_id = excerpts.transcript_id
            AND asked.position >= excerpts.position - {MAX_ASKING_EXCERPTS}
            AND asked.position < excerpts.position
            AND asked.turn < excerpts.turn
            AND (
                EXISTS (
                    SELECT 1 FROM hidden_excerpts
                    WHERE hidden_excerpts.chat_id = :chat
                        AND hidden_excerpts.excerpt_id = asked.id
                ) OR EXISTS (
                    SELECT 1 FROM withdrawn_excerpts
                    WHERE withdrawn_excerpts.excerpt_id = asked.id
                )
            ) AND (
                REPLACE(REPLACE(asked.text, '\n\n', ' '), excerpts.question, '')
                    <> REPLACE(asked.text, '\n\n', ' ')
                OR REPLACE(excerpts.question, REPLACE(asked.text, '\n\n', ' '), '')
                    <> excerpts.question
            )
    ))
"""  # noqa: S608 - fixed conditions
"""The condition that a card would show words of a question that is not offered itself."""

NOT_EXCLUDED = f"""
    NOT EXISTS (
        SELECT 1 FROM hidden_excerpts
        WHERE hidden_excerpts.chat_id = :chat
            AND hidden_excerpts.excerpt_id = excerpts.id
    ) AND {NOT_WITHDRAWN} AND NOT {ASKED_BY_MUTED} AND NOT {ASKED_IN_EXCLUDED}
"""  # noqa: S608 - fixed conditions
"""The condition that an excerpt may be offered to a chat, whoever speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedHere:
    """What a chat is never offered.

    Attributes:
        excerpts: How many excerpts it has hidden.
        muted: The names of speakers it has muted, sorted.
    """

    excerpts: int = 0
    muted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.excerpts or self.muted)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCounts:
    """How much of the library is offered to a chat that excludes nothing.

    Attributes:
        counted: All excerpts, as `COUNTED` in the rows says.
        fit: Those of them that a load found fit to be offered.
        offered: Those of these that are not withdrawn.
        withdrawn: How many are withdrawn, also such as are not fit or have left.
    """

    counted: int
    fit: int
    offered: int
    withdrawn: int


class Exclusions:
    """What chats, and administrators of the library, never want to be offered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hide(self, chat_key: str, *excerpt_ids: str) -> None:
        """Never offer excerpts in a chat; once is as good as twice."""
        await self._change(
            chat_key,
            """
            INSERT INTO hidden_excerpts (chat_id, excerpt_id) VALUES (:chat, :value)
            ON CONFLICT DO NOTHING
            """,
            *excerpt_ids,
        )

    async def unhide(self, chat_key: str, *excerpt_ids: str) -> None:
        """Offer excerpts in a chat again."""
        await self._change(
            chat_key,
            "DELETE FROM hidden_excerpts WHERE chat_id = :chat AND excerpt_id = :value",
            *excerpt_ids,
        )

    async def hidden_ids(self, chat_key: str) -> tuple[str, ...]:
        """Return the ids of all excerpts that a chat has hidden."""

        async def work(reader: Connection) -> tuple[str, ...]:
            rows = await reader.all(
                """
                SELECT excerpt_id FROM hidden_excerpts
                WHERE chat_id = :chat ORDER BY excerpt_id
                """,
                {"chat": await find_chat_id(reader, chat_key)},
            )
            return tuple([row["excerpt_id"] for row in rows])

        return await self._database.read(work)

    async def mute(self, chat_key: str, name: str) -> None:
        """Never offer a speaker's words in a chat; once is as good as twice."""
        await self._change(
            chat_key,
            """
            INSERT INTO muted_speakers (chat_id, name) VALUES (:chat, :value)
            ON CONFLICT DO NOTHING
            """,
            name,
        )

    async def unmute(self, chat_key: str, name: str) -> None:
        """Offer a speaker's words in a chat again, under whatever name they were muted."""

        async def work(writer: Connection) -> None:
            chat = await get_or_create_chat_id(writer, chat_key)
            speaker = await find_followed_speaker(writer, name)
            for muted in await _muted_names(writer, chat):
                known = await find_followed_speaker(writer, muted)
                if muted == name or (known is not None and known == speaker):
                    await writer.execute(
                        """
                        DELETE FROM muted_speakers
                        WHERE chat_id = :chat AND name = :name
                        """,
                        {"chat": chat, "name": muted},
                    )

        await self._database.write(work, scope=chat_key)

    async def is_muted(self, chat_key: str, speaker_id: int) -> bool:
        """Return whether a chat has muted a speaker."""

        async def work(reader: Connection) -> bool:
            chat = await find_chat_id(reader, chat_key)
            return speaker_id in await muted_ids(reader, chat)

        return await self._database.read(work)

    async def is_hidden(self, chat_key: str, excerpt_id: str) -> bool:
        """Return whether a chat has hidden an excerpt."""

        async def work(reader: Connection) -> bool:
            found = await reader.value(
                """
                SELECT 1 FROM hidden_excerpts
                WHERE chat_id = :chat AND excerpt_id = :excerpt
                """,
                {"chat": await find_chat_id(reader, chat_key), "excerpt": excerpt_id},
            )
            return found is not None

        return await self._database.read(work)

    async def is_withdrawn(self, excerpt_id: str) -> bool:
        """Return whether an excerpt is offered nowhere."""
        found = await self._database.read(
            lambda reader: reader.value(
                "SELECT 1 FROM withdrawn_excerpts WHERE excerpt_id = :excerpt",
                {"excerpt": excerpt_id},
            )
        )
        return found is not None

    async def of_chat(self, chat_key: str) -> ExcludedHere:
        """Return what a chat is never offered by its own choice."""

        async def work(reader: Connection) -> ExcludedHere:
            chat = await find_chat_id(reader, chat_key)
            count = await reader.value(
                "SELECT COUNT(*) FROM hidden_excerpts WHERE chat_id = :chat",
                {"chat": chat},
            )
            return ExcludedHere(
                excerpts=int(count), muted=tuple(await _muted_names(reader, chat))
            )

        return await self._database.read(work)

    async def among(self, chat_key: str, ids: Sequence[str]) -> Collection[str]:
        """Return those of some excerpts that a chat is never offered."""

        async def work(reader: Connection) -> Collection[str]:
            return await excluded_of(reader, await find_chat_id(reader, chat_key), ids)

        return await self._database.read(work)

    async def excludes_some(self, chat_key: str, ids: Sequence[str]) -> bool:
        """Return whether a chat itself has excluded some excerpts that others get."""

        async def work(reader: Connection) -> bool:
            chat = await find_chat_id(reader, chat_key)
            clause, params = in_clause("id", list(ids))
            withdrawn = await reader.all(
                f"SELECT excerpt_id FROM withdrawn_excerpts WHERE excerpt_id IN {clause}",  # noqa: S608 - placeholders
                params,
            )
            excluded = await excluded_of(reader, chat, ids)
            return bool({*excluded} - {row["excerpt_id"] for row in withdrawn})

        return bool(ids) and await self._database.read(work)

    async def excludes_some_of(self, chat_key: str, speaker_id: int) -> bool:
        """Return whether a chat itself has excluded some of a speaker's words."""

        async def work(reader: Connection) -> bool:
            found = await reader.value(
                f"""
                SELECT EXISTS (
                    SELECT 1 FROM excerpts WHERE speaker_id = :speaker
                        AND {NOT_WITHDRAWN} AND NOT ({NOT_EXCLUDED})
                )
                """,  # noqa: S608 - fixed conditions
                {
                    "chat": await find_chat_id(reader, chat_key),
                    "speaker": speaker_id,
                },
            )
            return bool(found)

        return await self._database.read(work)

    async def leaves_nothing(self, chat_key: str, speaker_id: int = 0) -> bool:
        """Return whether a chat has excluded all that it could be offered.

        Of one speaker, or of anybody. Where the library has nothing to offer, no chat
        has excluded it.
        """

        async def work(reader: Connection) -> bool:
            chat = await find_chat_id(reader, chat_key)
            return await leaves_nothing(reader, chat, speaker_id)

        return await self._database.read(work)

    async def withdraw(self, excerpt_id: str) -> None:
        """Never offer an excerpt anywhere; once is as good as twice."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO withdrawn_excerpts (excerpt_id) VALUES (:excerpt)
                ON CONFLICT DO NOTHING
                """,
                {"excerpt": excerpt_id},
            )
        )

    async def restore(self, excerpt_id: str) -> None:
        """Offer a withdrawn excerpt again."""
        await self._database.write(
            lambda writer: writer.execute(
                "DELETE FROM withdrawn_excerpts WHERE excerpt_id = :excerpt",
                {"excerpt": excerpt_id},
            )
        )

    async def hidden_page(
        self, chat_key: str, *, number: int, size: int
    ) -> ExcludedPage:
        """Return a page of what a chat has hidden."""

        async def work(reader: Connection) -> ExcludedPage:
            chat = {"chat": await find_chat_id(reader, chat_key)}
            hidden = "SELECT excerpt_id FROM hidden_excerpts WHERE chat_id = :chat"
            return await read_page(reader, hidden, chat, number=number, size=size)

        return await self._database.read(work)

    async def withdrawn_page(self, *, number: int, size: int) -> ExcludedPage:
        """Return a page of what is offered nowhere."""
        withdrawn = "SELECT excerpt_id FROM withdrawn_excerpts"
        return await self._database.read(
            lambda reader: read_page(reader, withdrawn, {}, number=number, size=size)
        )

    async def offered_counts(self) -> OfferedCounts:
        """Count what is offered, and what is not; that looks at all excerpts."""
        row = await self._database.read(
            lambda reader: reader.one(
                f"""
                SELECT (SELECT COUNT(*) FROM excerpts WHERE {COUNTED}) AS counted,
                    (SELECT COUNT(*) FROM excerpts WHERE slot IS NOT NULL) AS fit,
                    (SELECT COUNT(*) FROM excerpts
                        WHERE slot IS NOT NULL AND {NOT_WITHDRAWN}) AS offered,
                    (SELECT COUNT(*) FROM withdrawn_excerpts) AS withdrawn
                """  # noqa: S608 - fixed conditions
            )
        )
        assert row is not None  # noqa: S101 - counts are always a row
        return OfferedCounts(**dict(row))

    async def _change(self, chat_key: str, sql: str, *values: str) -> None:
        async def work(writer: Connection) -> None:
            chat = await get_or_create_chat_id(writer, chat_key)
            await writer.execute_many(
                sql, [{"chat": chat, "value": value} for value in values]
            )

        await self._database.write(work, scope=chat_key)


async def muted_ids(connection: Connection, chat: int) -> frozenset[int]:
    """Return the ids of the speakers that a chat has muted, by their names now."""
    names = await _muted_names(connection, chat)
    found = [await find_followed_speaker(connection, name) for name in names]
    return frozenset(speaker for speaker in found if speaker is not None)


async def leaves_nothing(
    connection: Connection, chat: int, speaker_id: int = 0
) -> bool:
    """Return what `Exclusions.leaves_nothing` does."""
    clause, params = in_clause("muted", [*await muted_ids(connection, chat)])
    theirs = " AND excerpts.speaker_id = :speaker" if speaker_id else ""
    return bool(
        await connection.value(
            f"""
            SELECT EXISTS (
                SELECT 1 FROM excerpts WHERE slot IS NOT NULL{theirs} AND {NOT_WITHDRAWN}
            ) AND NOT EXISTS (
                SELECT 1 FROM excerpts WHERE slot IS NOT NULL{theirs} AND {NOT_EXCLUDED}
                    AND excerpts.speaker_id NOT IN {clause}
            )
            """,  # noqa: S608 - fixed conditions, and placeholders
            {**params, "chat": chat, "speaker": speaker_id},
        )
    )


async def excluded_of(
    connection: Connection, chat: int, ids: Sequence[str]
) -> Collection[str]:
    """Return those of some excerpts that a chat is never offered."""
    clause, params = in_clause("id", list(ids))
    rows = await connection.all(
        f"""
        SELECT excerpt_id FROM hidden_excerpts
        WHERE chat_id = :chat AND excerpt_id IN {clause}
        UNION ALL SELECT excerpt_id FROM withdrawn_excerpts WHERE excerpt_id IN {clause}
        UNION ALL SELECT excerpts.id FROM excerpts
        WHERE excerpts.id IN {clause} AND {ASKED_IN_EXCLUDED}
        """,  # noqa: S608 - the clause is placeholders
        {**params, "chat": chat},
    )
    excluded = {row["excerpt_id"] for row in rows}
    muted = await muted_ids(connection, chat)
    if muted:
        rows = await connection.all(
            f"""
            SELECT id, speaker_id, {ASKED_BY_MUTED} AS asked_by_muted
            FROM excerpts WHERE id IN {clause}
            """,  # noqa: S608 - as above
            {**params, "chat": chat},
        )
        excluded |= {
            row["id"]
            for row in rows
            if row["speaker_id"] in muted or row["asked_by_muted"]
        }
    return excluded


async def _muted_names(connection: Connection, chat: int) -> list[str]:
    rows = await connection.all(
        "SELECT name FROM muted_speakers WHERE chat_id = :chat ORDER BY name",
        {"chat": chat},
    )
    return [row["name"] for row in rows]
