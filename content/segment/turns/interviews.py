"""Interviews that do not print who answers: questions set apart or plain, "Q:" and "A:".

Who answers is the person whom the questions address, whom the headline quotes, or of
whom the page writes; never whom a by-line names, who asks. Where that is nobody, the
answers are "Answer"'s: somebody's who is not yet made out.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.document import BlockKind, Document
from content.language.question_marks import asks, asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.evidence import FIRST_PERSON, SPOKEN_WORDS
from content.segment.labels.letters import letter_form
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.words import CLOSING_QUOTES, OPENING_DASH, OPENING_QUOTES
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import without_trade_before
from content.segment.names.in_text.cjk_people import person_ending_headline
from content.segment.names.in_text.credits import names_makers
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import (
    most_named,
    names_surname,
    same_person,
    stem_of,
    unbent,
)
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line
from content.segment.turns.page_head.headlined_interviews import person_asked
from content.segment.turns.page_head.presenters import who_answers
from content.segment.turns.page_head.written_about import (
    most_told_of_in_cjk,
    most_written_about,
    without_trade,
)
from content.segment.turns.unspoken.page_lines import is_page_line

_UNNAMED_CONFIDENCE = 0.5
# Whether the page agrees on who was asked, the second reader says.
_NAMED_CONFIDENCE = 0.8
_MOST, _MOSTLY = 0.8, 0.6
_DASHES = frozenset("-–—―")
_MAX_ADDRESS_WORDS = 4
_WRITTEN = {SegmentKind.HEADING, SegmentKind.COMMENTARY}
_INTERVIEW = WordPattern(r"(?<![^\W\d_])(?:<headlines.interview_words>)(?![^\W\d_])")
_INTERVIEW_FIRST = WordPattern(
    r"^[\W_]*(?:<headlines.interviews>|<headlines.interview_words>)(?:[\W_]+)(?=\w)"
)
_MAX_SMALL_WORDS = 3
_KEY_CHARS = 40
_MANY_TIMES = 3  # As many questions as labels.
_MIN_PLAIN, _MAX_QUESTION, _MAX_ANSWER = 4, 240, 4
_CREDITS = re.compile(
    r"[^\W\d_]{4,20}[:：]\s[^:.]{4,40}\s[^\W\d_]{4,20}[:：]\s[^\n:.]{3,60}$"
)
_GOES_ON = re.compile(r",?\s[(a-zà-ÿα-ωа-џ]")


def is_interview(lines: Sequence[Line]) -> bool:
    """Return whether questions and answers take turns: questions set apart, or plain ones."""
    return _asks_set_apart(lines) or bool(_plain_questions(lines))


def _asks_set_apart(lines: Sequence[Line]) -> bool:
    """Return whether bold questions and plain answers take turns."""
    asked = [n for n, line in enumerate(lines) if _is_question(line)]
    answered = sum(n + 1 < len(lines) and not _is_question(lines[n + 1]) for n in asked)
    if len(asked) > 2 and answered >= _MOST * len(asked):
        return True
    return bool(_dashed_questions(lines) or _remarks_and_questions(lines))


def _remarks_and_questions(lines: Sequence[Line]) -> list[int]:
    """Return lines set apart alike that end as sentences, if half ask and all are answered.

    So interviews with few questions are set, where whoever asks remarks on something.
    """
    for is_apart in (_is_bold, _is_italic):
        apart = {n: None for n, line in enumerate(lines) if is_apart(line)}
        told = [n for n in apart if lines[n].text.strip().endswith(SENTENCE_ENDS)]
        told = [n for n in told if not names_makers(lines[n].text)]
        asking = sum(_is_question(lines[n]) for n in told)
        answered = sum(
            n + 1 < len(lines) and n + 1 not in apart and lines[n + 1].spoken
            for n in told
        )
        few = len(told) > 2 and asking >= max(2, len(told) / 2)
        if few and answered >= len(told) - 1:
            return [n for n in told if n + 1 < len(lines)]
    return []


def _is_italic(line: Line) -> bool:
    whole = line.italic >= len(line.text.rstrip())
    return whole and line.kind is BlockKind.PARAGRAPH


def _dashed_questions(lines: Sequence[Line]) -> list[int]:
    """Return the bold lines that a dash opens, if quotations below answer nearly each.

    So newspapers print questions that end in a full stop, as Korean ones do.
    """
    asked = [
        n
        for n, line in enumerate(lines)
        if _is_bold(line) and line.text.strip()[:1] in _DASHES
    ]
    answered = sum(
        n + 1 < len(lines) and lines[n + 1].text.strip()[:1] in OPENING_QUOTES
        for n in asked
    )
    many = len(asked) > 2 and answered >= _MOST * len(asked)
    return asked if many else []


def _plain_questions(lines: Sequence[Line]) -> list[int]:
    """Return the questions that nothing sets apart; empty if they make no interview.

    Each is a short paragraph of its own that asks, and a paragraph or two that answer
    stand below it, most of them in the first person, or the top says with whom it is an
    interview. The top says that it is one, or the first question addresses somebody; or one paragraph answers each,
    and the top writes about one person.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.spoken]
    asked = [
        place
        for place, n in enumerate(shown)
        if lines[n].kind is BlockKind.PARAGRAPH
        and len(lines[n].text) <= _MAX_QUESTION
        and asks(lines[n].text)
    ]
    gaps = [after - place - 1 for place, after in pairwise(asked)]
    if len(asked) < _MIN_PLAIN or not all(0 < gap <= _MAX_ANSWER for gap in gaps):
        return []
    answers = [lines[shown[n + 1]].text for n in asked if n + 1 < len(shown)]
    personal = sum(SPOKEN_WORDS.is_in(text) for text in answers)
    top = [lines[n].text for n in shown[: asked[0]]]
    told = any(_INTERVIEW.regex.search(text) for text in top)
    first = lines[shown[asked[0]]].text
    people = [one.name for text in top for one in mentions_in(text)]
    called = any(_addresses(first, name) for name in people)
    # By turns, but for what is told between them, and the top writes about one person.
    by_turns = sum(gap == 1 for gap in gaps) >= _MOSTLY * len(gaps)
    # Where verbs tell who acts, few answers have a word for "I".
    speaks = 2 * personal >= len(answers) or (told and by_turns and bool(people))
    enough = len(answers) == len(asked) and speaks
    told = told or called or (by_turns and bool(most_written_about(top)))
    return [shown[n] for n in asked] if enough and told else []


