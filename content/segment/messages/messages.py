"""Find messages that a speaker reads aloud, and give them to their senders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.segment.labels.names import parse_label
from content.segment.messages.quotations import (
    CLOSING_MARKS,
    closing_mark_end,
    find_quotation_end,
)
from content.segment.messages.senders import (
    full_titles,
    person_named_before,
    sender_of,
)
from content.segment.messages.signatures import (
    first_name_signed,
    signature_at_end,
    signature_line,
)
from content.segment.messages.words import (
    AMBIGUOUS_INTRODUCTION,
    INTRODUCED,
    OPENING_QUOTES,
    REPORTED,
    SALUTATION,
    TEXT,
    announces_text,
    is_document,
    is_item,
    reader_ends,
)
from content.segment.pieces import Piece, split_piece, turn_spans, unattribute
from content.segment.result import SegmentKind

_MAX_CLOSING_CHARS = 40
_MAX_READ_PIECES = 60
_DOUBT = 0.6
# How many paragraphs after the first one of an open text may belong to it.
_MAX_DOUBTED_PIECES = 3

_QUOTATION_AFTER_INTRODUCTION = re.compile(r"[:：.]\s*(?=[“„«「\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in a turn: its first and last piece (exclusive), and its sender.

    Attributes:
        sender: Empty where it is read out for somebody who is not named, or is a law.
        doubt: Index after the last piece that may belong to it, too; at least `end`.
    """

    start: int
    end: int
    sender: str
    confidence: float
    doubt: int = 0


