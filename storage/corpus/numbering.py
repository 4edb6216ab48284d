"""Slots: numbers of what may be offered, dense from 0, changed in as few rows as can be.

A random pick is then one index look-up, and no excerpt is likelier than another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.corpus.comparison import NewTranscript
from storage.database.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The slots of a stored excerpt.

    Attributes:
        number: In the numbering of the whole library.
        speaker_number: In the numbering of its speaker's excerpts.
    """

    excerpt_id: str
    speaker_id: int
    number: int
    speaker_number: int


@dataclass(slots=True, kw_only=True)
class NumberingChange:
    """What leaves and what enters one numbering.

    Attributes:
        column: The column of the numbering.
        speaker: Whose numbering it is; None for the whole library's.
        freed: Numbers of the excerpts that leave.
        new_ids: Ids of the excerpts that have no number yet.
    """

    column: str
    speaker: int | None
    freed: set[int] = field(default_factory=set)
    new_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedSlots:
    """New slots by excerpt id: in the library's numbering, and in those of speakers."""

    in_library: dict[str, int] = field(default_factory=dict)
    of_speaker: dict[str, int] = field(default_factory=dict)

    def select(self, wanted: Callable[[str], bool]) -> "AssignedSlots":
        """Return those of some excerpts."""
        return AssignedSlots(
            in_library={key: n for key, n in self.in_library.items() if wanted(key)},
            of_speaker={key: n for key, n in self.of_speaker.items() if wanted(key)},
        )


async def read_slots(snapshot: Connection, slug: str) -> list[Slot]:
    """Return the slots of a transcript's excerpts."""
    rows = await snapshot.all(
        """
        SELECT excerpts.id AS excerpt_id, speaker_id, slot AS number,
            speaker_slot AS speaker_number
        FROM excerpts
        JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE transcripts.slug = :slug AND slot IS NOT NULL
        """,
        {"slug": slug},
    )
    return [Slot(**dict(row)) for row in rows]


def find_changes(
    old: Sequence[Slot],
    written: Iterable[NewTranscript],
    speaker_ids: Mapping[str, int],
) -> list[NumberingChange]:
    """Return what leaves and enters the library's numbering and those of speakers.

    Excerpts that are written with the slots they had do neither.

    Args:
        old: The slots of all that is about to be rewritten or removed.
        written: All that is about to be written.
        speaker_ids: By name, of all that speak in it.
    """
    offered = [row for new in written for row in new.excerpts if row.offered]
    kept = {excerpt.id for excerpt in offered if excerpt.slot is not None}
    whole = NumberingChange(column="slot", speaker=None)
    by_speaker: dict[int, NumberingChange] = {}

    def of_speaker(speaker: int) -> NumberingChange:
        new = NumberingChange(column="speaker_slot", speaker=speaker)
        return by_speaker.setdefault(speaker, new)

    for slot in old:
        if slot.excerpt_id not in kept:
            whole.freed.add(slot.number)
            of_speaker(slot.speaker_id).freed.add(slot.speaker_number)
    for excerpt in offered:
        if excerpt.id not in kept:
            whole.new_ids.append(excerpt.id)
            of_speaker(speaker_ids[excerpt.speaker]).new_ids.append(excerpt.id)
    return [whole, *by_speaker.values()]


async def assign_slots(
    snapshot: Connection, changes: Iterable[NumberingChange]
) -> AssignedSlots:
    """Return new numbers that keep each numbering dense; write nothing.

    New excerpts take the numbers that were freed, or new ones at the end; where more
    leave than enter, those with the highest numbers move into what stays free.
    """
    assigned = AssignedSlots()
    for change in changes:
        numbers = assigned.in_library if change.speaker is None else assigned.of_speaker
        numbers.update(await _renumber(snapshot, change))
    return assigned


async def _renumber(snapshot: Connection, change: NumberingChange) -> dict[str, int]:
    column, speaker = change.column, change.speaker
    where = "" if speaker is None else " AND speaker_id = :speaker"
    highest = await snapshot.value(
        f"""
        SELECT {column} FROM excerpts WHERE {column} IS NOT NULL{where}
        ORDER BY {column} DESC LIMIT 1
        """,  # noqa: S608 - fixed column, no input
        {"speaker": speaker},
    )
    end = 0 if highest is None else int(highest) + 1
    size = end - len(change.freed) + len(change.new_ids)
    beyond = await snapshot.all(
        f"SELECT id, {column} FROM excerpts WHERE {column} >= :size{where}",  # noqa: S608 - fixed column, no input
        {"size": size, "speaker": speaker},
    )
    to_move = [row["id"] for row in beyond if row[column] not in change.freed]
    free = sorted(slot for slot in change.freed if slot < size)
    free += range(end, size)
    return dict(zip([*to_move, *change.new_ids], free, strict=True))
