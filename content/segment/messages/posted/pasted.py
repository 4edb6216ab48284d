"""Find texts that a message of a chat holds whole: whoever signs them wrote them.

Who writes a message needs no signature. So one of several lines that ends in the name of
somebody else is a letter, a notice or the like, pasted or typed in.
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.sign_off import SignOff
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signatures import behind_office
from content.segment.messages.words import (
    is_item,
    prints_in_full,
    says_it_is_read,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.pieces import Piece, as_read_out, turn_spans
from content.segment.result import SegmentKind

_MIN_LINES, _MAX_SIGNATURE, _MAX_DATE_WORDS = 3, 60, 6
_DATE = re.compile(r"\W*\d{1,4}|\w{0,3}[〇零元一二三四五六七八九十]+[年月日]")
_BEHIND_NAME = re.compile(r",\s[^,]*\d.*$")
_HAN = "\u3400-\u9fff\u30a0-\u30ff"
# "北町惣代　油屋清右衛門": an office or a place, and a name.
_HAN_SIGNED = re.compile(rf"[{_HAN}]{{2,12}}[\s\u3000]+(?P<name>[{_HAN}]{{3,7}})")
_SURE, _LIKELY = 0.85, 0.6


def with_pasted(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a chat, texts that others sign given to these."""
    result: list[Piece] = []
    for start, end in turn_spans(pieces):
        turn = pieces[start:end]
        spoken = [piece for piece in turn if piece.spoken]
        if len(spoken) < _MIN_LINES:
            result += turn
            continue
        above = next((one for one in reversed(result) if one.spoken), None)
        announced = above is not None and _announces(above, spoken[0])
        name = _signer(spoken, announced=announced)
        if not name:
            result += turn
            continue
        confidence = _SURE if announced else _LIKELY
        result += (_as_message(piece, name, confidence) for piece in turn)
    return result


def _signer(spoken: Sequence[Piece], *, announced: bool) -> str:
    """Return who signs a message that somebody else writes; empty if nobody does.

    For a group people draft themselves, unless they say that they copy.
    """
    if any(piece.kind is not SegmentKind.SPEECH for piece in spoken):
        return ""
    lines = [piece.text.strip() for piece in spoken]
    while len(lines) >= _MIN_LINES and _is_date(lines[-1]):
        lines.pop()
    last = _BEHIND_NAME.sub("", lines[-1]).strip()
    if len(last) > _MAX_SIGNATURE or last.endswith((*SENTENCE_ENDS, ":", ",")):
        return ""
    if is_item(lines[-1]):
        return ""
    above = [line for line in lines[:-1] if not _is_date(line)]
    if not above or not above[-1].endswith(SENTENCE_ENDS):
        return ""
    han = _HAN_SIGNED.fullmatch(last)
    signed = sign_off([above[-1], last], letter=True)
    if signed.group and not announced:
        return ""
    name = han.group("name") if han else _name(signed)
    writer = (spoken[0].speaker or "").casefold()
    own = any(word.casefold() in writer for word in name.split() if len(word) > 1)
    return "" if own or name == above[-1] else name


def _name(signed: SignOff) -> str:
    if signed.group:
        return behind_office(signed.group) or signed.group
    return signed.name or signed.first


def _is_date(text: str) -> bool:
    return len(text.split()) <= _MAX_DATE_WORDS and _DATE.match(text) is not None


def _announces(above: Piece, below: Piece) -> bool:
    """Return whether the message above, of the same writer, leads to a text."""
    if (above.read_by or above.speaker) != below.speaker:
        return False
    text = above.text.strip()
    return text.endswith(COLONS) or any(
        tells(text)
        for tells in (
            prints_in_full,
            says_it_is_read,
            speaks_of_message,
            tells_of_writing,
        )
    )


def _as_message(piece: Piece, name: str, confidence: float) -> Piece:
    if not piece.spoken:
        return piece
    reason = Reason(f"a message that {name} signs", Basis.SIGNATURE)
    return as_read_out(piece, name, confidence, reason)
