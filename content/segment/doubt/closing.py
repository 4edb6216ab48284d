"""The last words of a turn, from where they are hardly the speaker's any more.

To doubt such words would ask a person about what is plainly the page's. So they are
nobody's where hardly anything speaks for them, or where all turns are one paragraph
under a label and a sign sets the rest apart. Only the end of a turn is cut: nothing in
the midst of one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from content.segment.doubt.reading import Reading, Turn
from content.segment.messages.words import says_it_is_read_now, sentences_of
from content.segment.names.name_score import label_key
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.wording.in_person import FIRST_PERSON

NOT_THE_SPEAKERS = 0.005
"""Below this confidence, the last words of a document are nobody's."""

NOT_AFTER_DIRECTION, DOUBTED_AFTER_DIRECTION = 0.1, 0.5
"""The same of the first words below a direction, such as applause, and of the rest."""

_LAST_REASON = "the page goes on after the last turn"
_INSIDE_REASON = "set apart, where each turn is one paragraph"

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
# The same at the end of any turn, such as what pays for a podcast.
_SIGNS_INSIDE = frozenset(("is_in_italics", "below_rule", "tells_below_heading"))


_SET_APART = frozenset(
    ("is_in_italics", "below_rule", "below_heading", "opens_with_own_ending")
)
_SENTENCE = re.compile(r"[^\W\d_][.!?…。！？]\W?\s*$")


def without_closing(
    pieces: Sequence[Piece],
    reading: Reading,
    witnesses: Callable[[int], frozenset[str]],
) -> list[Piece]:
    """Return weighed pieces; last words that are hardly the speaker's are nobody's.

    Args:
        pieces: With the confidence that the second reader gives them.
        reading: What it read.
        witnesses: The names of the witnesses about a piece.
    """
    found = list(pieces)
    for turn in reading.turns:
        if turn.label is None:
            continue
        reason = _LAST_REASON if turn.last else _INSIDE_REASON
        closing = list(_closing(turn, pieces, witnesses, below=DOUBTED_AFTER_DIRECTION))
        if not (
            closing
            and pieces[closing[-1]].confidence < NOT_AFTER_DIRECTION
            and _is_below_direction(closing[-1], pieces)
        ):
            closing = list(_closing(turn, pieces, witnesses, below=NOT_THE_SPEAKERS))
        for n in closing:
            found[n] = replace(
                unattribute(found[n], SegmentKind.COMMENTARY, reason), testimonies=()
            )
    return found


def _is_below_direction(n: int, pieces: Sequence[Piece]) -> bool:
    above = (pieces[k] for k in range(n - 1, -1, -1))
    before = next((p for p in above if p.text.strip()), None)
    return before is not None and before.kind is SegmentKind.STAGE and not before.rule


def _closing(
    turn: Turn,
    pieces: Sequence[Piece],
    witnesses: Callable[[int], frozenset[str]],
    *,
    below: float,
) -> Iterator[int]:
    signs = _SIGNS if turn.last else _SIGNS_INSIDE
    chairs = turn.last and _is_chairs(turn)
    # A line is the speaker's or not as a whole, whatever direction stands in it.
    line: list[int] = []
    for n in reversed(range(turn.start, turn.end)):
        piece = pieces[n]
        if not piece.spoken:
            continue
        if line and piece.position != pieces[line[0]].position:
            yield from line
            line = []
        if piece.label or piece.read_by or n not in turn.inside:
            return
        heard = witnesses(n)
        # A note at the foot of a page stands below a rule, too, and the speaker goes on.
        goes_on = signs & heard == {"below_rule"} and FIRST_PERSON.is_in(piece.text)
        goes_on = goes_on and not turn.last
        apart = (
            not goes_on
            and "has_more_paragraphs" in heard
            and not signs.isdisjoint(heard)
        )
        apart = apart and not _may_be_read(n, pieces)
        unlikely = turn.last and piece.confidence < below
        if not apart and not unlikely:
            return
        if chairs and _SENTENCE.search(piece.text) and heard.isdisjoint(_SET_APART):
            return
        line.append(n)
    yield from line


def _may_be_read(n: int, pieces: Sequence[Piece]) -> bool:
    """Return whether the paragraph above says at its end that what stands below is read.

    Who asks whether to read it has not begun; what names its reader is told of him or her.
    """
    above, piece = pieces[n - 1] if n else None, pieces[n]
    if above is None or not above.spoken or above.turn != piece.turn:
        return False
    told = piece.speaker is not None and piece.speaker in piece.text
    last = " ".join(sentences_of(above.text)[-1:])
    return not told and not last.endswith("?") and says_it_is_read_now(last)


def _is_chairs(turn: Turn) -> bool:
    """Return whether who presides has a turn: to close the meeting is the chair's."""
    label = turn.label.label.printed if turn.label else ""
    return leads_meeting(label_key(label))
