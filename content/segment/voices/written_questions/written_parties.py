"""Whom heads, fields and signatures of written questions name: who asks, and who answers."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.language.words.before import last_word
from content.segment.labels.letters import answer_words
from content.segment.messages.words import SALUTATION
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.uncased.cjk_people import people_named_in_cjk
from content.segment.names.name_score import without_brackets
from content.segment.names.offices import is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words

QUESTION = WordPattern(r"(?<!\w)(?:<<messages.questions>>)(?!\w)")
MAX_LINES = 5
"""How many lines beside a text may name who wrote it."""

_ANSWERED = WordPattern(r"(?<!\w)(?:<<headlines.answering>>)(?!\w)")
# "Moor 14.3.2024", "Moor, 5th of May 2024"; a number alone may count anything.
_DATED = re.compile(r"\s\d{1,2}\D{1,20}(?:\d{1,2}\D)?(?:19|20)\d\d$")
_MAX_LINE, _MIN_LEAD_BLANKS, _ASKS_AND_ANSWERS = 120, 5, 2
_INITIAL_NEXT = re.compile(r"[A-Z]\s[A-Z][^\W\d_]")
_COUNT = re.compile(r"\d{1,6}\.\s")
_PART = re.compile(r"\s[–—-]\s")


def answerer(lines: Iterable[str]) -> str:
    """Return whom a field names as who answered; empty if none does.

    >>> answerer(["Date: 3 May 2021", "Current Status: Answered by Tom Ferro on 9 May"])
    'Tom Ferro'
    """
    told = (line.partition(": ")[2] for line in lines if _ANSWERED.is_in(line))
    return next((one.name for value in told for one in mentions_in(value)), "")


def signing_officer(lines: Sequence[str]) -> str:
    """Return who signs above the name of an office; empty if nobody does.

    >>> signing_officer(["It is open.", "Dr. Ada Brook", "Minister"]), signing_officer(["Open.", "Minister"])
    ('Ada Brook', '')
    """
    for line, below in pairwise(lines):
        field = ": " in line or ": " in below
        if (
            len(line) <= _MAX_LINE
            and _has_office(below)
            and is_line(below)
            and not field
        ):
            found = parse_label(line.strip(" ,"))
            if not found.voice and is_person(found.name):
                return found.name
    return ""


def announced_parties(texts: Iterable[str]) -> tuple[str, str]:
    """Return whom a sentence above names as who asks, and who answers.

    >>> announced_parties(["A question by Ada Brook and the reply by the mayor, Mr Tom Ferro:"])
    ('Ada Brook', 'Tom Ferro')
    >>> announced_parties(["A question by Ada Brook.", "Ada Brook asks Tom Ferro."])
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
        if not answers or not (cjk or QUESTION.is_in(text)):
            continue
        people = list(dict.fromkeys(one.name for one in mentions_in(text)))
        people = people_named_in_cjk(text) if cjk else people
        if len(people) == _ASKS_AND_ANSWERS:
            return people[0], people[1]
    return "", ""


def signer_below_date(text: Sequence[str]) -> tuple[str, int]:
    """Return who signs below a place and a day, and how many paragraphs stand above them.

    >>> signer_below_date(["It sails.", "Moor 14.3.2024", "Minister Ada Brook", "41"])
    ('Ada Brook', 1)
    >>> signer_below_date(["They are:", "Boats in Moor: 41", "Ada Brook", "12"])
    ('', 0)
    """
    for n in range(len(text) - 1, max(0, len(text) - MAX_LINES), -1):
        line, above = text[n].strip(), text[n - 1].strip()
        if len(above) <= _MAX_LINE and _DATED.search(above):
            found = parse_label(line) if len(line) <= _MAX_LINE else None
            if found and not found.voice and is_person(found.name):
                return found.name, n - 1
    return "", 0


