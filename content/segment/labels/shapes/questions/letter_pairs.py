"""Which letters mark questions and answers in a document: those of one language's pair."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from content.language.language_files import languages
from content.language.question_marks import holds_question
from content.language.word_lists import all_words, words
from content.segment.labels.label import LETTER_ENDING, Ending
from content.segment.labels.letters import ANSWER, QUESTION, letter_form
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import CAPITAL

_MAX_LETTERS = 3
_LONGER = re.compile(r"[^\W\d_]\.\s[^\W\d_a-z][^:.?!]{2,70}:(?=\s|$)")
_INITIAL_AND_SURNAME = re.compile(rf"{CAPITAL}\.\s?{CAPITAL}{{3,}}(?!\w)")
# "R. Hall (Lib)", "R. Hall"
_INITIALLED = re.compile(rf"({CAPITAL}\.\s?{CAPITAL}[\w'’-]+)(\s?\([^()]+\))?")
# "R. Hall. Good morning.", "R. Hall: Good morning."
_OPENS_WITH_INITIAL = re.compile(
    rf"(?P<initial>{CAPITAL})\.\s?(?P<surname>{CAPITAL}[\w’'-]+)(?=[.:,]|\s\()"
)
_WHOLE_NAME = re.compile(
    rf"(?<!\w)(?P<initial>{CAPITAL})[\w’'-]+\s(?P<surname>{CAPITAL}[\w’'-]+)"
)
_ASKER = re.compile(
    r"\W{0,3}(?P<asker>[(（](?P<name>[^()（）,，、]{3,40})[,，、][^()（）]{1,50}[)）])[\s:：]*"
)
_MIN_INITIALS = 3
_MOST = 0.8
_ENDINGS = {Ending.LETTER, Ending.COLON, Ending.STOP}


def read_letters(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return labels with only those letters that mark questions and answers.

    Whoever answers is called as the first answer's label is printed.
    """
    found = _without_initials(found, lines)
    letters = [one for one in found if one.label.ending is LETTER_ENDING]
    asked, answered = _pair(letters, found, lines)
    first = next((one.label.printed for one in letters if _form(one) in answered), "")
    kept: list[ScoredLabel] = []
    paired = not answered.isdisjoint(map(_form, letters))
    taken = {one.line for one in letters if not paired and _form(one) in asked}
    for one in found:
        if one.label.ending is not LETTER_ENDING:
            # "P.- " is no name behind a dash, too.
            if one.line not in taken or _form(one) not in asked:
                kept.append(one)
        elif _form(one) in asked:
            label = replace(one.label, printed="Question")
            asks = replace(one, label=label, key=QUESTION)
            kept.append(_with_asker(asks, lines[one.line].text))
        elif _form(one) in answered:
            label = replace(one.label, printed=first)
            kept.append(replace(one, label=label, key=ANSWER))
    return kept


def _with_asker(question: ScoredLabel, text: str) -> ScoredLabel:
    """Return the label of a question with who asks, if brackets behind it say who and for whom.

    "Q. (Ada Brook, Moor Post) When?"
    """
    named = _ASKER.match(text, question.label.end)
    if named is None or not is_person(named["name"].strip()):
        return question
    printed = f"{question.label.printed} {named['asker']}"
    label = replace(question.label, printed=printed, end=named.end())
    return replace(question, label=label, key=label_key(printed))


