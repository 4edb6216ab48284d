"""Draw excerpts at random, none twice in a chat before all that fit were shown."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from content.excerpts.ids import ids_from
from content.excerpts.quotability import read_weights
from storage.chats.chats import (
    find_chat_id,
    get_or_create_chat_id,
    record_last_excerpt,
)
from storage.chats.comments import visible_comment_count
from storage.chats.exclusions import NOT_EXCLUDED, excluded_of, muted_ids
from storage.chats.shuffle import draw_lot, shuffled_index
from storage.corpus.rows import (
    EXCERPT_COLUMNS,
    EXCERPT_TABLES,
    StoredExcerpt,
    excerpt_from_row,
)
from storage.database.connection import Connection, Row, in_clause
from storage.database.database import Database

WALKS = 2
"""How often a round goes through all slots. The first walk passes over some of the lower
scores, so that better excerpts come sooner; the second shows what is left."""

FIRST_WALK_SHARES = (1.0, 0.5, 0.25)
"""The part of each tier of scores, the best first, that the first walk shows."""

MAX_RESHUFFLES = 20
"""How often a new round is shuffled again that would open with the last excerpt."""

MAX_SAMPLED_SLOTS = 1000
"""How many slots a sample looks into, where much is hidden or muted."""

MAX_LOOKS = 1000
"""How many slots a draw looks into before it lists what is left. Where a chat had muted all
but one of 20,000 excerpts, finding that one by slots took 20 s, and all others waited."""

ANY_SPEAKER = 0
"""Stands for a speaker's id where any speaker will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnExcerpt:
    """A drawn excerpt, and how many comments its chat sees on it."""

    excerpt: StoredExcerpt
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptSample:
    """Some excerpts, and from how many they are."""

    excerpts: tuple[StoredExcerpt, ...]
    total: int


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
    await _record_showing(writer, chat, thread, chosen)
    return chosen


