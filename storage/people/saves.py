"""Excerpts that people save, each person's own list."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.language.folding import fold_letters
from content.model import TurnKind
from storage.corpus.rows import StoredExcerpt, get_excerpts
from storage.database.connection import Connection, Row
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.people.lists import SCOPE, find_list, get_or_create_list

MAX_SAVES = 5_000
"""Excerpts that one person may keep."""

UNDO_TIME = timedelta(days=1)
"""How long what was removed can be brought back."""

_CHUNK = 100
"""Rows that are read at once, so that a long list keeps nobody waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedExcerpt:
    """An excerpt that a person keeps.

    Attributes:
        excerpt: As it is in the library; where it is not there now, as it was when it
            was saved, and then its ids and places in a transcript mean nothing.
        saved: When, aware.
        in_library: Whether the library has it now.
    """

    excerpt: StoredExcerpt
    saved: datetime
    in_library: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A part of what a person keeps, newest first.

    Attributes:
        number: Of the page, from 0; the last one where a later one was asked for.
        pages: How many there are.
        count: How many excerpts there are on all of them.
    """

    saved: tuple[SavedExcerpt, ...]
    number: int
    pages: int
    count: int


class SaveLimitError(Exception):
    """A person keeps as many excerpts as they may."""


class Saves:
    """What people save.

    The words are stored with a save: it outlives its transcript, and may be all that is
    left of it. As long as the library has the excerpt, its words there are shown.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(
        self,
        person: str,
        excerpt: StoredExcerpt,
        *,
        now: datetime,
        request_key: str = "",
    ) -> bool:
        """Keep an excerpt for a person; return False if they keep it already.

        The same request again stores nothing, and is told the same.

        Args:
            person: Platform and id.
            excerpt: What to keep.
            now: Aware.
            request_key: Of the request; empty for another one each time.

        Raises:
            SaveLimitError: They keep `MAX_SAVES`.
        """

        async def work(writer: Connection) -> bool:
            list_ = await get_or_create_list(writer, person)
            params = {"list": list_, "excerpt": excerpt.id}
            known = await writer.one(
                """
                SELECT removed, request_key FROM saves
                WHERE list = :list AND excerpt_id = :excerpt
                """,
                params,
            )
            if known and not known["removed"]:
                return bool(request_key) and known["request_key"] == request_key
            await _check_limit(writer, list_)
            # What was removed before is saved as if it never had been.
            await writer.execute(
                "DELETE FROM saves WHERE list = :list AND excerpt_id = :excerpt", params
            )
            await writer.execute(
                """
                INSERT INTO saves (list, excerpt_id, saved, request_key, slug,
                    text, kind, speaker, role, read_by, title, date, place, source,
                    licence, language)
                VALUES (:list, :excerpt, :saved, :request, :slug,
                    :text, :kind, :speaker, :role, :read_by, :title, :date, :place,
                    :source, :licence, :language)
                """,
                params
                | {"saved": utc_iso(now), "request": request_key}
                | {name: getattr(excerpt, name) for name in COPIED_COLUMNS},
            )
            return True

        return await self._database.write(work, scope=SCOPE)

    async def remove(
        self, person: str, excerpt_id: str, *, now: datetime, request_key: str = ""
    ) -> bool:
        """Remove an excerpt from what a person keeps; return whether it was there.

        It can be restored for `UNDO_TIME`. The same request again is told the same.
        """

        async def work(writer: Connection) -> bool:
            params = {
                "list": await find_list(writer, person),
                "excerpt": excerpt_id,
                "now": utc_iso(now),
                "request": request_key,
            }
            removed = await writer.execute(
                """
                UPDATE saves SET removed = :now, removal_key = :request
                WHERE list = :list AND excerpt_id = :excerpt AND removed = ''
                """,
                params,
            )
            return removed > 0 or bool(
                await writer.value(
                    """
                    SELECT 1 FROM saves
                    WHERE list = :list AND excerpt_id = :excerpt
                        AND removal_key = :request AND :request <> ''
                    """,
                    params,
                )
            )

        return await self._database.write(work, scope=SCOPE)

    async def restore(self, person: str, excerpt_id: str) -> bool:
        """Bring back what was removed, where it stood; return whether it is there now.

        Raises:
            SaveLimitError: They keep `MAX_SAVES`.
        """

        async def work(writer: Connection) -> bool:
            list_ = await find_list(writer, person)
            params = {"list": list_, "excerpt": excerpt_id}
            removed = await writer.value(
                """
                SELECT removed FROM saves
                WHERE list = :list AND excerpt_id = :excerpt
                """,
                params,
            )
            if not removed:
                return removed is not None
            await _check_limit(writer, list_)
            await writer.execute(
                """
                UPDATE saves SET removed = '', removal_key = ''
                WHERE list = :list AND excerpt_id = :excerpt
                """,
                params,
            )
            return True

        return await self._database.write(work, scope=SCOPE)

    async def get(self, person: str, excerpt_id: str) -> SavedExcerpt | None:
        """Return one excerpt that a person keeps, or None."""

        async def work(reader: Connection) -> SavedExcerpt | None:
            rows = await reader.all(
                """
                SELECT * FROM saves
                WHERE list = :list AND excerpt_id = :excerpt AND removed = ''
                """,
                {"list": await find_list(reader, person), "excerpt": excerpt_id},
            )
            found = await _saved(reader, rows)
            return found[0] if found else None

        return await self._database.read(work)

    async def page(self, person: str, *, number: int, size: int) -> SavedPage:
        """Return a page of what a person keeps."""

        async def work(reader: Connection) -> SavedPage:
            list_ = await find_list(reader, person)
            count = await _count(reader, list_)
            pages = max(-(-count // size), 1)
            at = min(number, pages - 1)
            rows = await reader.all(
                _NEWEST_FIRST, {"list": list_, "limit": size, "before": at * size}
            )
            return SavedPage(
                saved=tuple(await _saved(reader, rows)),
                number=at,
                pages=pages,
                count=count,
            )

        return await self._database.read(work)

    async def find(
        self, person: str, words: str, *, number: int, size: int
    ) -> SavedPage:
        """Return a page of what a person keeps that has all of some words.

        They may be anywhere in the excerpt, its speaker's name and role, the event, its
        date or place, in any case, with or without accents.
        """
        saved = await self.all(person)
        # Folding thousands of excerpts takes longer than others may wait.
        found = await asyncio.to_thread(_with_words, saved, words)
        pages = max(-(-len(found) // size), 1)
        at = min(number, pages - 1)
        return SavedPage(
            saved=tuple(found[at * size : (at + 1) * size]),
            number=at,
            pages=pages,
            count=len(found),
        )

    async def all(self, person: str) -> Sequence[SavedExcerpt]:
        """Return all that a person keeps, newest first."""
        async with self._database.snapshot() as snapshot:
            return [each async for each in _read_all(snapshot, person)]

    async def purge(self, now: datetime, *, limit: int) -> int:
        """Delete what was removed and can't be restored any more; return how many."""
        return await self._database.write(
            lambda writer: writer.execute(
                """
                DELETE FROM saves WHERE id IN (
                    SELECT id FROM saves WHERE removed <> '' AND removed < :before
                    LIMIT :limit
                )
                """,
                {"before": utc_iso(now - UNDO_TIME), "limit": limit},
            ),
            scope=SCOPE,
        )


COPIED_COLUMNS = (
    *("slug", "text", "kind", "speaker", "role", "read_by"),
    *("title", "date", "place", "source", "licence", "language"),
)
"""What is stored of an excerpt when it is saved."""

_NEWEST_FIRST = """
    SELECT * FROM saves WHERE list = :list AND removed = ''
    ORDER BY saved DESC, id DESC LIMIT :limit OFFSET :before
"""


async def _count(connection: Connection, list_: int | None) -> int:
    return int(
        await connection.value(
            "SELECT COUNT(*) FROM saves WHERE list = :list AND removed = ''",
            {"list": list_},
        )
    )


async def _check_limit(writer: Connection, list_: int | None) -> None:
    if await _count(writer, list_) >= MAX_SAVES:
        raise SaveLimitError


async def _read_all(snapshot: Connection, person: str) -> AsyncIterator[SavedExcerpt]:
    params = {"list": await find_list(snapshot, person), "limit": _CHUNK}
    at = 0
    while rows := await snapshot.all(_NEWEST_FIRST, params | {"before": at}):
        at += len(rows)
        for each in await _saved(snapshot, rows):
            yield each


async def _saved(reader: Connection, rows: Sequence[Row]) -> list[SavedExcerpt]:
    """Return rows as what they stand for now."""
    known = await get_excerpts(reader, [row["excerpt_id"] for row in rows])
    return [
        SavedExcerpt(
            excerpt=known.get(row["excerpt_id"]) or _excerpt_as_saved(row),
            saved=datetime.fromisoformat(row["saved"]),
            in_library=row["excerpt_id"] in known,
        )
        for row in rows
    ]


def _excerpt_as_saved(row: Row) -> StoredExcerpt:
    """Return an excerpt that the library does not have, as it was when it was saved."""
    copied = {name: row[name] for name in COPIED_COLUMNS}
    return StoredExcerpt(
        **copied | {"kind": TurnKind(row["kind"])},
        id=row["excerpt_id"],
        speaker_id=None,
        printed="",
        doubt="",
        offered=False,
        position=0,
        turn=0,
        transcript_id=0,
    )


def _with_words(saved: Iterable[SavedExcerpt], words: str) -> list[SavedExcerpt]:
    wanted = fold_letters(re.sub(r"[\"“”«»]", " ", words)).split()
    return [each for each in saved if _has(each.excerpt, wanted)]


def _has(excerpt: StoredExcerpt, wanted: Iterable[str]) -> bool:
    whose = (excerpt.text, excerpt.speaker, excerpt.role)
    folded = fold_letters(
        "\n".join((*whose, excerpt.title, excerpt.date, excerpt.place))
    )
    return all(word in folded for word in wanted)
