"""What goes on from what somebody has begun to type."""

from collections.abc import Mapping, Sequence

from content.excerpts.ids import ids_from
from content.names.index import EXACT_PREFIX, NameIndex
from storage.corpus.rows import (
    SELECT_EXCERPTS,
    StoredExcerpt,
    excerpt_from_row,
    get_excerpt,
)
from storage.database.connection import Connection
from storage.database.database import Database
from storage.index.generations import DerivedData, Generations
from storage.search.speakers import match_speakers

_DATE_CHARS = (4, 7, 10)
"""Characters of a year, of a month and of a day."""

_WITH_ID_BETWEEN = "excerpts.id BETWEEN :low AND :high ORDER BY excerpts.id"

_FIRST_OF_NEWEST = """
    excerpts.id IN (
        SELECT (
            SELECT opening.id FROM excerpts AS opening
            WHERE opening.transcript_id = newest.id AND opening.slot IS NOT NULL
            ORDER BY opening.position LIMIT 1
        )
        FROM (SELECT id FROM transcripts ORDER BY date DESC LIMIT :count) AS newest
    ) ORDER BY transcripts.date DESC
"""


class Completions:
    """What the library has that goes on from what is typed."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def speakers(self, prefix: str, count: int) -> Mapping[str, str]:
        """Return, by the names that go on from `prefix`, what to type for just them.

        Where none does, the names are those that `Library.find_speaker` finds.
        """

        async def work(snapshot: Connection, derived: DerivedData) -> Mapping[str, str]:
            names = derived.names.complete(prefix)
            if not names:
                match = await match_speakers(snapshot, derived.names.find(prefix))
                names = [
                    speaker.name for speaker in (*match.certain, *match.suggestions)
                ]
            return {name: _only(name, derived.names) for name in names[:count]}

        return await self._generations.read(work)

    async def places(self, prefix: str, count: int) -> Sequence[str]:
        """Return places of events with a word that begins like what was typed."""
        typed = prefix.strip().casefold()
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT place, COUNT(*) AS events FROM transcripts WHERE place <> ''
                GROUP BY place ORDER BY events DESC, place
                """
            )
        )
        found = (row["place"] for row in rows)
        return [
            place
            for place in found
            if place.casefold().startswith(typed)
            or any(word.startswith(typed) for word in place.casefold().split())
        ][:count]

    async def dates(self, prefix: str, count: int) -> Sequence[str]:
        """Return years, months or days of events, whatever was begun, the latest first.

        A whole year goes on to its months, and a whole month to its days.
        """
        typed = prefix.strip()
        length = next((n for n in _DATE_CHARS if len(typed) < n), max(_DATE_CHARS))
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT DISTINCT SUBSTR(date, 1, :length) AS date FROM transcripts
                ORDER BY 1 DESC
                """,
                {"length": length},
            )
        )
        dates = [row["date"] for row in rows if row["date"].startswith(typed)]
        whole = [typed] if len(typed) in _DATE_CHARS and dates else []
        return [*dict.fromkeys([*whole, *dates])][:count]

    async def excerpts(
        self, start: str, count: int, *, before: Sequence[str]
    ) -> tuple[StoredExcerpt, ...]:
        """Return excerpts whose ids begin with some characters.

        Args:
            start: The characters, upper case. Where it is empty, the excerpts are the
                first ones of the newest events.
            count: How many, at most.
            before: Ids of those that come before all others.
        """
        where = _WITH_ID_BETWEEN if start else _FIRST_OF_NEWEST
        low, high = ids_from(start)

        async def work(reader: Connection) -> tuple[StoredExcerpt, ...]:
            first = [await get_excerpt(reader, key) for key in before[:count]]
            rows = await reader.all(
                f"{SELECT_EXCERPTS} WHERE {where} LIMIT :count",
                {"low": low, "high": high, "count": count},
            )
            others = map(excerpt_from_row, rows)
            found = {each.id: each for each in (*first, *others) if each}
            return tuple(found.values())[:count]

        return await self._database.read(work)


def _only(name: str, names: NameIndex) -> str:
    """Return what to type so that a name means just the one whose name it is."""
    return name if len(names.find(name).certain) == 1 else f"{EXACT_PREFIX}{name}"
