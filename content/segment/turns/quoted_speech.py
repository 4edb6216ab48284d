"""Speeches that an article without labels quotes at length."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.quotations import (
    MAX_QUOTED_PIECES,
    find_quotation_end,
    first_quotation_end,
    is_in_marks,
)
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headlines.interviewees import (
    person_in_quoting_headline,
)
from content.segment.turns.page_head.headlines.names import full_name_at_start

# The introduction may mean somebody else, so a person must always check.
_CONFIDENCE = 0.7
_HEADLINE_CONFIDENCE = 0.85
_MIN_QUOTATIONS = 3
_INTRODUCTION = WordPattern(r"\b(?:<messages.speeches>)\b[^.!?]{0,60}[:.]\s*$")
_SAYS = WordPattern("<<messages.says>>|<<messages.takes_floor>>|<<messages.wordings>>")
_GOES_ON = re.compile(r"[\s,.–—-]*[^\W\d_]")
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+")
_NAME = re.compile(
    rf"{CAPITAL}[\w’'-]{{1,60}}(?:\s{CAPITAL}\.)*(?:\s{CAPITAL}[\w’'-]+)+"
)


def attribute_long_quotations(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with long quotations by the one person their introduction names."""
    attributed = list(pieces)
    place = 0
    while place + 1 < len(attributed):
        intro = attributed[place]
        place += 1
        if intro.kind is not SegmentKind.COMMENTARY or intro.quoted:
            continue
        name = "" if _reports(intro.text) else _introduced(intro.text)
        if not name or attributed[place].kind is not SegmentKind.COMMENTARY:
            continue
        length = _length(attributed[place : place + MAX_QUOTED_PIECES])
        run = attributed[place : place + length]
        if length > 1 and not any(_reports(piece.text) for piece in run):
            end = place + length
            attributed[place:end] = [_quoted(p, name) for p in attributed[place:end]]
            place = end
    return attributed


def _reports(text: str) -> bool:
    """Return whether a paragraph opens with a quotation, and goes on in a reporter's words.

    >>> _reports("« Les piles sont fendues », a déclaré Odile Charpenel.")
    True
    >>> _reports("« Mes amis, « le vieux » pont est fendu. »"), _reports("« Mes amis,")
    (False, False)
    """
    end = first_quotation_end(text)
    return end > 0 and _GOES_ON.match(text, end) is not None


def _introduced(text: str) -> str:
    """Return the one person whose words a paragraph introduces; empty if nobody.

    It ends in words for a speech, or in a sentence with a verb of saying and a colon.
    """
    if _INTRODUCTION.is_in(text[-200:]):
        names = {full_name_at_start(name) for name in _NAME.findall(text)} - {""}
        if len(names) == 1:
            return names.pop()
    last = _SENTENCES.split(text.strip())[-1]
    if not last.endswith(COLONS) or not _SAYS.is_in(last):
        return ""
    people = {one.name for one in mentions_in(last)}
    return people.pop() if len(people) == 1 else ""


def attribute_headline_quotations(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return the pieces of a report whose headline quotes one person: "Ada Brook: “…”".

    Paragraphs that quotation marks hold are that person's; None if they are not many.
    """
    heads = (p.text for p in pieces if p.kind is SegmentKind.HEADING)
    name = next(filter(None, map(person_in_quoting_headline, heads)), "")
    quoted = [
        n
        for n, piece in enumerate(pieces)
        if piece.kind is SegmentKind.COMMENTARY
        and not piece.quoted
        and is_quotation(piece.text)
    ]
    if not name or len(quoted) < _MIN_QUOTATIONS:
        return None
    reason = f"the headline quotes {name}"
    return [
        replace(
            piece,
            kind=SegmentKind.SPEECH,
            speaker=name,
            turn=1,
            confidence=_HEADLINE_CONFIDENCE,
            reason=Reason(reason, Basis.ANNOUNCEMENT),
        )
        if n in quoted
        else piece
        for n, piece in enumerate(pieces)
    ]


def is_quotation(text: str) -> bool:
    """Return whether quotation marks hold a paragraph by itself."""
    return is_in_marks(text.strip().rstrip(".,"))


def _quoted(piece: Piece, name: str) -> Piece:
    if piece.kind is not SegmentKind.COMMENTARY:
        return piece
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name,
        turn=1,
        confidence=_CONFIDENCE,
        reason=Reason(f"quoted at length after words about {name}", Basis.ANNOUNCEMENT),
    )


def _length(pieces: Sequence[Piece]) -> int:
    """Return how many pieces the quotation at the start has."""
    end = 0
    while end < len(pieces) and pieces[end].quoted:
        end += 1
    if end == 0 and pieces[0].text.lstrip()[:1] in OPENING_QUOTES:
        # Only pieces of somebody's words can be in a quotation.
        spoken = [
            replace(piece, kind=SegmentKind.SPEECH)
            if piece.kind is SegmentKind.COMMENTARY
            else piece
            for piece in pieces
        ]
        end, _ = find_quotation_end(spoken, 0)
    return end
