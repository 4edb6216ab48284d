"""What somebody tells in the first person, and another wrote down: "As told to Jane Hall".

Only a line of the page says so, above or below. Whom the top writes about tells.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.segment.basis import Basis, Reason
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.credits import find_recorded, names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headlines.interviewees import person_asked
from content.segment.turns.page_head.written_about import most_written_about
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.wording.in_person import FIRST_PERSON

_MAX_LINE, _TOP, _FOOT = 120, 8, 4
_MIN_TOLD, _MIN_PERSONAL, _MIN_CHARS = 2, 0.5, 60
_CONFIDENCE = 0.8


def attribute_told(pieces: Sequence[Piece], document: Document) -> list[Piece] | None:
    """Return pieces with what somebody told given to whom the top is about; None if none."""
    written = [n for n, piece in enumerate(pieces) if piece.text.strip()]
    edges = {*written[:_TOP], *written[-_FOOT:]}
    recorded = [found for n in edges if (found := _recorded(pieces[n]))]
    if not recorded:
        return None
    told = [n for n in written if _may_be_told(pieces[n])]
    personal = [n for n in told if FIRST_PERSON.is_in(pieces[n].text)]
    if len(personal) < max(_MIN_TOLD, _MIN_PERSONAL * len(told)):
        return None
    top = [
        pieces[n].text
        for n in written
        if n < personal[0] and not names_makers(pieces[n].text)
    ]
    texts = [piece.text for piece in pieces]
    language = language_of_document(document, texts)
    foot = [p.text for p in pieces[personal[-1] + 1 :] if not names_makers(p.text)]
    who = person_asked(pieces[: personal[0]], document) or most_written_about(top)
    who = who or most_written_about(foot)
    # "Tells: Ada Brook, 84. Written down by Jane Hall."
    tellers, writers = (
        {one.name for part in parts for one in mentions_in(part)}
        for parts in zip(*map(_parted, recorded), strict=True)
    )
    who = tellers.pop() if len(tellers) == 1 else who
    who = without_trade_before(who, language) if who else ""
    if not who or any(same_person(who, name) for name in writers):
        return None
    reason = f"told in the first person, and written down by another; about {who}"
    return [
        replace(
            piece,
            kind=SegmentKind.SPEECH,
            speaker=who,
            turn=1,
            confidence=_CONFIDENCE,
            reason=Reason(reason, Basis.ANNOUNCEMENT),
        )
        if personal[0] <= n <= personal[-1] and _may_be_told(piece)
        else piece
        for n, piece in enumerate(pieces)
    ]


def _recorded(piece: Piece) -> re.Match[str] | None:
    """Return the words of a short line that say who wrote down; None if none do."""
    text = piece.text.strip()
    return find_recorded(text) if len(text) <= _MAX_LINE else None


def _parted(recorded: re.Match[str]) -> tuple[str, str]:
    """Return what a line says before and behind the words for writing down."""
    return recorded.string[: recorded.start()], recorded.string[recorded.end() :]


def _may_be_told(piece: Piece) -> bool:
    """Return whether a piece is a paragraph of running text that nobody was given."""
    text = piece.text.strip()
    own = piece.kind is SegmentKind.COMMENTARY and not piece.quoted
    return (
        own
        and len(text) >= _MIN_CHARS
        and not (names_makers(text) or is_page_line(text))
    )
