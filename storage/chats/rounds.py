"""Rounds: each excerpt once, in an order at random, before any comes again in a chat.

A round of a chat goes through the slots of the library in a shuffled order, twice, and
passes over what the chat was shown since it began. Where a chat is in its round is one
number, so a draw looks into a slot or two on average, whatever the library's size.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from content.excerpts.quotability import read_weights
from storage.chats.chats import record_last_excerpt
from storage.chats.comments import visible_comment_count
from storage.chats.exclusions import NOT_EXCLUDED, muted_ids
from storage.chats.shuffle import draw_lot, shuffled_index
from storage.corpus.rows import (
    EXCERPT_COLUMNS,
    EXCERPT_TABLES,
    StoredExcerpt,
    excerpt_from_row,
)
from storage.database.connection import Connection, Row, in_clause

ANY_SPEAKER = 0
"""Stands for a speaker's id where any speaker will do."""


WALKS = 2
"""How often a round goes through all slots. The first walk passes over some of the lower
scores, so that better excerpts come sooner; the second shows what is left."""

FIRST_WALK_SHARES = (1.0, 0.5, 0.25)
"""The part of each tier of scores, the best first, that the first walk shows."""

MAX_RESHUFFLES = 20
"""How often a new round is shuffled again that would open with the last excerpt."""

MAX_LOOKS = 1000
"""How many slots a draw looks into before it lists what is left. Where a chat had muted all
but one of 20,000 excerpts, finding that one by slots took 20 s, and all others waited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnExcerpt:
    """A drawn excerpt.

    Attributes:
        comments: How many its chat sees on it.
        is_only: Whether the chat was shown it last, too, since nothing else fits.
    """

    excerpt: StoredExcerpt
    comments: int
    is_only: bool


@dataclass(slots=True, kw_only=True)
class _Round:
    """A shuffled order of slots, and how far a chat is in it.

    Attributes:
        seed: Of the order.
        step: How many slots were looked into, of `WALKS` walks through all.
        since: The number of the chat's first showing that counts for this round.
    """

    seed: int
    step: int = 0
    since: int

    def shuffle(self) -> None:
        """Begin again, in another order."""
        self.seed, self.step = secrets.randbits(62), 0


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
    draw = _Draw(
        writer=writer,
        queries=queries,
        scope={**scope, "key": row["key"]},
        speaker_id=speaker_id,
        size=size,
        muted=muted,
        last=row["last_excerpt"],
    )
    current = _begun_round(row, size)
    # What was opened by its id, before anything was drawn, is not drawn right behind it.
    chosen = await draw.walk(current, is_new=current.step == 0)
    if chosen is None:
        # A round shows as many excerpts as there are slots, or more. Where it has shown
        # fewer, some are hidden, or were when their turn came, or the counts are wrong,
        # and some could be skipped for ever.
        is_over = current.step >= WALKS * size
        is_whole = is_over and row["showings"] - current.since >= size
        if is_whole:
            current = _Round(seed=secrets.randbits(62), since=row["showings"])
            chosen = await draw.begin(current)
        else:
            chosen = await draw.list_left(current)
    if chosen is None:
        since = await _repair_showings(writer, chat)
        current = _Round(seed=secrets.randbits(62), since=since)
        chosen = await draw.begin(current)
    if chosen is None:
        return None  # all that there is was muted or hidden
    await _store_round(writer, scope, current, row["generation"], size)
    await record_showing(writer, chat, thread, chosen["id"])
    # A round opens with the excerpt that closed the one before only where it is alone.
    is_only = current.since == row["showings"] and chosen["id"] == row["last_excerpt"]
    return DrawnExcerpt(
        excerpt=excerpt_from_row(chosen), comments=chosen["comments"], is_only=is_only
    )


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


def slots_of(speaker_id: int) -> tuple[str, str]:
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


_ANY_SPEAKER_QUERIES = _draw_queries(*slots_of(ANY_SPEAKER))
_ONE_SPEAKER_QUERIES = _draw_queries(*slots_of(1))  # or of any other


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draw:
    """One draw: ways to find an excerpt that a round has not shown.

    Attributes:
        writer: In a transaction.
        queries: Of any speaker, or of one.
        scope: The parameters of all queries: the chat and the speaker.
        speaker_id: Whose words may be drawn.
        size: How many slots there are.
        muted: The speakers that the chat has muted.
        last: The id of the excerpt that the chat was shown last.
    """

    writer: Connection
    queries: _DrawQueries
    scope: Mapping[str, object]
    speaker_id: int
    size: int
    muted: Collection[int]
    last: str

    async def begin(self, new: _Round) -> Row | None:
        """Find the first excerpt of a new round; None if there is nothing to show at all."""
        return await self.walk(new, is_new=True) or await self.list_left(new)

    async def walk(self, current: _Round, *, is_new: bool = False) -> Row | None:
        """Go on through a round to what it has not shown.

        A new round is shuffled again if it would open with the excerpt that was shown
        last: that closed the old round, or was opened by its id.

        Returns:
            The excerpt; None if the round has ended, `MAX_LOOKS` slots had none, or each
            shuffle opens with that excerpt: whether there is another one, the list tells.
        """
        avoids_last = is_new and self.size > 1
        reshuffles = MAX_RESHUFFLES
        for _ in range(MAX_LOOKS):
            if current.step >= WALKS * self.size:
                return None
            found = await self._look_into_next(current)
            if found is None:
                continue
            if avoids_last and found["id"] == self.last:
                if not reshuffles:
                    return None
                current.shuffle()
                reshuffles -= 1
                continue
            return found
        return None

    async def _look_into_next(self, current: _Round) -> Row | None:
        """Return what the next slot of a round holds, if it may be shown, and pass it."""
        slot = shuffled_index(current.step % self.size, self.size, current.seed)
        is_first_walk = current.step < self.size
        least = _least_score(slot, current.seed) if is_first_walk else 0.0
        current.step += 1
        found = await self.writer.one(
            self.queries.excerpt,
            {**self.scope, "slot": slot, "since": current.since, "least": least},
        )
        return None if found is None or found["speaker_id"] in self.muted else found

    async def list_left(self, current: _Round) -> Row | None:
        """Draw from the list of all that a round has not shown; the last one only if alone.

        All excerpts are looked at, so this is for when few can be left.
        """
        column, where = slots_of(self.speaker_id)
        clause, params = in_clause("muted", [*self.muted])
        return await self.writer.one(
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
            {**self.scope, **params, "since": current.since, "last": self.last},
        )


def _begun_round(row: Row, size: int) -> _Round:
    """Return the round that a chat is in, or its first one."""
    if row["round_generation"] is None:
        return _Round(seed=secrets.randbits(62), since=0)
    # One that begins after all that was shown is damaged: it would take all for unshown.
    since = min(row["since"], row["showings"])
    begun = _Round(seed=row["seed"], step=row["step"], since=since)
    if (
        row["round_generation"] != row["generation"]
        or row["size"] != size
        or not 0 <= begun.step <= WALKS * size
    ):
        # The slots were numbered anew: go through all of them in a new order, passing
        # over what this round has shown.
        begun.shuffle()
    return begun


async def _store_round(
    writer: Connection,
    scope: Mapping[str, int],
    current: _Round,
    generation: int,
    size: int,
) -> None:
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
            "seed": current.seed,
            "step": current.step,
            "since": current.since,
        },
    )


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


async def record_showing(
    writer: Connection, chat: int, thread: str, excerpt_id: str
) -> None:
    """Record that a chat is shown an excerpt (in a transaction)."""
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
