"""Answers under labels that say no more than that somebody answers: "A:".

They are the one person's whom a title or the introduction has as asked.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from content.document import Document
from content.language.question_marks import may_ask
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.basis import Basis, Reason
from content.segment.kinds import PROSE
from content.segment.messages.quotations import are_quoted
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import (
    most_named,
    same_person,
    without_case_ending,
)
from content.segment.names.in_text.uncased.cjk_people import (
    people_named_in_cjk,
    person_ending_headline,
)
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line
from content.segment.turns.bare_labels import is_answer_label, is_question_label
from content.segment.turns.interviews import (
    TOLD_BETWEEN,
    doubting_what_is_read,
    is_said,
    outside_dashes,
)
from content.segment.turns.page_head.briefers import briefer, is_subject_of_briefing
from content.segment.turns.page_head.headlines.interviewees import person_asked
from content.segment.turns.page_head.presenters import who_answers
from content.segment.turns.page_head.written_about import without_trade
from content.segment.turns.who_was_asked import (
    NAMED_CONFIDENCE,
    UNNAMED_CONFIDENCE,
    Asked,
    who_was_asked,
)
from content.segment.wording.in_person import SPOKEN_WORDS

_CREDITS = re.compile(
    r"[^\W\d_]{4,20}[:：]\s[^:.]{4,40}\s[^\W\d_]{4,20}[:：]\s[^\n:.]{3,60}$"
)
_GOES_ON = re.compile(r",?\s[(a-zà-ÿα-ωа-џ]")
_BELOW_HEADLINE = "——"  # "——访王小明"
_MAX_TOP = 3
_MANY_PERSONAL = 3  # One answer of so many says "I", at least.


def attribute_answers(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Attribute answers under "A:" to the one person whom a title names as asked.

    If the introduction opens with the person, or says that the person answers, whoever
    asks may be named, too.
    """
    language = language_of_document(document, [piece.text for piece in pieces])
    pieces = _without_told(pieces, language)
    speakers = {piece.speaker for piece in pieces if piece.spoken}
    answers = {name for name in speakers if is_answer_label(name or "")}
    others = speakers - answers
    asked = _who_answers(pieces, document, others) if len(answers) == 1 else None
    if asked is None or not asked.name:
        return list(pieces)
    who, sure = asked.name, asked.confidence
    if is_subject_of_briefing(
        who, [document.title, *(p.text for p in pieces[:_MAX_TOP])]
    ):
        sure = min(sure, UNNAMED_CONFIDENCE)
    texts = [piece.text for piece in pieces]
    who = without_trade(without_case_ending(who, texts), texts) if " " in who else who
    who = as_written(_in_nominative(who, pieces))
    told_between = _may_be_told(pieces, document)
    given = [
        replace(
            piece,
            speaker=who,
            confidence=min(sure, UNNAMED_CONFIDENCE) if n in told_between else sure,
            reason=asked.reason,
        )
        if piece.spoken and piece.speaker in answers
        else piece
        for n, piece in enumerate(pieces)
    ]
    return doubting_what_is_read(given)


def _who_answers(
    pieces: Sequence[Piece], document: Document, others: Collection[str | None]
) -> Asked | None:
    """Return whom the top of a page names as asked; None if any of several people may be.

    `others` are those who speak beside whoever answers.
    """
    spoken = [piece for piece in pieces if piece.spoken]
    first = next((n for n, piece in enumerate(pieces) if piece.spoken), 0)
    told = who_answers(p.text for p in pieces[:first] if p.kind in PROSE)
    told = "" if told in others else told
    briefs = "" if told else briefer(pieces, first, document)
    asking = [p for p in spoken if p.speaker in others and p.turn]
    top = _headlines(pieces[:first])
    who = person_asked(top, document) or ""
    # A title tells whom one asks who has a label: "Interview with Ada Brook".
    if not (told or who or _only_ask(others) or _all_ask(asking)):
        return None
    if briefs and not who and briefs not in others:
        given = Reason(f"the head says that {briefs} meets the press", Basis.ASKED)
        return Asked(name=briefs, confidence=NAMED_CONFIDENCE, reason=given)
    answers = [p for p in spoken if p.speaker not in others]
    printed = any(char.isalnum() for p in answers for char in p.label)
    # "A:" may be anybody who answers; a headline that is a name with an office tells.
    who = who or (
        _named_with_office(top, pieces) or _one_in_office(top) if printed else ""
    )
    reason = f"a title names {who} as asked"
    said = sum(SPOKEN_WORDS.is_in(p.text) for p in answers)
    personal = _MANY_PERSONAL * said >= len(answers)
    opening = "" if who or not printed else _opens_introduction(pieces[:first])
    if told:
        who, reason = told, f"the introduction says that {told} answers"
    elif opening:
        who, reason = opening, f"answers the questions; the page is about {opening}"
    elif not who and (alone := _one_in_titles(top, pieces)):
        who, reason = alone, f"answers the questions; a title has {alone} alone"
    elif not who and (personal or not printed):
        questions = [
            n for n, p in enumerate(pieces) if p.spoken and p.speaker in others
        ]
        asked = who_was_asked(pieces, questions or [first], document)
        return _person_of_page(pieces, first, top, document, asked, printed=printed)
    return Asked(
        name=who,
        confidence=NAMED_CONFIDENCE,
        reason=Reason(reason, Basis.ASKED),
    )


