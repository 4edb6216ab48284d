"""Which words of a page without labels its author says or writes.

Not a lead about the author, nor what stands around a quotation that is the whole text,
nor notes, sections and the texts of others below the author's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.document import Document
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.basis import Reason
from content.segment.kinds import COMMENTARY
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.page_head.around_author import (
    speaks,
    start_below_lead,
    start_of_notes,
    start_of_others_text,
)
from content.segment.turns.page_head.author import (
    HEADLINE_CONFIDENCE,
    Author,
    find_author,
    signer_of,
)
from content.segment.turns.page_head.below_signature import below_signature
from content.segment.turns.page_head.notes_in_italics import (
    after_italics,
    note_in_italics,
)
from content.segment.turns.page_head.page_top import split_top

# «"…," she said.»: words and who said them, as reports print them.
_REPORTED = WordPattern(
    r"[,.!?][\"”’»“]\s?,?\s?(?:[^\W\d_][\w.’'-]*\s){1,3}(?:<messages.says>)\b"
    r"|[\"”’»“],?\s?(?:<messages.says>)\s[^\W\d_]"
)
_GOODBYE = WordPattern("<<pages.goodbyes>>")
_MAX_GOODBYE = 120
_BELOW_SPEECH = "below the end of the speech"
_BELOW_RULE = Reason("below a rule and a heading at the end; the page's, perhaps")
_NAMES_NOBODY = Reason("no label, and the top names nobody")


def attribute_to_author(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces given to the author whom the top of the document names, if any."""
    top, body = split_top(pieces)
    author = find_author(pieces, document)
    reported = sum(_REPORTED.count_in(piece.text) for piece in pieces[top:])
    sure = author is not None and author.confidence >= HEADLINE_CONFIDENCE
    # A text that reports what others said, as a journalist does, is not its author's.
    if author is None or (reported > 1 and not sure):
        return [
            replace(piece, reason=_NAMES_NOBODY, confidence=0.9)
            if piece.kind is SegmentKind.COMMENTARY
            else piece
            for piece in pieces
        ]
    attributed = list(pieces[:top])
    lead = start_below_lead(pieces, top, author.name)
    body = max(body, lead, after_italics(pieces, top))
    tail = _tail(pieces, body)
    quoted = _whole_quotation(pieces, body)
    end = min(
        _sections_after(pieces, body),
        note_in_italics(pieces, body, author.name),
        below_signature(pieces, body, author.name),
        *_around_speech(pieces, body, author),
    )
    for n in range(top, len(pieces)):
        piece = pieces[n]
        if n >= end and piece.kind is SegmentKind.COMMENTARY:
            piece = unattribute(piece, SegmentKind.COMMENTARY, _BELOW_SPEECH)
            attributed.append(replace(piece, turn=1))
            continue
        inside = n >= body and (quoted is None or quoted[0] <= n < quoted[1])
        if piece.kind is SegmentKind.COMMENTARY and inside:
            piece = replace(
                piece,
                kind=author.kind,
                speaker=author.name,
                turn=1,
                confidence=min(author.confidence, 0.6)
                if n >= tail
                else author.confidence,
                reason=_BELOW_RULE if n >= tail else author.reason,
            )
        elif piece.kind is SegmentKind.COMMENTARY and n < body:
            piece = unattribute(piece, SegmentKind.COMMENTARY, "introduces the text")
        # The whole text is one turn, with what stands between the author's words.
        attributed.append(replace(piece, turn=int(n >= body)))
    return attributed


def _around_speech(pieces: Sequence[Piece], body: int, author: Author) -> Iterator[int]:
    """Yield where notes start below a speech, or the signed text of somebody else."""
    if author.kind is SegmentKind.SPEECH:
        yield start_of_notes(pieces, body)
        signer = signer_of(pieces[body:])
        others = bool(signer) and not same_person(signer, author.name)
        yield start_of_others_text(pieces, body, others=others)


def _tail(pieces: Sequence[Piece], body: int) -> int:
    """Return where the page may go on below the only rule, under a heading."""
    ruled = [n for n in range(body, len(pieces)) if pieces[n].rule or pieces[n].ruled]
    if len(ruled) != 1:
        return len(pieces)
    start = ruled[0] + pieces[ruled[0]].rule
    headed = start < len(pieces) and pieces[start].kind is SegmentKind.HEADING
    return start if headed and start > (body + len(pieces)) // 2 else len(pieces)


def _sections_after(pieces: Sequence[Piece], body: int) -> int:
    """Return the first heading below the last thanks under which nobody speaks.

    Archives print there where a speech is from, and what is to be said about it. The
    length of the pieces where there is none.
    """
    prose = [n for n in range(body, len(pieces)) if pieces[n].kind is COMMENTARY]
    last_spoken = next((n for n in reversed(prose) if speaks(pieces[n])), body)
    for n in prose[1:]:
        headed = n + 1 < len(pieces) and pieces[n + 1].kind is SegmentKind.HEADING
        below = n >= last_spoken and headed
        if below and _GOODBYE.is_in(pieces[n].text[-_MAX_GOODBYE:]):
            return n + 1
    return len(pieces)


def _whole_quotation(pieces: Sequence[Piece], body: int) -> tuple[int, int] | None:
    """Return start and end of the quotation that is the whole text; None if it is not."""
    if body >= len(pieces) or pieces[body].text.lstrip()[:1] not in OPENING_QUOTES:
        return None
    closing = [
        n
        for n in range(body, len(pieces))
        if pieces[n].text.rstrip(" .)")[-1:] in '"”»」』“'
    ]
    return (body, closing[-1] + 1) if closing else None
