"""Roll calls inside a record: "Ada Brook – yes", and who voted how on the next lines.

Lists of a division have one name a line, in order, the surname first ("Brook, B. [Teller]"),
or several in columns. "[Teller]" may have a line of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import WordPattern
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key

_MIN_ANSWERS, _MIN_VOTERS = 3, 4
_MAX_CHARS, _MAX_ROW_CHARS, _MAX_TITLE_CHARS = 80, 200, 100
_COLUMNS = re.compile(r"\s{2,}|\t+")
_ANSWER = re.compile(
    r"(?P<name>[^\W\d_][^:：–—\d]{1,40}?)"
    r"(?:\s[–—-]\s|\s?(?:\.\s?){2,}\s?|\s{2,}|\u3000|\s?[:：]\s?|\s\()"
    r"(?P<answer>[^\W\d_]{1,20}(?:\s[^\W\d_]{1,15}){0,2})\)?"
)
_VOTER = re.compile(
    r"(?P<name>[^\W\d_a-z][^,;:.–—\d]{1,40}),\s(?:[^\W\d_]{1,12}\.?\s?){1,4}"
    r"(?:[\[(][^\])]{1,30}[\])])?\.?"
)
_SIDE = WordPattern(r"\W*(?:<stage.votes>)[^\w]{1,4}\d{1,3}\W*")
_NOTE = re.compile(r"[\[(][^\W\d_][^\])]{1,30}[\])]")


def find_roll_calls(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> frozenset[int]:
    """Return the lines of roll calls, by index, with the title right above each.

    Three people or more follow each other, and some answered alike.
    """
    known = {word for one in labels.values() for word in one.key.split()[-1:]}
    found: set[int] = set()
    run: list[int] = []
    answers: Counter[str] = Counter()
    for n in range(min(labels, default=len(lines)), len(lines) + 1):
        answer = _answer(lines[n], known) if n < len(lines) and n not in labels else ""
        if answer:
            run.append(n)
            answers[answer] += 1
            continue
        if len(run) >= _MIN_ANSWERS and len(answers) < len(run):
            found.update(run, _title_above(run[0], lines, labels))
        if run:
            run, answers = [], Counter()
    return frozenset(found | {*_voters_in_order(lines, labels)})


def _voters_in_order(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[int]:
    """Yield the lines that list voters by their surnames, with the title above them.

    Columns may run down the page, so that names beside each other are in no order.
    """
    run: list[str] = []
    first = 0
    for n in range(min(labels, default=len(lines)), len(lines) + 1):
        if run and n < len(lines) and _NOTE.fullmatch(lines[n].text.strip()):
            continue
        names = _voters(lines[n]) if n < len(lines) and n not in labels else []
        ordered = len(names) > 1 or not run or run[-1] <= "".join(names)
        if names and ordered:
            first = first if run else n
            run += names
            continue
        lead = _counted_side(first, lines) if run else -1
        if lead >= 0:
            yield from range(lead, n)
        elif len(run) >= _MIN_VOTERS:
            yield from range(first, n)
            yield from _title_above(first, lines, labels)
        run, first = names, n


def _counted_side(first: int, lines: Sequence[Line]) -> int:
    """Return the line that counts who voted so above a name: "AYES, 6"; -1 if none does."""
    lead = first - 1
    while lead > 0 and _NOTE.fullmatch(lines[lead].text.strip()):
        lead -= 1
    counted = lead >= 0 and _SIDE.fullmatch(lines[lead].text.strip())
    return lead if counted else -1


def _voters(line: Line) -> list[str]:
    """Return the surnames, folded, if a line has nothing but entries of a list of voters."""
    text = line.text.strip() if line.spoken and len(line.text) <= _MAX_ROW_CHARS else ""
    if "," not in text or _VOTER.match(text) is None:
        return []
    cells = _COLUMNS.split(text)
    if len(cells) == 1 and len(text) > _MAX_CHARS:
        return []
    found = []
    for cell in cells:
        one = _VOTER.fullmatch(cell)
        if one is None:
            return []
        found.append(label_key(one["name"]))
    return found


def _answer(line: Line, known: set[str]) -> str:
    """Return what a line says that one person answered; "" if it is of another shape."""
    text = line.text.strip() if line.spoken and len(line.text) <= _MAX_CHARS else ""
    found = _ANSWER.fullmatch(text) if text else None
    if found is None:
        return ""
    name = found["name"].strip(" .")
    last = (label_key(name).split() or [""])[-1]
    return found["answer"].casefold() if is_person(name) or last in known else ""


def _title_above(
    first: int, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[int]:
    if first - 1 in labels or not first:
        return
    text = lines[first - 1].text.strip()
    if len(text) <= _MAX_TITLE_CHARS and not text.endswith(FULL_STOPS):
        yield first - 1
