"""Separate what the page's author and readers wrote from the speakers' words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.language.word_lists import WordPattern
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

_AUTHOR_BIO = WordPattern(
    r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w.’'-]*){1,3}\s(?:is|was|ist|est|es|è|é)\s"
    r"(?:an?|the|eine?|un|une|una|uma)?\s?(?:[\w-]+\s){0,4}?(?:<pages.occupations>)\b",
    re.NOFLAG,
)
_SAYS_WHO = re.compile(
    r"(?:['’]s?)?\s(?:is|was|has been|lives|works|ist|war|lebt|arbeitet|est|vit|es|vive|è|é|latest|new|"
    r"most recent|book|novel)\b|,\s\d"
)


def labels_above_comments(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels that stand above the heading of the readers' comments.

    What looks like a label below it is a reader's name or a quotation of the speech.
    """
    for n, line in enumerate(lines):
        text = line.text.strip()
        if len(text) < 120 and COMMENT_COUNT.regex.fullmatch(text):
            before = sum(place < n for place in labels)
            if 2 * before >= len(labels) and n > 1 and n not in labels:
                return {line: one for line, one in labels.items() if line < n}
    return dict(labels)


def separate_commentary(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the author's and the readers' words taken from speakers."""
    framed = _is_framed(pieces)
    is_blog = _is_blog(pieces, framed=framed)
    people = {piece.speaker for piece in pieces if piece.speaker}
    separated: list[Piece] = []
    for start, end in turn_spans(pieces):
        turn = pieces[start:end]
        last = end == len(pieces)
        if not turn[0].turn:
            separated += list(_classify_before_turns(turn))
            continue
        turn = _split_at_emphasis_notes(turn) if is_blog or last else turn
        turn = _doubt_self_reference(_separate_notes(turn, people)) if last else turn
        tail = find_turn_end(turn, is_blog=is_blog, framed=framed, last=last)
        separated += turn[:tail]
        separated += classify_after_turn(turn[tail:], last=last)
    return separated


def _separate_notes(turn: list[Piece], people: set[str]) -> list[Piece]:
    """Return a turn whose notes on the speakers at its end are commentary: "Ada Brook is a potter"."""
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
    """Return whether a paragraph starts with a full name and says who that is."""
    if _AUTHOR_BIO.regex.match(text[:200].strip()):
        return True
    tokens = text[:200].split()
    for n in range(2, min(7, len(tokens))):
        head = " ".join(tokens[:n])
        name = re.sub(r"(?:['’]s?|,)$", "", head)
        # "Jane Hall is a potter" where the label is "Hall".
        if name in people or (name.istitle() and name.split()[-1] in people):
            rest = f"{head[len(name) :]} {' '.join(tokens[n:])}"
            return _SAYS_WHO.match(rest) is not None
    return False


def _doubt_self_reference(turn: list[Piece]) -> list[Piece]:
    """Lower the confidence of the last words from where they name their own speaker."""
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
    """Return whether an author writes in the first person before the first label."""
    return any(
        piece.turn == 0
        and piece.kind is SegmentKind.COMMENTARY
        and (FIRST_PERSON.search(piece.text) or AUTHOR_PHRASE.regex.search(piece.text))
        for piece in pieces
    )


def _is_blog(pieces: Sequence[Piece], *, framed: bool) -> bool:
    """Return whether the page is a blog, whose author writes around the speeches."""
    last = pieces[-1].turn if pieces else 0
    ends = [piece for piece in pieces if piece.turn == last]
    plugged = any(
        len(piece.text) < 600 and PLUG.regex.search(piece.text) for piece in ends
    )
    noted = any(EMPHASIS_NOTE.regex.search(piece.text) for piece in pieces)
    commented = any(piece.kind is SegmentKind.COMMENT for piece in pieces)
    headed = any(is_comments_heading(piece.text.strip()) for piece in ends)
    return (
        noted or (framed and (plugged or commented or headed)) or (plugged and headed)
    )


def _classify_before_turns(turn: Sequence[Piece]) -> Iterator[Piece]:
    for piece in turn:
        if piece.kind is SegmentKind.COMMENTARY and (
            is_plug(piece.text) or is_page_line(piece.text)
        ):
            reason = "a plug or the page's own words"
            yield unattribute(piece, SegmentKind.BOILERPLATE, reason)
        else:
            yield piece


def _split_at_emphasis_notes(turn: list[Piece]) -> list[Piece]:
    """Split a turn at the author's notes on emphasis, which become commentary."""
    split: list[Piece] = []
    for piece in turn:
        marks = list(EMPHASIS_NOTE.regex.finditer(piece.text)) if piece.spoken else []
        if not marks:
            split.append(piece)
            continue
        places = [place for mark in marks for place in mark.span()]
        split += (
            unattribute(part, SegmentKind.COMMENTARY, "a note of the author")
            if EMPHASIS_NOTE.regex.fullmatch(part.text.strip())
            else part
            for part in split_piece(piece, places)
        )
    return split
