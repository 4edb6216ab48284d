"""Interviews that do not print who answers: the turns of questions and of answers.

Questions are anybody's who asks; what stands between is the answers, but for titles,
lines of the page, and what it tells about who answers.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from content.document import Document
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.quotation_marks import (
    CLOSING_QUOTES,
    OPENING_DASH,
    OPENING_QUOTES,
)
from content.language.word_lists import flag, words
from content.reasons import MAY_BE_READ_OUT
from content.segment.basis import Basis, Reason
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.lines import Line
from content.segment.messages.announcements.announcements import introduces
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.same_person import names_surname
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.below_answers import BELOW_ANSWERS, written_below_answers
from content.segment.turns.page_head.written_about import person_of_note
from content.segment.turns.questions import (
    are_set_apart,
    find_questions,
    is_question,
    line_key,
    titles_above,
)
from content.segment.turns.unspoken.page_lines import is_page_line
from content.segment.turns.unspoken.patterns import find_pull_quotes
from content.segment.turns.who_was_asked import UNNAMED_CONFIDENCE, Asked, who_was_asked
from content.segment.wording.in_person import (
    FIRST_PERSON,
    speaks_in_person,
)

TOLD_BETWEEN = "written about who answers"
"""Why a piece between answers is nobody's."""

_MOST = 0.8
_MIN_ASKING = 2
_MIN_NAME = 2
_MIN_AGAIN = 30
# What is told between answers is shorter: "She looks up."
_MIN_SAID, _MIN_SAID_UNSPACED = 160, 90


