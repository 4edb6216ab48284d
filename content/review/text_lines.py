"""The lines of a file that hold words of turns, as they are read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.review.rewriting import bare_line
from content.transcript_file.parser import Layout
from content.transcript_file.text import unescape


class TextLine(NamedTuple):
    """A line with words.

    Attributes:
        turn: The number of its turn, counted from 0.
        at: The index of the line in the file, counted from 0.
        text: Its words.
        starts: Whether a line of the document starts here, as at a new paragraph.
        breaks: Whether a line break stands behind the words.
    """

    turn: int
    at: int
    text: str
    starts: bool
    breaks: bool


def read_text_lines(lines: Sequence[str], layout: Layout) -> Iterator[TextLine]:
    """Yield the lines with words of all turns, in order.

    Args:
        lines: Of the file, with their ends.
        layout: Of these lines.
    """
    turns = zip(layout.transcript.turns, layout.places, strict=True)
    for number, (turn, place) in enumerate(turns):
        starts = True
        for index in range(place.words - 1, place.last - (not turn.kind.attributed)):
            bare = bare_line(lines[index], turn).strip()
            if not bare:
                starts = True
                continue
            words, breaks = unescape(bare)
            yield TextLine(number, index, words, starts, breaks)
            starts = breaks
