"""Give proposals that records print to those whose names a field beside them tells.

"提案人：王大明　李小芳" stands below a text that the clerk read out, or above its parts
("案由：…", "說明：…"); the text is of who stands first there, and nobody says the field.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.word_lists import WordPattern
from content.reasons import READ_OUT_FOR
from content.segment.kinds import HEADING, PROSE, STAGE
from content.segment.messages.words import is_item, says_it_is_read
from content.segment.names.in_labels.around_office import split_around_office
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_PROPOSERS = WordPattern(
    r"(?:<messages.proposers>)\s?[:：]\s*(?P<names>\S.*)", re.DOTALL
)
_PARTS = WordPattern(r"(?:<messages.parts_of_proposals>)\s?[:：]")
_NUMBER = re.compile(r"[\W\d_〇一二三四五六七八九十第案]{1,6}")
_BETWEEN = re.compile(r"[\s、,，;；.。]+")
_MAX_FIELD, _MAX_NAME = 200, 16
_MAX_PIECES, _MAX_TITLE = 12, 12
_GIVEN = 0.85


def with_proposed_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, each proposal given to who is the first to propose it."""
    found = list(pieces)
    for n, piece in enumerate(pieces):
        name = _proposer(piece)
        if not name:
            continue
        start, end = _start_above(found, n), n
        if start == end:
            start, end = n + 1, _end_below(found, n)
        for m in range(start, end):
            found[m] = _as_message(found[m], name)
    return found


def _proposer(piece: Piece) -> str:
    """Return who is the first of those that a field tells to propose a text.

    "盧委員怡蓁" has an office inside.
    """
    text = piece.text.strip()
    field = not piece.label and len(text) <= _MAX_FIELD
    told = _PROPOSERS.match(text) if field else None
    if told is None:
        return ""
    first = _BETWEEN.split(told["names"].strip())[0]
    around = split_around_office(first)
    name = around[0] if around else first
    return name if 1 < len(name) <= _MAX_NAME else ""


def _start_above(pieces: Sequence[Piece], n: int) -> int:
    """Return where the text above a field starts; the field's own place if none stands there.

    The line with the label of whoever asks to read it, a title and a number stand above it.
    """
    start = n
    while start > max(0, n - _MAX_PIECES):
        above = pieces[start - 1]
        text = above.text.strip()
        free = above.spoken or above.kind in PROSE
        if above.label or not free or _leads(text):
            break
        start -= 1
    asked = start > 0 and not _PROPOSERS.match(pieces[start - 1].text.strip())
    return start if asked else n


def _leads(text: str) -> bool:
    """Return whether a paragraph leads to a proposal, and is none of it."""
    numbered = _NUMBER.fullmatch(text) is not None
    titled = len(text) <= _MAX_TITLE and text[-1:].isalpha()
    return numbered or titled or says_it_is_read(text)


def _end_below(pieces: Sequence[Piece], n: int) -> int:
    """Return where the parts of a proposal end that stand below a field."""
    end = n + 1
    while end < min(len(pieces), n + 1 + _MAX_PIECES):
        piece = pieces[end]
        text = piece.text.strip()
        goes_on = end > n + 1 and is_item(text)
        if piece.label or not (goes_on or _PARTS.match(text)):
            break
        end += 1
    return end


def _as_message(piece: Piece, name: str) -> Piece:
    if piece.kind in {HEADING, STAGE}:
        return piece
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=name,
        read_by=None,
        confidence=_GIVEN,
        reason=piece.reason.for_sender(f"{READ_OUT_FOR}{name}"),
    )