def attribute_interview(
    pieces: Sequence[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return pieces with questions by "Question" and answers by who was asked.

    If the top of the document does not say who was asked, it is the person whom it names
    most, with doubt; or nobody yet, "Answer".
    """
    questions = find_questions(lines)
    apart = are_set_apart(lines)
    places = [
        n
        for n, p in enumerate(pieces)
        if line_key(p.block, p.line, p.text) in questions
    ]
    boxes = _titles_of_boxes(pieces, places)
    own = _own_lines(pieces, places, boxes, lines)
    asked = who_was_asked(pieces, places, document)
    language = language_of_document(document, (piece.text for piece in pieces))
    told = _told_between(pieces, places, asked.name, language)
    told |= _told_again(pieces, places, document)
    below = written_below_answers(asked.name, pieces, places, language)
    told |= below
    places = [n for n in places if n not in told]
    brief = _answers_are_dashed_paragraphs(pieces, places)
    attributed: list[Piece] = []
    turn, open_quote, boxed = 0, False, False
    for n, piece in enumerate(pieces):
        if n in own:
            printed = unattribute(piece, *own[n])
            attributed.append(replace(printed, turn=turn))
            boxed = boxed or n in boxes
            continue
        if n in places:
            turn, open_quote, boxed = turn + 1, False, n in boxes
            sure = not boxed and (apart or asks_unmarked(piece.text))
            attributed.append(_question(piece, turn, sure=sure))
            continue
        if not turn or piece.kind is not SegmentKind.COMMENTARY:
            boxed = boxed or piece.kind is SegmentKind.HEADING
            attributed.append(piece)
            continue
        quoted = open_quote or piece.text.lstrip()[:1] in OPENING_QUOTES
        open_quote = quoted and piece.text.rstrip(" .)")[-1:] not in CLOSING_QUOTES
        if n in told and not quoted:
            reason = Reason(BELOW_ANSWERS if n in below else TOLD_BETWEEN)
            attributed.append(replace(piece, turn=turn, reason=reason))
            continue
        said = (
            quoted
            or speaks_in_person(piece.text, language)
            or (not brief and is_said(piece.text, language))
        )
        told_of = _names_who_answers(piece.text, asked.name)
        sure = n - 1 in places or (n < places[-1] and said and not told_of)
        if boxed and not quoted:
            sure = sure and FIRST_PERSON.is_in(piece.text)
        attributed.append(_answer(piece, turn, asked, sure=sure))
    return doubting_what_is_read(attributed)


def _pull_quotes_below(
    pieces: Sequence[Piece], lines: Sequence[Line], first: int
) -> Iterator[int]:
    """Yield the pieces below the first question that repeat words of another block."""
    below = [line for line in lines if line.block > pieces[first].block]
    pulled = {
        line_key(below[n].block, below[n].number, below[n].text)
        for n in find_pull_quotes(below)
    }
    for n, piece in enumerate(pieces):
        if n > first and line_key(piece.block, piece.line, piece.text) in pulled:
            yield n


def doubting_what_is_read(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of an interview with quotations doubted that may be read out.

    What is told above leads to the words of somebody else: "She reads from the letter."
    """
    return [
        doubted(piece, UNNAMED_CONFIDENCE, MAY_BE_READ_OUT)
        if n
        and piece.kind is SegmentKind.SPEECH
        and pieces[n - 1].reason.words == TOLD_BETWEEN
        and introduces(pieces[n - 1].text, quoted=True)
        else piece
        for n, piece in enumerate(pieces)
    ]


def is_said(text: str, language: str) -> bool:
    """Return whether a paragraph below the first of an answer surely goes on with it.

    >>> is_said("Hon reser sig. I den ligger ett brev.", "sv"), is_said("Det gör jag.", "sv")
    (False, True)
    """
    if OPENING_DASH.match(text) or speaks_in_person(text, language):
        return True
    spaced = not language or flag(language, "spaced")
    least = _MIN_SAID if spaced else _MIN_SAID_UNSPACED
    return len(text) >= least and not _opens_with_pronoun(text, language)


def _names_who_answers(text: str, name: str) -> bool:
    """Return whether a paragraph has a word of the name of who answers."""
    own = {word for word in name.split() if len(word) > _MIN_NAME}
    return names_surname(text, name) or not own.isdisjoint(NAME_WORD.findall(text))


def _answers_are_dashed_paragraphs(
    pieces: Sequence[Piece], places: Sequence[int]
) -> bool:
    """Return whether a dash opens each answer, and one paragraph is all of nearly each."""
    first = [n + 1 for n in places if n + 1 < len(pieces) and n + 1 not in places]
    dashed = sum(OPENING_DASH.match(pieces[n].text) is not None for n in first)
    longer = sum(
        n + 1 < places[-1]
        and n + 1 not in places
        and pieces[n + 1].kind is SegmentKind.COMMENTARY
        for n in first
    )
    return dashed >= _MOST * len(first) and longer <= len(first) - _MOST * len(first)


def _opens_with_pronoun(text: str, language: str) -> bool:
    """Return whether a paragraph opens with "he" or "she", as what an author tells does."""
    first = text.split(maxsplit=1)[0].casefold() if text.strip() else ""
    return language != "" and first in words(language, "messages.pronouns")


def _own_lines(
    pieces: Sequence[Piece],
    places: Sequence[int],
    boxes: Collection[int],
    lines: Sequence[Line],
) -> dict[int, tuple[SegmentKind, str]]:
    """Return kind and reason of the page's own lines below the first question.

    A line that is no sentence, below "Read also", is where that leads.
    """
    asking = {n for n, line in enumerate(lines) if is_question(line)}
    titles = {
        line_key(lines[n].block, lines[n].number, lines[n].text)
        for n in titles_above(lines, asking)
    }
    own: dict[int, tuple[SegmentKind, str]] = {}
    for n in range(places[0] + 1, len(pieces)):
        piece, asked = pieces[n], n in places and n not in boxes
        if asked or (n not in places and piece.kind is not SegmentKind.COMMENTARY):
            continue
        ended = piece.text.rstrip().endswith(SENTENCE_ENDS)
        linked = not ended and is_page_line(pieces[n - 1].text)
        if is_page_line(piece.text) or linked:
            own[n] = SegmentKind.BOILERPLATE, "the page's own line"
        elif line_key(piece.block, piece.line, piece.text) in titles:
            own[n] = SegmentKind.HEADING, "a title above a question"
    pull_quotes = _pull_quotes_below(pieces, lines, places[0])
    return own | dict.fromkeys(pull_quotes, (SegmentKind.BOILERPLATE, "a pull quote"))


def _titles_of_boxes(pieces: Sequence[Piece], places: Sequence[int]) -> set[int]:
    """Return the few of the places where a title may stand, and no question.

    It ends without a mark, where nearly all others ask, and nobody speaks of themselves
    below: "About Ada Brook", "Read more".
    """
    asking = [n for n in places if asks_unmarked(pieces[n].text)]
    if len(asking) < max(_MIN_ASKING, len(places) / 2):
        return set()
    return {
        n
        for n in {*places}.difference(asking)
        if not pieces[n].text.rstrip().endswith((*SENTENCE_ENDS, ":", ","))
        and not any(FIRST_PERSON.is_in(piece.text) for piece in pieces[n + 1 : n + 2])
    }


def _told_between(
    pieces: Sequence[Piece], places: Sequence[int], name: str, language: str
) -> set[int]:
    """Return what is written about who answers, at the places of no answer.

    It stands outside of the quotation marks or dashes of all answers; or names the person
    where dashes set off answers, and nobody speaks in person, or below the last answer; or
    there who made the page.
    """
    below = {n for n in range(places[0], len(pieces)) if n not in places}
    first = {n for n in below if n - 1 in places}
    quoted = _quoted_share(pieces, places) >= _MOST
    told = outside_dashes(pieces, places, sorted(below), first, language)
    dashed = sum(OPENING_DASH.match(pieces[n].text) is not None for n in first)
    set_off = dashed >= _MOST * len(first)
    for n in below - first:
        text = pieces[n].text
        noted = person_of_note(text.strip()) == name or names_makers(text)
        named = names_surname(text, name) and (
            n > places[-1] or (set_off and not speaks_in_person(text, language))
        )
        if quoted or named or (n > places[-1] and noted):
            told.add(n)
    return told


def _told_again(
    pieces: Sequence[Piece], places: Sequence[int], document: Document
) -> set[int]:
    """Return what the page sets out of an answer above once more, and its by-line at the end."""
    heads = [b.text for b in document.blocks if b.kind is FURNITURE_BLOCK]
    told: set[int] = set()
    asked = {*places}
    said = ""
    for n in range(places[0] + 1, len(pieces)):
        text = pieces[n].text.strip()
        again = len(text) >= _MIN_AGAIN and text.rstrip(".") in said
        signs = n == len(pieces) - 1 and any(head.startswith(text) for head in heads)
        if n in asked:
            said = ""
        elif again or (signs and text):
            told.add(n)
        else:
            said += f"{text}\n"
    return told


def outside_dashes(
    pieces: Sequence[Piece],
    places: Sequence[int],
    below: Sequence[int],
    first: Collection[int],
    language: str,
) -> set[int]:
    """Return what has no dash where answers open with one, and so do more paragraphs.

    Where each paragraph of an answer does, nothing else is said, unless it is in the first
    person and opens with no "she"; elsewhere what a dash opens again below it is not.
    """
    dashed = {n for n in below if OPENING_DASH.match(pieces[n].text)}
    if len(dashed.intersection(first)) < _MOST * len(first):
        return set()
    each = any(n - 1 in dashed for n in dashed)
    told: set[int] = set()
    again = False
    for n in reversed(range(places[0], len(pieces))):
        if n in places:
            again = False
        elif n in dashed:
            again = n not in first
        elif not pieces[n].quoted and (
            again
            or (
                (each or _heads(pieces, n))
                and not _is_in_person(pieces[n].text, language)
            )
        ):
            told.add(n)
        if n not in places and n not in dashed and _leads_to_quoted(pieces, n):
            # What the author prints there is no answer, either.
            rest = range(n + 1, len(pieces))
            told |= {n, *takewhile(lambda m: pieces[m].quoted, rest)}
    return told


def _heads(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph stands right below a heading."""
    return n > 0 and pieces[n - 1].kind is SegmentKind.HEADING


def _leads_to_quoted(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph below a heading leads to a block quote: "We print it:"."""
    below = pieces[n + 1 : n + 2]
    led = pieces[n].text.rstrip().endswith(COLONS)
    return led and _heads(pieces, n) and any(piece.quoted for piece in below)


def _is_in_person(text: str, language: str) -> bool:
    """Return whether a paragraph may be of who answers: "She gives it to me" is not."""
    return FIRST_PERSON.is_in(text) and not _opens_with_pronoun(text, language)


def _question(piece: Piece, turn: int, *, sure: bool) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.QUESTION,
        speaker="Question",
        turn=turn,
        confidence=0.9 if sure else UNNAMED_CONFIDENCE,
        reason=Reason("a question set apart by its look", Basis.LOOK)
        if sure
        else Reason("a remark, perhaps"),
    )


def _answer(piece: Piece, turn: int, asked: Asked, *, sure: bool) -> Piece:
    said, reason = asked.confidence, asked.reason
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=asked.name,
        turn=turn,
        confidence=said if sure else min(said, UNNAMED_CONFIDENCE),
        reason=reason if sure else reason.also("or the page goes on"),
    )


def _quoted_share(pieces: Sequence[Piece], places: Sequence[int]) -> float:
    """Return the share of the answers that stand in quotation marks."""
    answers = [pieces[n + 1].text.lstrip() for n in places if n + 1 < len(pieces)]
    return sum(text[:1] in OPENING_QUOTES for text in answers) / max(1, len(answers))
