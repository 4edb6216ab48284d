"""Lines without a sign at their end that call those who listen, above a speech or a letter.

In Switzerland and Scandinavia nothing ends "Kære menighedsråd og ansatte": such lines look
like headings, and yet are the first words of who speaks or writes.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.segment.kinds import COMMENTARY, HEADING
from content.segment.messages.words import greets_reader, sentences_of
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.by_labels.line_kinds import AT_TOP
from content.segment.voices.one_speech.salutations import (
    addresses_audience,
    calls_office,
)
from content.segment.voices.words import says_goodbye

_MAX_CALL, _MAX_CALLS, _MAX_PRAYER = 90, 6, 300
_SAID = {SegmentKind.SPEECH, SegmentKind.MESSAGE}
_ENDS = tuple(".?:;…")


def with_calls_above(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a page with the calls right above somebody's words given to them."""
    found = list(pieces)
    for n in range(1, len(pieces)):
        one = pieces[n]
        if one.kind not in _SAID or pieces[n - 1].spoken:
            continue
        first = n
        while first > 1 and n - first < _MAX_CALLS and _calls(pieces[first - 1]):
            first -= 1
        prays = first == n and _prays(pieces[n - 1]) and addresses_audience(one.text)
        first -= prays
        if prays or any(
            greets_reader(f"{pieces[m].text.strip()},") for m in range(first, n)
        ):
            for m in range(first, n):
                found[m] = replace(
                    one, text=pieces[m].text, line=pieces[m].line, block=pieces[m].block
                )
    return found


def _prays(piece: Piece) -> bool:
    """Return whether a paragraph of nobody ends in one word of leave: "Grace … Amen."."""
    text = piece.text.strip()
    if piece.kind is not COMMENTARY or piece.quoted or len(text) > _MAX_PRAYER:
        return False
    *before, last = sentences_of(text) or [""]
    return bool(before) and " " not in last and says_goodbye(last)


def _calls(piece: Piece) -> bool:
    """Return whether a short line of nobody calls somebody, and says no more."""
    heads = piece.kind is HEADING and piece.reason.words == AT_TOP
    text = piece.text.strip()
    if not (heads or piece.kind is COMMENTARY) or len(text) > _MAX_CALL:
        return False
    if piece.quoted or not text[:1].isupper() or text.endswith(_ENDS):
        return False
    return greets_reader(f"{text},") or calls_office(text)
