"""Split lines of a turn where a text that is read out begins and ends inside them."""

import re
from collections.abc import Sequence
from itertools import chain

from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.language.word_lists import WordPattern
from content.segment.kinds import STAGE
from content.segment.messages.announcements.announcements import (
    Announced,
    announced_by,
    introduces,
)
from content.segment.messages.quotations import (
    closes_quotation,
    closing_mark_end,
    first_quotation_end,
    is_long,
)
from content.segment.messages.senders.people.writers import (
    poster_at_end,
    tells_who_writes,
)
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.words import (
    announces_question,
    announces_reading,
    announces_writing,
    greets_reader,
    may_announce_letter,
    may_say_it_is_read,
    reader_ends,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_text_read,
    tells_of_writing,
    without_direction,
)
from content.segment.pieces import Piece, split_piece, unattribute
from content.segment.result import SegmentKind

_MAX_SEARCHED = 1200
_MAX_INTRODUCTION = 600
_MIN_TEXT = 120
_MIN_LETTER = 60
_MIN_QUOTED = 200
_MAX_LETTER = 6000
_MAX_DIRECTION = 60
_MAX_LEADING_CHARS = 160
_MAX_READING = 40
_NEAR_SENTENCES = 3
_STOP = re.compile(r"[.!?…。！？]\s*")
_MARKS = '“”„«»「"'
_MARK_BEHIND_COLON = re.compile(r"[:：]\s'")
# A mark right behind a stop closes a quotation: “…, »… kollega.«”
_QUOTATION = re.compile(
    r"(?:(?:[:：。]|--|—|–)\s*|\.\s+(?:\([^()\n]{3,60}\)\s+)?)(?=[“„«「\"]|”\w)|[:：]\s*(?=»\w)|[:：]\s+(?='[^\W\d_])"
)
_SALUTED = WordPattern(
    r"[:：.,!—–]\s*(?=(?:<<messages.salutations>>)(?!\w))", for_every_line=True
)
_DIRECTION = re.compile(r"[(\[（［][^()\[\]（）［］]{1,60}[)\]）］]")
_OPENS_IN_MARKS = frozenset({*CLOSING_MARKS, "'"})


def split_at_texts(turn: Sequence[Piece]) -> list[Piece]:
    """Return a turn's pieces, split at directions to read and at quotations."""
    split: list[Piece] = []
    for piece in chain.from_iterable(map(_parted, turn)):
        searched = piece.text[:_MAX_SEARCHED] if piece.spoken else ""
        marked = any(map(searched.__contains__, _MARKS)) or (
            "'" in searched and _MARK_BEHIND_COLON.search(searched) is not None
        )
        opened = _QUOTATION.search(searched) if marked else None
        head = piece.text[: opened.end()] if opened else ""
        if opened and 0 < len(head) < _MAX_INTRODUCTION and _leads(piece.text, head):
            split += split_piece(piece, [opened.end()])
        else:
            split.append(piece)
        opens = split[-1].text.lstrip()[:1] in _OPENS_IN_MARKS
        if opens and len(split) > 1 and _announces(split):
            end = closing_mark_end(split[-1].text)
            if end:
                split[-1:] = split_piece(split[-1], [end])
    return split


def _parted(piece: Piece) -> Sequence[Piece]:
    """Return a piece, split at directions to read and where a letter opens in it."""
    if not piece.spoken:
        return (piece,)
    undirected = _without_directions(piece)
    return [part for one in undirected for part in _at_salutation(one)]


def directs_to_read(piece: Piece) -> bool:
    """Return whether a piece is a direction such as "(reads)"."""
    if piece.kind is not STAGE or len(piece.text) > _MAX_DIRECTION:
        return False
    sentence = piece.text.rstrip().endswith(COLONS)
    return not sentence and says_it_is_read(piece.text)


def _leads(text: str, head: str) -> bool:
    """Return whether words before a quotation announce it as somebody's text.

    A direction may part them from it.

    >>> text = f"I will read it out. (All rise) “We mourn{' and mourn' * 30}.” Thank you."
    >>> _leads(text, text[: text.index("“")])
    True
    """
    rest, head = text[len(head) :], without_direction(head)
    if introduces(head, quoted=True) and head.rstrip()[-1] in ":：.":
        return True
    end = closing_mark_end(rest)
    closed = end or closes_quotation(rest, rest.lstrip()[:1])
    length = end or len(rest)
    read = length >= _MIN_LETTER and _leads_to_reading(head)
    if closed and (read or announces_question(head)):
        return True
    announced = announced_by(head, quoted=True) > Announced.COLON
    # What a colon leads to, and its paragraph does not close, goes on below.
    opened = not closed and first_quotation_end(rest) == 0
    goes_on = opened and head.rstrip().endswith(COLONS)
    if greets_reader(rest) and length >= _MIN_LETTER:
        signed = bool(sign_off([rest[:length]], letter=True))
        return announced or goes_on or signed
    long = _quotes_at_length(head, rest) or (goes_on and length >= _MIN_QUOTED)
    if long or (closed and poster_at_end(head)):
        return True
    if end and is_long(rest[:end]) and _announces_loosely(head):
        return True
    ended = end > 0 and reader_ends(rest[end:])
    return announced and (ended or (length >= _MIN_TEXT and ":" in head[-3:]))


