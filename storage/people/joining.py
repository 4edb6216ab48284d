"""One list for two identities of a person, joined by a code that is used once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.excerpts.ids import ID_ALPHABET
from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.people.lists import (
    SCOPE,
    find_list,
    get_or_create_list,
    joined_people,
)
from storage.people.saves import COPIED_COLUMNS, MAX_SAVES, SaveLimitError

CODE_CHARS = 8
"""Of an alphabet of 32: no guess finds one of the few that are valid at once."""

CODE_VALIDITY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeOwner:
    """Who asked for a code.

    Attributes:
        key: Platform and id.
        name: As their platform showed it.
        used_by: Who has joined by it already; empty for nobody.
    """

    key: str
    name: str
    used_by: str


class Joining:
    """Joins of several identities, so that they share one list of saves.

    Nothing else of them is joined. A code is stored as a hash, so that no copy of the
    database holds one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def new_code(self, person: str, name: str, *, now: datetime) -> str:
        """Return a code that lets one other identity join; it replaces an earlier one."""
        code = "".join(secrets.choice(ID_ALPHABET) for _ in range(CODE_CHARS))
        params = {
            "hash": _hash(code),
            "person": person,
            "name": name,
            "expires": utc_iso(now + CODE_VALIDITY),
        }
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO joining_codes (person, hash, name, expires)
                VALUES (:person, :hash, :name, :expires)
                ON CONFLICT (person) DO UPDATE SET hash = excluded.hash,
                    name = excluded.name, expires = excluded.expires, used_by = ''
                """,
                params,
            ),
            scope=SCOPE,
        )
        return code

    async def owner(self, code: str, *, now: datetime) -> CodeOwner | None:
        """Return who asked for a code; None where it is not valid (any more)."""
        return await self._database.read(lambda reader: _owner(reader, code, now))

    async def join(self, person: str, code: str, *, now: datetime) -> CodeOwner | None:
        """Make one list of a person's and that of who asked for a code.

        The same again changes nothing, and returns the same.

        Returns:
            Who asked for it; None where it is not valid, or was used by somebody else.

        Raises:
            SaveLimitError: Both together hold more than `MAX_SAVES`.
        """

        async def work(writer: Connection) -> CodeOwner | None:
            owner = await _owner(writer, code, now)
            if owner is None or owner.used_by not in {"", person}:
                return None
            if owner.key == person:
                return owner
            lists = {
                "theirs": await get_or_create_list(writer, owner.key),
                "mine": await get_or_create_list(writer, person),
            }
            if lists["theirs"] != lists["mine"]:
                await _merge(writer, lists)
            await writer.execute(
                "UPDATE joining_codes SET used_by = :person WHERE person = :owner",
                {"person": person, "owner": owner.key},
            )
            return owner

        return await self._database.write(work, scope=SCOPE)

    async def leave(self, person: str) -> bool:
        """Split a person's list from the one they shared; both keep all that was on it.

        Codes that would join them again are void. Return False where they share none.
        """

        async def work(writer: Connection) -> bool:
            if not await joined_people(writer, person):
                return False
            lists = {"old": await find_list(writer, person), "person": person}
            await writer.execute(
                "DELETE FROM joining_codes WHERE person = :person OR used_by = :person",
                lists,
            )
            await writer.execute("DELETE FROM people WHERE key = :person", lists)
            lists["new"] = await get_or_create_list(writer, person)
            columns = ", ".join(("excerpt_id", "saved", *COPIED_COLUMNS))
            await writer.execute(
                f"""
                INSERT INTO saves (list, {columns})
                SELECT :new, {columns} FROM saves WHERE list = :old AND removed = ''
                ORDER BY id
                """,  # noqa: S608 - names of columns
                lists,
            )
            return True

        return await self._database.write(work, scope=SCOPE)

    async def joined(self, person: str) -> tuple[str, ...]:
        """Return the other identities that share a person's list."""
        found = await self._database.read(lambda reader: joined_people(reader, person))
        return tuple(found)

    async def purge(self, now: datetime, *, limit: int) -> int:
        """Delete codes that are not valid any more; return how many."""
        return await self._database.write(
            lambda writer: writer.execute(
                """
                DELETE FROM joining_codes WHERE person IN (
                    SELECT person FROM joining_codes WHERE expires < :now LIMIT :limit
                )
                """,
                {"now": utc_iso(now), "limit": limit},
            ),
            scope=SCOPE,
        )


async def _owner(connection: Connection, code: str, now: datetime) -> CodeOwner | None:
    row = await connection.one(
        """
        SELECT person, name, used_by FROM joining_codes
        WHERE hash = :hash AND expires >= :now
        """,
        {"hash": _hash(code), "now": utc_iso(now)},
    )
    if row is None:
        return None
    return CodeOwner(key=row["person"], name=row["name"], used_by=row["used_by"])


async def _merge(writer: Connection, lists: dict[str, int]) -> None:
    """Move a list into another one; what is on both stays as it is there.

    Raises:
        SaveLimitError: They hold too much together.
    """
    together = await writer.value(
        """
        SELECT COUNT(DISTINCT excerpt_id) FROM saves
        WHERE list IN (:mine, :theirs) AND removed = ''
        """,
        lists,
    )
    if together > MAX_SAVES:
        raise SaveLimitError
    await writer.execute(
        """
        DELETE FROM saves WHERE list = :theirs AND removed <> '' AND excerpt_id IN (
            SELECT excerpt_id FROM saves WHERE list = :mine AND removed = ''
        )
        """,
        lists,
    )
    await writer.execute(
        """
        UPDATE saves SET list = :theirs WHERE list = :mine AND excerpt_id NOT IN (
            SELECT excerpt_id FROM saves WHERE list = :theirs
        )
        """,
        lists,
    )
    await writer.execute("DELETE FROM saves WHERE list = :mine", lists)
    await writer.execute("UPDATE people SET list = :theirs WHERE list = :mine", lists)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
