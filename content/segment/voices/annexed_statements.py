"""Statements that were handed in, printed below the end of a record.

"Statement of Minister Ada Brook on item 3" heads them; the record has named her above.
"""

from collections.abc import Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.basis import named_in_line_above
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.by_labels.line_kinds import AFTER_THE_END

_MAX_TITLE, _UNSURE = 160, 0.7
_PRINTED = (SegmentKind.HEADING, SegmentKind.BOILERPLATE)


def with_annexed_statements(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each statement below the end given to whom its title names."""
    found = list(pieces)
    ended = (n for n, p in enumerate(pieces) if p.reason.words == AFTER_THE_END)
    end = next(ended, len(pieces))
    name = ""
    for n in range(end, len(pieces)):
        piece, text = pieces[n], pieces[n].text.strip()
        if piece.kind not in _PRINTED:
            continue
        if not text.endswith(SENTENCE_ENDS):
            name = _whose(text, pieces[:end])
        elif name:
            reason = named_in_line_above(name, "wrote it")
            found[n] = piece.attributed(
                SegmentKind.MESSAGE, name, None, _UNSURE, reason
            )
    return found


def _whose(title: str, above: Sequence[Piece]) -> str:
    """Return the one person of whose statement a title tells; empty if of none's."""
    if len(title) > _MAX_TITLE or not SPEECH_WORD.is_in(title):
        return ""
    people = {one.name for one in mentions_in(title)}
    name = people.pop() if len(people) == 1 else ""
    told = name and any(names_surname(p.text, name) for p in above if p.spoken)
    return name if told else ""