def _announces_loosely(head: str) -> bool:
    """Return whether a long quotation behind some words is most likely a text of another."""
    head = without_direction(head)
    return tells_of_text_read(head) or _reads_now(head) or tells_who_writes(head)


def _reads_now(head: str) -> bool:
    """Return whether the last words before a quotation only say: "I will read it."."""
    last = _STOP.split(head[-_MAX_LEADING_CHARS:].rstrip(" .。:："))[-1]
    return len(last) <= _MAX_READING and announces_reading(last)


def _leads_to_reading(head: str) -> bool:
    """Return whether a colon ends a sentence that says that what somebody wrote is read.

    "Ada Brook wrote to me. I will read you two lines of it:"
    """
    told = sentences_of(head[-_MAX_INTRODUCTION:])[-_NEAR_SENTENCES:]
    if not told or not head.rstrip().endswith(COLONS) or not says_it_is_read(told[-1]):
        return False
    near = " ".join(told)
    return tells_of_writing(near) or speaks_of_message(near)


def _quotes_at_length(head: str, text: str) -> bool:
    """Return whether a colon leads to a quotation too long for one of the speaker's own."""
    led = head.rstrip().endswith(COLONS)
    return led and closing_mark_end(text) >= _MIN_QUOTED


def _at_salutation(piece: Piece) -> list[Piece]:
    """Return a piece, split where an announced letter opens without quotation marks.

    "And she writes, Dear Agnes, … Your loving Mina. And then": it ends where it is
    signed. Behind a full stop it is a letter only if it is.
    """
    text = piece.text
    if not (piece.spoken and may_announce_letter(text)):
        return [piece]
    for _, place in _SALUTED.places_in(text):
        head = text[max(0, place - _MAX_INTRODUCTION) : place].rstrip()
        rest = text[place : place + _MAX_LETTER]
        if not (
            rest[:1].isupper() and greets_reader(rest) and len(rest) >= _MIN_LETTER
        ):
            continue
        # "(Ada Brook: Well said!)" is a call.
        if head.count("(") > head.count(")") or head.count("[") > head.count("]"):
            continue
        leads = f"{head.rstrip(',.:：')}:"
        if not (
            announces_writing(leads) or speaks_of_message(leads[-_MAX_LEADING_CHARS:])
        ):
            continue
        if announced_by(head, quoted=False, greeted=True) <= Announced.COLON:
            continue
        end = _signed_end(rest)
        if end or head.endswith(COLONS):
            ends = [place + end] if 0 < end < len(text) - place else []
            return split_piece(piece, [place, *ends])
    return [piece]


def _signed_end(text: str) -> int:
    """Return where a letter inside a paragraph is signed; 0 if it is not."""
    start = 0
    for stop in [*(m.end() for m in SENTENCE_GAP.finditer(text)), len(text)]:
        if stop >= _MIN_LETTER and sign_off([text[start:stop]], letter=False):
            return stop
        start = stop
    return 0


def _announces(split: Sequence[Piece]) -> bool:
    before, text = split[-2:]
    return (
        directs_to_read(before)
        or announced_by(before.text, quoted=True) > Announced.COLON
        or tells_of_text_read(before.text)
        or poster_at_end(before.text) != ""
        or (is_long(text.text) and _announces_loosely(before.text))
        or _quotes_at_length(before.text, text.text)
        or greets_reader(text.text)
    )


def _without_directions(piece: Piece) -> list[Piece]:
    """Return words, parted from a direction that somebody reads: "(Reading) Dear …"."""
    if not may_say_it_is_read(piece.text):
        return [piece]  # Most are so: a quick check first.
    found = _DIRECTION.search(piece.text[:_MAX_SEARCHED])
    if found is None or not says_it_is_read(found.group()):
        return [piece]
    return [
        unattribute(part, SegmentKind.STAGE, "a direction to read")
        if part.text.strip() == found.group()
        else part
        for part in split_piece(piece, [found.start(), found.end()])
    ]
