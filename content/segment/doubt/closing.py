"""The end of the last turn, from where it is hardly the speaker's any more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from content.segment.doubt.reading import Reading
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind

NOT_THE_SPEAKERS = 0.02
"""From this confidence down, the last words of a document are nobody's."""

_REASON = "the page goes on after the last turn"

# Each of them is enough where nearly all turns are one paragraph under a label, and
# the last one has more.
_SIGNS = frozenset(
    (
        "below_rule",
        "below_heading",
        "is_in_italics",
        "opens_with_colon",
        "opens_with_own_ending",
        "is_title_line",
        "below_last_title_line",
        "names_own_speaker",
        "names_own_speaker_last",
        "after_last_goodbye",
        "author_takes_over",
        "is_item",
    )
)


def without_closing(
    pieces: Sequence[Piece], reading: Reading, witnesses: Callable[[int], frozenset[str]]
) -> list[Piece]:
    """Return weighed pieces; the last words that are hardly the speaker's are nobody's.

    Args:
        pieces: With the confidence that the second reader gives them.
        reading: What it read.
        witnesses: The names of the witnesses about a piece.
    """
    found = list(pieces)
    for n in _closing(pieces, reading, witnesses):
        found[n] = replace(
            unattribute(found[n], SegmentKind.COMMENTARY, _REASON), testimonies=()
        )
    return found


def _closing(
    pieces: Sequence[Piece], reading: Reading, witnesses: Callable[[int], frozenset[str]]
) -> Iterator[int]:
    turn = reading.turns[-1] if reading.turns else None
    if turn is None or turn.label is None:
        return
    for n in reversed(range(turn.start, turn.end)):
        piece = pieces[n]
        if not piece.spoken:
            continue
        if piece.label or piece.read_by or n not in turn.inside:
            return
        heard = witnesses(n)
        dialogue = "has_more_paragraphs" in heard and not _SIGNS.isdisjoint(heard)
        if not dialogue and piece.confidence >= NOT_THE_SPEAKERS:
            return
        yield n
