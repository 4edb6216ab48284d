"""Find what a speaker reads out for somebody else, and give it to whose words it is."""

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
    sender_of,
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
)
from content.segment.pieces import Piece, split_piece, turn_spans, unattribute
from content.segment.result import SegmentKind

_MAX_CLOSING_CHARS = 40

_INNER = re.compile(r"[:：.]\s*(?=[“„«「\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Hold where a message stands among the pieces of a turn, and by whom."""

    start: int
    end: int
    author: str
    confidence: float
    reason: str


def attribute_messages(pieces: Sequence[Piece]) -> list[Piece]:
    """Give what is read out to those whose words it is."""
    expansions = full_titles(pieces)
    parted: list[Piece] = []
    for start, end in turn_spans(pieces):
        turn = _with_inner(pieces[start:end])
        if turn[0].turn:
            place = 0
            while place < len(turn):
                found = _message_at(turn, place, expansions)
                if found is None:
                    parted.append(turn[place])
                    place += 1
                else:
                    parted += turn[place : found.start]
                    parted += [_given(p, found) for p in turn[found.start : found.end]]
                    place = found.end
        else:
            parted += turn
    return parted


def _given(piece: Piece, found: Message) -> Piece:
    if not piece.spoken and piece.kind is not SegmentKind.HEADING:
        return piece
    if not found.author:
        return unattribute(
            piece, SegmentKind.COMMENTARY, found.reason, found.confidence
        )
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=found.author,
        read_by=piece.speaker,
        confidence=found.confidence,
        reason=found.reason,
    )


def _with_inner(turn: Sequence[Piece]) -> list[Piece]:
    """Cut a line in which a message opens after its introduction."""
    made: list[Piece] = []
    for piece in turn:
        opened = _INNER.search(piece.text[:1200]) if piece.spoken else None
        head = piece.text[: opened.end()] if opened else ""
        if opened and len(head) < 600 and _introduces(head, quoted=True):
            made += split_piece(piece, [opened.end()])
        else:
            made.append(piece)
        opens = made[-1].text.lstrip()[:1] in CLOSING_MARKS
        if opens and len(made) > 1 and _introduces(made[-2].text, quoted=True):
            end = closing_mark_end(made[-1].text)
            if end:
                made[-1:] = split_piece(made[-1], [end])
    return made


def _introduces(text: str, *, quoted: bool) -> bool:
    """Tell whether a paragraph's end announces somebody else's words."""
    end = text.strip()[-260:]
    if quoted:
        last = re.split(r"(?<=[.!?。])\s+", end)[-2:]
        return INTRODUCED.search(" ".join(last)) is not None or (
            REPORTED.search(end) is not None
        )
    reported = REPORTED.search(end) if end.endswith((":", "：")) else None
    if reported is None:
        return False
    return (
        not AMBIGUOUS_INTRODUCTION.search(reported.group())
        or TEXT.search(end) is not None
    )


def _message_at(
    turn: Sequence[Piece], place: int, expansions: dict[str, str]
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
        author = sender_of(intro.text, expansions) if announced else ""
        if announced and end - start > 1 and not author and not signer:
            return Message(
                start=start,
                end=end,
                author="",
                confidence=0.7,
                reason="read out for somebody who is not named",
            )
        return _made(start, end, _whose(author, signer), 0.95 if announced else 0.7)
    if not _introduces(intro.text, quoted=False):
        return None
    return _unmarked(turn, start, sender_of(intro.text, expansions))


def _unmarked(turn: Sequence[Piece], start: int, author: str) -> Message | None:
    """Find the end of a message without quotation marks."""
    end = start
    if turn[start].quoted:
        while end < len(turn) and turn[end].quoted and turn[end].spoken:
            end += 1
        return _made(start, end, author, 0.85)
    end, signer = _signed(turn, start)
    if signer:
        return _made(start, end, _whose(author, signer), 0.85)
    if not SALUTATION.match(turn[start].text.strip()):
        # Somebody "has written:", and one paragraph follows: likely, not certain.
        reported = REPORTED.search(turn[start - 1].text.strip()[-260:])
        plain = (
            reported is None
            or AMBIGUOUS_INTRODUCTION.search(reported.group()) is not None
        )
        return None if plain else _made(start, start + 1, author, 0.65)
    while end < len(turn) and turn[end].spoken:
        end += 1
    return _made(start, end, author, 0.75)


def _whose(author: str, signer: str) -> str:
    """Prefer a signature that names somebody to an introduction that does not."""
    return signer if signer and (not author or parse_label(author).voice) else author


def _made(start: int, end: int, author: str, sure: float) -> Message | None:
    if not author:
        return None
    return Message(
        start=start,
        end=end,
        author=author,
        confidence=sure,
        reason=f"read out for {author}",
    )


def _signed(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Find the signature line that ends an unmarked message."""
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
