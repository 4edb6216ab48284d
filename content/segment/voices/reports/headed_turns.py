"""Speeches below headings that say whose they are, on a page that has labels, too.

"Words of the mayor, Ada Brook" stands as a heading, and "Voice from the hall:" is a label in
somebody's speech. What stands below such a heading goes on no turn from above it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from content.segment.basis import named_in_line_above
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.credits import find_recorded
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.text_words import SPEECH_WORD, leads_to_speech
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.voices.reports.collection_heads import heads_of_speeches
from content.segment.voices.reports.notes import speaks_beside_quotations

_MIN_PEOPLE = 2
_SURE, _UNSURE = 0.85, 0.6
_ANOTHERS = "below a heading, on a page whose headings say who speaks"


def with_headed_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands below headings of speeches given to whom these name.

    Two headings or more, which may look like labels, name two people. What stands below
    a heading that names nobody is doubted where it seems to go on a turn above it.
    """
    given = _with_told_sections(pieces)
    labelled = {
        p.speaker or "" for p in pieces if p.label and SPEECH_WORD.is_in(p.label)
    }
    if not (labelled or _has_two_headings(pieces)):
        return given
    language = guess_language(piece.text for piece in pieces)
    sections = dict(_sections(pieces))
    heads = {
        head.place: head
        for head in heads_of_speeches(pieces, language)
        if head.name and _are_of(head.name, pieces, sections[head.place], language)
    }
    people = {head.name for head in heads.values()} | labelled
    if not heads or len(people) < _MIN_PEOPLE:
        return given
    for place, head in heads.items():
        says = named_in_line_above(head.name)
        for n in sections[place]:
            if leads_to_speech(pieces[n].text) and not pieces[n].spoken:
                continue
            if pieces[n].spoken or is_prose(pieces[n]):
                given[n] = replace(
                    pieces[n],
                    kind=SegmentKind.SPEECH,
                    speaker=head.name,
                    confidence=_SURE if head.named and head.sure else _UNSURE,
                    reason=says,
                )
    return doubted_below_others(given, pieces, heads, language)


def _with_told_sections(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands below "Ada Brook, 47, as told to Jane Hall" as Ada Brook's."""
    given = list(pieces)
    for place, section in _sections(pieces):
        recorded = find_recorded(pieces[place].text)
        told = pieces[place].text[: recorded.start()] if recorded else ""
        names = {one.name for one in mentions_in(told)}
        if len(names) != 1:
            continue
        name, language = names.pop(), guess_language(piece.text for piece in pieces)
        if not _are_of(name, pieces, section, language):
            continue
        says = named_in_line_above(name, "tells")
        for n in section:
            if pieces[n].spoken or is_prose(pieces[n]):
                given[n] = replace(
                    pieces[n],
                    kind=SegmentKind.SPEECH,
                    speaker=name,
                    turn=0,
                    label="",
                    confidence=_SURE,
                    reason=says,
                )
    return given


def doubted_below_others(
    given: Sequence[Piece],
    pieces: Sequence[Piece],
    heads: Collection[int],
    language: str,
) -> list[Piece]:
    """Return pieces with doubt on turns that seem to go on below another heading.

    It heads a speech, too, and names nobody, or nobody speaks in person right below it.

    Args:
        given: A page whose headings say who speaks, with its turns.
        pieces: The same, with its headings.
        heads: Where the headings stand that do.
        language: Of the page.
    """
    doubted = list(given)
    for place, section in _sections(pieces):
        above = next((p.turn for p in reversed(given[:place]) if p.spoken), 0)
        words = [n for n in section if given[n].spoken and given[n].turn == above]
        if place in heads or not (above and words):
            continue
        own = speaks_beside_quotations(given[words[0]].text, language)
        if own and not SPEECH_WORD.is_in(pieces[place].text):
            continue
        doubted[place] = pieces[place]
        for n in words:
            reason = given[n].reason.doubted(_ANOTHERS)
            sure = min(given[n].confidence, _UNSURE)
            doubted[n] = replace(given[n], confidence=sure, reason=reason)
    return doubted


def _has_two_headings(pieces: Sequence[Piece]) -> bool:
    headed = [p for p in pieces if _is_heading(p) and SPEECH_WORD.is_in(p.text)]
    return len(headed) >= _MIN_PEOPLE


def _is_heading(piece: Piece) -> bool:
    return piece.kind is SegmentKind.HEADING


def _sections(pieces: Sequence[Piece]) -> Iterator[tuple[int, range]]:
    """Yield each heading with the pieces below it, up to the next heading or label."""
    place = -1
    for n, piece in enumerate(pieces):
        if place >= 0 and (_is_heading(piece) or piece.label):
            yield place, range(place + 1, n)
            place = -1
        if _is_heading(piece):
            place = n
    if place >= 0:
        yield place, range(place + 1, len(pieces))


def _are_of(name: str, pieces: Sequence[Piece], section: range, language: str) -> bool:
    """Return whether somebody speaks below a heading, and whom it names has no label there."""
    below = pieces[section.stop] if section.stop < len(pieces) else None
    own = below is not None and below.label and same_person(below.speaker or "", name)
    return not own and any(
        speaks_beside_quotations(pieces[n].text, language) for n in section
    )
