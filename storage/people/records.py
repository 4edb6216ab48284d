"""All that is kept of a person: shown to them, and removed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from storage.chats.comments import LIMIT_PERIOD, comment_time
from storage.database.connection import Connection, Row
from storage.database.database import Database
from storage.people.lists import find_list, joined_people

SPENT_AFTER = timedelta(days=2)
"""Age of a request that no platform sends again."""

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCounts:
    """How much is kept of a person.

    Attributes:
        saves: The excerpts that they keep.
        comments: Those that they wrote, in all chats.
        has_list: Whether there is a list of theirs, though nothing may be on it any more
            but what was removed within a day.
        has_chat: Whether anything is kept of their private chat.
        has_code: Whether a code that joins two lists is kept, which they gave or used.
        joined: Other identities of theirs that share their saves.
    """

    saves: int
    comments: int
    has_list: bool
    has_chat: bool
    has_code: bool
    joined: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.comments or self.has_list or self.has_chat or self.has_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecords:
    """What is kept of a person beside their saves, as rows.

    Attributes:
        joined: Other identities of theirs that share their saves.
        removed_saves: Those that they may still bring back.
        comments: Those that they wrote, in all chats.
        codes: Those that join two lists, which they gave or used; of none is it known
            what it is.
        chat: What is kept of their private chat, by the table.
        messages: Their messages that are not answered yet, or just have been.
    """

    joined: tuple[str, ...]
    removed_saves: Rows
    comments: Rows
    codes: Rows
    chat: Mapping[str, Rows]
    messages: Rows


class Records:
    """All that is kept of people, in whichever table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, person: str, chat_key: str) -> RecordCounts:
        """Count what is kept of a person and of their private chat."""
        return await self._database.read(
            lambda reader: _count(reader, person, chat_key)
        )

    async def read(self, person: str, chat_key: str) -> PersonRecords:
        """Return all that is kept of a person and of their private chat."""
        key = {"chat": chat_key, "person": person}
        async with self._database.snapshot() as snapshot:
            comments = await snapshot.all(
                """
                SELECT id, chat, slug, excerpt_id, parent_id, author, written, text
                FROM comments WHERE author_key = :person AND removed = 0 ORDER BY id
                """,
                key,
            )
            chat = {
                "chats": await snapshot.all(
                    "SELECT * FROM chats WHERE key = :chat", key
                ),
                "message_parts": await snapshot.all(
                    "SELECT * FROM message_parts WHERE chat = :chat", key
                ),
            }
            for table in await snapshot.referencing_tables("chats", "chat_id"):
                chat[table] = await snapshot.all(
                    f"""
                    SELECT {table}.* FROM {table} JOIN chats ON chats.id = chat_id
                    WHERE chats.key = :chat
                    """,  # noqa: S608 - a table of ours
                    key,
                )
            codes = await snapshot.all(
                """
                SELECT person, name, expires, used_by FROM joining_codes
                WHERE person = :person OR used_by = :person
                """,
                key,
            )
            messages = await snapshot.all(
                "SELECT id, received, done, body FROM inbox WHERE chat = :chat", key
            )
            joined = await joined_people(snapshot, person)
            removed = await snapshot.all(
                """
                SELECT excerpt_id, text, speaker, title, saved, removed FROM saves
                WHERE list = :list AND removed <> '' ORDER BY id
                """,
                {"list": await find_list(snapshot, person)},
            )

        def plain() -> PersonRecords:
            return PersonRecords(
                joined=tuple(joined),
                removed_saves=[*map(dict, removed)],
                comments=[*map(dict, comments)],
                codes=[*map(dict, codes)],
                chat={table: [*map(dict, rows)] for table, rows in chat.items()},
                messages=[*map(_message, messages)],
            )

        # A chat may have been shown all of a large library.
        return await asyncio.to_thread(plain)

    async def forget(
        self, person: str, chat_key: str, *, now: datetime
    ) -> RecordCounts:
        """Remove all that is kept of a person and of their private chat, or nothing.

        A list of saves that several identities share goes for all of them. Comments of
        the last hour stay known as theirs, for the limit, until `forget_authors`.

        Returns:
            What was removed.
        """
        params = {
            "person": person,
            "chat": chat_key,
            "limited": comment_time(now - LIMIT_PERIOD),
            "spent": comment_time(now - SPENT_AFTER),
        }

        async def work(writer: Connection) -> RecordCounts:
            found = await _count(writer, person, chat_key)
            listed = params | {"list": await find_list(writer, person)}
            await writer.execute("DELETE FROM saves WHERE list = :list", listed)
            await writer.execute("DELETE FROM people WHERE list = :list", listed)
            await writer.execute(
                """
                DELETE FROM joining_codes WHERE person = :person OR used_by = :person
                """,
                params,
            )
            await writer.execute(
                """
                UPDATE comments SET removed = 1, text = '', author = '',
                    author_key = CASE WHEN written < :limited THEN '' ELSE author_key END,
                    request_key = CASE WHEN written < :spent THEN '' ELSE request_key END,
                    removal_key = CASE WHEN written < :spent THEN '' ELSE removal_key END
                WHERE author_key = :person AND author_key <> ''
                """,
                params,
            )
            # What belongs to a chat goes with its row.
            await writer.execute("DELETE FROM chats WHERE key = :chat", params)
            await writer.execute("DELETE FROM message_parts WHERE chat = :chat", params)
            return found

        return await self._database.write(work)


async def _count(connection: Connection, person: str, chat_key: str) -> RecordCounts:
    list_ = await find_list(connection, person)
    counts = await connection.one(
        """
        SELECT
            (SELECT COUNT(*) FROM saves WHERE list = :list AND removed = '') AS saves,
            (SELECT COUNT(*) FROM comments
                WHERE author_key = :person AND author_key <> '' AND removed = 0
            ) AS comments,
            EXISTS (SELECT 1 FROM people WHERE key = :person) AS has_list,
            EXISTS (SELECT 1 FROM chats WHERE key = :chat) AS has_chat,
            EXISTS (
                SELECT 1 FROM joining_codes WHERE person = :person OR used_by = :person
            ) AS has_code
        """,
        {"list": list_, "person": person, "chat": chat_key},
    )
    assert counts is not None  # noqa: S101 - it counts in any case
    return RecordCounts(
        saves=counts["saves"],
        comments=counts["comments"],
        has_list=bool(counts["has_list"]),
        has_chat=bool(counts["has_chat"]),
        has_code=bool(counts["has_code"]),
        joined=tuple(await joined_people(connection, person)),
    )


def _message(row: Row) -> Mapping[str, object]:
    return dict(row) | {"body": orjson.loads(row["body"])}
