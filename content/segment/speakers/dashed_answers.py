"""Answers of a witness behind dashes, as in "MS HALL:   Did you see it?---I did.".

Printed transcripts of courts set question and answer in one paragraph, and the next pair
below without a label. Whoever was called answers; whoever has the label above asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words
from content.segment.speakers.addressed_witness import addressed_witness
from content.segment.speakers.examinations import places_of_examination

_ANSWER = re.compile(r"(?<=[?.!…])\s?(?=---?\s{0,2}[^\W_a-zß-ÿ])")
_ASKED = re.compile(r"\?\s?---?\s{0,2}[^\W_a-zß-ÿ]")
_BELOW = re.compile(r"---?\s{0,2}[^\W_a-zß-ÿ]")
_DASHES = re.compile(r"[-\s]+")
_MIN_ANSWERS = 2
_SCORE = 0.9
_NOBODY = "The Witness"


def with_dashed_answers(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> tuple[list[Line], dict[int, ScoredLabel]]:
    """Return lines parted before answers behind dashes, and labels with who answers.

    "What did they get?--Nothing!" is no examination where nobody was called.
    """
    asked = [n for n, line in enumerate(lines) if _ASKED.search(line.text)]
    if len(asked) < _MIN_ANSWERS or not labels or asked[-1] < min(labels):
        return list(lines), dict(labels)
    counsel, sworn = places_of_examination(labels, lines)
    known = {n for n, one in labels.items() if one.key in label_words().witnesses}
    if not (counsel or sworn or known):
        return list(lines), dict(labels)
    witness = _only_witness(labels, lines, sworn)
    made: list[Line] = []
    found: dict[int, ScoredLabel] = {}
    asks = _unlabelled_questions(labels, lines)
    examiner: ScoredLabel | None = None
    for n, line in enumerate(lines):
        witness = sworn.get(n, witness)
        own = labels.get(n)
        if n in known and own and witness != _NOBODY:
            label = replace(own.label, printed=witness)
            own = replace(own, key=label_key(witness), label=label)
        elif own:
            examiner = examiner if n in known else own
        elif n in asks and examiner:
            # Who is called so as often as here need not have as many labels of their own.
            label = _sign(examiner.label.printed, 0)
            own = replace(examiner, label=label, key=QUESTION)
        if own:
            found[len(made)] = replace(own, line=len(made))
        place = _answer_in(lines, n) if examiner else None
        if place is None:
            made.append(line)
            continue
        rest = line
        if place:
            made.append(replace(line, text=line.text[:place].rstrip()))
            text = line.text[place:]
            rest = replace(line, text=text, opens=False, bold=0, italic=0)
        found[len(made)] = _answer(witness, rest.text, len(made))
        made.append(rest)
    return made, found


def _answer_in(lines: Sequence[Line], n: int) -> int | None:
    """Return where an answer starts in a line; None if none does.

    A line that is broken before the dashes has the question right above.
    """
    text = lines[n].text
    asked = n > 0 and lines[n - 1].text.rstrip().endswith("?")
    if asked and _BELOW.match(text):
        return 0
    found = _ANSWER.search(text)
    return found.end() if found else None


def _answer(witness: str, text: str, line: int) -> ScoredLabel:
    dashes = _DASHES.match(text)
    end = dashes.end() if dashes else 0
    key = label_key(witness)
    return ScoredLabel(line=line, label=_sign(witness, end), score=_SCORE, key=key)


def _sign(printed: str, end: int) -> Label:
    return Label(printed=printed, end=end, ending=Ending.SIGN)


def _only_witness(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], sworn: Mapping[int, str]
) -> str:
    """Return who answers before anybody was sworn in, or where nobody was."""
    if sworn:
        return next(iter(sworn.values())) if len({*sworn.values()}) == 1 else _NOBODY
    asked = {
        n: replace(one, key=QUESTION, label=replace(one.label, ending=Ending.LETTER))
        for n, one in labels.items()
        if _ASKED.search(lines[n].text)
    }
    others = [one.label.printed for one in labels.values()]
    return addressed_witness({**labels, **asked}, lines, others) or _NOBODY


def _unlabelled_questions(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> set[int]:
    """Return the lines without labels where questions start whose answers stand behind them.

    One may be broken into several lines, and one that a label follows has no answer.
    """
    found: set[int] = set()
    answered = -1
    for n in range(len(lines)):
        place = _answer_in(lines, n)
        if place is None:
            continue
        start = n if place else n - 1
        while start > answered + 1 and not (start in labels or _starts(lines, start)):
            start -= 1
        found.add(start)
        answered = n
    return found - labels.keys() | set(_unanswered(labels, lines))


def _starts(lines: Sequence[Line], n: int) -> bool:
    """Return whether a line opens its paragraph, or stands below the end of a sentence."""
    return not n or lines[n].opens or lines[n - 1].text.rstrip().endswith(SENTENCE_ENDS)


def _unanswered(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Iterator[int]:
    for n, (line, below) in enumerate(pairwise(lines)):
        asks = line.text.rstrip().endswith("?") and line.opens_paragraph
        if asks and below.opens and n not in labels and n + 1 in labels:
            yield n