def _all_ask(pieces: Sequence[Piece]) -> bool:
    """Return whether all that others say asks, so that it matters little who they are.

    "Q:" asks whoever it is; a by-line may name who.
    """
    return all(
        may_ask(piece.text.rstrip(" *_")) or is_question_label(piece.label)
        for piece in pieces
    )


def _headlines(above: Sequence[Piece]) -> list[Piece]:
    """Return the headlines of a page.

    In plain text a headline that quotes, or of East Asia, may end as a sentence.
    """
    return [
        piece
        for n, piece in enumerate(above)
        if piece.kind is SegmentKind.HEADING
        or (not n and (":" in piece.text or WITHOUT_CASE.search(piece.text)))
        or piece.text.lstrip().startswith(_BELOW_HEADLINE)
    ]


def _below_first(pieces: Sequence[Piece]) -> Iterator[tuple[int, bool]]:
    """Yield the pieces of answers below the first, and whether they are in quotation marks."""
    is_open = False
    for n, piece in enumerate(pieces):
        if not is_answer_label(piece.speaker or ""):
            continue
        first = pieces[n - 1].turn != piece.turn
        text = piece.text.strip()
        is_open = (is_open and not first) or text[:1] in OPENING_QUOTES
        if not first:
            yield n, is_open
        is_open = is_open and text.rstrip(" .)")[-1:] not in CLOSING_QUOTES


def _without_told(pieces: Sequence[Piece], language: str) -> list[Piece]:
    """Return pieces with what is told between answers that marks or dashes all open.

    "“I kept them.” She takes one down. “This is the first.”", a paragraph each.
    """
    answers = [n for n, p in enumerate(pieces) if is_answer_label(p.speaker or "")]
    first = [n for n in answers if pieces[n - 1].turn != pieces[n].turn]
    found = list(pieces)
    if are_quoted([pieces[n].text for n in first]):
        for n, is_open in _below_first(pieces):
            if not is_open:
                found[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, TOLD_BETWEEN)
    elif first:
        asked = [n - 1 for n in first]
        told = outside_dashes(pieces, asked, answers, first, language)
        for n in told.intersection(answers):
            found[n] = unattribute(pieces[n], SegmentKind.COMMENTARY, TOLD_BETWEEN)
    return found


def _may_be_told(pieces: Sequence[Piece], document: Document) -> set[int]:
    """Return what may be told between answers that signs mark, or that nothing does."""
    letters = (p.label for p in pieces if is_answer_label(p.speaker or ""))
    if any(char.isalnum() for label in letters for char in label):
        return set()
    language = language_of_document(document, [piece.text for piece in pieces])
    return {
        n
        for n, is_open in _below_first(pieces)
        if not is_open and not is_said(pieces[n].text, language)
    }


