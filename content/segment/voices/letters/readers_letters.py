"""Pages of letters to the editor, each of which ends with its writer's name.

Nobody has to be greeted in them: the headline of the page says what they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from content.document import Document
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.signatures import is_closing, signed_name
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.letters.letter_signatures import (
    body_in,
    couple_in,
    may_sign,
    signer_in,
)
from content.segment.voices.letters.signed_letters import is_salutation

_HEADING = WordPattern("(?:<<headlines.readers_letters>>)")
_BESIDE_NAME = re.compile(r"\(|\s[–—-]\s")
_MAX_HEADING, _TOP = 90, 4
_MIN_TEXT = 40
_MAX_CALL = 60
_MAX_SIGNED_LINES = 8
_CONFIDENCE = 0.9


def attribute_readers_letters(
    pieces: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return the pieces of a page of letters to the editor; None if it is none."""
    heads = [document.title, *(p.text for p in pieces[:_TOP])]
    if not any(len(h) <= _MAX_HEADING and _HEADING.is_in(h) for h in heads):
        return None
    letters = list(_letters(pieces))
    if not letters:
        return None
    attributed = [
        unattribute(piece, SegmentKind.COMMENTARY, "stands beside readers' letters")
        if is_prose(piece)
        else piece
        for piece in pieces
    ]
    for start, end, name in letters:
        for n in range(start, end):
            if is_prose(pieces[n]):
                attributed[n] = replace(
                    pieces[n],
                    kind=SegmentKind.MESSAGE,
                    speaker=name,
                    confidence=_CONFIDENCE,
                    reason=Reason(f"{name} signs at the end", Basis.SIGNATURE),
                )
    return attributed


def _letters(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Yield where each letter starts and ends, and who signs it.

    A heading parts letters, and so does a short line alone that names nobody: a letter
    whose writer is not named must not go to the next one's.
    """
    body: list[int] = []
    n = 0
    while n < len(pieces):
        piece, end = pieces[n], n + 1
        signed = bool(body) and may_sign(piece) and _is_long(pieces, body)
        if signed:
            most = min(len(pieces), n + _MAX_SIGNED_LINES + 1)
            while end < most and pieces[end].block == piece.block:
                end += 1
            signing = [_plain(p.text) for p in pieces[n:end]]
            name = signer_in(signing) or couple_in(signing) or body_in(signing)
            if name and end - n <= _MAX_SIGNED_LINES:
                yield body[0], end, name
                body, n = [], end
                continue
            end = n + 1
        if _parts(pieces, n) or (not body and _calls(pieces, n)):
            yield from _signed_inside(pieces, body)
            body = []
        elif is_prose(piece) and not piece.text.lstrip().startswith(("(", "[")):
            body.append(n)
        n = end
    yield from _signed_inside(pieces, body)


def _signed_inside(
    pieces: Sequence[Piece], body: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """Yield the letter whose last line ends in its writer's name, behind a sentence."""
    name = signed_name(pieces[body[-1]].text) if body else ""
    if name and _is_long(pieces, body):
        yield body[0], body[-1] + 1, name


def _parts(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a line heads what stands below it."""
    piece = pieces[n]
    if not is_prose(piece):
        return piece.kind is SegmentKind.HEADING
    beside = [p.block for p in pieces[max(0, n - 1) : n + 2]]
    text = piece.text.strip()
    letter = is_salutation(text) or is_closing(text)
    return may_sign(piece) and beside.count(piece.block) == 1 and not letter


def _calls(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a short paragraph alone is a headline that calls: "Keep the birches!"."""
    text = pieces[n].text.strip()
    alone = n + 1 < len(pieces) and pieces[n + 1].block != pieces[n].block
    short = len(text) <= _MAX_CALL and text.endswith(("!", "?"))
    return alone and short and not is_salutation(text, led=False)


def _is_long(pieces: Sequence[Piece], body: Sequence[int]) -> bool:
    return any(
        size >= _MIN_TEXT for size in accumulate(len(pieces[n].text) for n in body)
    )


def _plain(line: str) -> str:
    """Return a line without brackets, or a town behind a dash: "Ada Brook - Moor"."""
    return _BESIDE_NAME.split(line)[0].strip() or line
