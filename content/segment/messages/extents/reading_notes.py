"""Notes in brackets that say where a reading starts, "(Reading)", and where it ends."""

from collections.abc import Sequence

from content.language.word_lists import all_words
from content.segment.kinds import STAGE
from content.segment.messages.words import READING, reader_ends
from content.segment.pieces import Piece

_BRACKETS = frozenset("([（［")
_AROUND_NOTE = "()[]（）［］.: "
_MAX_NOTE_WORDS = 2


def is_below_reading_note(turn: Sequence[Piece], start: int) -> bool:
    """Return whether "(Reading)" stands right above a paragraph.

    "(Reading from her notes)": these are her own words.
    """
    note = turn[start - 1] if start else None
    if note is None or note.kind is not STAGE or note.text[:1] not in _BRACKETS:
        return False
    said = note.text.strip(_AROUND_NOTE)
    words = said.casefold().split()
    # "(Ler)": somebody laughs in Danish, and reads in Portuguese.
    laughs = words[:1] and words[0] in all_words("stage.laughs")
    return len(words) <= _MAX_NOTE_WORDS and not laughs and READING.opens(said)


def notes_end(turn: Sequence[Piece], n: int, start: int) -> bool:
    """Return whether a note in a turn says that what is read in it ends: "(End of reading)"."""
    note = turn[n]
    return (
        note.kind is STAGE and note.turn == turn[start].turn and reader_ends(note.text)
    )