def _person_of_page(
    pieces: Sequence[Piece],
    first: int,
    top: Sequence[Piece],
    document: Document,
    asked: Asked,
    *,
    printed: bool,
) -> Asked | None:
    """Return who answers by what the page writes; None if any of several people may.

    Args:
        pieces: Of the whole page.
        first: The first that somebody speaks.
        top: The headlines.
        document: The document.
        asked: Whom the questions or the page show to have been asked.
        printed: Whether the answers have letters, and no signs alone.
    """
    written = [p.text for p in pieces[:first] if p.kind in PROSE]
    # "Text: Jane Hall  Photos: …" tells who made the page.
    above = [
        t
        for t in written
        if not (is_by_line(t) or names_makers(t) or _CREDITS.match(t.strip()))
    ]
    people = _people_in(above)
    # "LARKIN FALLS — When Ada Brook …": the place of a date line is named as people are.
    several = len([one for one in people if not one.isupper()] or people) > 1
    if printed and several and (asked.guessed or not asked.known):
        return None
    who = (
        asked.name
        if asked.known
        else _named_with_office(top, pieces) or most_named(above)
    )
    headed = map(person_ending_headline, [piece.text for piece in top])
    ending = "" if who else next(filter(None, headed), "")
    who = who or ending
    language = language_of_document(document, [piece.text for piece in pieces])
    who = without_trade_before(who, language)
    about = f"answers the questions; the page writes about {who}"
    # Whom a page writes about may be another, and the end of a headline no name.
    doubted = (printed and asked.guessed) or bool(ending)
    return Asked(
        name=who,
        confidence=UNNAMED_CONFIDENCE if doubted else NAMED_CONFIDENCE,
        reason=asked.reason if asked.known else Reason(about, Basis.ASKED),
    )


def _opens_introduction(top: Sequence[Piece]) -> str:
    """Return the one person whose name opens a paragraph of the introduction.

    It goes on about the person: "Ada Brook (Skerry, 1958) has drawn maps".
    """
    found = {
        one.name
        for piece in top
        if piece.kind is SegmentKind.COMMENTARY and not is_by_line(piece.text)
        for one in mentions_in(piece.text.strip())
        if not one.start and _GOES_ON.match(piece.text.strip()[one.end :])
    }
    return found.pop() if len(found) == 1 else ""


def _people_in(texts: Iterable[str]) -> list[str]:
    """Return whom texts name in full, each person once."""
    people: list[str] = []
    for text in texts:
        for name in (
            *(one.name for one in mentions_in(text)),
            *people_named_in_cjk(text),
        ):
            if not any(same_person(name, other) for other in people):
                people.append(name)
    return people


def _only_ask(speakers: Collection[str | None]) -> bool:
    """Return whether all labels of some speakers are words for a question."""
    asking = label_words().questions
    return all(
        speaker == "Question" or label_key(speaker or "") in asking
        for speaker in speakers
    )


def _in_nominative(name: str, pieces: Sequence[Piece]) -> str:
    """Return a name as the one line that opens with it has it.

    There its given name is in the nominative.
    """
    opening = {
        one.name
        for piece in pieces
        if name
        for one in mentions_in(piece.text.strip())
        if one.start == 0
        and same_person(one.name, name)
        and len(one.name.split()) == len(name.split())
        and one.name.split()[0] != name.split(maxsplit=1)[0]
    }
    return opening.pop() if len(opening) == 1 else name


def _one_in_titles(top: Sequence[Piece], pieces: Sequence[Piece]) -> str:
    """Return the one person whom titles name, beside what the person does; else empty.

    "Ada Brook, diver", "Statements by the spokeswoman, Ada Brook"
    """
    named = [one for piece in top for one in mentions_in(piece.text.strip())]
    people = {one.name for one in named}
    known = {name for name in people if is_given_name(name.partition(" ")[0])}
    people = known or people
    named = [one for one in named if one.name in people]
    spokesman = next((one.name for one in named if one.office), "")
    return (_named_with_office(top, pieces) or spokesman) if len(people) == 1 else ""


def _named_with_office(top: Sequence[Piece], pieces: Sequence[Piece]) -> str:
    """Return the one person with whose name a headline opens: "Ada Brook, diver".

    "Serving Westport, Larkin and Ness since 1889" does not: who has no known given name is
    named below, too.
    """
    found = [
        one.name
        for piece in top
        for one in mentions_in(piece.text.strip())
        if not one.start and piece.text.strip()[one.end :].startswith(", ")
    ]
    found = [one for one in found if is_given_name(one.partition(" ")[0])] or [
        name for name in found if any(name in p.text for p in pieces if p not in top)
    ]
    return found[0] if len(found) == 1 else ""


def _one_in_office(top: Sequence[Piece]) -> str:
    """Return the one person whom headlines name, if an office stands beside the name.

    "Briefing by Minister Ada Brook"
    """
    found = [one for piece in top for one in mentions_in(piece.text.strip())]
    return found[0].name if len(found) == 1 and found[0].office else ""
