"""Give texts that records print to who moved them, sent them, or resolved so in them.

"Motion agreed to,", and below it the motion once more, is its mover's. "The clerk read as
follows:", and what the page sets off below it, is a letter of who signs it, an act of the
body that it resolves for, or, most likely, moved by whoever spoke last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import WordPattern
from content.reasons import READ_OUT_FOR
from content.segment.kinds import HEADING, PROSE, STAGE
from content.segment.messages.extents.extent_finder import find_extent
from content.segment.messages.senders.bodies.body_words import (
    as_printed,
    body_words,
    end_of_body,
)
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.words import greets_reader
from content.segment.names.name_score import label_key
from content.segment.names.words import articles
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.turns.unspoken.minutes_sentences import (
    PRINTED_REASON,
    announces_printed_text,
    is_inserted,
)

_MIN_REPEATED, _MAX_NOTE = 80, 80
_MAX_ABOVE, _MAX_HEADS = 60, 3
_REPEATED, _RESOLVED, _SIGNED, _MOVED = 0.85, 0.9, 0.9, 0.6
_MOVED_TEXT = WordPattern("<<messages.questions>>|<<messages.read_aloud>>")
_CLAUSES = re.compile(r"[,;:]\s+")
_MAX_THAT = 4
_STATEMENT = WordPattern(r"(?<!\w)(?:<stage.prepared_statements>)(?!\w)", by_words=True)
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


def with_printed_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, what a record prints given to whose text it is."""
    found = list(pieces)
    _give_repeated(found)
    for lead, start, end in _printed(found):
        who = _whose(found, lead, start, end)
        if who is not None:
            name, confidence = who
            for n in range(start, end):
                found[n] = _as_message(found[n], name, confidence)
    return found


def _give_repeated(found: list[Piece]) -> None:
    """Give a text that a note of the record leads to to who moved the same one above."""
    moved: dict[str, int] = {}
    for n, piece in enumerate(found):
        if len(piece.text) < _MIN_REPEATED:
            continue
        key = _key(piece.text)
        first = moved.get(key)
        if first is None:
            if piece.spoken and piece.speaker:
                moved[key] = n
            continue
        speaker = found[first].speaker
        free = not piece.label and (piece.spoken or piece.kind in PROSE)
        if not (speaker and free and _is_noted(found, n) and not found[first].label):
            continue
        for m in (first, n):
            found[m] = replace(
                _as_message(found[m], speaker, max(_REPEATED, found[m].confidence)),
                read_by=None,
            )


def _key(text: str) -> str:
    return " ".join(text.split())


def _is_noted(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a brief line that nobody speaks stands right above a piece."""
    above = pieces[n - 1] if n else None
    return above is not None and not above.spoken and 0 < len(above.text) <= _MAX_NOTE


def _printed(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, int]]:
    """Yield which line says that a text is printed, and where the text starts and ends."""
    for n, piece in enumerate(pieces):
        if piece.kind is not STAGE or not announces_printed_text(piece.text):
            continue
        start = n + 1
        inserted = is_inserted(piece.text)
        while start < min(len(pieces), n + 1 + _MAX_HEADS) and (
            pieces[start].kind is HEADING
            or (inserted and not pieces[start].text.rstrip().endswith(LINE_ENDS))
        ):
            start += 1
        end = start
        while end < len(pieces) and (
            _is_printed(pieces, end)
            or (inserted and not pieces[end].spoken and not pieces[end].label)
        ):
            end += 1
        if end > start:
            yield n, start, end


def _is_printed(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line is of a printed text, as the formula and the name at its end."""
    piece = pieces[n]
    signs = not piece.spoken and not piece.label and is_closing(pieces[n - 1].text)
    return (
        piece.reason.words == PRINTED_REASON
        or (piece.kind is HEADING and is_closing(piece.text))
        or signs
    )


def _whose(
    pieces: Sequence[Piece], lead: int, start: int, end: int
) -> tuple[str, float] | None:
    """Return whose text a record prints, and how sure that is."""
    text = [replace(p, kind=SegmentKind.SPEECH) for p in pieces[start:end]]
    told = pieces[lead].text
    named = _named(pieces, told)
    greeting = next((n for n, p in enumerate(text) if greets_reader(p.text)), None)
    if greeting is not None:
        signer = find_extent([pieces[lead], *text], greeting + 1).signer or named
        return (signer, _SIGNED) if signer else None
    body = next(filter(None, (_resolving(piece.text) for piece in text)), "")
    if body:
        return body, _RESOLVED
    if named:
        return named, _SIGNED
    mover = _mover(pieces, lead) if _MOVED_TEXT.is_in(told) else ""
    return (mover, _MOVED) if mover else None


def _named(pieces: Sequence[Piece], told: str) -> str:
    """Return the one who speaks whose statement a line has: "[The statement of Ms Hall follows:]"."""
    statement = _STATEMENT.regex.search(told)
    words = set(_WORD.findall(told[statement.end() :])) if statement else set()
    found = {
        piece.speaker
        for piece in pieces
        if piece.spoken and piece.speaker and piece.speaker.split()[-1] in words
    }
    return found.pop() if len(found) == 1 else ""


def _mover(pieces: Sequence[Piece], lead: int) -> str:
    """Return who of those that do not preside spoke last above a line of the record."""
    for piece in reversed(pieces[max(0, lead - _MAX_ABOVE) : lead]):
        chairs = leads_meeting(label_key(piece.label))
        if piece.label and piece.spoken and piece.speaker and not chairs:
            return piece.speaker
    return ""


def _resolving(text: str) -> str:
    """Return the body that resolves: "be it Resolved, That the Council of Moor—".

    >>> _resolving("Whereas it rains: Now, be it Resolved, That the Senate--")
    'Senate'
    >>> _resolving("I was resolved, that the House of Moor is old.")
    ''
    """
    clauses = _CLAUSES.split(text)
    for above, clause in pairwise(clauses):
        that, _, rest = clause.partition(" ")
        article, _, named = rest.partition(" ")
        formula = above.split()[-1:] and above.split()[-1].istitle()
        opens = that.istitle() and len(that) <= _MAX_THAT
        if formula and opens and article.casefold() in articles():
            words = body_words(named)
            end = end_of_body(words, 0)
            return as_printed(named, words, 0, end).rstrip("-–— ") if end else ""
    return ""


def _as_message(piece: Piece, name: str, confidence: float) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=name,
        read_by=piece.speaker if piece.speaker != name else None,
        confidence=confidence,
        reason=piece.reason.for_sender(f"{READ_OUT_FOR}{name}"),
    )