def are_answers_words(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether the labels found are words of the answers in an interview.

    They are few beside the questions, and none comes back.
    """
    keys = [one.key for one in labels.values()]
    if not keys or len(keys) != len(set(keys)):
        return False
    apart = _asks_set_apart(lines)
    asked = sum(map(_is_question, lines)) if apart else len(_plain_questions(lines))
    return _MANY_TIMES * len(keys) <= asked


def _is_question(line: Line) -> bool:
    whole = line.bold >= len(line.text.rstrip()) or line.kind is HEADING_BLOCK
    whole = whole or line.italic >= len(line.text.rstrip())
    return whole and asks_unmarked(line.text)


def _questions(lines: Sequence[Line]) -> set[tuple[int, int, str]]:
    """Return block, line and opening words of each question.

    Between the first and the last, what looks like them is one, however it ends; below
    the last, if it ends as a sentence and is answered.
    """
    if not _asks_set_apart(lines):
        asked = _plain_questions(lines)
        return {_key(lines[n].block, lines[n].number, lines[n].text) for n in asked}
    asked = [n for n, line in enumerate(lines) if _is_question(line)]
    if len(asked) <= 2:
        asked = _dashed_questions(lines) or _remarks_and_questions(lines)
    places = {*asked}
    bold = all(_is_bold(lines[n]) for n in asked)
    titles = _titles(lines, places) if bold else ()
    return {
        _key(line.block, line.number, line.text)
        for n, line in enumerate(lines)
        if n in places
        or (bold and asked[0] < n < asked[-1] and _is_bold(line) and n not in titles)
        or (bold and n > asked[-1] and _is_last_remark(lines, n))
    }


def _titles(lines: Sequence[Line], asked: Collection[int]) -> set[int]:
    """Return the bold lines right above a bold question that a newspaper sets as titles.

    They quote, or do not end as a sentence: "“I have counted them all”".
    """
    above = {n - 1 for n in asked if _is_bold(lines[n]) and n} - {*asked}
    texts = {n: lines[n].text.strip() for n in above if _is_bold(lines[n])}
    return {
        n
        for n, text in texts.items()
        if text[:1] in OPENING_QUOTES or not text.endswith((*SENTENCE_ENDS, ":", ","))
    }


def _key(block: int, number: int, text: str) -> tuple[int, int, str]:
    """Return what tells a line from another part of the same line."""
    return block, number, text.strip()[:_KEY_CHARS]


def _is_last_remark(lines: Sequence[Line], n: int) -> bool:
    """Return whether a bold sentence below the last question is answered, as one is."""
    text = lines[n].text.strip()
    answered = n + 1 < len(lines) and not _is_bold(lines[n + 1])
    ended = text.endswith(SENTENCE_ENDS) and not names_makers(text)
    return ended and answered and _is_bold(lines[n]) and not is_page_line(text)


def _is_bold(line: Line) -> bool:
    whole = line.bold >= len(line.text.rstrip())
    return whole and line.kind is BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who was asked in an interview, how surely, and how that is known."""

    name: str
    confidence: float
    reason: str


def attribute_interview(
    pieces: Sequence[Piece], lines: Sequence[Line], document: Document
) -> list[Piece]:
    """Return pieces with questions by "Question" and answers by who was asked.

    If the top of the document does not say who was asked, it is the person whom it names
    most, with doubt; or nobody yet, "Answer".
    """
    questions = _questions(lines)
    asking = {n for n, line in enumerate(lines) if _is_question(line)}
    titles = {
        _key(lines[n].block, lines[n].number, lines[n].text)
        for n in _titles(lines, asking)
    }
    places = [
        n for n, p in enumerate(pieces) if _key(p.block, p.line, p.text) in questions
    ]
    asked = _who_was_asked(pieces, places, document)
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
        if _key(piece.block, piece.line, piece.text) in titles:
            title = unattribute(piece, SegmentKind.HEADING, "a title above a question")
            attributed.append(replace(title, turn=turn))
            continue
        answers = n - 1 in places
        quoted = open_quote or piece.text.lstrip()[:1] in OPENING_QUOTES
        open_quote = quoted and piece.text.rstrip(" .)")[-1:] not in CLOSING_QUOTES
        named = not answers and names_surname(piece.text, asked.name)
        told = in_quotes or (named and n > places[-1])
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


def _who_was_asked(
    pieces: Sequence[Piece], places: Sequence[int], document: Document
) -> _Asked:
    """Return whom the top names as asked, the questions address, or the page is about."""
    texts = [piece.text for piece in pieces]
    language = language_of_document(document, texts)
    who = person_asked(pieces, document)
    reason = "answers a question; the headline names who was asked"
    if who:
        who = without_trade(unbent(who, texts), texts)
    elif who == "" and (addressed := _person_addressed(pieces, places)):
        who = without_trade_before(addressed, language)
        reason = f"answers a question; the questions address {who}"
    elif who == "":
        who = without_trade_before(_person_written_about(pieces, places), language)
        reason = f"answers a question; the page writes about {who}"
    if who:
        return _Asked(name=who, confidence=_NAMED_CONFIDENCE, reason=reason)
    return _Asked(
        name="Answer",
        confidence=_UNNAMED_CONFIDENCE,
        reason="answers a question, and nobody is named who was asked",
    )


def _question(piece: Piece, turn: int) -> Piece:
    return replace(
        piece,
        kind=SegmentKind.QUESTION,
        speaker="Question",
        turn=turn,
        confidence=0.9,
        reason="a question set apart by its look",
    )


def _answer(piece: Piece, turn: int, asked: _Asked, *, sure: bool) -> Piece:
    said, reason = asked.confidence, asked.reason
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=asked.name,
        turn=turn,
        confidence=said if sure else min(said, _UNNAMED_CONFIDENCE),
        reason=reason if sure else f"{reason}; or the page goes on",
    )