def attribute_messages(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each message given to its sender, read by the speaker."""
    titles = full_titles(pieces)
    result: list[Piece] = []
    for start, end in turn_spans(pieces):
        turn = _split_at_quotations(pieces[start:end])
        place = 0
        while place < len(turn):
            found = _message_at(turn, place, titles) if turn[0].turn else None
            if found is None:
                result.append(turn[place])
                place += 1
            else:
                result += turn[place : found.start]
                result += (_as_message(p, found) for p in turn[found.start : found.end])
                place = max(found.end, found.doubt)
                result += (_doubted(p) for p in turn[found.end : place])
    return result


def _as_message(piece: Piece, found: Message) -> Piece:
    if not piece.spoken and piece.kind is not SegmentKind.HEADING:
        return piece
    reason = f"read out for {found.sender or 'somebody who is not named'}"
    if not found.sender:
        return unattribute(piece, SegmentKind.COMMENTARY, reason, found.confidence)
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=found.sender,
        read_by=piece.speaker,
        confidence=found.confidence,
        reason=reason,
    )


def _doubted(piece: Piece) -> Piece:
    if not piece.spoken:
        return piece
    confidence = min(piece.confidence, _DOUBT)
    reason = "may still be the text that is read out"
    return replace(piece, confidence=confidence, reason=reason)


def _split_at_quotations(turn: Sequence[Piece]) -> list[Piece]:
    """Split lines of a turn at a quotation that follows its introduction."""
    split: list[Piece] = []
    for piece in turn:
        opened = _QUOTATION_AFTER_INTRODUCTION.search(piece.text[:1200])
        head = piece.text[: opened.end()] if opened and piece.spoken else ""
        if opened and 0 < len(head) < 600 and _introduces(head, quoted=True):
            split += split_piece(piece, [opened.end()])
        else:
            split.append(piece)
        opens = split[-1].text.lstrip()[:1] in CLOSING_MARKS
        if opens and len(split) > 1 and _introduces(split[-2].text, quoted=True):
            end = closing_mark_end(split[-1].text)
            if end:
                split[-1:] = split_piece(split[-1], [end])
    return split


def _introduces(text: str, *, quoted: bool) -> bool:
    """Return whether the end of a paragraph announces somebody else's words."""
    end = text.strip()[-260:]
    if quoted:
        last = re.split(r"(?<=[.!?。])\s+", end)[-2:]
        return INTRODUCED.regex.search(" ".join(last)) is not None or (
            REPORTED.regex.search(end) is not None
        )
    reported = REPORTED.regex.search(end) if end.endswith((":", "：")) else None
    if reported is None:
        return False
    return (
        not AMBIGUOUS_INTRODUCTION.regex.search(reported.group())
        or TEXT.regex.search(end) is not None
    )


def _message_at(
    turn: Sequence[Piece], place: int, titles: dict[str, str]
) -> Message | None:
    intro = turn[place]
    start = place + 1
    if not intro.spoken or start >= len(turn) or not turn[start].spoken:
        return None
    if turn[start].text.lstrip()[:1] in OPENING_QUOTES:
        end, signer = find_quotation_end(turn, start)
        announced = _introduces(intro.text, quoted=True)
        if not announced and not (signer and end - start > 1):
            return None
        sender = sender_of(intro.text, titles) if announced else ""
        if announced and not sender and not signer:
            return _without_sender(intro.text, turn, start, end)
        return _message(start, end, _sender(sender, signer), 0.95 if announced else 0.7)
    announced = announces_text(intro.text)
    if not announced and not _introduces(intro.text, quoted=False):
        return None
    sender = sender_of(intro.text, titles)
    sender = "" if is_document(sender) else sender
    return _unmarked(turn, start, sender, announced=announced)


def _without_sender(
    introduction: str, turn: Sequence[Piece], start: int, end: int
) -> Message:
    """Return a text that is set off, whose sender stands elsewhere, if anywhere.

    A person named in the same paragraph may be who sent it; a first name below it makes
    that sure. Else it stays its reader's, in doubt.
    """
    named = person_named_before(introduction)
    first = first_name_signed(turn[end - 1].text)
    if named and (not first or first in named.split()):
        confidence = 0.85 if first else 0.7
        return Message(start=start, end=end, sender=named, confidence=confidence)
    if end - start > 1:
        return Message(start=start, end=end, sender="", confidence=0.7)
    return Message(start=start, end=start, sender="", confidence=_DOUBT, doubt=end)


def _unmarked(
    turn: Sequence[Piece], start: int, sender: str, *, announced: bool
) -> Message | None:
    """Return a message without quotation marks; None if none starts there."""
    end = start
    if turn[start].quoted:
        while end < len(turn) and turn[end].quoted and turn[end].spoken:
            end += 1
        return _message(start, end, sender, 0.85) or _without_sender(
            turn[start - 1].text, turn, start, end
        )
    end, signer = _signature(turn, start)
    if signer:
        return _message(start, end, _sender(sender, signer), 0.85)
    end = _reader_returns(turn, start)
    if end > start:
        return Message(start=start, end=end, sender=sender, confidence=0.85)
    if SALUTATION.regex.match(turn[start].text.strip()):
        end = start
        while end < len(turn) and turn[end].spoken:
            end += 1
        return _message(start, end, sender, 0.75)
    if announced:
        return _announced(turn, start, sender)
    # Somebody "has written:", and one paragraph follows: likely, not certain.
    reported = REPORTED.regex.search(turn[start - 1].text.strip()[-260:])
    plain = (
        reported is None
        or AMBIGUOUS_INTRODUCTION.regex.search(reported.group()) is not None
    )
    return None if plain else _message(start, start + 1, sender, 0.65)


def _announced(turn: Sequence[Piece], start: int, sender: str) -> Message | None:
    """Return a text that no sign closes: all of its list, else its first paragraph."""
    end = start if is_item(turn[start].text) else start + 1
    while end < len(turn) and turn[end].spoken and is_item(turn[end].text):
        end += 1
    if end > start + 1:
        return Message(start=start, end=end, sender=sender, confidence=0.8)
    doubt = start + 1
    while doubt < min(len(turn), start + 1 + _MAX_DOUBTED_PIECES):
        if not turn[doubt].spoken:
            break
        doubt += 1
    found = _message(start, start + 1, sender, 0.65)
    return found and replace(found, doubt=doubt)


def _reader_returns(turn: Sequence[Piece], start: int) -> int:
    """Return the index of the paragraph that says a text ends; the start if none does."""
    for n in range(start + 1, min(len(turn), start + _MAX_READ_PIECES)):
        if not turn[n].spoken:
            break
        if reader_ends(turn[n].text):
            return n
    return start


def _sender(sender: str, signer: str) -> str:
    """Return the sender: the signature's if the introduction names no person."""
    return signer if signer and (not sender or parse_label(sender).voice) else sender


def _message(start: int, end: int, sender: str, confidence: float) -> Message | None:
    if not sender:
        return None
    return Message(start=start, end=end, sender=sender, confidence=confidence)


def _signature(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Return the index after a message's signature, and who signs; else the start, ""."""
    for n in range(start, min(len(turn), start + 40)):
        if not turn[n].spoken:
            break
        signer = signature_line(turn[n].text) if n > start else ""
        above = turn[n - 1].text.strip() if n > start else ""
        if not signer and above.endswith(",") and len(above) < _MAX_CLOSING_CHARS:
            # "Sincerely," stands on a line of its own.
            signer = signature_at_end(f". {above} {turn[n].text.strip()}")
        if signer and not turn[n].text.strip().endswith(":"):
            return n + 1, signer
    return start, ""
