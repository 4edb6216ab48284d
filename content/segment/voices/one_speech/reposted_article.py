"""An article that a page's author prints between two rules, with the by-line of whose it is."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.presenters import first_named

_BY = WordPattern(r"(?:<headlines.by>|<headlines.by_lines>)\s+(?=[^\W\d_])")
_MAX_BY_LINE, _MIN_TOLD, _MIN_PARAGRAPHS, _SURE = 120, 100, 4, 0.9


def attribute_reposted_article(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return the pieces of a page with an article below a by-line given to its author.

    None if no rule parts it from what somebody writes above it, or none closes it. A last
    line in italics says where it was printed.
    """
    start, name = next(
        (
            (n, name)
            for n, piece in enumerate(pieces)
            if (name := _author(piece)) and _is_ruled_off(pieces, n)
        ),
        (0, ""),
    )
    rules = (n for n in range(start + 1, len(pieces)) if _is_ruled(pieces[n]))
    end = next(rules, len(pieces))
    said = [n for n in range(start + 1, end) if is_prose(pieces[n])]
    if not name or end == len(pieces) or len(said) < _MIN_PARAGRAPHS:
        return None
    reason = Reason("a by-line below a rule names who wrote it", Basis.BY_LINE)
    said = said[:-1] if pieces[said[-1]].italic else said
    found = list(pieces)
    for n in range(start + 1, said[-1] + 1):
        found[n] = replace(pieces[n], turn=1)
        if n in said:
            found[n] = replace(
                found[n],
                kind=SegmentKind.SPEECH,
                speaker=name,
                confidence=_SURE,
                reason=reason,
            )
    return found


def _author(piece: Piece) -> str:
    """Return whom a by-line names: "By Ada Brook, Mayor of Moor"; empty if it is none."""
    text = piece.text.strip()
    led = _BY.regex.match(text) if len(text) <= _MAX_BY_LINE else None
    return first_named(text[led.end() :], bare=True) if led else ""


def _is_ruled(piece: Piece) -> bool:
    return piece.rule or piece.ruled


def _is_ruled_off(pieces: Sequence[Piece], place: int) -> bool:
    """Return whether a rule parts a piece from the last paragraph above it."""
    told = [
        n
        for n in range(place)
        if is_prose(pieces[n]) and len(pieces[n].text) >= _MIN_TOLD
    ]
    return bool(told) and any(map(_is_ruled, pieces[told[-1] + 1 : place + 1]))