def _person_addressed(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    """Return the one person of the top whom questions address: "Mrs Brook, how …?".

    A form of address and the surname stand at either end of a question, set off by a comma;
    in some languages the form of address stands behind the name.
    """
    asked = [pieces[n].text for n in places]
    named = [
        one.name
        for piece in pieces[: places[0]]
        if piece.kind in _WRITTEN
        for one in mentions_in(piece.text)
    ]
    people: list[str] = []
    for name in named:
        known = any(same_person(name, other) for other in people)
        if not known and any(_addresses(text, name) for text in asked):
            people.append(name)
    return people[0] if len(people) == 1 else ""


def _addresses(question: str, name: str) -> bool:
    surname = name.rsplit(maxsplit=1)[-1]
    stems = [*map(stem_of, name.split())]
    first, _, rest = question.strip(" –—-").partition(",")
    last = question.rpartition(",")[2].strip(" ?.!")
    return any(
        1 < len(words := part.split()) <= _MAX_ADDRESS_WORDS
        and (
            (
                words[-1] == surname
                and words[0].casefold().rstrip(".") in label_words().honorifics
            )
            or (
                words[-1].casefold() in all_words("labels.behind_names")
                and stem_of(words[-2]) in stems
            )
        )
        for part in (first if rest else "", last if rest else "")
    )


def _person_written_about(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    """Return the one person of whom the page writes before the questions; else empty."""
    above = [p.text for p in pieces[: places[0]] if p.kind in _WRITTEN]
    asked = {*places}
    top = [_INTERVIEW_FIRST.regex.sub("", t) for t in above if not _is_makers_line(t)]
    # A name alone below the headline is a by-line where others are spoken of.
    told = [t for n, t in enumerate(top) if not n or not _is_bare_name(t)]
    top = told if any(next(mentions_in(t), None) for t in told) else top
    written = [
        p.text
        for n, p in enumerate(pieces)
        if p.kind in _WRITTEN and n not in asked and not names_makers(p.text)
    ]
    return most_written_about(top, written) or most_told_of_in_cjk(above)


def _is_bare_name(text: str) -> bool:
    bare = text.strip()
    return [one.name for one in mentions_in(bare)] == [bare]


def _is_makers_line(text: str) -> bool:
    """Return whether a line is a by-line or credits, and no sentence about somebody."""
    told = sum(word.islower() for word in text.split()) > _MAX_SMALL_WORDS
    return names_makers(text) or (is_by_line(text) and not told)


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


def attribute_answers(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Attribute answers under "A:" to the one person whom a title names as asked.

    If the introduction opens with the person, or says that the person answers, whoever
    asks may be named, too.
    """
    spoken = [piece for piece in pieces if piece.spoken]
    speakers = {piece.speaker for piece in spoken}
    answers = {name for name in speakers if is_answer_label(name or "")}
    others = speakers - answers
    first = next((n for n, piece in enumerate(pieces) if piece.spoken), 0)
    told = who_answers(p.text for p in pieces[:first] if p.kind in _WRITTEN)
    told = "" if told in others else told
    strangers = all(
        asks(piece.text.rstrip(" *_"))
        for piece in spoken
        if piece.speaker in others and piece.turn
    )
    if len(answers) != 1:
        return list(pieces)
    top = [
        piece
        for n, piece in enumerate(pieces[:first])
        # In plain text a headline that quotes, or of East Asia, may end as a sentence.
        if piece.kind is SegmentKind.HEADING
        or (not n and (":" in piece.text or WITHOUT_CASE.search(piece.text)))
    ]
    who = person_asked(top, document) or ""
    # A title tells whom one asks who has a label: "Interview with Ada Brook".
    if not (told or who or others == {"Question"} or strangers):
        return list(pieces)
    letters = (p.label for p in spoken if p.speaker in answers)
    printed = any(char.isalnum() for label in letters for char in label)
    # Letters may stand for anybody who answers: a headline is whom they are, and a trade.
    who = who or (_named_with_office(top) or _one_in_office(top) if printed else "")
    reason = f"a title names {who} as asked"
    opening = "" if who or not printed else _opens_introduction(pieces[:first])
    if told:
        who, reason = told, f"the introduction says that {told} answers"
    elif opening:
        who, reason = opening, f"answers the questions; the page is about {opening}"
    elif not who and (alone := _one_in_titles(top)):
        who, reason = alone, f"answers the questions; a title has {alone} alone"
    elif not who and not printed:
        written = [p.text for p in pieces[:first] if p.kind in _WRITTEN]
        # "Text: Jane Hall  Photos: …" tells who made the page.
        above = [
            t
            for t in written
            if not (is_by_line(t) or names_makers(t) or _CREDITS.match(t.strip()))
        ]
        lead = [p for p in pieces[:first] if p.text in above]
        asked = person_asked(lead, document)
        who = asked or _named_with_office(top) or most_named(above)
        who = who or most_written_about(above)
        headed = map(person_ending_headline, [piece.text for piece in top])
        who = who or most_told_of_in_cjk(written) or next(filter(None, headed), "")
        language = language_of_document(document, [piece.text for piece in pieces])
        who = without_trade_before(who, language)
        reason = f"answers the questions; the page writes about {who}"
    who = unbent(who, [piece.text for piece in pieces]) if " " in who else who
    who = as_written(_upright(who, pieces))
    return [
        replace(piece, speaker=who, confidence=_NAMED_CONFIDENCE, reason=reason)
        if who and piece.spoken and piece.speaker in answers
        else piece
        for piece in pieces
    ]


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


def _upright(name: str, pieces: Sequence[Piece]) -> str:
    """Return a name as the one line that opens with it has it, where a case bent the given name."""
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


def _one_in_titles(top: Sequence[Piece]) -> str:
    """Return the one person whom titles name, beside what the person does; else empty.

    "Ada Brook, diver", "Statements by the spokeswoman, Ada Brook"
    """
    named = [one for piece in top for one in mentions_in(piece.text.strip())]
    people = {one.name for one in named}
    known = {name for name in people if is_given_name(name.partition(" ")[0])}
    people = known or people
    named = [one for one in named if one.name in people]
    spokesman = next((one.name for one in named if one.office), "")
    return (_named_with_office(top) or spokesman) if len(people) == 1 else ""


def _named_with_office(top: Sequence[Piece]) -> str:
    """Return the one person whom a headline is, with what the person does: "Ada Brook, diver"."""
    found = [
        one.name
        for piece in top
        for one in mentions_in(piece.text.strip())
        if not one.start and piece.text.strip()[one.end :].startswith(", ")
    ]
    return found[0] if len(found) == 1 else ""


def _one_in_office(top: Sequence[Piece]) -> str:
    """Return the one person whom headlines name, beside an office: "Briefing by Minister Ada Brook"."""
    found = [one for piece in top for one in mentions_in(piece.text.strip())]
    return found[0].name if len(found) == 1 and found[0].office else ""


def is_answer_label(printed: str) -> bool:
    """Return whether a label only marks an answer, such as "A"."""
    words = label_words().answers | label_words().answer_letters
    return not words.isdisjoint((label_key(printed), letter_form(printed)))
