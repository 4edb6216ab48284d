"""Hear where a speech ends and the author of the page, or its readers, go on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.pieces import Piece, split_piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.turn_end import classify_after_turn, find_turn_end
from content.segment.voices.words import (
    AUTHOR_PHRASE,
    COMMENT_COUNT,
    EMPHASIS_NOTE,
    FIRST_PERSON,
    PLUG,
    is_comments_heading,
    is_page_line,
    is_plug,
)

_WRITES = re.compile(
    r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w.’'-]*){1,3}\s(?:is|was|ist|est|es|è|é)\s"
    r"(?:an?|the|eine?|un|une|una|uma)?\s?(?:[\w-]+\s){0,4}?(?:writer|author|journalist|professor|editor|"
    r"reporter|columnist|historian|lecturer|researcher|correspondent|novelist|podcaster|autor(?:in)?|"
    r"journalistin|schriftsteller(?:in)?|journaliste|écrivain|periodista|escritora?|giornalista|scrittrice)\b"
)
_IS = re.compile(
    r"(?:['’]s?)?\s(?:is|was|has been|lives|works|ist|war|lebt|arbeitet|est|vit|es|vive|è|é|latest|new|"
    r"most recent|book|novel)\b|,\s\d"
)


def find_comments_start(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> int:
    """Find the line under which readers comment; the number of lines if none does.

    What looks like a label there is a reader's name or a quotation of the speech.
    """
    for n, line in enumerate(lines):
        text = line.text.strip()
        if len(text) < 120 and COMMENT_COUNT.fullmatch(text):
            before = sum(place < n for place in labels)
            if 2 * before >= len(labels) and n > 1 and n not in labels:
                return n
    return len(lines)


def separate_commentary(pieces: list[Piece]) -> list[Piece]:
    """Take from the speakers what the page's author and readers wrote."""
    framed = _is_framed(pieces)
    bloggy = _is_blog(pieces, framed=framed)
    people = {piece.speaker for piece in pieces if piece.speaker}
    spans = list(turn_spans(pieces))
    parted: list[Piece] = []
    for start, end in spans:
        turn = pieces[start:end]
        last = end == len(pieces)
        if not turn[0].turn:
            parted += list(_before(turn))
            continue
        turn = _after_emphasis(turn) if bloggy or last else turn
        turn = _doubted(_before_notes(turn, people)) if last else turn
        tail = find_turn_end(turn, bloggy=bloggy, framed=framed, last=last)
        parted += turn[:tail]
        parted += classify_after_turn(turn[tail:], last=last)
    return parted


def _before_notes(turn: list[Piece], people: set[str]) -> list[Piece]:
    """Take the page's notes on who spoke, "Ada Brook is a potter", from the last."""
    for n, piece in enumerate(turn):
        if piece.spoken and not piece.label and _is_note(piece.text, people):
            notes = [
                unattribute(p, SegmentKind.COMMENTARY, "a note on who spoke")
                if p.spoken
                else p
                for p in turn[n:]
            ]
            return turn[:n] + notes
    return turn


def _is_note(text: str, people: set[str]) -> bool:
    """Tell whether a paragraph starts with a full name and what its bearer is."""
    if _WRITES.match(text[:200].strip()):
        return True
    tokens = text[:200].split()
    for n in range(2, min(7, len(tokens))):
        head = " ".join(tokens[:n])
        name = re.sub(r"(?:['’]s?|,)$", "", head)
        # "Jane Hall is a potter" where the label is "Hall".
        if name in people or (name.istitle() and name.split()[-1] in people):
            return _IS.match(f"{head[len(name) :]} {' '.join(tokens[n:])}") is not None
    return False


def _doubted(turn: list[Piece]) -> list[Piece]:
    """Doubt the last words from where they name their own speaker."""
    words = (turn[0].speaker or "").split()
    if not words or len(words[-1]) < 4 or not words[-1][0].isupper():
        return turn
    own = re.compile(rf"\b{re.escape(words[-1])}\b", re.IGNORECASE)
    for n, piece in enumerate(turn):
        if n and piece.spoken and not piece.label and own.search(piece.text):
            doubted = [
                replace(
                    p,
                    confidence=min(p.confidence, 0.7),
                    reason="the last words name their speaker; the author's, perhaps",
                )
                if p.spoken
                else p
                for p in turn[n:]
            ]
            return turn[:n] + doubted
    return turn


def _is_framed(pieces: Sequence[Piece]) -> bool:
    """Tell whether somebody speaks in his own voice before the first label."""
    return any(
        piece.turn == 0
        and piece.kind is SegmentKind.COMMENTARY
        and (FIRST_PERSON.search(piece.text) or AUTHOR_PHRASE.search(piece.text))
        for piece in pieces
    )


def _is_blog(pieces: Sequence[Piece], *, framed: bool) -> bool:
    """Tell whether the page is somebody's own, who writes around the speeches."""
    last = pieces[-1].turn if pieces else 0
    ends = [piece for piece in pieces if piece.turn == last]
    plugged = any(len(piece.text) < 600 and PLUG.search(piece.text) for piece in ends)
    noted = any(EMPHASIS_NOTE.search(piece.text) for piece in pieces)
    commented = any(piece.kind is SegmentKind.COMMENT for piece in pieces)
    headed = any(is_comments_heading(piece.text.strip()) for piece in ends)
    return (
        noted or (framed and (plugged or commented or headed)) or (plugged and headed)
    )


def _before(turn: Sequence[Piece]) -> Iterator[Piece]:
    for piece in turn:
        plug = piece.kind is SegmentKind.COMMENTARY and is_plug(piece.text)
        meta = piece.kind is SegmentKind.COMMENTARY and is_page_line(piece.text)
        yield (
            unattribute(
                piece, SegmentKind.BOILERPLATE, "a plug or the page's own words"
            )
            if plug or meta
            else piece
        )


def _after_emphasis(turn: list[Piece]) -> list[Piece]:
    """Cut a turn where the author notes whose emphasis it was."""
    made: list[Piece] = []
    for piece in turn:
        marks = list(EMPHASIS_NOTE.finditer(piece.text)) if piece.spoken else []
        if not marks:
            made.append(piece)
            continue
        places = [place for mark in marks for place in mark.span()]
        for part in split_piece(piece, places):
            if EMPHASIS_NOTE.fullmatch(part.text.strip()):
                made.append(
                    unattribute(part, SegmentKind.COMMENTARY, "a note of the author")
                )
            else:
                made.append(part)
    return made
