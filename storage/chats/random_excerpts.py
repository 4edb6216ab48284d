"""Draw excerpts at random, none twice in a chat before all that fit were shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from content.excerpts.ids import ids_from
from storage.chats.chats import find_chat_id, get_or_create_chat_id
from storage.chats.exclusions import NOT_EXCLUDED, excluded_of, muted_ids
from storage.chats.rounds import (
    ANY_SPEAKER,
    DrawnExcerpt,
    draw_excerpt,
    record_showing,
    slots_of,
)
from storage.chats.shuffle import shuffled_index
from storage.corpus.rows import (
    EXCERPT_COLUMNS,
    EXCERPT_TABLES,
    StoredExcerpt,
    excerpt_from_row,
    get_excerpt,
)
from storage.database.connection import Connection, in_clause
from storage.database.database import Database

MAX_SAMPLED_SLOTS = 1000
"""How many slots a sample looks into, where much is hidden or muted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptSample:
    """Some excerpts, and from how many they are."""

    excerpts: tuple[StoredExcerpt, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestExcerpt:
    """The next one of a speaker none of whose excerpts is offered by itself.

    Attributes:
        is_only: Whether the chat can be shown no other one of theirs.
    """

    excerpt: StoredExcerpt
    is_only: bool


class RandomExcerpts:
    """Random draws for chats, and what each chat was shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draw(
        self, chat_key: str, speaker_id: int = ANY_SPEAKER, *, thread: str = ""
    ) -> DrawnExcerpt | None:
        """Draw an excerpt at random; None when nothing fits, or all that does is hidden.

        It is then the one shown last in the chat's topic thread, or in the chat without one.

        A draw costs a constant number of index look-ups on average, whatever the
        library's size; after a reload, those of the round that were shown are passed
        over, as is always what is muted or hidden.
        """

        async def work(writer: Connection) -> DrawnExcerpt | None:
            chat = await get_or_create_chat_id(writer, chat_key)
            return await draw_excerpt(writer, chat, speaker_id, thread)

        return await self._database.write(work, scope=chat_key)

    async def draw_least_recent(
        self, chat_key: str, ids: Sequence[str], *, thread: str = ""
    ) -> str | None:
        """Draw the one of `ids` that the chat has not seen, or saw longest ago.

        Among unseen ones the first wins, so give them best first.
        """
        if not ids:
            return None

        async def work(writer: Connection) -> str | None:
            chat = await get_or_create_chat_id(writer, chat_key)
            return await draw_least_recent(writer, chat, ids, thread)

        return await self._database.write(work, scope=chat_key)

    async def draw_nearest(
        self, chat_key: str, speaker_id: int, *, thread: str = ""
    ) -> NearestExcerpt | None:
        """Return what reads best of a speaker's words, though it may not be offered.

        Of those that the chat has not seen, or saw longest ago; what it has hidden is
        passed over, and what says the same counts as one. All of the speaker's excerpts
        are looked at, so this is for when none is offered.
        """

        async def work(writer: Connection) -> NearestExcerpt | None:
            chat = await get_or_create_chat_id(writer, chat_key)
            row = await writer.one(
                f"""
                WITH said AS (
                    SELECT id, ROW_NUMBER() OVER (
                        PARTITION BY text ORDER BY score DESC, transcript_id, position
                    ) AS copy
                    FROM excerpts WHERE speaker_id = :speaker
                )
                SELECT excerpts.id, COUNT(*) OVER () AS choices
                FROM said
                JOIN excerpts ON excerpts.id = said.id
                LEFT JOIN shown
                    ON shown.chat_id = :chat AND shown.excerpt_id = excerpts.id
                WHERE said.copy = 1 AND {NOT_EXCLUDED}
                ORDER BY COALESCE(shown.at, -1), excerpts.score DESC,
                    excerpts.transcript_id, excerpts.position
                LIMIT 1
                """,  # noqa: S608 - fixed conditions
                {"chat": chat, "speaker": speaker_id},
            )
            excerpt = await get_excerpt(writer, row["id"]) if row else None
            if row is None or excerpt is None:
                return None
            await record_showing(writer, chat, thread, excerpt.id)
            return NearestExcerpt(excerpt=excerpt, is_only=row["choices"] == 1)

        return await self._database.write(work, scope=chat_key)

    async def sample(
        self,
        speakers: Sequence[int],
        *,
        seed: int,
        first: int,
        count: int,
        chat_key: str = "",
    ) -> ExcerptSample:
        """Return a part of the excerpts in an order at random, and record nothing.

        Args:
            speakers: Ids of those whose words alone count, taking turns; none for all.
            seed: The same one gives the same order, as long as the library is the same.
            first: How many to pass over.
            count: How many to return, at most.
            chat_key: What this chat has hidden or muted is left out.
        """

        async def work(reader: Connection) -> ExcerptSample:
            chat = await find_chat_id(reader, chat_key)
            parts = []
            for speaker in speakers or (ANY_SPEAKER,):
                each = -(-(first + count) // max(len(speakers), 1))
                parts.append(await _sample(reader, chat, speaker, seed, each))
            turns = zip_longest(*(part.excerpts for part in parts))
            found = [excerpt for turn in turns for excerpt in turn if excerpt]
            total = sum(part.total for part in parts)
            return ExcerptSample(
                excerpts=tuple(found[first : first + count]), total=total
            )

        return await self._database.read(work)

    async def shown_ids(self, chat_key: str, start: str, count: int) -> tuple[str, ...]:
        """Return ids with a prefix that a chat was shown, the latest first."""
        low, high = ids_from(start)
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT shown.excerpt_id AS id FROM chats
                JOIN shown ON shown.chat_id = chats.id
                WHERE chats.key = :chat AND shown.excerpt_id BETWEEN :low AND :high
                ORDER BY shown.at DESC LIMIT :count
                """,
                {"chat": chat_key, "low": low, "high": high, "count": count},
            )
        )
        return tuple(row["id"] for row in rows)


