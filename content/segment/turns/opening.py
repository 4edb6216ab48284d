"""The words before the first label, where one person answers all questions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.segment.kinds import QUESTION
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.names.in_text.mentions import names_surname
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.interviews import is_answer_label
from content.segment.turns.page_head.presenters import presenter

_CONFIDENCE, _PRESENTED = 0.6, 0.85
_MIN_PARAGRAPHS = 2
_MIN_ANSWERS = 3
# "Good morning!", "안녕하십니까?"
_GREETING = re.compile(r"[^.!?。！？,]{2,30}[!?！？]")


def attribute_opening(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with an opening statement by the one person who answers after it.

    The headline names the person, or nobody has another label than one for answers; the
    statement greets or says "I", and does not name the person, as who writes about one does.
    """
    first = next((n for n, piece in enumerate(pieces) if piece.turn), len(pieces))
    opening = [n for n in range(first) if pieces[n].kind is SegmentKind.COMMENTARY]
    name = _who_answers(pieces[first:])
    if not name or len(opening) < _MIN_PARAGRAPHS:
        return list(pieces)
    top = [p.text for p in pieces[:first] if p.kind is SegmentKind.HEADING]
    headed = any(name in text for text in (document.title, *top))
    texts = [pieces[n].text for n in opening]
    if is_answer_label(name) and (said := presenter(top)):
        return _opened(pieces, opening, said, _PRESENTED, "the head says who speaks")
    greets = _GREETING.match(texts[0].strip()) is not None
    speaks = greets or any(FIRST_PERSON.search(text) for text in texts)
    written_about = any(name in text or names_surname(text, name) for text in texts)
    if written_about or not speaks or not (headed or is_answer_label(name)):
        return list(pieces)
    reason = f"before the first label, where only {name} answers"
    return _opened(pieces, opening, name, _CONFIDENCE, reason)


def _opened(
    pieces: Sequence[Piece],
    opening: Sequence[int],
    name: str,
    confidence: float,
    reason: str,
) -> list[Piece]:
    """Return pieces whose opening is given to a speaker."""
    return [
        replace(
            piece,
            kind=SegmentKind.SPEECH,
            speaker=name,
            confidence=confidence,
            reason=reason,
        )
        if n in opening
        else piece
        for n, piece in enumerate(pieces)
    ]


def _who_answers(pieces: Sequence[Piece]) -> str:
    """Return who speaks nearly all that is no question; empty if nobody does."""
    if not any(piece.kind is QUESTION for piece in pieces):
        return ""
    turns = Counter(
        piece.speaker
        for piece in pieces
        if piece.kind is SegmentKind.SPEECH and piece.speaker and piece.label
    )
    named = Counter(
        {name: times for name, times in turns.items() if not is_answer_label(name)}
    )
    ranked = (named or turns).most_common(2)
    enough = sum(turns.values()) >= _MIN_ANSWERS
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1])
    return ranked[0][0] if enough and alone else ""
