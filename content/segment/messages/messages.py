"""Find messages that a speaker reads aloud, and give them to their senders."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from content.segment.messages.announcements import (
    Announced,
    announced_by,
    introduces,
)
from content.segment.messages.extents import Extent, Form, find_extent
from content.segment.messages.origins import SURE, Origin, find_origin
from content.segment.messages.quotations import CLOSING_MARKS, closing_mark_end
from content.segment.messages.senders import full_titles
from content.segment.messages.words import (
    OPENING_QUOTES,
    is_document,
    says_it_is_read,
    sentences_of,
)
from content.segment.pieces import Piece, split_piece, turn_spans, unattribute
from content.segment.result import SegmentKind

_DOUBT = 0.6
# How many paragraphs after the first one of an open text may belong to it.
_MAX_DOUBTED_PIECES = 3
_MAX_ABOVE = 8
_SHORT_QUOTATION = 80

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
    finder = _Finder(
        titles=full_titles(pieces),
        speakers=frozenset(p.speaker for p in pieces if p.speaker),
    )
    result: list[Piece] = []
    for start, end in turn_spans(pieces):
        turn = _split_at_quotations(pieces[start:end])
        place = 0
        while place < len(turn):
            found = None
            if turn[0].turn:
                found = finder.message_at(turn, place, result[-_MAX_ABOVE:])
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
        if opened and 0 < len(head) < 600 and introduces(head, quoted=True):
            split += split_piece(piece, [opened.end()])
        else:
            split.append(piece)
        opens = split[-1].text.lstrip()[:1] in CLOSING_MARKS
        if opens and len(split) > 1 and announced_by(split[-2].text, quoted=True) > 1:
            end = closing_mark_end(split[-1].text)
            if end:
                split[-1:] = split_piece(split[-1], [end])
    return split


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """Finds the messages of a document.

    Attributes:
        titles: Full forms of titles of honour.
        speakers: Who speaks in the document.
    """

    titles: dict[str, str]
    speakers: Collection[str]

    def message_at(
        self, turn: Sequence[Piece], place: int, before: Sequence[Piece]
    ) -> Message | None:
        """Return the message that a piece announces; None if it announces none."""
        intro = turn[place]
        start = place + 1
        while start < len(turn) and _directs_to_read(turn[start]):
            start += 1
        if not intro.spoken or start >= len(turn) or not turn[start].spoken:
            return None
        quoted = turn[start].text.lstrip()[:1] in OPENING_QUOTES
        announced = announced_by(intro.text, quoted=quoted)
        if start > place + 1:
            announced = max(announced, Announced.LIKELY)
        extent = find_extent(turn, start)
        if not _is_message(turn, start, extent, announced):
            return None
        origin = find_origin(
            intro.text,
            extent,
            sure=announced is Announced.SURE,
            above=[p.text for p in before],
            below=turn[extent.end].text if extent.end < len(turn) else "",
            titles=self.titles,
            speakers=self.speakers,
        )
        return _message(turn, start, extent, announced, origin)


def _directs_to_read(piece: Piece) -> bool:
    """Return whether a piece is a direction such as "(reads)"."""
    return piece.kind is SegmentKind.STAGE and says_it_is_read(piece.text)


def _is_message(
    turn: Sequence[Piece], start: int, extent: Extent, announced: Announced
) -> bool:
    """Return whether a text is the message of somebody, and no words of its reader."""
    several = extent.end - start > 1
    if extent.form is Form.QUOTED:
        if announced is Announced.LIKELY:
            text = turn[start].text.strip()
            short = len(text) < _SHORT_QUOTATION and len(sentences_of(text)) < 2
            return several or not short or bool(extent.signer)
        signed = bool(extent.signer) and (several or announced is Announced.COLON)
        return announced is Announced.SURE or signed
    if extent.form is Form.OPEN:
        return announced is Announced.SURE or (
            announced is Announced.LIKELY and extent.greeted
        )
    if extent.form is Form.REST:
        return announced is Announced.SURE
    if extent.form is Form.LETTER and extent.greeted:
        return announced > Announced.NOT
    return announced >= Announced.LIKELY


def _may_be_open(extent: Extent, origin: Origin) -> bool:
    """Return whether who sent a text is named so clearly that it needs no marks."""
    return extent.greeted or origin.confidence >= SURE


def _message(
    turn: Sequence[Piece],
    start: int,
    extent: Extent,
    announced: Announced,
    origin: Origin,
) -> Message | None:
    """Return a message by its sender; where nobody is known, what to doubt."""
    end, several = extent.end, extent.end - start > 1
    confidence = {
        Form.QUOTED: 0.95,
        Form.SET_OFF: 0.85,
        Form.LETTER: 0.85,
        Form.READ: 0.85,
        Form.LIST: 0.8,
        Form.REST: 0.75,
        Form.OPEN: 0.65,
    }[extent.form]
    if announced is Announced.NOT:
        confidence = 0.7
    doubt = end
    if extent.form is Form.OPEN:
        while doubt < min(len(turn), start + 1 + _MAX_DOUBTED_PIECES):
            if not turn[doubt].spoken:
                break
            doubt += 1
    if origin.name and (extent.form is not Form.OPEN or _may_be_open(extent, origin)):
        return Message(
            start=start,
            end=end,
            sender=origin.name,
            confidence=min(confidence, origin.confidence),
            doubt=doubt,
        )
    law = is_document(turn[start - 1].text[-260:])
    if extent.form in {Form.LIST, Form.READ} and (law or announced is Announced.SURE):
        return Message(start=start, end=end, sender="", confidence=confidence)
    if extent.form is Form.REST:
        end, doubt = start, min(end, start + 1 + _MAX_DOUBTED_PIECES)
    elif several and extent.form is not Form.OPEN:
        return Message(start=start, end=end, sender="", confidence=0.7)
    return Message(start=start, end=start, sender="", confidence=_DOUBT, doubt=doubt)
