"""Archives: speeches of several people, each below a heading and who it is by.

"The minister", "Amos Pettigrew served Second Baptist from 1939. He spoke first.", and what
he said. The heading may name nobody; the paragraph below it tells of one person, and
another speaks in person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.document import Document
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.basis import Basis, Reason
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.notes_below import is_note_below
from content.segment.turns.quotations.marks import ANY_MARK
from content.segment.voices.narration import tells_afterwards, unquoted
from content.segment.voices.one_speech.title_lines import is_head
from content.segment.voices.one_speech.told.likely_speaker import likely_speaker
from content.segment.voices.reports.collection_heads import starts_with_number
from content.segment.voices.reports.notes import opens_with
from content.segment.wording.in_person import speaks_in_person

_MIN_PARAGRAPHS, _MIN_INTRODUCTION, _MIN_SPOKEN = 2, 60, 120
_SURE, _DOUBT, _LIKELY, _FAR = 0.85, 0.6, 0.5, 0.9
_MIN_SECTIONS, _MAX_HEADS = 2, 120
_OPENS_QUOTATION = frozenset((*OPENING_QUOTES, "–", "—", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Where a section has its speech, and who most likely gives it.

    Attributes:
        sure: Whether its introduction tells of nobody else.
    """

    start: int
    end: int
    name: str
    sure: bool


def attribute_told_sections(
    pieces: Sequence[Piece], document: Document
) -> list[Piece] | None:
    """Return the pieces of an archive given to whom its sections tell of; None if it is none.

    Several people have to speak. Where an introduction names somebody else, too, a person
    must look at whose the speech is.
    """
    if sum(map(is_head, pieces)) < _MIN_SECTIONS:
        return None  # So have most pages: a quick check first.
    language = language_of_document(document, [p.text for p in pieces if is_prose(p)])
    found = [*_sections(pieces, document, language)]
    first = found[0].name if found else ""
    if all(same_person(section.name, first) for section in found):
        return None
    attributed = [
        unattribute(p, SegmentKind.COMMENTARY, "tells of who speaks")
        if is_prose(p)
        else p
        for p in pieces
    ]
    for turn, section in enumerate(found, 1):
        tells = f"the paragraph above tells of {section.name}"
        basis = Basis.ANNOUNCEMENT if section.sure else Basis.NOTHING
        for n in range(section.start, section.end):
            attributed[n] = replace(pieces[n], turn=turn)
            if is_prose(pieces[n]):
                attributed[n] = replace(
                    attributed[n],
                    kind=SegmentKind.SPEECH,
                    speaker=section.name,
                    confidence=_SURE if section.sure else _DOUBT,
                    reason=Reason(tells, basis),
                )
    return attributed


def _sections(
    pieces: Sequence[Piece], document: Document, language: str
) -> Iterator[_Section]:
    """Yield the sections that tell of somebody and print what he or she said."""
    heads = [n for n, p in enumerate(pieces) if is_head(p)]
    if len(heads) > _MAX_HEADS:
        return
    for head, after in pairwise([*heads, len(pieces)]):
        prose = [
            n
            for n in range(head + 1, after)
            if is_prose(pieces[n]) and not is_by_line(pieces[n].text)
        ]
        if len(prose) < _MIN_PARAGRAPHS:
            continue
        people = _told_of(pieces[head].text, pieces[prose[0]], language)
        if not people:
            continue
        spoken = _spoken(pieces, prose[1:], language)
        if sum(len(pieces[n].text) for n in spoken) < _MIN_SPOKEN:
            continue
        start, end = spoken[0], spoken[-1] + 1
        section = pieces[head:after]
        who = likely_speaker(
            section, start - head, end - head, replace(document, title="")
        )
        if who is not None and who.share > _LIKELY:
            alone = all(same_person(who.name, name) for name in people)
            quotes = any(ANY_MARK.search(pieces[n].text) for n in spoken)
            sure = alone and who.share >= _FAR and not quotes
            yield _Section(start=start, end=end, name=who.name, sure=sure)


def _told_of(head: str, piece: Piece, language: str) -> set[str]:
    """Return whom a paragraph tells of in which nobody speaks in person; nobody if not so.

    A counted heading may name who is only "he" in it. "We" is the archive's below a name.
    """
    told = unquoted(piece.text)
    if len(told) < _MIN_INTRODUCTION or piece.quoted:
        return set()
    people = {one.name for one in mentions_in(told) if one.shown}
    opens = any(opens_with(told, name) for name in people)
    if speaks_in_person(told, language) and not opens:
        return set()
    if people or not starts_with_number(head):
        return people
    return {one.name for one in mentions_in(head) if one.shown}


def _spoken(pieces: Sequence[Piece], prose: Sequence[int], language: str) -> list[int]:
    """Return the paragraphs below an introduction that are spoken; none if nobody speaks."""
    if not prose:
        return []
    first = pieces[prose[0]]
    if first.text.lstrip()[:1] in _OPENS_QUOTATION:
        return []  # A report, which quotes.
    spoken = [prose[0]]
    for n in prose[1:]:
        piece = pieces[n]
        left = first.quoted and not piece.quoted
        if (
            left
            or piece.italic
            or is_note_below(piece, "")
            or tells_afterwards(piece.text)
        ):
            break
        spoken.append(n)
    said = [speaks_in_person(unquoted(pieces[n].text), language) for n in spoken]
    while said and not said[-1] and not first.quoted:
        said.pop()
    return spoken[: len(said)] if any(said) else []
