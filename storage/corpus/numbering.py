"""Number what may be served, densely from 0, touching as few rows as can be.

A random pick is then one index look-up, and no excerpt is likelier than another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.corpus.comparison import NewTranscript
from storage.database.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Hold the two slots that an excerpt had before its row was taken out."""

    excerpt_id: str
    speaker_id: int
    number: int
    speaker_number: int


@dataclass(slots=True, kw_only=True)
class NumberingChange:
    """Hold who leaves and who enters one numbering.

    Attributes:
        column: The column that holds the numbering.
        speaker: Whose numbering it is; None for the whole library's.
        freed: Slots whose excerpts left.
        new_ids: Ids of the excerpts that have no slot yet.
    """

    column: str
    speaker: int | None
    freed: set[int] = field(default_factory=set)
    new_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotNumbers:
    """Hold the slots, by excerpt id, of all that get another than they have."""

    slots: dict[str, int] = field(default_factory=dict)
    speaker_slots: dict[str, int] = field(default_factory=dict)

    def select(self, meant: Callable[[str], bool]) -> "SlotNumbers":
        """Return that of some excerpts."""
        return SlotNumbers(
            slots={key: n for key, n in self.slots.items() if meant(key)},
            speaker_slots={
                key: n for key, n in self.speaker_slots.items() if meant(key)
            },
        )


async def read_slots(snapshot: Connection, slug: str) -> list[Slot]:
    """Return the seats of a transcript that is about to be rewritten or removed."""
    rows = await snapshot.all(
        """
        SELECT excerpts.id, speaker_id, slot, speaker_slot FROM excerpts
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE transcripts.slug = :slug AND slot IS NOT NULL
        """,
        {"slug": slug},
    )
    return [
        Slot(
            excerpt_id=row["id"],
            speaker_id=row["speaker_id"],
            number=row["slot"],
            speaker_number=row["speaker_slot"],
        )
        for row in rows
    ]


def find_changes(
    taken_out: Sequence[Slot],
    written: Iterable[NewTranscript],
    speaker_ids: Mapping[str, int],
) -> list[NumberingChange]:
    """Compare who left a seat with who needs one, in the library and by speaker.

    Those that kept their seat were written with it and do not move.
    """
    servable = [row for new in written for row in new.excerpts if row.servable]
    kept = {excerpt.id for excerpt in servable if excerpt.slot is not None}
    whole = NumberingChange(column="slot", speaker=None)
    of: dict[int, NumberingChange] = {}
    for seat in taken_out:
        if seat.excerpt_id not in kept:
            whole.freed.add(seat.number)
            speaker = seat.speaker_id
            of.setdefault(
                speaker, NumberingChange(column="speaker_slot", speaker=speaker)
            )
            of[speaker].freed.add(seat.speaker_number)
    for excerpt in servable:
        if excerpt.id not in kept:
            whole.new_ids.append(excerpt.id)
            speaker = speaker_ids[excerpt.speaker]
            of.setdefault(
                speaker, NumberingChange(column="speaker_slot", speaker=speaker)
            )
            of[speaker].new_ids.append(excerpt.id)
    return [whole, *of.values()]


async def assign_slots(
    snapshot: Connection, moves: Iterable[NumberingChange]
) -> SlotNumbers:
    """Seat the newcomers so that each numbering stays dense; write nothing.

    They take the places that others left, or new ones at the end; where more left
    than came, the last ones move into what stays open.
    """
    seating = SlotNumbers()
    for each in moves:
        numbering = seating.slots if each.speaker is None else seating.speaker_slots
        numbering.update(await _renumbered(snapshot, each))
    return seating


async def _renumbered(snapshot: Connection, moves: NumberingChange) -> dict[str, int]:
    column, speaker = moves.column, moves.speaker
    vacated, newcomers = moves.freed, moves.new_ids
    where = "" if speaker is None else " AND speaker_id = :speaker"
    highest = await snapshot.value(
        f"""
        SELECT {column} FROM excerpts WHERE {column} IS NOT NULL{where}
        ORDER BY {column} DESC LIMIT 1
        """,  # noqa: S608 - a column of ours
        {"speaker": speaker},
    )
    dealt = 0 if highest is None else int(highest) + 1
    size = dealt - len(vacated) + len(newcomers)
    beyond = await snapshot.all(
        f"SELECT id, {column} FROM excerpts WHERE {column} >= :size{where}",  # noqa: S608 - a column of ours
        {"size": size, "speaker": speaker},
    )
    stranded = [row["id"] for row in beyond if row[column] not in vacated]
    vacant = sorted(slot for slot in vacated if slot < size)
    vacant += range(dealt, size)
    return dict(zip([*stranded, *newcomers], vacant, strict=True))