async def draw_excerpt(
    writer: Connection, chat: int, speaker_id: int, thread: str = ""
) -> DrawnExcerpt | None:
    """Draw an excerpt for a chat and record it as shown (in a transaction)."""
    queries = (
        _ANY_SPEAKER_QUERIES if speaker_id == ANY_SPEAKER else _ONE_SPEAKER_QUERIES
    )
    scope = {"chat": chat, "speaker": speaker_id}
    row = await writer.one(queries.state, scope)
    if row is None or row["highest"] is None:
        return None
    muted = await muted_ids(writer, chat) if row["mutes"] else frozenset()
    if speaker_id in muted:
        return None
    size = int(row["highest"]) + 1
    generation = int(row["generation"])
    seed, step, since = _begun_round(row, generation, size)
    chosen: Row | None = None
    is_new = is_repaired = False
    reshuffles = MAX_RESHUFFLES if size > 1 else 0
    looks = 0
    while chosen is None:
        is_walked = step >= WALKS * size
        if is_walked or looks >= MAX_LOOKS:
            # A round shows as many excerpts as there are slots, or more. Where it has
            # shown fewer, some are hidden, or were when their turn came, or the counts
            # are wrong, and some could be skipped for ever.
            is_short = not is_walked or is_new or row["showings"] - since < size
            if is_short:
                left = {**scope, "since": since, "key": row["key"]}
                last = row["last_excerpt"]
                chosen = await _draw_unshown(writer, speaker_id, left, muted, last=last)
            if chosen:
                break
            if is_repaired:
                return None  # all that there is was muted or hidden
            is_repaired = is_short
            since = (
                await _repair_showings(writer, chat) if is_short else row["showings"]
            )
            seed, step, looks, is_new = secrets.randbits(62), 0, 0, True
        slot = shuffled_index(step % size, size, seed)
        least = _least_score(slot, seed) if step < size else 0.0
        excerpt = await writer.one(
            queries.excerpt,
            {**scope, "slot": slot, "since": since, "key": row["key"], "least": least},
        )
        step += 1
        looks += 1
        if excerpt is None or excerpt["speaker_id"] in muted:
            continue
        if is_new and excerpt["id"] == row["last_excerpt"] and reshuffles:
            # A new round must not open with the excerpt that closed the old one.
            seed, step, reshuffles = secrets.randbits(62), 0, reshuffles - 1
            continue
        chosen = excerpt
    await writer.execute(
        """
        INSERT INTO rounds
            (chat_id, speaker_id, generation, size, seed, step, since)
        VALUES (:chat, :speaker, :generation, :size, :seed, :step, :since)
        ON CONFLICT (chat_id, speaker_id) DO UPDATE SET
            generation = excluded.generation, size = excluded.size,
            seed = excluded.seed, step = excluded.step, since = excluded.since
        """,
        {
            **scope,
            "generation": generation,
            "size": size,
            "seed": seed,
            "step": step,
            "since": since,
        },
    )
    await _record_showing(writer, chat, thread, chosen["id"])
    return DrawnExcerpt(excerpt=excerpt_from_row(chosen), comments=chosen["comments"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _DrawQueries:
    """The queries of a draw: for the state of its round, and for the excerpt of a slot."""

    state: str
    excerpt: str


_NOT_SHOWN = """
    NOT EXISTS (
        SELECT 1 FROM shown WHERE shown.chat_id = :chat
            AND shown.excerpt_id = excerpts.id AND shown.at >= :since
    )
"""


def _slots_of(speaker_id: int) -> tuple[str, str]:
    """Return the column of a speaker's slots, or of all, and whose they are in SQL."""
    if speaker_id == ANY_SPEAKER:
        return "slot", ""
    return "speaker_slot", " AND excerpts.speaker_id = :speaker"


def _draw_queries(column: str, where: str = "") -> _DrawQueries:
    """Return the queries for the slots of a column, which has an index.

    After a reload a draw may pass over thousands of slots. `NOT EXISTS` is evaluated as
    soon as the slot is known, so that no tables are joined for those.
    """
    return _DrawQueries(
        state=f"""
        SELECT library.generation, chats.key, chats.showings, chats.last_excerpt,
            (SELECT {column} FROM excerpts WHERE {column} IS NOT NULL{where}
                ORDER BY {column} DESC LIMIT 1) AS highest,
            rounds.generation AS round_generation, rounds.size, rounds.seed, rounds.step,
            rounds.since,
            EXISTS (SELECT 1 FROM muted_speakers WHERE chat_id = :chat) AS mutes
        FROM library
        JOIN chats ON chats.id = :chat
        LEFT JOIN rounds ON rounds.chat_id = chats.id AND rounds.speaker_id = :speaker
        """,  # noqa: S608 - fixed column, no input
        excerpt=f"""
        SELECT {EXCERPT_COLUMNS}, {visible_comment_count("transcripts.slug", "excerpts.id")}
        FROM {EXCERPT_TABLES}
        WHERE excerpts.{column} = :slot{where} AND excerpts.score >= :least
            AND {_NOT_SHOWN} AND {NOT_EXCLUDED}
        """,  # noqa: S608 - as above
    )


_ANY_SPEAKER_QUERIES = _draw_queries(*_slots_of(ANY_SPEAKER))
_ONE_SPEAKER_QUERIES = _draw_queries(*_slots_of(1))  # or of any other


def _begun_round(row: Row, generation: int, size: int) -> tuple[int, int, int]:
    """Return the seed, step and first showing of the round that a chat is in."""
    if row["round_generation"] is None:
        return secrets.randbits(62), 0, 0
    # One that begins after all that was shown is damaged: it would take all for unshown.
    seed, step = row["seed"], row["step"]
    since = min(row["since"], row["showings"])
    if (
        row["round_generation"] == generation
        and row["size"] == size
        and 0 <= step <= WALKS * size
    ):
        return seed, step, since
    # The slots were numbered anew: go through all of them in a new order, passing over
    # what this round has shown.
    return secrets.randbits(62), 0, since


async def _draw_unshown(
    writer: Connection,
    speaker_id: int,
    left: Mapping[str, object],
    muted: Collection[int],
    *,
    last: str,
) -> Row | None:
    """Draw an excerpt that a round has not shown; `last` only where it is the only one.

    All excerpts are looked at, so this is for when few can be left.
    """
    column, where = _slots_of(speaker_id)
    clause, params = in_clause("muted", [*muted])
    return await writer.one(
        f"""
        SELECT {EXCERPT_COLUMNS}, {visible_comment_count("transcripts.slug", "excerpts.id")}
        FROM {EXCERPT_TABLES}
        WHERE excerpts.id = (
            SELECT excerpts.id FROM excerpts
            WHERE excerpts.{column} IS NOT NULL{where} AND {_NOT_SHOWN}
                AND {NOT_EXCLUDED} AND excerpts.speaker_id NOT IN {clause}
            ORDER BY excerpts.id = :last, RANDOM() LIMIT 1
        )
        """,  # noqa: S608 - fixed columns and conditions, names of parameters
        {**left, **params, "last": last},
    )


async def _sample(
    reader: Connection, chat: int, speaker_id: int, seed: int, count: int
) -> ExcerptSample:
    """Return the first excerpts of an order at random, of one speaker or of all."""
    column, where = _slots_of(speaker_id)
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
    column, where = _slots_of(speaker_id)
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


async def _repair_showings(writer: Connection, chat: int) -> int:
    """Set a chat's number of showings past all that it was shown, and return it."""
    row = await writer.one(
        """
        SELECT showings, (SELECT MAX(at) FROM shown WHERE chat_id = :chat) AS latest
        FROM chats WHERE id = :chat
        """,
        {"chat": chat},
    )
    assert row is not None  # noqa: S101 - the draw has read it
    showings = max(row["showings"], (row["latest"] or 0) + 1)
    await writer.execute(
        "UPDATE chats SET showings = :showings WHERE id = :chat",
        {"chat": chat, "showings": showings},
    )
    return int(showings)


async def _record_showing(
    writer: Connection, chat: int, thread: str, excerpt_id: str
) -> None:
    shown = {"chat": chat, "excerpt": excerpt_id}
    await writer.execute(
        """
        INSERT INTO shown (chat_id, excerpt_id, at)
        SELECT id, :excerpt, showings FROM chats WHERE id = :chat
        ON CONFLICT (chat_id, excerpt_id) DO UPDATE SET at = excluded.at
        """,
        shown,
    )
    if thread:
        await record_last_excerpt(writer, chat, thread, excerpt_id)
        counted = "UPDATE chats SET showings = showings + 1 WHERE id = :chat"
        await writer.execute(counted, {"chat": chat})
        return
    # As `record_last_excerpt` does, in one statement with the count.
    await writer.execute(
        """
        UPDATE chats SET showings = showings + 1, last_excerpt = :excerpt
        WHERE id = :chat
        """,
        shown,
    )


def _least_score(slot: int, seed: int) -> float:
    """Return the score from which the first walk of a round shows a slot.

    By a lot of its own in each round: of each tier comes the part that
    `FIRST_WALK_SHARES` says, of whomever the words are.
    """
    lot = draw_lot(slot, seed)
    tiers = (*read_weights().tiers, 0.0)
    return min(
        least
        for share, least in zip(FIRST_WALK_SHARES, tiers, strict=True)
        if lot < share
    )
