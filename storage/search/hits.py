"""Read what was found: where each hit stands, and its excerpt."""

from collections.abc import Collection

from content.query.dates import date_number
from storage.corpus.rows import SELECT_EXCERPTS, StoredExcerpt, excerpt_from_row
from storage.database.connection import Connection, in_clause
from storage.index.dedupe import Location
from storage.index.reader import Index
from storage.index.writer import id_from_number, id_number, name_number, text_number
from storage.search.ranking import Ranking


async def places_of(
    snapshot: Connection, index: Index, ranking: Ranking
) -> list[Location]:
    """Return where the hits stand: from the index, or what it did not find, the rows."""
    found = {place.number: place for place in index.locate(ranking.hits)}
    far = [number for number in ranking.numbers if number not in found]
    if far:
        clause, params = in_clause("id", [*map(id_from_number, far)])
        rows = await snapshot.all(
            f"""
            SELECT excerpts.id, transcripts.slug, excerpts.position, excerpts.text,
                speakers.name, transcripts.date
            FROM excerpts
            JOIN speakers ON speakers.id = excerpts.speaker_id
            JOIN transcripts ON transcripts.id = excerpts.transcript_id
            WHERE excerpts.id IN {clause}
            """,  # noqa: S608 - names of parameters
            params,
        )
        for row in rows:
            number = id_number(row["id"])
            found[number] = Location(
                number=number,
                transcript=name_number(row["slug"]),
                position=row["position"],
                speaker=name_number(row["name"]),
                text=text_number(row["text"]),
                date=date_number(row["date"]),
            )
    return [found[number] for number in ranking.numbers]


async def excerpts_of(
    snapshot: Connection, numbers: Collection[int]
) -> dict[int, StoredExcerpt]:
    """Return the excerpts of these numbers that the library has, in no order."""
    if not numbers:
        return {}
    clause, params = in_clause("id", [*map(id_from_number, numbers)])
    rows = await snapshot.all(
        f"{SELECT_EXCERPTS} WHERE excerpts.id IN {clause}", params
    )
    return {id_number(row["id"]): excerpt_from_row(row) for row in rows}
