"""Split lines of a turn where a text that is read out begins and ends inside them."""

import re
from collections.abc import Iterator, Sequence

from content.segment.messages.announcements import Announced, announced_by, introduces
from content.segment.messages.quotations import CLOSING_MARKS, closing_mark_end
from content.segment.messages.words import greets_reader, reader_ends, says_it_is_read
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_MAX_SEARCHED = 1200
_MAX_INTRODUCTION = 600
_MIN_TEXT = 120
_MAX_DIRECTION = 60
_MARKS = '“„«「"'
_QUOTATION = re.compile(r"(?:[:：.]|--|—|–)\s*(?=[“„«「\"])")
_DIRECTION = re.compile(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］]")


def split_at_texts(turn: Sequence[Piece]) -> list[Piece]:
    """Return a turn's pieces, split at directions to read and at quotations."""
    split: list[Piece] = []
    for piece in (part for one in turn for part in _without_directions(one)):
        searched = piece.text[:_MAX_SEARCHED] if piece.spoken else ""
        marked = any(mark in searched for mark in _MARKS)
        opened = _QUOTATION.search(searched) if marked else None
        head = piece.text[: opened.end()] if opened else ""
        if opened and 0 < len(head) < _MAX_INTRODUCTION and _leads(piece.text, head):
            split += split_piece(piece, [opened.end()])
        else:
            split.append(piece)
        opens = split[-1].text.lstrip()[:1] in CLOSING_MARKS
        if opens and len(split) > 1 and _announces(split):
            end = closing_mark_end(split[-1].text)
            if end:
                split[-1:] = split_piece(split[-1], [end])
    return split


def directs_to_read(piece: Piece) -> bool:
    """Return whether a piece is a direction such as "(reads)"."""
    if piece.kind is not SegmentKind.STAGE or len(piece.text) > _MAX_DIRECTION:
        return False
    sentence = piece.text.rstrip().endswith((":", "："))
    return not sentence and says_it_is_read(piece.text)


def _leads(text: str, head: str) -> bool:
    """Return whether words before a quotation announce it as somebody's text."""
    if introduces(head, quoted=True) and head.rstrip()[-1] in ":：.":
        return True
    if announced_by(head, quoted=True) <= Announced.COLON:
        return False
    rest = text[len(head) :]
    end = closing_mark_end(rest)
    length = end or len(rest)
    if end and reader_ends(rest[end:]):
        return True
    return greets_reader(rest) or (length >= _MIN_TEXT and ":" in head[-3:])


def _announces(split: Sequence[Piece]) -> bool:
    before = split[-2]
    return directs_to_read(before) or (
        announced_by(before.text, quoted=True) > Announced.COLON
    )


def _without_directions(piece: Piece) -> Iterator[Piece]:
    """Yield a piece, parted from a direction that somebody reads: "(Reading) Dear …"."""
    searched = piece.text[:_MAX_SEARCHED] if piece.spoken else ""
    bracketed = any(mark in searched for mark in "([（［")
    found = _DIRECTION.search(searched) if bracketed else None
    if found is None or not says_it_is_read(found.group()):
        yield piece
        return
    for part in split_piece(piece, [found.start(), found.end()]):
        if part.text.strip() == found.group():
            yield unattribute(part, SegmentKind.STAGE, "a direction to read")
        else:
            yield part
