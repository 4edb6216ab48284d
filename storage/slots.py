"""Number what may be served, densely from 0, touching as few rows as can be.

A random pick is then one index look-up, and no excerpt is likelier than another.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.database import Connection
from storage.plan import NewExcerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Hold the two slots that an excerpt had before its row was taken out."""

    id: str
    speaker_id: int
    slot: int
    speaker_slot: int


async def take_seats(writer: Connection, slug: str) -> list[Seat]:
    """Return the seats of a transcript that is about to be rewritten or removed."""
    rows = await writer.all(
        """
        SELECT excerpts.id, speaker_id, slot, speaker_slot FROM excerpts
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE transcripts.slug = :slug AND slot IS NOT NULL
        """,
        {"slug": slug},
    )
    return [
        Seat(
            id=row["id"],
            speaker_id=row["speaker_id"],
            slot=row["slot"],
            speaker_slot=row["speaker_slot"],
        )
        for row in rows
    ]


async def deal_seats(
    writer: Connection,
    taken_out: Sequence[Seat],
    written: Iterable[NewExcerpt],
    speaker_ids: dict[str, int],
) -> None:
    """Seat the newly written excerpts so that both numberings stay dense.

    Those that kept their seat were written with it; newcomers take the places that
    others left, or new ones at the end.
    """
    servable = [excerpt for excerpt in written if excerpt.servable]
    kept = {excerpt.id for excerpt in servable if excerpt.slot is not None}
    left = [seat for seat in taken_out if seat.id not in kept]
    come = [excerpt for excerpt in servable if excerpt.id not in kept]
    await _renumber(
        writer, "slot", None, {seat.slot for seat in left}, [new.id for new in come]
    )
    left_of: dict[int, set[int]] = defaultdict(set)
    come_to: dict[int, list[str]] = defaultdict(list)
    for seat in left:
        left_of[seat.speaker_id].add(seat.speaker_slot)
    for new in come:
        come_to[speaker_ids[new.speaker]].append(new.id)
    for speaker in sorted(left_of.keys() | come_to.keys()):
        await _renumber(
            writer, "speaker_slot", speaker, left_of[speaker], come_to[speaker]
        )


async def _renumber(
    writer: Connection,
    column: str,
    speaker: int | None,
    vacated: set[int],
    newcomers: list[str],
) -> None:
    where = "" if speaker is None else " AND speaker_id = :speaker"
    highest = await writer.value(
        f"""
        SELECT {column} FROM excerpts WHERE {column} IS NOT NULL{where}
        ORDER BY {column} DESC LIMIT 1
        """,  # noqa: S608 - a column of ours
        {"speaker": speaker},
    )
    dealt = max([-1 if highest is None else int(highest), *vacated]) + 1
    size = dealt - len(vacated) + len(newcomers)
    stranded = await writer.all(
        f"SELECT id FROM excerpts WHERE {column} >= :size{where}",  # noqa: S608 - a column of ours
        {"size": size, "speaker": speaker},
    )
    vacant = sorted(slot for slot in vacated if slot < size)
    vacant += range(dealt, size)
    seated = zip([*(row["id"] for row in stranded), *newcomers], vacant, strict=True)
    await writer.execute_many(
        f"UPDATE excerpts SET {column} = :slot WHERE id = :id",  # noqa: S608 - a column of ours
        [{"id": key, "slot": slot} for key, slot in seated],
    )
