"""A lecture without a label, above the labels of those who talk about it."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.messages.words import sentences_of
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import (
    names_surname,
    same_person,
    without_case_ending,
)
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.bare_labels import is_lecturer_label
from content.segment.turns.opening import greets
from content.segment.wording.in_person import FIRST_PERSON

_CONFIDENCE = 0.85
_MIN_PARAGRAPHS, _MAX_HEADING_WORDS = 2, 2
_LECTURE = WordPattern(r"(?<!\w)(?:<headlines.lectures>)(?!\w)")
_REASON = Reason("the page says above whose lecture it is", Basis.ANNOUNCEMENT)


def with_lecture(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the lecture above the first label given to who held it.

    A sentence above it names the one person, beside a word for a lecture, who has a label
    below, be it "Lecturer" or "Answer". It opens below a heading that is such a word, or
    with a greeting.
    """
    first = next((n for n, piece in enumerate(pieces) if piece.turn), len(pieces))
    start = _start(pieces, first)
    label, name = _lecturer(pieces, start, first) if start < first else ("", "")
    said = [
        n
        for n in range(start, _end(pieces, start, first))
        if pieces[n].kind is SegmentKind.COMMENTARY
    ]
    texts = [pieces[n].text for n in said]
    personal = any(map(FIRST_PERSON.is_in, texts))
    own = own_name(texts)
    of_another = (
        not name
        or any(names_surname(text, name) for text in texts)
        or (own != "" and not same_person(own, name))
    )
    if of_another or not personal or len(said) < _MIN_PARAGRAPHS:
        return list(pieces)
    return [
        _given(piece, name)
        if n in said
        else replace(piece, speaker=name, reason=_REASON)
        if piece.speaker == label != name
        else piece
        for n, piece in enumerate(pieces)
    ]


def _given(piece: Piece, name: str) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name,
        confidence=_CONFIDENCE,
        reason=_REASON,
    )


def _start(pieces: Sequence[Piece], first: int) -> int:
    """Return where a lecture may open: below its heading, or with a greeting."""
    headed = (n + 1 for n in range(first) if _heads_lecture(pieces[n]))
    greeting = (
        n
        for n in range(first)
        if pieces[n].kind is SegmentKind.COMMENTARY and greets(pieces[n].text)
    )
    return next(headed, next(greeting, first))


def _heads_lecture(piece: Piece) -> bool:
    """Return whether a heading is a word for a lecture or a speech: "The lecture"."""
    bare = piece.text.strip(" :.")
    short = (
        piece.kind is SegmentKind.HEADING and len(bare.split()) <= _MAX_HEADING_WORDS
    )
    return short and _tells_of_lecture(bare)


def _tells_of_lecture(text: str) -> bool:
    return _LECTURE.is_in(text) or SPEECH_WORD.is_in(text)


def _lecturer(pieces: Sequence[Piece], start: int, first: int) -> tuple[str, str]:
    """Return the label and the name of the one person whose lecture sentences above tell of."""
    told = [
        one.name
        for piece in pieces[:start]
        for sentence in sentences_of(piece.text)
        if _tells_of_lecture(sentence)
        for one in mentions_in(sentence)
    ]
    several = any(not same_person(one, told[0]) for one in told[1:])
    greeted = start < first and not (start and _heads_lecture(pieces[start - 1]))
    # Who greets a hall may introduce the lecturer: "It was opened by Tom Hall."
    others = greeted and _names_others(pieces[:start], told)
    if several or others:
        return "", ""
    spoken = dict.fromkeys(p.speaker for p in pieces[first:] if p.label and p.speaker)
    named = [
        name
        for name in spoken
        if " " in name and any(same_person(one, name) for one in told)
    ]
    if len(named) == 1:
        return named[0], named[0]
    plain = [name for name in spoken if is_lecturer_label(name)]
    if named or len(plain) != 1 or not told:
        return "", ""
    return plain[0], without_case_ending(told[0], [piece.text for piece in pieces])


def _names_others(above: Sequence[Piece], told: Sequence[str]) -> bool:
    """Return whether running text names anybody but those of whom it tells."""
    return any(
        not any(same_person(one.name, known) for known in told)
        for piece in above
        if piece.kind is SegmentKind.COMMENTARY
        for one in mentions_in(piece.text)
    )


def _end(pieces: Sequence[Piece], start: int, first: int) -> int:
    """Return where a lecture ends: at a heading below the applause, or at the first label."""
    return next(
        (
            n
            for n in range(start + 1, first)
            if pieces[n].kind is SegmentKind.HEADING
            and pieces[n - 1].kind is SegmentKind.STAGE
        ),
        first,
    )
