"""Read a page by its likeliest course of spoken and told paragraphs, where rules differ widely.

Rules read a page as one of the kinds that they know. Where its course, all but sure of
itself, has others speak than they do, the page is of none of these: then each run of
spoken paragraphs is somebody's, in doubt, and the rest its author's. Of pages that were
left out of the fit, the course was right of 0.84 to 0.97 of the words where rules were of
0.49 to 0.69 (docs/decisions/segmentation-doubt.md).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.document import Document
from content.segment.basis import told_of_as_speaker
from content.segment.kinds import COMMENTARY, MESSAGE, QUESTION, SPEECH, STAGE
from content.segment.messages.messages import attribute_messages
from content.segment.messages.words import opens_with_salutation, speaks_of_message
from content.segment.names.in_text.mentions import mentions_in
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.one_speech.salutations import calls_listeners
from content.segment.voices.one_speech.told.likely_speaker import likely_speaker
from content.segment.voices.one_speech.told.name_lines import named_right_above
from content.segment.voices.one_speech.told.paragraphs import reports_words
from content.segment.voices.one_speech.told.passages import (
    TOLD,
    Passages,
    find_passages,
)
from content.segment.voices.one_speech.told.told_page import (
    ToldPage,
)

_SURE_OF_ITSELF, _PARTS, _UNLIKELY = 0.9, 0.2, 0.2
_HALF, _FAR_MORE, _CONFIDENCE = 0.5, 0.7, 0.55
_MIN_PARAGRAPHS, _MIN_CHARS, _MOST = 2, 300, 0.6
_MIN_HOURS, _MAX_SIGNATURE = 3, 60
_MAX_RUNS = 12  # Who speaks in each is weighed by all of the page above it.


def with_course_instead(
    found: Sequence[Piece], page: ToldPage, document: Document
) -> list[Piece]:
    """Return the pieces of a page as its course has them, if rules part from that over much of it.

    Its author has to open it, for rules and for the course.

    Args:
        found: All of the page, as rules give it.
        page: All of the page, with nobody's speech.
        document: The page.
    """
    asked = any(piece.kind is QUESTION for piece in found)
    passages = find_passages(page) if page.known and not asked else None
    if passages is None or _several_speak(found) or not _parts(found, page, passages):
        return list(found)
    if _is_report(page, passages) or _is_mostly_sent(page, passages):
        return list(found)
    if _misses_call(found, page, passages):
        return list(found)
    return _by_course(found, page, passages, document)


def _parts(found: Sequence[Piece], page: ToldPage, passages: Passages) -> bool:
    """Return whether the course of a page is sure of itself, and rules part from it over much."""
    said = _shares_said(found)
    first = page.prose[0]
    if passages.inside[first] > _UNLIKELY or said.get(page.pieces[first].position):
        return False
    total = sure = agreed = 0.0
    for n in page.prose:
        chars, share = len(page.pieces[n].text), passages.inside[n]
        spoken = said.get(page.pieces[n].position, 0.0) > _HALF
        total += chars
        sure += chars * max(share, 1 - share)
        agreed += chars * (share if spoken else 1 - share)
    return sure >= _SURE_OF_ITSELF * total and sure - agreed >= _PARTS * total


def _misses_call(found: Sequence[Piece], page: ToldPage, passages: Passages) -> bool:
    """Return whether listeners are called where rules have somebody start, and the course nobody."""
    said = _shares_said(found)
    places = (n for n in page.prose if said.get(page.pieces[n].position, 0.0) > _HALF)
    first = next(places, None)
    if first is None or any(start <= first < end for start, end in passages.spoken):
        return False
    return calls_listeners(page.pieces[first].text)


def _several_speak(found: Sequence[Piece]) -> bool:
    """Return whether rules find several people: so a report quotes, or headings part speeches."""
    return len({p.speaker for p in found if p.spoken and p.speaker != UNNAMED}) > 1


def _is_report(page: ToldPage, passages: Passages) -> bool:
    """Return whether a page quotes people beside its author's words, or tells by the hour.

    Nor does it print a speech at length then.
    """
    pure = 0
    for start, end in passages.spoken:
        said = [page.pieces[n].text for n in page.prose if start <= n < end]
        own = [text for text in said if not reports_words(text)]
        if len(own) >= _MIN_PARAGRAPHS:
            pure += sum(map(len, own))
    spoken = sum(len(page.pieces[n].text) for n in _spoken(page, passages))
    hours = sum(p.kind is STAGE and any(map(str.isdigit, p.text)) for p in page.pieces)
    many = len(passages.spoken) > _MAX_RUNS or hours >= _MIN_HOURS
    return many or pure < max(_MIN_CHARS, _MOST * spoken)


def _spoken(page: ToldPage, passages: Passages) -> list[int]:
    return [n for n in page.prose if passages.inside[n] > _HALF]


def _is_mostly_sent(page: ToldPage, passages: Passages) -> bool:
    """Return whether half of what is spoken on a page or more is a letter."""
    read = attribute_messages(page.pieces)
    sent = {piece.position for piece in read if piece.kind is MESSAGE}
    spoken = [page.pieces[n] for n in _spoken(page, passages)]
    letters = sum(len(p.text) for p in spoken if p.position in sent)
    return letters >= _HALF * sum(len(p.text) for p in spoken)


def _shares_said(found: Sequence[Piece]) -> Mapping[tuple[int, int], float]:
    """Return what share of each paragraph rules give to people."""
    chars, said = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for piece in found:
        chars[piece.position] += len(piece.text)
        if piece.spoken:
            said[piece.position] += len(piece.text)
    return {place: said[place] / max(1, much) for place, much in chars.items()}


def _by_course(
    found: Sequence[Piece], page: ToldPage, passages: Passages, document: Document
) -> list[Piece]:
    """Return the pieces of a page with each run of spoken paragraphs given to somebody."""
    given = [
        unattribute(piece, COMMENTARY, TOLD) if piece.spoken else piece
        for piece in page.pieces
    ]
    names: set[str] = set()
    for start, end in passages.spoken:
        prose = [n for n in page.prose if start <= n < end]
        letter = _is_letter(page.pieces, start)
        name = _who_speaks(found, given, prose, document, names)
        if letter:
            below = _signature(page.pieces, end)
            prose, name = [*prose, *below], _signed(page.pieces, below) or name
        for n in prose:
            given[n] = _given(page.pieces[n], name, start, letter=letter)
        names.add(name)
    return given


def _given(piece: Piece, name: str, turn: int, *, letter: bool) -> Piece:
    kind: SegmentKind = MESSAGE if letter else SPEECH
    return replace(
        piece,
        kind=kind,
        speaker=name or UNNAMED,
        confidence=_CONFIDENCE if name else _HALF,
        reason=told_of_as_speaker(name or "somebody"),
        turn=turn,
    )


def _is_letter(pieces: Sequence[Piece], start: int) -> bool:
    """Return whether a run greets as letters do, below words of one."""
    above = next((p.text for p in reversed(pieces[:start]) if is_prose(p)), "")
    return speaks_of_message(above) and opens_with_salutation(pieces[start].text)


def _signature(pieces: Sequence[Piece], end: int) -> list[int]:
    """Return the short lines right below a letter that sign it."""
    if end < len(pieces) and len(pieces[end].text) <= _MAX_SIGNATURE:
        return [end] if _signed(pieces, [end]) else []
    return []


def _signed(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    named = (one.name for n in places for one in mentions_in(pieces[n].text))
    return next((name for name in named if " " in name), "")


def _who_speaks(
    found: Sequence[Piece],
    given: Sequence[Piece],
    prose: Sequence[int],
    document: Document,
    before: set[str],
) -> str:
    """Return who most likely says some paragraphs; of whom rules find there, if nobody is likelier.

    Args:
        found: The page as rules give it.
        given: The same, up to the paragraphs, as its course has it.
        prose: The paragraphs.
        document: The page.
        before: Who speaks above them.
    """
    if headed := named_right_above(given, prose[0]):
        return headed
    places = {given[n].position for n in prose}
    said = Counter[str]()
    for piece in found:
        if piece.spoken and piece.speaker != UNNAMED and piece.position in places:
            said[piece.speaker or ""] += len(piece.text)
    likely = likely_speaker(given, prose[0], prose[-1] + 1, document)
    if likely is not None and likely.share >= (_FAR_MORE if said else _HALF):
        return likely.name
    if said:
        return said.most_common(1)[0][0]
    return before.copy().pop() if len(before) == 1 else ""
