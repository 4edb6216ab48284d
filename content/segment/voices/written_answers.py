"""Pages of written questions and their answers, as parliaments print them.

A short line heads each: "Question for written answer", "Answer given by Ms Brook". Who
signs asks or answers, or whom the head or a line beside it names: "By: Ada Brook (Lab)",
"To: Minister Tom Ferro".
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from content.language.question_marks import may_ask
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.basis import Basis, Reason
from content.segment.labels.letters import answer_words
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.words import SALUTATION
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.name_score import without_brackets
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.name_order import names_as_spoken
from content.segment.turns.announced import is_prose

_QUESTION = WordPattern(r"(?<!\w)(?:<<messages.questions>>)(?!\w)")
_ANSWERED = WordPattern(r"(?<!\w)(?:<<headlines.answering>>)(?!\w)")
# "Moor 14.3.2024", "Moor, 5th of May 2024"; a number alone may count anything.
_DATED = re.compile(r"\s\d{1,2}\D{1,20}(?:\d{1,2}\D)?(?:19|20)\d\d$")
_MAX_HEAD, _MAX_LINE, _MAX_LINES, _MAX_FIELDS = 160, 120, 5, 12
_MAX_DATED_HEAD = 400
_FIRST_WORDS, _FIRST_LINES = 3, 2
_CONFIDENCE = 0.85
_MAX_ASKED = 50
_MAX_TITLE_WORDS, _MAX_OFFICE_WORDS = 5, 3
_MIN_COUNTED, _MIN_LEAD_BLANKS, _ASKS_AND_ANSWERS = 2, 5, 2
_TIMED = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b")
_INITIAL_NEXT = re.compile(r"[A-Z]\s[A-Z][^\W\d_]")
_COUNT = re.compile(r"\d{1,6}\.\s")
_COUNTED = re.compile(r"\d{1,2}[.)]\s")
_WORD_COUNTED = re.compile(r"([^\W\d_]+) \d{1,3}[:.] ")
# "Questions of Ms Brook (Lib) about the ferry (sent 9 April 2024)."
_DATED_BRACKET = re.compile(r"\([^()]*\d{1,2}[^()]*(?:19|20)\d\d\)\.?$")
_PART = re.compile(r"\s[–—-]\s")


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
                    reason=Reason(
                        f"a line above says that {name} wrote it", Basis.LINE_ABOVE
                    ),
                )
    return attributed


def _sections(pieces: Sequence[Piece]) -> Iterator[_Section]:
    """Yield the questions and answers of a page, as their heads part it."""
    signer = _officer([piece.text for piece in pieces[-_MAX_LINES:]])
    heads = _heads(pieces, signed=bool(signer))
    announced = _announced(
        [piece.text for piece in pieces[: heads[0][0] if heads else 0]]
    )
    # Whoever asked more questions ago is hardly meant; there may be thousands.
    asked: deque[str] = deque(maxlen=_MAX_ASKED)
    pending = asks = addressed = ""
    above = 0
    for (n, answers), (behind, _) in pairwise([*heads, (len(pieces), False)]):
        start = _start_of_text(pieces, n, behind)
        end = _end_above(pieces, start, behind)
        text = [piece.text for piece in pieces[start:end]]
        letter = any(SALUTATION.opens(line) for line in text[:_FIRST_LINES])
        signed = sign_off(text[-_MAX_LINES:], letter=letter)
        dated, below = _signer_below_date(text)
        # A name in the head may stand in another case.
        beside = pieces[n : min(start, n + 1 + _MAX_LINES)]
        if start == n:
            name = signer if answers else next(reversed(asked), "")
            yield _Section(start=n, end=end, answers=answers, name=name)
            continue
        # Who is asked may stand right above the word for the answer.
        officer = _officer(text[-_MAX_LINES:]) if answers else ""
        found = [signed.name, dated, officer, *(_person_in(p.text) for p in beside)]
        if not answers:
            fields = [p.text for p in pieces[max(above, n - _MAX_FIELDS) : n]]
            by, to = _parties(fields)
            asks = by if to else ""
            if not (asks or asked):
                asks = next(filter(None, map(_person_in_field, fields)), "")
            below_head = [p.text for p in pieces[n:start]]
            answered = _answerer([*fields, *below_head])
            # Right below an answer, whoever asked it asks once more.
            again = bool(asked) and n == above
            asks = asks or (asked[-1] if again else "")
            addressed = (
                answered
                or _parties(below_head)[1]
                or to
                or (addressed if pending or again else "")
            )
        # "Answer to question 4 by Ada Brook" names who asked.
        others = asked if answers else ()
        names = (
            name
            for name in (*found, addressed if answers else asks, announced[answers])
            if name and not any(same_person(name, other) for other in others)
        )
        name = next(names, "")
        if answers and start >= behind:
            addressed = name or addressed  # Its answers have heads of their own.
        if not answers:
            name = name or pending
            pending = name if start >= behind else ""  # Its text has a head of its own.
        if not answers and name:
            asked.append(name)
        end = start + below if below else end
        end = (
            end
            if signed.name or dated or officer
            else _end_of_text(pieces, start, end, answers=answers)
        )
        if start < end:
            above = end
            yield _Section(start=start, end=end, answers=answers, name=name)


def _answerer(lines: Iterable[str]) -> str:
    """Return whom a field names as who answered; empty if none does.

    >>> _answerer(["Date: 3 May 2021", "Current Status: Answered by Tom Ferro on 9 May"])
    'Tom Ferro'
    """
    told = (line.partition(": ")[2] for line in lines if _ANSWERED.is_in(line))
    return next((one.name for value in told for one in mentions_in(value)), "")


def _officer(lines: Sequence[str]) -> str:
    """Return who signs above the name of an office; empty if nobody does.

    >>> _officer(["It is open.", "Dr. Ada Brook", "Minister"]), _officer(["Open.", "Minister"])
    ('Ada Brook', '')
    """
    for line, below in pairwise(lines):
        field = ": " in line or ": " in below
        if (
            len(line) <= _MAX_LINE
            and _has_office(below)
            and _is_line(below)
            and not field
        ):
            found = parse_label(line.strip(" ,"))
            if not found.voice and is_person(found.name):
                return found.name
    return ""


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


def _announced(texts: Iterable[str]) -> tuple[str, str]:
    """Return whom a sentence above names as who asks, and who answers.

    >>> _announced(["A question by Ada Brook and the reply by the mayor, Mr Tom Ferro:"])
    ('Ada Brook', 'Tom Ferro')
    >>> _announced(["A question by Ada Brook.", "Ada Brook asks Tom Ferro."])
    ('', '')
    """
    for text in texts:
        words = {word.strip(".:,()").casefold() for word in text.split()}
        cjk = WITHOUT_CASE.search(text) is not None
        answers = any(
            word in text if cjk else word in words
            for word in answer_words()
            if len(word) > 1
        )
        if not answers or not (cjk or _QUESTION.is_in(text)):
            continue
        people = list(dict.fromkeys(one.name for one in mentions_in(text)))
        people = people_named_in_cjk(text) if cjk else people
        if len(people) == _ASKS_AND_ANSWERS:
            return people[0], people[1]
    return "", ""


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
    return False if _QUESTION.is_in(" ".join(first)) else None


@cache
def _text_words() -> frozenset[str]:
    return all_words("labels.texts_of")


def _is_short(piece: Piece) -> bool:
    """Return whether a line stands between a head and its text."""
    return _is_line(piece.text.strip())


def _is_line(text: str) -> bool:
    short = len(text) <= _MAX_LINE and not text.endswith((*SENTENCE_ENDS, ";"))
    leads = text.endswith(COLONS) and text.count(" ") >= _MIN_LEAD_BLANKS
    return short and not leads and not SALUTATION.opens(text)


def _signer_below_date(text: Sequence[str]) -> tuple[str, int]:
    """Return who signs below a place and a day, and how many paragraphs stand above them.

    >>> _signer_below_date(["It sails.", "Moor 14.3.2024", "Minister Ada Brook", "41"])
    ('Ada Brook', 1)
    >>> _signer_below_date(["They are:", "Boats in Moor: 41", "Ada Brook", "12"])
    ('', 0)
    """
    for n in range(len(text) - 1, max(0, len(text) - _MAX_LINES), -1):
        line, above = text[n].strip(), text[n - 1].strip()
        if len(above) <= _MAX_LINE and _DATED.search(above):
            found = parse_label(line) if len(line) <= _MAX_LINE else None
            if found and not found.voice and is_person(found.name):
                return found.name, n - 1
    return "", 0


def _parties(lines: Sequence[str]) -> tuple[str, str]:
    r"""Return whom fields name as who asks, and to whom; either may be empty.

    Each stands with a party or an office; a word like "to" marks to whom.

    >>> _parties(["By\tAda Brook (Lab)", "To\tMinister Tom Ferro", "Date\t3 May 2021"])
    ('Ada Brook', 'Tom Ferro')
    >>> _parties(["To:", "Minister Tom Ferro (Lib)", "Clerk: Eve Moss"])
    ('', 'Tom Ferro')
    """
    asks = addressed = label = office_asked = ""
    lines = [line.strip() for line in lines]
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        field, value = _field(line)
        field, label = field or label, "" if value else line
        held = f" {value}" if value else line
        found = parse_label(held.strip()) if len(held) <= _MAX_LINE else None
        if not field and (parties := _from_to(line)):
            asks, addressed = asks or parties[0], addressed or parties[1]
            continue
        if not found or found.voice or not is_person(found.name):
            if _is_elsewhere(field) and is_role(value.casefold()):
                office_asked = value  # "To: the minister"
            continue
        office = _has_office(held)
        if _is_elsewhere(field):
            addressed = addressed or (
                found.name if office or _has_office(below) else ""
            )
        elif office or held.endswith(")"):
            asks = asks or found.name
    return asks, addressed or office_asked


def _is_elsewhere(field: str) -> bool:
    return field.strip(":").casefold() in all_words("messages.elsewhere")


def _from_to(line: str) -> tuple[str, str] | None:
    """Return who asks whom as a line has it behind its head; None if it does not.

    >>> _from_to("Question 1 – Councillor Ada Brook to Councillor Tom Ferro (Transport)")
    ('Ada Brook', 'Tom Ferro')
    """
    words = _PART.split(line)[-1].split()
    for n, word in enumerate(words[1:], 1):
        if word in all_words("messages.elsewhere"):
            found = parse_label(" ".join(words[:n]))
            to = next(mentions_in(" ".join(words[n + 1 :])), None)
            asks = not found.voice and is_person(found.name)
            return (found.name, to.name) if asks and to else None
    return None


def _before_bracket(line: str) -> str:
    """Return the name that stands right before the first bracket of a head.

    >>> _before_bracket("Questions of the member Brook (Lib) about the ferry")
    'Brook'
    >>> _before_bracket("Reply of Minister Tom Ferro (Water)"), _before_bracket("Reply (3.5.)")
    ('Tom Ferro', '')
    """
    before, bracket, inside = line.partition(" (")
    words = before.split()[1:] if bracket else []
    run: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() or is_role(word.casefold()):
            break
        run.insert(0, word)
        if is_given_name(word):
            break
    name, left = " ".join(run), words[: len(words) - len(run)]
    # "of the member Brook (Lib)", but not "of the Government (3 May)"
    party = inside.partition(")")[0]
    told = bool(left) and (left[-1].islower() or is_role(left[-1].casefold()))
    trade = told and not any(map(str.isdigit, party))
    alone = len(run) == 1 and trade and left[-1] not in all_words("labels.articles")
    known = alone or is_person(name)
    return name if known and not _QUESTION.is_in(name) else ""


def _has_office(line: str) -> bool:
    return any(is_role(word.strip(":,()").casefold()) for word in line.split())


def _field(line: str) -> tuple[str, str]:
    """Return the name and the value of a field in one line; the value may be empty."""
    for mark in ("\t", ": "):
        name, found, value = line.partition(mark)
        if found:
            return name.strip(), value.strip()
    first, _, rest = line.partition(" ")
    if first.casefold() in all_words("messages.elsewhere"):
        return first, rest
    return "", ""


def _person_in(line: str) -> str:
    """Return the person whom a line names first, but for whom it is addressed to.

    >>> _person_in("Question by Ada Brook (Lab) to Tom Ferro"), _person_in("Ada Brook (Lab)")
    ('Ada Brook', 'Ada Brook')
    >>> _person_in("Answer given by Mr Ferro on behalf of the Commission")
    'Mr Ferro'
    >>> _person_in("Tabled by: Ada Brook (Lib)"), _person_in("417. ADA BROOK:")
    ('Ada Brook', 'Ada Brook')
    >>> _person_in("Subject: The bridge at Ada Brook")
    ''
    """
    if "\t" in line:
        return _parties([line])[0]
    if line.endswith(COLONS) or (line.startswith("(") and line.endswith(")")):
        found = parse_label(_COUNT.sub("", line).strip("():： "))
        return found.name if not found.voice and is_person(found.name) else ""
    return _person_in_field(line) if ": " in line else _person_beside(line)


def _person_in_field(line: str) -> str:
    """Return the person whom a field names, alone or with a party; empty if none.

    >>> _person_in_field("Asked by: Tom Ferro, Lib, North Moor"), _person_in_field("Ada Brook")
    ('Tom Ferro', '')
    """
    field, _, value = map(str.strip, line.partition(": "))
    if value and (
        _has_office(field) or _QUESTION.is_in(field) or _ANSWERED.is_in(field)
    ):
        return _person_beside(value)
    if not value or _has_office(value):
        return ""
    name = without_brackets(value).partition(",")[0].strip()
    known = is_person(name) and any(map(is_given_name, name.split()))
    return name if known else _parties([value])[0]


def _person_beside(line: str) -> str:
    """Return the person whom a line names beside words for a question or an answer.

    >>> _person_beside("Reply from Councillor D Hall"), _person_beside("Mr President")
    ('Councillor D Hall', '')
    """
    whole = line
    if line.isupper():
        return ""  # A title in capitals looks like a name.
    if parties := _from_to(line):
        return parties[0]
    bare = line.partition("(")[0].strip()
    first, _, rest = bare.partition(" ")
    if first.casefold() in answer_words():
        line = bare = rest
    by = first.islower() and rest[:1].isupper()  # "by Ada Brook"
    bare = rest if by else bare
    if is_person(bare) and not _QUESTION.is_in(bare):
        titled = next(mentions_in(bare), None) if by else None
        return titled.name if titled else bare
    for one in mentions_in(line):
        before = line[: one.start].split()[-1:]
        initial = _INITIAL_NEXT.match(line, one.end - 1)  # "Mrs A Brook"
        elsewhere = before and before[0] in all_words("messages.elsewhere")
        if not (elsewhere or initial or _QUESTION.is_in(one.name)):
            return one.name
    tokens = [token.strip(".,;") for token in line.split()]
    titles = label_words().honorifics | label_words().titles
    for n, (title, name) in enumerate(pairwise(tokens)):
        cut = len(name) == 1 and name.isupper()
        known = title.casefold() in titles or (cut and is_role(title.casefold()))
        office = name.casefold() in titles or is_role(name.casefold())
        if known and name[:1].isupper() and not office:
            return " ".join([title, name, *tokens[n + 2 : n + 2 + cut]])
    return _before_bracket(whole)
