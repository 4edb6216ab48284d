"""Words that a page sets off, and below which it says whose they are.

"— Ada Brook, speech at Netherby, 1 May 1911" stands below a block quote. Nobody
announces the words, and an author writes around them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.segment.basis import Basis, Reason
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose

_SURE, _UNSURE = 0.8, 0.6
_CREDITS = frozenset({SegmentKind.COMMENTARY, SegmentKind.STAGE})
_MAX_CREDIT, _MIN_CHARS = 140, 120
_LEAD = re.compile(r"^\s*[-–—―(（*_]{0,3}\s*")
_DATED = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
_BEHIND_NAME = re.compile(r"\s*(?:[,，(（:;–—-]|$)")


def attribute_credited_quotations(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return pieces with each block quote given to whom the line below it names.

    That line is a name, then where or when it was said. None where there is none.
    """
    attributed = list(pieces)
    for start, end in _block_quotes(pieces):
        name, sure = credited(pieces[end].text) if end < len(pieces) else ("", False)
        if not name or pieces[end].kind not in _CREDITS:
            continue
        for n in range(start, end):
            if is_prose(pieces[n]):
                attributed[n] = replace(
                    pieces[n],
                    kind=SegmentKind.SPEECH,
                    speaker=name,
                    turn=1,
                    confidence=_SURE if sure else _UNSURE,
                    reason=Reason(
                        f"the line below the quotation names {name}", Basis.ANNOUNCEMENT
                    ),
                )
    return attributed if attributed != list(pieces) else None


def _block_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each long block quote."""
    n = 0
    while n < len(pieces):
        start = n
        while n < len(pieces) and pieces[n].quoted and is_prose(pieces[n]):
            n += 1
        if sum(len(p.text) for p in pieces[start:n]) >= _MIN_CHARS:
            yield start, n
        n = max(n, start + 1)


def credited(text: str) -> tuple[str, bool]:
    """Return whom a line below a quotation names, and whether it says what that is from.

    >>> credited("— Ada Brook, speech at Netherby, 1 May 1911")
    ('Ada Brook', True)
    >>> credited("Ada Brook said this at Netherby, and went home.")
    ('', False)
    """
    bare = text.strip()
    if len(bare) > _MAX_CREDIT:
        return "", False
    line = _LEAD.sub("", bare, count=1)
    first = next(mentions_in(line), None)
    if first is None or first.start or not _BEHIND_NAME.match(line[first.end :]):
        return "", False
    name = parse_label(first.name).name
    marked = line != bare
    told = SPEECH_WORD.is_in(line) and _DATED.search(line) is not None
    if not is_person(name) or not (told or (marked and _DATED.search(line))):
        return "", False
    return name, told and is_given_name(name.partition(" ")[0])
