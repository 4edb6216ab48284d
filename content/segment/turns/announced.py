"""Speeches without labels that somebody's introduction announces."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS, SENTENCE_GAP
from content.reasons import SPEAKER_UNNAMED
from content.segment.basis import Reason, announced_as_speaker
from content.segment.names.in_text.credits import is_credit
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import (
    most_named,
    names_surname,
    same_person,
)
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import SegmentKind

# An introduction may mean somebody else, so a person must check, unless it names nobody
# else and a block quote says where the speech ends.
_CONFIDENCE, _SURE_CONFIDENCE = 0.7, 0.8
_NOBODY_CONFIDENCE = 0.5
_MAX_ANNOUNCEMENT = 300
_MIN_SPEECH = 3
_MIN_QUOTED_CHARS = 250
# "3 comments", "Comments (3)", in any language.
COUNTED = re.compile(r"\d{1,4}\s[^\W\d_]+|[^\W\d_]+\s\(\d{1,4}\)")
_PARTED = re.compile(r"\s[|·•/]\s")
_NOTE_MARK = re.compile(r"(?<=[.!?…。！？])\s?\[?\d{1,3}\]?$")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:：]\W*$")
_MAX_BY_LINE = 160


def without_note_mark(text: str) -> str:
    """Return a text without the mark of a note behind its last sentence.

    >>> without_note_mark("It is the fourth day. [1]"), without_note_mark("9 May 1912")
    ('It is the fourth day.', '9 May 1912')
    """
    marked = text[-1:].isdigit() or text.endswith("]")
    return _NOTE_MARK.sub("", text) if marked else text


def is_by_line(text: str) -> bool:
    """Return whether a text is credits, a by-line or links: short, with a number or parts."""
    bare = without_note_mark(text.strip())
    if is_credit(bare):
        return True
    parted = any(map(str.isdigit, bare)) or _PARTED.search(bare) is not None
    return len(bare) <= _MAX_BY_LINE and parted and not _ENDS_SENTENCE.search(bare)


def attribute_announced(pieces: Sequence[Piece], title: str = "") -> list[Piece]:
    """Return pieces with each announced speech given to whom its introduction names.

    It is announced by a line that speaks of a speech and ends in a colon, or that stands
    above a long block quote. Where nobody is named, it is somebody's not yet made out.
    """
    attributed = list(pieces)
    headed = _first_heading_of_speech(pieces, title)
    n = 0
    while n + 1 < len(attributed):
        announced = _announces(attributed, n, headed=n > headed)
        end = _end_of_speech(attributed, n) if announced else n + 1
        if end > n + 1:
            before = [p.text for p in attributed[: n + 1] if is_prose(p)]
            after = [p.text for p in attributed[end:] if is_prose(p)]
            name = most_named(before, [*before, *after])
            block = attributed[n + 1 : end]
            sure = all(p.quoted for p in block) and is_alone(name, before)
            attributed[n + 1 : end] = [_said(p, name, sure=sure) for p in block]
        n = end
    return attributed


def is_prose(piece: Piece) -> bool:
    """Return whether a piece is running text that is nobody's yet."""
    return piece.kind is SegmentKind.COMMENTARY


def _first_heading_of_speech(pieces: Sequence[Piece], title: str) -> int:
    """Return the place of the first heading that speaks of a speech; -1 for the title."""
    if SPEECH_WORD.is_in(title):
        return -1
    for n, piece in enumerate(pieces):
        if piece.kind is SegmentKind.HEADING and SPEECH_WORD.is_in(piece.text):
            return n
    return len(pieces)


def _announces(pieces: Sequence[Piece], n: int, *, headed: bool) -> bool:
    piece = pieces[n]
    if not is_prose(piece) or piece.quoted or len(piece.text) > 2 * _MAX_ANNOUNCEMENT:
        return False
    sentence = SENTENCE_GAP.split(piece.text.strip())[-1]
    colon = sentence.endswith(COLONS)
    if pieces[n + 1].quoted:
        return headed or SPEECH_WORD.is_in(piece.text)
    short = len(sentence) <= _MAX_ANNOUNCEMENT
    return colon and short and SPEECH_WORD.is_in(sentence)


def _end_of_speech(pieces: Sequence[Piece], n: int) -> int:
    """Return where the speech under an announcement ends; directly below it if none."""
    start = end = n + 1
    if pieces[start].quoted:
        while end < len(pieces) and (
            pieces[end].quoted or pieces[end].kind is SegmentKind.STAGE
        ):
            end += 1
        long = sum(len(p.text) for p in pieces[start:end]) >= _MIN_QUOTED_CHARS
        return end if long else start
    name = most_named([p.text for p in pieces[:start] if is_prose(p)])
    while end < len(pieces):
        piece = pieces[end]
        if piece.kind in {SegmentKind.COMMENT, SegmentKind.BOILERPLATE} or piece.rule:
            break
        text = piece.text.strip()
        if COUNTED.fullmatch(text):
            break
        if name and end > start and names_surname(text, name):
            break
        end += 1
    spoken = sum(map(is_prose, pieces[start:end]))
    return end if spoken >= _MIN_SPEECH else start


def is_alone(name: str, texts: Sequence[str]) -> bool:
    """Return whether no other person is named, or one with an office far more often."""
    found = [one for text in texts for one in mentions_in(text)]
    others = [one for one in found if not same_person(name, one.name)]
    office = any(one.office for one in found if same_person(name, one.name))
    return not others or (office and not any(one.office for one in others))


def _said(piece: Piece, name: str, *, sure: bool) -> Piece:
    if not is_prose(piece):
        return replace(piece, turn=1)
    confidence = _SURE_CONFIDENCE if sure else _CONFIDENCE
    if not name:
        confidence = _NOBODY_CONFIDENCE
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name or UNNAMED,
        turn=1,
        confidence=confidence,
        reason=announced_as_speaker(name) if name else Reason(SPEAKER_UNNAMED),
    )
