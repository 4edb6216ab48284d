"""Turns without a label in a record, which says who speaks: "Ada Brook spoke next."."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import FULL_STOPS
from content.segment.basis import Basis, Reason
from content.segment.names.in_labels.floor import tells_floor
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import (
    names_surname,
    same_person,
)
from content.segment.pieces import Piece, turn_spans, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.quotations.saying_words import TAKES_FLOOR
from content.segment.wording.in_person import FIRST_PERSON

_MAX_TOLD, _UNSURE, _MIN_SENTENCES = 300, 0.7, 3
_TELLS = "tells who speaks below, without a label"
_GIVES = "a clerk's sentence that gives somebody the floor"


def with_unlabelled_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands below words that say who speaks given to that person.

    Whoever it is has a label elsewhere in the record, and says "I" or "we" below; still
    the speaker above may only have told of it, so this is doubted.
    """
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for one in {p.speaker for p in pieces if p.speaker and " " in p.speaker}:
        speakers[one.split()[-1]].add(one)
    found = list(pieces)
    for start, end in turn_spans(pieces):
        if not pieces[start].label:
            continue
        said = (n for n in reversed(range(start, end)) if pieces[n].spoken)
        personal = next((n for n in said if FIRST_PERSON.is_in(pieces[n].text)), start)
        name = ""
        for n in range(start + 1, end):
            piece = pieces[n]
            if not piece.spoken:
                continue
            told = _who_spoke(piece.text, speakers) if n < personal else ""
            if told and told != pieces[start].speaker:
                name = told
                found[n] = unattribute(piece, SegmentKind.COMMENTARY, _TELLS)
            elif name:
                reason = Reason(f"the record says that {name} spoke", Basis.LINE_ABOVE)
                found[n] = replace(
                    piece, speaker=name, confidence=_UNSURE, reason=reason
                )
    return found


def without_floor_sentences(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with sentences that give the next speaker the floor given to nobody.

    These are the clerk's where most labels are such sentences, too.
    """
    found = list(pieces)
    labelled = [n for n, p in enumerate(pieces) if p.label and p.turn > 0]
    told = sum(tells_floor(pieces[n].label) for n in labelled)
    if told < _MIN_SENTENCES or 2 * told < len(labelled):
        return found
    for start, after in pairwise(labelled):
        for n in range(after - 1, start, -1):
            if not pieces[n].spoken:
                continue
            text, follower = pieces[n].text, pieces[after].speaker
            named = follower is not None and names_surname(text, follower)
            if not named or FIRST_PERSON.is_in(text) or not tells_floor(text):
                break
            found[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, _GIVES)
    return found


def _who_spoke(text: str, speakers: Mapping[str, Collection[str]]) -> str:
    """Return of which speaker alone a short paragraph tells that he or she spoke; else empty.

    Speakers are given by their last words.
    """
    bare = text.strip()
    told = len(bare) <= _MAX_TOLD and bare.endswith(FULL_STOPS)
    if not told or not TAKES_FLOOR.is_in(bare) or FIRST_PERSON.is_in(bare):
        return ""
    people = {one.name for one in mentions_in(bare)}
    if len(people) != 1:
        return ""
    person = people.pop()
    alike = speakers.get(person.split()[-1], ())
    named = [one for one in alike if same_person(one, person)]
    return named[0] if len(named) == 1 else ""
