"""Labels of an interview that prints one at the first question and the first answer only.

"Moor Post: You began early." in bold, and "Ada Brook: I did." below it, then bold questions
and answers without a name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_QUESTION = SegmentKind.QUESTION
_SIGN = r"(?:\s?[:：]|\s[—–-])\s+(?=\S)"
_ASKS = re.compile(rf"((?:[^\W\d_][\w'’.&-]*+\s){{0,3}}[^\W\d_][\w'’.&-]*+){_SIGN}")


def with_first_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the names that open the first answer, and the question, as labels.

    The answer has to open with the name of whom it is given to, or the surname.
    """
    found = list(pieces)
    spoken = [n for n, piece in enumerate(pieces) if piece.spoken and piece.speaker]
    for asked, answered in pairwise(spoken):
        if pieces[asked].kind is not _QUESTION or pieces[answered].kind is _QUESTION:
            continue
        end = _end_of_name(pieces[answered])
        if not end:
            return found
        found[answered] = _labelled(pieces[answered], end)
        asks = _ASKS.match(pieces[asked].text)
        # "Moor Post: …"; "One thing first: …" is asked.
        if asks is not None and all(w[0].isupper() for w in asks[1].split()):
            found[asked] = _labelled(pieces[asked], asks.end())
        return found
    return found


def _end_of_name(piece: Piece) -> int:
    """Return where the name of its speaker, and a sign, end at the start of an answer."""
    name = piece.speaker or ""
    forms = "|".join(map(re.escape, (name, name.rpartition(" ")[2])))
    opened = re.match(rf"\s*(?:{forms}){_SIGN}", piece.text, re.IGNORECASE)
    # "A" is what the page's elements say.
    return opened.end() if opened and len(piece.label) <= len("A") else 0


def _labelled(piece: Piece, end: int) -> Piece:
    label = piece.text[:end].strip()
    return replace(piece, text=piece.text[end:], label=label)
