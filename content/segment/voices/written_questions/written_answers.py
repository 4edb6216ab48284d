"""Pages of written questions and their answers, as parliaments print them.

A short line heads each: "Question for written answer", "Answer given by Ms Brook". Who
signs asks or answers, or whom the head or a line beside it names: "By: Ada Brook (Lab)",
"To: Minister Tom Ferro".
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from content.language.question_marks import may_ask
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import all_words
from content.segment.basis import named_in_line_above
from content.segment.labels.letters import answer_words
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.words import SALUTATION
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.same_person import same_person
from content.segment.names.offices import is_role
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.name_order import names_as_spoken
from content.segment.turns.announced import is_prose
from content.segment.voices.written_questions.written_parties import (
    MAX_LINES,
    QUESTION,
    announced_parties,
    answerer,
    is_line,
    parties,
    person_in,
    person_in_field,
    signer_below_date,
    signing_officer,
)

_MAX_HEAD, _MAX_FIELDS = 160, 12
_MAX_DATED_HEAD = 400
_FIRST_WORDS, _FIRST_LINES = 3, 2
_CONFIDENCE = 0.85
_MAX_ASKED = 50
_MAX_TITLE_WORDS, _MAX_OFFICE_WORDS = 5, 3
_MIN_COUNTED = 2
_TIMED = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b")
_COUNTED = re.compile(r"\d{1,2}[.)]\s")
_WORD_COUNTED = re.compile(r"([^\W\d_]+) \d{1,3}[:.] ")
# "Questions of Ms Brook (Lib) about the ferry (sent 9 April 2024)."
_DATED_BRACKET = re.compile(r"\([^()]*\d{1,2}[^()]*(?:19|20)\d\d\)\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A question or an answer of a page.

    Attributes:
        start: Its first paragraph.
        end: Behind its last one.
        answers: Whether it is an answer.
        name: Who wrote it; may be empty.
    """

    start: int
    end: int
    answers: bool
    name: str


