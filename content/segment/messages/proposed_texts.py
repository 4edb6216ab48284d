"""Give proposals that records print to those whose names a field beside them tells.

"提案人：王大明　李小芳" stands below a text that the clerk read out, or above its parts
("案由：…", "說明：…"); the text is of who stands first there, and nobody says the field.
"Proposed by Deputy Ada Brook" stands above one, perhaps above who seconds it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import WordPattern
from content.reasons import READ_OUT_FOR
from content.segment.kinds import HEADING, PROSE, STAGE
from content.segment.messages.words import is_item, says_it_is_read
from content.segment.names.in_labels.around_office import split_around_office
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_PROPOSERS = WordPattern(
    r"(?:<messages.proposers>)\s?[:：]\s*(?P<names>\S.*)", re.DOTALL
)
_PARTS = WordPattern(r"(?:<messages.parts_of_proposals>)\s?[:：]")
_MOVED = WordPattern(r"(?P<by>(?:<messages.moved_by>))(?![^\W\d_])", by_words=True)
_MIN_PARTICIPLE, _MAX_SECONDED, _MAX_MOVED = 5, 90, 12
_BETWEEN_MOVERS = re.compile(r"\s?[,;(:]|\s[&·–-]\s")
_NUMBER = re.compile(r"[\W\d_〇一二三四五六七八九十第案]{1,6}")
_BETWEEN = re.compile(r"[\s、,，;；.。]+")
_MAX_FIELD, _MAX_NAME = 200, 16
_MAX_PIECES, _MAX_TITLE = 12, 12
_GIVEN = 0.85
_MOVES = "says who moves the text below"


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


def with_moved_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, each text below a line that only says who moves it given to that person.

    A line that names who seconds it, or moves it too, may stand between.
    """
    found = list(pieces)
    speakers = {p.speaker for p in pieces if p.speaker and p.label}
    for n, piece in enumerate(pieces):
        name = _mover(piece, speakers)
        if not name or _closes_text(found, n):
            continue
        start = n + 1
        if _is_below(pieces, start) and _seconds(pieces[start].text.strip(), speakers):
            start += 1
        end = start
        while _is_below(pieces, end) and end - start < _MAX_MOVED:
            # Behind a blank line, whoever has the floor may go on.
            if end > start and not (
                pieces[end].line == pieces[end - 1].line + 1
                or is_item(pieces[end].text.strip())
            ):
                break
            end += 1
        while end > start and not _is_worded(found[end - 1].text):
            end -= 1
        if start == end:
            continue
        found[n:start] = (unattribute(p, STAGE, _MOVES) for p in found[n:start])
        found[start:end] = (_as_message(p, name) for p in found[start:end])
    return found


def _is_below(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a piece goes on in the turn of the one above, and has no label."""
    return (
        n < len(pieces)
        and not pieces[n].label
        and pieces[n].spoken
        and pieces[n].turn == pieces[n - 1].turn
    )


def _closes_text(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line right below a sentence says who moved or signed that."""
    if n == 0 or pieces[n].turn != pieces[n - 1].turn:
        return False
    above = pieces[n - 1]
    adjacent = pieces[n].line == above.line + 1
    return adjacent and above.text.rstrip().endswith(LINE_ENDS)


def _is_worded(text: str) -> bool:
    """Return whether the last line of a text is a sentence or a clause of one."""
    return text.rstrip().endswith((*LINE_ENDS, ",", ";")) or is_item(text.strip())


def _mover(piece: Piece, speakers: Collection[str]) -> str:
    """Return which speaker a line that says nothing else has as who moves a text; empty if none.

    >>> line = Piece(text="Moved by Ms A. Brook", block=0, line=0, kind=SegmentKind.SPEECH)
    >>> _mover(line, ["Ada Brook"]), _mover(replace(line, text="Moved by Brook, I wept."), ["Brook"])
    ('Ada Brook', '')
    >>> _mover(replace(line, text="Presented by Tom Hall"), ["Ada Brook"])
    ''
    """
    text = piece.text.strip()
    if piece.label or not piece.spoken or len(text) > _MAX_SECONDED:
        return ""
    moved = _MOVED.match(text) if text[:1].isupper() else None
    # "On behalf of Ada Brook" signs what stands above.
    participle = moved["by"].partition(" ")[0] if moved else ""
    if not moved or len(participle) < _MIN_PARTICIPLE or not _ends_in_name(text):
        return ""
    name = parse_label(_BETWEEN_MOVERS.split(text[moved.end() :].strip())[0]).name
    last = name.strip(" .:").rpartition(" ")[2]
    own = {who for who in speakers if who.split()[-1] == last}
    return own.pop() if len(own) == 1 else ""


def _ends_in_name(text: str) -> bool:
    """Return whether a line has no sentence: it ends in a capitalized word or in brackets."""
    bare = text.rstrip(" .:;")
    last = bare.rpartition(" ")[2]
    return (last[:1].isupper() or bare.endswith(")")) and not FIRST_PERSON.is_in(text)


def _seconds(text: str, speakers: Collection[str]) -> bool:
    """Return whether a short line says what another person does with the text below."""
    short = len(text) <= _MAX_SECONDED and not text.endswith((".", "?", "!", ";"))
    if not (short and _ends_in_name(text)):
        return False
    last = text.rstrip(" :").rpartition(" ")[2]
    named = any(who.split()[-1] == last for who in speakers)
    return named or any(True for _ in mentions_in(text))


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
