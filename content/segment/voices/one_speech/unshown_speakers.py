"""Speeches of what nothing shows to be a person, on pages that tell of one.

The title of a site, a heading or a place may stand where the name of who speaks does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from content.document import Document
from content.segment.basis import Basis, told_of_as_speaker
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.shown_people import is_shown_among, names_shown
from content.segment.pieces import UNNAMED, Piece
from content.segment.result import SegmentKind
from content.segment.turns.who_was_asked import is_called
from content.segment.voices.one_speech.told.likely_speaker import (
    likely_person,
    likely_speaker,
)

_LEAST_CHARS, _LEAST_SHARE, _DOUBT = 300, 0.5, 0.55
_MOST_SPEAKERS = 4


def name_people(
    speech: Sequence[Piece], pieces: Sequence[Piece], document: Document
) -> list[Piece]:
    """Return pieces with the long speech of a thing given to who likely speaks.

    A person must look at it.

    Args:
        speech: All of the page, with what people say.
        pieces: The same, with nobody's speech.
        document: The page.
    """
    named = list(speech)
    names = dict.fromkeys(p.speaker for p in speech if p.speaker)
    # A page of many people is no page that tells of one.
    if not 0 < len(names) <= _MOST_SPEAKERS:
        return named
    texts = [document.title, *(piece.text for piece in pieces)]
    places = [piece.position for piece in pieces]
    is_person = partial(
        is_shown_among,
        people=names_shown(texts),
        language=language_of_document(document, texts),
    )
    for name in names:
        own = [n for n, p in enumerate(speech) if _speaks(p, name)]
        if sum(len(speech[n].text) for n in own) < _LEAST_CHARS:
            continue
        # Things say nothing: "…", says Ada Brook.
        tagged = all(speech[n].reason.basis is Basis.TAG for n in own)
        if name == UNNAMED or tagged or is_person(name):
            continue
        first, last = (speech[n].position for n in (own[0], own[-1]))
        start, end = bisect_left(places, first), bisect_right(places, last)
        likely = likely_person(pieces, start, end, document, is_person)
        if likely is None or likely.share < _LEAST_SHARE:
            continue
        if is_called(likely.name, name):
            continue  # "Mrs Brook, …": no thing is called so.
        other = likely_speaker(pieces, start, end, document)
        if other is not None and same_person(other.name, name):
            continue
        reason = told_of_as_speaker(likely.name)
        for n in own:
            sure = min(speech[n].confidence, _DOUBT)
            named[n] = replace(
                speech[n], speaker=likely.name, confidence=sure, reason=reason
            )
    return named


def _speaks(piece: Piece, name: str) -> bool:
    return piece.kind is SegmentKind.SPEECH and piece.speaker == name