def attribute_written_answers(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return the pieces of a page of written questions and answers; None if it is none."""
    sections = list(_sections(pieces))
    named = [one for one in sections if one.name]
    if not named or len({one.answers for one in sections}) == 1:
        return None
    attributed = list(pieces)
    printed = {one.name: one.name for one in named}
    spoken = names_as_spoken(printed, [piece.text for piece in pieces])
    for one in named:
        name = spoken.get(one.name, one.name)
        for n in range(one.start, one.end):
            # What a line leads to is of another.
            led = pieces[n].quoted and pieces[n - 1].text.rstrip().endswith(COLONS)
            if is_prose(pieces[n]) and not led:
                attributed[n] = replace(
                    pieces[n],
                    kind=SegmentKind.MESSAGE,
                    speaker=name,
                    confidence=_CONFIDENCE,
                    reason=named_in_line_above(name, "wrote it"),
                )
    return attributed


class _Parties:
    """Who asks and who answers on a page, as one head after another tells it."""

    def __init__(self, announced: Sequence[str]) -> None:
        """Take in who asks and who answers, as the top of the page says it."""
        self._announced = announced
        # Whoever asked more questions ago is hardly meant; there may be thousands.
        self._asked: deque[str] = deque(maxlen=_MAX_ASKED)
        self._pending = self._addressed = ""

    @property
    def last_to_ask(self) -> str:
        """Who asked the last question; empty if nobody did."""
        return next(reversed(self._asked), "")

    def read_head(
        self, fields: Sequence[str], below: Sequence[str], *, right_below: bool
    ) -> str:
        """Return who asks, as the lines around the head of a question tell.

        They also tell who is asked, which is remembered for the answer.

        Args:
            fields: The lines above the head.
            below: The head, and the lines below it.
            right_below: Whether it stands right below a text.
        """
        by, to = parties(fields)
        asks = by if to else ""
        if not (asks or self._asked):
            asks = next(filter(None, map(person_in_field, fields)), "")
        # Right below an answer, whoever asked it asks once more.
        again = right_below and bool(self._asked)
        self._addressed = (
            answerer([*fields, *below])
            or parties(below)[1]
            or to
            or (self._addressed if self._pending or again else "")
        )
        return asks or (self.last_to_ask if again else "")

    def who_asks(self, found: Sequence[str], *, alone: bool) -> str:
        """Return who asks a question: the first of the names that were found.

        Args:
            found: The names, some of which may be empty.
            alone: Whether the text of the question has a head of its own.
        """
        names = (*found, self._announced[False], self._pending)
        name = next(filter(None, names), "")
        self._pending = name if alone else ""
        if name:
            self._asked.append(name)
        return name

    def who_answers(self, found: Sequence[str], *, alone: bool) -> str:
        """Return who answers: the first of the names that were found, but for who asked.

        "Answer to question 4 by Ada Brook" names who asked.

        Args:
            found: The names, some of which may be empty.
            alone: Whether the answers have heads of their own.
        """
        names = (
            name
            for name in (*found, self._addressed, self._announced[True])
            if name and not any(same_person(name, other) for other in self._asked)
        )
        name = next(names, "")
        if alone:
            self._addressed = name or self._addressed
        return name


def _sections(pieces: Sequence[Piece]) -> Iterator[_Section]:
    """Yield the questions and answers of a page, as their heads part it."""
    signer = signing_officer([piece.text for piece in pieces[-MAX_LINES:]])
    heads = _heads(pieces, signed=bool(signer))
    top = [piece.text for piece in pieces[: heads[0][0] if heads else 0]]
    whose = _Parties(announced_parties(top))
    above = 0
    for (n, answers), (behind, _) in pairwise([*heads, (len(pieces), False)]):
        start = _start_of_text(pieces, n, behind)
        end = _end_above(pieces, start, behind)
        text = [piece.text for piece in pieces[start:end]]
        letter = any(SALUTATION.opens(line) for line in text[:_FIRST_LINES])
        signed = sign_off(text[-MAX_LINES:], letter=letter)
        dated, below = signer_below_date(text)
        # A name in the head may stand in another case.
        beside = pieces[n : min(start, n + 1 + MAX_LINES)]
        if start == n:
            name = signer if answers else whose.last_to_ask
            yield _Section(start=n, end=end, answers=answers, name=name)
            continue
        # Who is asked may stand right above the word for the answer.
        officer = signing_officer(text[-MAX_LINES:]) if answers else ""
        found = [signed.name, dated, officer, *(person_in(p.text) for p in beside)]
        alone = start >= behind  # What it heads has a head of its own.
        if answers:
            name = whose.who_answers(found, alone=alone)
        else:
            fields = [p.text for p in pieces[max(above, n - _MAX_FIELDS) : n]]
            below_head = [p.text for p in pieces[n:start]]
            asks = whose.read_head(fields, below_head, right_below=n == above)
            name = whose.who_asks([*found, asks], alone=alone)
        end = start + below if below else end
        end = (
            end
            if signed.name or dated or officer
            else _end_of_text(pieces, start, end, answers=answers)
        )
        if start < end:
            above = end
            yield _Section(start=start, end=end, answers=answers, name=name)


def _heads(pieces: Sequence[Piece], *, signed: bool) -> list[tuple[int, bool]]:
    """Return the lines that head questions and answers, and whether each heads an answer.

    "ANSWER" / "to question 4 of Ada Brook" is one head. Where somebody signs the whole, an
    answer may open in its paragraph, below a counted question: "2. When will it open?".
    """
    inline = [n for n, piece in enumerate(pieces) if _opens_answer(piece)]
    counted = [n - 1 for n in inline if n and _asks_by_number(pieces[n - 1])]
    several = signed and len(counted) >= _MIN_COUNTED
    within = {*inline, *counted} if several else set()
    found: list[tuple[int, bool]] = []
    for n, piece in enumerate(pieces):
        answers = _opens_answer(piece) if n in within else _answers(piece)
        goes_on = piece.text[:1].islower() and found and found[-1] == (n - 1, True)
        if answers is not None and not goes_on:
            found.append((n, answers))
    return found


def _opens_answer(piece: Piece) -> bool:
    """Return whether a paragraph opens with a word for an answer: "Answer: It is open."."""
    word, mark, rest = piece.text.partition(": ")
    named = word.casefold() in answer_words() and len(word) > 1
    return bool(mark) and named and not _is_short(replace(piece, text=rest))


def _asks_by_number(piece: Piece) -> bool:
    """Return whether a paragraph is a counted question: "2. When?", "Question 2: When?"."""
    text = piece.text.strip()
    word = _WORD_COUNTED.match(text)
    named = word is not None and word[1].casefold() in label_words().questions
    return (named or _COUNTED.match(text) is not None) and may_ask(text)


def _start_of_text(pieces: Sequence[Piece], head: int, behind: int) -> int:
    """Return where a text starts below its head and fields, or in the line of its head."""
    if _opens_answer(pieces[head]) or _asks_by_number(pieces[head]):
        return head
    start = head + 1
    while start < min(behind, head + 1 + _MAX_FIELDS) and _is_short(pieces[start]):
        start += 1
    return start


def _end_of_text(
    pieces: Sequence[Piece], start: int, end: int, *, answers: bool
) -> int:
    """Return where a text ends that nobody signs: above "Sent: 14 May 2024", "Copy link".

    A number that is no day's or hour's may be counted there, and a name may be the last of
    what an answer lists; below a question it is of whoever answers.
    """
    while end > start + 1 and _is_short(pieces[end - 1]):
        line = pieces[end - 1].text.strip()
        counts = any(map(str.isdigit, line)) and not _TIMED.search(line)
        if counts or (answers and is_person(line)):
            break
        end -= 1
    return end


def _end_above(pieces: Sequence[Piece], start: int, behind: int) -> int:
    """Return where a text ends above a heading, below which no sentence of it stands.

    The title and the fields of the next question: "The ferry", "No.", "417", "By: Ada".
    """
    end = n = behind
    fields = 0
    while n > start and _is_short(pieces[n - 1]):
        n -= 1
        fields += ": " in pieces[n].text
        if pieces[n].kind is SegmentKind.HEADING or (
            fields >= _MIN_COUNTED and ": " in pieces[n].text
        ):
            end = n
    return end


def _answers(piece: Piece) -> bool | None:
    """Return whether a line heads an answer, or a question; None if it heads neither."""
    text = piece.text.strip()
    heads = piece.kind is SegmentKind.HEADING or is_prose(piece)
    # "WRITTEN QUESTION 184/2024"
    heads |= piece.kind is SegmentKind.BOILERPLATE and any(map(str.isdigit, text))
    dated = _DATED_BRACKET.search(text) is not None
    most = _MAX_DATED_HEAD if dated else _MAX_HEAD
    # What recurs alone on its line looks like a direction.
    recurs = text.casefold() in answer_words() | label_words().questions
    heads |= piece.kind is SegmentKind.STAGE and recurs
    if not heads or len(text) > most or (text.endswith(SENTENCE_ENDS) and not dated):
        return None
    if text.endswith(COLONS) and " " in text:
        return None  # "In answer to the question I state:"
    if ": " in text and text[-1:].isdigit():
        return None  # "Question published on: 3 May 2019"
    words = [word.strip(".:,()").casefold() for word in text.split()]
    first = words[:_FIRST_WORDS]
    # "Ministerin vastaus"
    office = len(words) <= _MAX_OFFICE_WORDS and any(map(is_role, words[:-1]))
    heads_answer = {*words[:1], *(words[-1:] if office else ())}
    if dated and len(words) == len(("preliminary", "answer", "3.5.2021")):
        heads_answer.add(words[1])
    if not heads_answer.isdisjoint(answer_words()):
        return True
    if len(words) <= _MAX_TITLE_WORDS and {*words[:1]} <= _text_words():
        # "Text of the question"
        if words[-1] in answer_words():
            return True
        first = words
    return False if QUESTION.is_in(" ".join(first)) else None


@cache
def _text_words() -> frozenset[str]:
    return all_words("labels.texts_of")


def _is_short(piece: Piece) -> bool:
    """Return whether a line stands between a head and its text."""
    return is_line(piece.text.strip())
