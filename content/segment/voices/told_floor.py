"""Speeches without a label among labelled ones: "Ada Brook, the captain, spoke next."."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from content.language.sentence_marks import FULL_STOPS
from content.segment.basis import Basis, Reason
from content.segment.labels.evidence import FIRST_PERSON
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.quotations.saying_words import TAKES_FLOOR

_MAX_TOLD, _UNSURE = 300, 0.7
_TELLS = "tells who speaks below, without a label"


def with_told_speakers(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces of which those below words that give somebody the floor are theirs.

    Whoever it is has a label elsewhere in the record, and says "I" or "we" below; still
    the speaker above may only have told of it, so this is doubted.
    """
    speakers = {p.speaker for p in pieces if p.speaker and " " in p.speaker}
    found = list(pieces)
    for start, end in turn_spans(pieces):
        others = speakers - {pieces[start].speaker}
        name = ""
        for n in range(start + 1, end):
            piece = pieces[n]
            if not (piece.spoken and pieces[start].label):
                continue
            said = "".join(p.text for p in pieces[n + 1 : end] if p.spoken)
            if FIRST_PERSON.is_in(said) and (told := _who_spoke(piece.text, others)):
                name = told
                found[n] = unattribute(piece, SegmentKind.COMMENTARY, _TELLS)
            elif name:
                reason = Reason(f"the record says that {name} spoke", Basis.LINE_ABOVE)
                found[n] = replace(
                    piece, speaker=name, confidence=_UNSURE, reason=reason
                )
    return found


def _who_spoke(text: str, speakers: Collection[str]) -> str:
    """Return of which speaker alone a short paragraph tells that he or she spoke; else empty."""
    bare = text.strip()
    told = len(bare) <= _MAX_TOLD and bare.endswith(FULL_STOPS)
    if not told or not TAKES_FLOOR.is_in(bare) or FIRST_PERSON.is_in(bare):
        return ""
    people = {one.name for one in mentions_in(bare)}
    named = [s for s in speakers if any(same_person(s, one) for one in people)]
    return named[0] if len(named) == 1 == len(people) else ""