async def draw_least_recent(
    writer: Connection,
    chat: int,
    ids: Sequence[str],
    thread: str = "",
    *,
    unseen_only: bool = False,
) -> str | None:
    """Draw as `RandomExcerpts.draw_least_recent` does (in a transaction).

    With `unseen_only`, return None where the chat has seen them all.
    """
    if not ids:
        return None
    clause, params = in_clause("id", list(ids))
    rows = await writer.all(
        f"SELECT excerpt_id, at FROM shown WHERE chat_id = :chat AND excerpt_id IN {clause}",  # noqa: S608 - the clause is placeholders
        {**params, "chat": chat},
    )
    seen = {row["excerpt_id"]: int(row["at"]) for row in rows}
    excluded = await excluded_of(writer, chat, ids)
    ids = [key for key in ids if key not in excluded]
    if not ids:
        return None
    chosen = min(ids, key=lambda key: seen.get(key, -1))
    if unseen_only and chosen in seen:
        return None
    await record_showing(writer, chat, thread, chosen)
    return chosen


async def _sample(
    reader: Connection, chat: int, speaker_id: int, seed: int, count: int
) -> ExcerptSample:
    """Return the first excerpts of an order at random, of one speaker or of all."""
    column, where = slots_of(speaker_id)
    highest = await reader.value(
        f"""
        SELECT {column} FROM excerpts WHERE {column} IS NOT NULL{where}
        ORDER BY {column} DESC LIMIT 1
        """,  # noqa: S608 - fixed column, no input
        {"speaker": speaker_id},
    )
    if highest is None:
        return ExcerptSample(excerpts=(), total=0)
    size = int(highest) + 1
    found: list[StoredExcerpt] = []
    at = 0
    while len(found) < count and at < min(size, MAX_SAMPLED_SLOTS):
        end = min(at + count, size)
        slots = [shuffled_index(i, size, seed) for i in range(at, end)]
        found += await _offered_in(reader, chat, speaker_id, slots)
        at = end
    return ExcerptSample(excerpts=tuple(found[:count]), total=size)


async def _offered_in(
    reader: Connection, chat: int, speaker_id: int, slots: Sequence[int]
) -> list[StoredExcerpt]:
    """Return what some slots hold that may be offered to a chat, in their order."""
    column, where = slots_of(speaker_id)
    clause, params = in_clause("slot", slots)
    rows = await reader.all(
        f"""
        SELECT {EXCERPT_COLUMNS}, excerpts.{column} AS at FROM {EXCERPT_TABLES}
        WHERE excerpts.{column} IN {clause}{where} AND {NOT_EXCLUDED}
        """,  # noqa: S608 - fixed column and condition, names of parameters
        {**params, "chat": chat, "speaker": speaker_id},
    )
    muted = await muted_ids(reader, chat)
    by_slot = {
        row["at"]: excerpt_from_row(row)
        for row in rows
        if row["speaker_id"] not in muted
    }
    return [by_slot[slot] for slot in slots if slot in by_slot]
