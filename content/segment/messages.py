"""Find what a speaker reads out for somebody else, and give it to whose words it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.segment.message_words import (
    BARE,
    CLOSING,
    INTRODUCED,
    OPENING,
    REPORTED,
    SALUTATION,
    TEXT,
)
from content.segment.names import named
from content.segment.pieces import Piece, cut, nobodys, turns_of
from content.segment.result import SegmentKind
from content.segment.senders import author_of, expansions_of, signer_in, signer_of

LONGEST = 200
_PARTING = 40

_INNER = re.compile(r"[:：.]\s*(?=[“„«「\"])")

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Hold where a message stands among the pieces of a turn, and by whom."""

    start: int
    end: int
    author: str
    confidence: float
    reason: str


def part_messages(pieces: Sequence[Piece]) -> list[Piece]:
    """Give what is read out to those whose words it is."""
    expansions = expansions_of(pieces)
    parted: list[Piece] = []
    for start, end in turns_of(pieces):
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
        return nobodys(piece, SegmentKind.COMMENTARY, found.reason, found.confidence)
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
            made += cut(piece, [opened.end()])
        else:
            made.append(piece)
        opens = made[-1].text.lstrip()[:1] in _PAIRS
        if opens and len(made) > 1 and _introduces(made[-2].text, quoted=True):
            end = _closing_place(made[-1].text)
            if end:
                made[-1:] = cut(made[-1], [end])
    return made


def _closing_place(text: str) -> int:
    """Find where a quotation that opens a line ends inside it; 0 if it does not."""
    bare = text.lstrip()
    offset = len(text) - len(bare)
    closing = _PAIRS.get(bare[:1], "")
    if not closing or (bare[0] == '"' and bare.count('"') != 2):
        return 0
    depth = 0
    for place, sign in enumerate(bare):
        if sign == bare[0] and (place == 0 or sign not in closing):
            depth += 1
        elif sign in closing:
            depth -= 1
            if depth == 0:
                end = place + 1
                end += bare[end : end + 1] in {".", ",", "。"}
                rest = bare[end:].strip()
                more = sum(map(str.isalpha, rest)) > 3 and end > 4
                return offset + end if more and not rest[0].islower() else 0
    return 0


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
    return not BARE.search(reported.group()) or TEXT.search(end) is not None


def _message_at(
    turn: Sequence[Piece], place: int, expansions: dict[str, str]
) -> Message | None:
    intro = turn[place]
    start = place + 1
    if not intro.spoken or start >= len(turn) or not turn[start].spoken:
        return None
    if turn[start].text.lstrip()[:1] in OPENING:
        end, signer = quotation(turn, start)
        announced = _introduces(intro.text, quoted=True)
        if not announced and not (signer and end - start > 1):
            return None
        author = author_of(intro.text, expansions) if announced else ""
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
    return _unmarked(turn, start, author_of(intro.text, expansions))


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
        plain = reported is None or BARE.search(reported.group()) is not None
        return None if plain else _made(start, start + 1, author, 0.65)
    while end < len(turn) and turn[end].spoken:
        end += 1
    return _made(start, end, author, 0.75)


def _whose(author: str, signer: str) -> str:
    """Prefer a signature that names somebody to an introduction that does not."""
    return signer if signer and (not author or named(author).voice) else author


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


def quotation(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Find where quoted paragraphs end, and who signs them.

    Each paragraph may open with a mark of its own, or one may be missing; the
    quotation ends with a paragraph that closes it, unless the next one opens again.
    """
    end = start
    last = min(len(turn), start + LONGEST)
    for n in range(start, last):
        piece = turn[n]
        if not piece.spoken:
            if piece.kind is SegmentKind.STAGE:
                continue
            break
        text = piece.text.strip()
        opens = text[:1] in OPENING
        if n > start and not opens and not _closed_ahead(turn, n, last):
            break
        end = n + 1
        if _closes(text):
            after = turn[n + 1].text.lstrip()[:1] if n + 1 < last else ""
            if after not in OPENING or not after:
                break
    if end == start:
        return end, ""
    signer = signer_of(turn[end - 1].text) or signer_in(turn[end - 1].text)
    return end, signer


def _closes(text: str) -> bool:
    bare = text.rstrip(" .)")
    return (
        len(bare) > 1 and bare[-1] in CLOSING and bare[-2:-1] not in {" ", "s"}
    ) or (len(bare) > 1 and bare[-1] in '”»」』"')


def _closed_ahead(turn: Sequence[Piece], place: int, last: int) -> bool:
    """Tell whether an unmarked paragraph stands inside a quotation still open."""
    for n in range(place, min(last, place + 12)):
        text = turn[n].text.strip()
        if text[:1] in OPENING and n > place:
            return True
        if _closes(text):
            return not any(sign in text[:-2] for sign in '“„«「"')
    return False


def _signed(turn: Sequence[Piece], start: int) -> tuple[int, str]:
    """Find the signature line that ends an unmarked message."""
    for n in range(start, min(len(turn), start + 40)):
        if not turn[n].spoken:
            break
        signer = signer_of(turn[n].text) if n > start else ""
        above = turn[n - 1].text.strip() if n > start else ""
        if not signer and above.endswith(",") and len(above) < _PARTING:
            # "Sincerely," stands on a line of its own.
            signer = signer_in(f". {above} {turn[n].text.strip()}")
        if signer and not turn[n].text.strip().endswith(":"):
            return n + 1, signer
    return start, ""
