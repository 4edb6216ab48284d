"""Interviews that do not print who answers: the turns of questions and of answers.

Questions are anybody's who asks; what stands between is the answers, but for titles,
lines of the page, and what it tells about who answers.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.segment.labels.evidence import FIRST_PERSON, SPOKEN_WORDS
from content.segment.lines import Line
from content.segment.messages.words import CLOSING_QUOTES, OPENING_DASH, OPENING_QUOTES
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.page_head.written_about import person_of_note
from content.segment.turns.questions import (
    find_questions,
    is_question,
    line_key,
    titles_above,
)
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.turns.who_was_asked import UNNAMED_CONFIDENCE, Asked, who_was_asked

_MOST = 0.8


def attribute_interview(
    pieces: Sequence[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return pieces with questions by "Question" and answers by who was asked.

    If the top of the document does not say who was asked, it is the person whom it names
    most, with doubt; or nobody yet, "Answer".
    """
    questions = find_questions(lines)
    asking = {n for n, line in enumerate(lines) if is_question(line)}
    titles = {
        line_key(lines[n].block, lines[n].number, lines[n].text)
        for n in titles_above(lines, asking)
    }
    places = [
        n
        for n, p in enumerate(pieces)
        if line_key(p.block, p.line, p.text) in questions
    ]
    asked = who_was_asked(pieces, places, document)
    in_quotes = _quoted_share(pieces, places) >= _MOST
    in_dashes = _are_all_dashed(pieces, places)
    attributed: list[Piece] = []
    turn, open_quote = 0, False
    for n, piece in enumerate(pieces):
        if n in places:
            turn, open_quote = turn + 1, False
            attributed.append(_question(piece, turn))
            continue
        if not turn or piece.kind is not SegmentKind.COMMENTARY:
            attributed.append(piece)
            continue
        if is_page_line(piece.text):
            own = unattribute(piece, SegmentKind.BOILERPLATE, "the page's own line")
            attributed.append(replace(own, turn=turn))
            continue
        if line_key(piece.block, piece.line, piece.text) in titles:
            title = unattribute(piece, SegmentKind.HEADING, "a title above a question")
            attributed.append(replace(title, turn=turn))
            continue
        answers = n - 1 in places
        quoted = open_quote or piece.text.lstrip()[:1] in OPENING_QUOTES
        open_quote = quoted and piece.text.rstrip(" .)")[-1:] not in CLOSING_QUOTES
        named = not answers and names_surname(piece.text, asked.name)
        told = in_quotes or (n > places[-1] and (named or _is_note(piece, asked.name)))
        if in_dashes and not (told or piece.quoted or OPENING_DASH.match(piece.text)):
            told = not FIRST_PERSON.search(piece.text)
        if told and not answers and not quoted:
            narration = replace(piece, turn=turn, reason="written about who answers")
            attributed.append(narration)
            continue
        personal = quoted or SPOKEN_WORDS.is_in(piece.text)
        sure = answers or (n < places[-1] and not named and personal)
        attributed.append(_answer(piece, turn, asked, sure=sure))
    return attributed


def _is_note(piece: Piece, name: str) -> bool:
    """Return whether a piece tells of who was asked: it opens with the name."""
    return person_of_note(piece.text.strip()) == name


def _question(piece: Piece, turn: int) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.QUESTION,
        speaker="Question",
        turn=turn,
        confidence=0.9,
        reason="a question set apart by its look",
    )


def _answer(piece: Piece, turn: int, asked: Asked, *, sure: bool) -> Piece:
    said, reason = asked.confidence, asked.reason
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=asked.name,
        turn=turn,
        confidence=said if sure else min(said, UNNAMED_CONFIDENCE),
        reason=reason if sure else f"{reason}; or the page goes on",
    )


def _quoted_share(pieces: Sequence[Piece], places: Sequence[int]) -> float:
    """Return the share of the answers that stand in quotation marks."""
    answers = [pieces[n + 1].text.lstrip() for n in places if n + 1 < len(pieces)]
    return sum(text[:1] in OPENING_QUOTES for text in answers) / max(1, len(answers))


def _are_all_dashed(pieces: Sequence[Piece], places: Sequence[int]) -> bool:
    """Return whether answers open with a dash, and so does what goes on with one."""
    said = [n for n in range(places[0], len(pieces)) if n not in places]
    dashed = {n for n in said if OPENING_DASH.match(pieces[n].text)}
    first = [n for n in said if n - 1 in places]
    return len(dashed.intersection(first)) >= _MOST * len(first) and any(
        n - 1 in dashed for n in dashed
    )