def parties(lines: Sequence[str]) -> tuple[str, str]:
    r"""Return whom fields name as who asks, and to whom; either may be empty.

    Each stands with a party or an office; a word like "to" marks to whom.

    >>> parties(["By\tAda Brook (Lab)", "To\tMinister Tom Ferro", "Date\t3 May 2021"])
    ('Ada Brook', 'Tom Ferro')
    >>> parties(["To:", "Minister Tom Ferro (Lib)", "Clerk: Eve Moss"])
    ('', 'Tom Ferro')
    """
    asks = addressed = label = office_asked = ""
    lines = [line.strip() for line in lines]
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        field, value = _field(line)
        field, label = field or label, "" if value else line
        held = f" {value}" if value else line
        found = parse_label(held.strip()) if len(held) <= _MAX_LINE else None
        if not field and (both := _from_to(line)):
            asks, addressed = asks or both[0], addressed or both[1]
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


def person_in(line: str) -> str:
    """Return the person whom a line names first, but for whom it is addressed to.

    >>> person_in("Question by Ada Brook (Lab) to Tom Ferro"), person_in("Ada Brook (Lab)")
    ('Ada Brook', 'Ada Brook')
    >>> person_in("Answer given by Mr Ferro on behalf of the Commission")
    'Mr Ferro'
    >>> person_in("Tabled by: Ada Brook (Lib)"), person_in("417. ADA BROOK:")
    ('Ada Brook', 'Ada Brook')
    >>> person_in("Subject: The bridge at Ada Brook")
    ''
    """
    if "\t" in line:
        return parties([line])[0]
    if line.endswith(COLONS) or (line.startswith("(") and line.endswith(")")):
        found = parse_label(_COUNT.sub("", line).strip("():： "))
        return found.name if not found.voice and is_person(found.name) else ""
    return person_in_field(line) if ": " in line else _person_beside(line)


def person_in_field(line: str) -> str:
    """Return the person whom a field names, alone or with a party; empty if none.

    >>> person_in_field("Asked by: Tom Ferro, Lib, North Moor"), person_in_field("Ada Brook")
    ('Tom Ferro', '')
    """
    field, _, value = map(str.strip, line.partition(": "))
    if value and (
        _has_office(field) or QUESTION.is_in(field) or _ANSWERED.is_in(field)
    ):
        return _person_beside(value)
    if not value or _has_office(value):
        return ""
    name = without_brackets(value).partition(",")[0].strip()
    known = is_person(name) and any(map(is_given_name, name.split()))
    return name if known else parties([value])[0]


def is_line(text: str) -> bool:
    """Return whether a text is a line beside a question or an answer: no sentence, no greeting."""
    short = len(text) <= _MAX_LINE and not text.endswith((*SENTENCE_ENDS, ";"))
    leads = text.endswith(COLONS) and text.count(" ") >= _MIN_LEAD_BLANKS
    return short and not leads and not SALUTATION.opens(text)


def _person_beside(line: str) -> str:
    """Return the person whom a line names beside words for a question or an answer.

    >>> _person_beside("Reply from Councillor D Hall"), _person_beside("Mr President")
    ('Councillor D Hall', '')
    """
    whole = line
    if line.isupper():
        return ""  # A title in capitals looks like a name.
    if both := _from_to(line):
        return both[0]
    bare = line.partition("(")[0].strip()
    first, _, rest = bare.partition(" ")
    if first.casefold() in answer_words():
        line = bare = rest
    by = first.islower() and rest[:1].isupper()  # "by Ada Brook"
    bare = rest if by else bare
    if is_person(bare) and not QUESTION.is_in(bare):
        titled = next(mentions_in(bare), None) if by else None
        return titled.name if titled else bare
    for one in mentions_in(line):
        before = last_word(line, one.start)
        initial = _INITIAL_NEXT.match(line, one.end - 1)  # "Mrs A Brook"
        elsewhere = before and before[0] in all_words("messages.elsewhere")
        if not (elsewhere or initial or QUESTION.is_in(one.name)):
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
    return name if known and not QUESTION.is_in(name) else ""


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


def _is_elsewhere(field: str) -> bool:
    return field.strip(":").casefold() in all_words("messages.elsewhere")


def _has_office(line: str) -> bool:
    return any(is_role(word.strip(":,()").casefold()) for word in line.split())