def _without_initials(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return labels without letters that open longer labels: "R. Hall, minister: …", twice.

    So are those before surnames in capitals, if nearly all stand so: "R. HALL (Lib). …",
    those of names that brackets follow, where several initials stand so, and those of
    names that the page sets off, or has in full elsewhere.
    """
    surnames = (
        _before_surnames(found, lines)
        | _before_bracketed(found)
        | _before_known_surnames(found, lines)
    )
    heads = {
        one.line: head.group()
        for one in found
        if one.label.ending is LETTER_ENDING
        and (head := _LONGER.match(lines[one.line].text.lstrip()))
    }
    times = Counter(heads.values())
    return [
        one
        for one in found
        if one.label.ending is not LETTER_ENDING
        or (times[heads.get(one.line, "")] < 2 and one.line not in surnames)
    ]


def _before_surnames(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> frozenset[int]:
    """Return the lines of letters before surnames in capitals; none if others stand alone."""
    letters = {one.line for one in found if one.label.ending is LETTER_ENDING}
    longer = {
        one.line
        for one in found
        if one.label.ending is Ending.STOP
        and _INITIAL_AND_SURNAME.match(one.label.printed)
    }
    named = {n for n in letters & longer if not lines[n].text.isupper()}
    return frozenset(named if len(named) >= _MOST * len(letters) else ())


def _before_bracketed(found: Sequence[ScoredLabel]) -> frozenset[int]:
    """Return the lines of initials of names that stand before brackets: "R. Hall (Lib). …".

    Further down, the name may stand alone: "R. Hall. …".
    """
    named = [
        (one.line, name)
        for one in found
        if one.label.ending is Ending.STOP
        and (name := _INITIALLED.fullmatch(one.label.printed))
    ]
    bracketed = {name[1] for _, name in named if name[2]}
    initials = {name[0] for name in bracketed}
    several = len(initials) >= _MIN_INITIALS
    return frozenset(n for n, name in named if several and name[1] in bracketed)


def _before_known_surnames(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> frozenset[int]:
    """Return the lines of initials of names that are set off, or stand in full elsewhere.

    "**R. Hall.** Good morning." is no answer, nor is "R. Hall. Good morning." of Rose Hall.
    """
    letters = {one.line for one in found if one.label.ending is LETTER_ENDING}
    named = {
        n: name
        for n in letters
        if (name := _OPENS_WITH_INITIAL.match(lines[n].text)) is not None
    }
    if not named:
        return frozenset()
    whole = {
        name.group("initial", "surname")
        for line in lines
        for name in _WHOLE_NAME.finditer(line.text)
    }
    return frozenset(
        n
        for n, name in named.items()
        if _sets_off(lines[n], name.end()) or name.group("initial", "surname") in whole
    )


def _sets_off(line: Line, end: int) -> bool:
    """Return whether a page sets off what stands at the start of a line up to a place."""
    return any(
        0 <= length - end <= 1 and length < len(line.text)
        for length in (line.bold, line.italic, line.marked)
    )


def _pair(
    letters: Sequence[ScoredLabel], found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of questions and answers of the language that fits best."""
    times = Counter(map(_form, letters))
    forms = _forms_in_order(found) if letters else []
    best, most = ("en", (0, 0)) if letters else ("", (0, 0))
    for code in languages():
        asked, answered = _forms(code)
        counts = (
            sum(times[form] for form in asked),
            sum(times[form] for form in answered),
        )
        weight = min(counts), sum(counts)
        if (
            weight > most
            and sum(counts) > 2
            and _take_turns(forms, asked, answered)
            and (QUESTION in asked or _ask(letters, asked, lines))
        ):
            best, most = code, weight
    if not best:
        return frozenset(), frozenset()
    asked, answered = _forms(best)
    if most[0]:
        return asked, answered
    # Without a pair, "Q" is still a question of the press, and whoever answers is named.
    return frozenset({QUESTION}) | _lone(letters, times, forms, lines), answered


def _lone(
    letters: Sequence[ScoredLabel],
    times: Mapping[str, int],
    forms: Sequence[str],
    lines: Sequence[Line],
) -> frozenset[str]:
    """Return the one letter for a question that opens lines half of which ask.

    "P.- ¿Cuándo?": no other letter takes turns with it, as initials would.
    """
    lone = frozenset(forms)
    known = len(lone) == 1 and lone <= all_words("labels.question_letters")
    sure = known and times[forms[0]] > 2 and _ask(letters, lone, lines)
    return lone if sure else frozenset()


@cache
def _forms(code: str) -> tuple[frozenset[str], frozenset[str]]:
    asked = words(code, "labels.questions") | words(code, "labels.question_letters")
    answered = words(code, "labels.answers") | words(code, "labels.answer_letters")
    return asked - answered, answered - asked


def _form(one: ScoredLabel) -> str:
    return letter_form(one.label.printed)


def _ask(
    letters: Sequence[ScoredLabel], asked: frozenset[str], lines: Sequence[Line]
) -> bool:
    """Return whether half of the questions ask; else the letters may be initials."""
    texts = [lines[one.line].text for one in letters if _form(one) in asked]
    asking = sum(map(holds_question, texts))
    return 2 * asking >= len(texts)


def _forms_in_order(found: Sequence[ScoredLabel]) -> list[str]:
    """Return the forms of letters and of labels as short, in the order of their lines."""
    by_line = {
        one.line: _form(one)
        for one in found
        if one.label.ending in _ENDINGS
        and (
            len(one.label.printed) <= _MAX_LETTERS or one.label.ending is Ending.LETTER
        )
    }
    return [by_line[line] for line in sorted(by_line)]


def _take_turns(
    forms: Sequence[str], asked: frozenset[str], answered: frozenset[str]
) -> bool:
    """Return whether an answer follows most questions, and no other letter does."""
    after = [two for one, two in pairwise(forms) if one in asked]
    return bool(after) and 2 * sum(form in answered for form in after) >= len(after)
