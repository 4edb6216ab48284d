"""Find what a message of a chat copies of a speech: "still Keller, further down:".

Who copies a speech part by part names the speaker once. Later parts are set off, or stand
in quotation marks, below a message that names nobody else.
"""

from collections import deque
from collections.abc import Collection, Sequence

from content.language.sentence_marks import COLONS
from content.language.words.word_patterns import joined_words
from content.segment.basis import Basis, Reason
from content.segment.kinds import SPEECH
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.quotations import is_in_marks
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece, as_read_out
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_NAMED, _MEANT, _LIKELY = 0.85, 0.8, 0.6
_MIN_CHARS, _REMEMBERED = 20, 400


def with_quoted_again(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a chat, later parts of what somebody was quoted with given to them."""
    writers = {piece.read_by or piece.speaker for piece in pieces if piece.spoken}
    quoted: dict[str, str] = {}
    said: deque[str] = deque(maxlen=_REMEMBERED)
    result: list[Piece] = []
    lead: Piece | None = None
    for one in pieces:
        piece = one
        if piece.kind is SegmentKind.MESSAGE and piece.speaker not in writers:
            # Who was quoted last stands last.
            quoted.pop(piece.speaker or "", "")
            quoted[piece.speaker or ""] = piece.read_by or ""
        elif lead is not None and _may_be_another(piece, lead, said):
            piece = _given(piece, lead, quoted)
            if piece is not one:
                quoted[piece.speaker or ""] = piece.read_by or ""
        if piece.spoken:
            said.append(joined_words(piece.text))
            same = piece.kind is SegmentKind.MESSAGE and lead is not None
            lead = lead if same else piece
        result.append(piece)
    return result


def _may_be_another(piece: Piece, lead: Piece, said: Collection[str]) -> bool:
    """Return whether a piece is quoted below words of its writer, and no member's words."""
    if piece.kind is not SPEECH or piece.speaker != lead.speaker:
        return False
    text = piece.text.strip()
    marked = is_set_off(piece) or is_in_marks(text.rstrip(".,"))
    if not marked or len(text) < _MIN_CHARS or is_set_off(lead):
        return False
    bare = joined_words(text)
    return not any(bare in one for one in said)


def _given(piece: Piece, lead: Piece, quoted: dict[str, str]) -> Piece:
    """Return a quoted piece given to whom the words above it name, or else mean."""
    text = lead.text.strip()
    announced = text.endswith(COLONS)
    named = [name for name in quoted if names_surname(text, name.split()[-1])]
    others = [one.name for one in mentions_in(text) if one.shown and not named]
    if others and not (announced and len(others) == 1):
        return piece
    if not (named or others or quoted):
        return piece
    if others:
        return as_read_out(
            piece, others[0], _LIKELY, Reason(f"set off below the name {others[0]}")
        )
    name = named[-1] if named else [*quoted][-1]
    if not announced and quoted[name] != lead.speaker:
        return piece
    if named and announced:
        confidence = _NAMED
    else:
        own = FIRST_PERSON.is_in(text) or quoted[name] != lead.speaker
        sure = announced and len(quoted) == 1 and not own
        confidence = _MEANT if sure else _LIKELY
    reason = Reason(f"quoted as words of {name} were before", Basis.SENDER)
    return as_read_out(piece, name, confidence, reason)
