"""A lecture without a label, above the labels of those who talk about it, or between headings.

"Ada Brook gave the autumn lecture." stands above, then a heading for the lecture, and one
for the discussion, below which questions have labels or are in bold.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.language.question_marks import may_ask
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.lines import Line
from content.segment.messages.words import sentences_of
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.nominatives import nominative_of
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.own_name import own_name
from content.segment.names.in_text.same_person import (
    names_surname,
    same_person,
    without_case_ending,
)
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.bare_labels import is_lecturer_label
from content.segment.turns.opening import greets
from content.segment.turns.told_of import tells_of_speaker
from content.segment.wording.in_person import FIRST_PERSON, says_i

_CONFIDENCE = 0.85
_MIN_PARAGRAPHS, _MAX_HEADING_WORDS = 2, 2
_LECTURE = WordPattern("<<headlines.lectures>>")
_REASON = Reason("the page says above whose lecture it is", Basis.ANNOUNCEMENT)
_ASKED = Reason("asked below a lecture, in bold", Basis.LOOK)
_ANSWERED = Reason("answers a question below the lecture", Basis.ASKED)


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
    told = _people_told_of(pieces[:start])
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
        if (" " in name or WITHOUT_CASE.search(name))
        and any(_is_one(one, name) for one in told)
    ]
    if len(named) == 1:
        return named[0], named[0]
    plain = [name for name in spoken if is_lecturer_label(name)]
    if named or len(plain) != 1 or not told:
        return "", ""
    return plain[0], without_case_ending(told[0], [piece.text for piece in pieces])


def _is_one(one: str, name: str) -> bool:
    """Return whether names are one person's; Han letters and Hangul have no cases."""
    return one == name if WITHOUT_CASE.search(name) else same_person(one, name)


def _people_told_of(above: Sequence[Piece]) -> list[str]:
    """Return whom sentences name beside a word for a lecture, or else for a speech.

    Where some have a known given name, the others are places and bodies.
    """
    sentences = [one for piece in above for one in sentences_of(piece.text)]
    for word in (_LECTURE, SPEECH_WORD):
        told = [one for text in sentences if word.is_in(text) for one in _people(text)]
        known = [name for name in told if is_given_name(name.partition(" ")[0])]
        if told:
            return known or told
    return []


def _people(sentence: str) -> list[str]:
    named = [one.name for one in mentions_in(sentence)]
    return named or people_named_in_cjk(sentence)


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


def attribute_lecture(
    pieces: Sequence[Piece], lines: Sequence[Line]
) -> list[Piece] | None:
    """Return pieces with a lecture given to whom the page says to have held it.

    None where no heading says that one follows, where what is said above it names nobody,
    or several people, beside a word for a lecture, or where no heading follows.
    """
    start = next((n + 1 for n, p in enumerate(pieces) if _heads_lecture(p)), 0)
    above = [piece for piece in pieces[: max(0, start - 1)] if is_prose(piece)]
    end = _next_heading(pieces, start) if above else 0
    if not end:
        return None
    told = _people_told_of(above)
    language = guess_language([piece.text for piece in pieces])
    said = [n for n in range(start, end) if is_prose(pieces[n])]
    texts = [pieces[n].text for n in said]
    if (
        not told
        or any(not same_person(one, told[0]) for one in told[1:])
        or len(said) < _MIN_PARAGRAPHS
        or not any(says_i(text, language) for text in texts)
        or any(names_surname(text, told[0]) for text in texts)
        or tells_of_speaker(texts)
    ):
        return None
    name = nominative_of(told[0], language)
    asked = _questions(pieces, lines, end)
    found = list(pieces)
    turn = 1
    for n in range(start, len(pieces)):
        answers = bool(asked) and n > asked[0] and is_prose(pieces[n])
        if n in asked:
            turn += 1
            found[n] = _said(pieces[n], "Question", turn, _ASKED)
            found[n] = replace(found[n], kind=SegmentKind.QUESTION)
        elif n in said:
            found[n] = _said(pieces[n], name, turn, _REASON)
        elif answers:
            found[n] = _said(pieces[n], name, turn, _ANSWERED)
    return found


def _next_heading(pieces: Sequence[Piece], start: int) -> int:
    """Return the next heading of the level of the one above; 0 if none follows."""
    level = pieces[start - 1].depth if start else 0
    return next(
        (
            n
            for n in range(start, len(pieces))
            if pieces[n].kind is SegmentKind.HEADING and pieces[n].depth == level
        ),
        0,
    )


def _questions(
    pieces: Sequence[Piece], lines: Sequence[Line], start: int
) -> tuple[int, ...]:
    """Return the bold paragraphs below a lecture, if each asks and is answered."""
    bold = {line.position for line in lines if line.is_bold}
    asked = [
        n
        for n in range(start, len(pieces))
        if is_prose(pieces[n]) and pieces[n].position in bold
    ]
    answered = all(n + 1 < len(pieces) and n + 1 not in asked for n in asked)
    asking = all(may_ask(pieces[n].text) for n in asked)
    return tuple(asked) if answered and asking else ()


def _said(piece: Piece, name: str, turn: int, reason: Reason) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name,
        turn=turn,
        confidence=_CONFIDENCE,
        reason=reason,
    )
