"""Interviews that name who asks and who answers at the first question only.

"Harbour Post: When did you start?", "Ada Brook: At ten.", "And why?", "Because …": what
follows takes turns as the first pair did, by its look or its question marks.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from content.document import BlockKind
from content.language.question_marks import asks
from content.language.word_lists import WordPattern
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.questions.house_names import house_name
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.mentions import people_in
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_LABELS = 3
_MIN_BELOW, _MAX_ANSWER_LINES, _MAX_QUESTION = 2, 5, 400
_MIN_ASKING, _MAX_ASKED_BACK = 0.6, 0.2
_SCORE, _REMARK_SCORE = 0.8, 0.5
_TWO = 2
_MAX_HEAD_LINES = 6
# "Ada Brook: Good morning!"
_HOST = re.compile(
    rf"({CAPITAL}[\w’'-]+\s(?:{CAPITAL}[\w’'.-]+\s)?{CAPITAL}[\w’'-]+)\s?:\s+(?=\S)"
)
_THANKS = WordPattern("<<pages.goodbyes>>|<<queries.thanks>>")
_MANY_TIMES = 3  # As many questions as strays.


def with_first_pair(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels and, where the first pair alone has them, those of what follows."""
    found = dict(labels)
    again = _shorter_again(labels)
    once = [one.key for n, one in labels.items() if n not in again]
    if len(once) > _MAX_LABELS or len(set(once)) < len(once):
        return found
    shown = [
        n
        for n, line in enumerate(lines)
        if line.spoken and line.kind is not BlockKind.HEADING and line.text.strip()
    ]
    pair = _found_pair(labels, lines, shown) or _greeted_pair(labels, lines, shown)
    if pair is None:
        return found
    asked, answered = pair
    # "On Sundays. I have a chair …": an answer that opens as a label would.
    strays = [n for n in labels if n > answered.line and n not in again]
    last = max((n for n in shown if asks(lines[n].text)), default=0)
    # "In conversation: Ada Brook" below the last answer is a note.
    end = min((n for n in strays if n > last + 1), default=len(lines))
    below = [n for n in shown if answered.line < n < end]
    questions = _questions(below, lines, lines[asked.line])
    if not questions or _MANY_TIMES * len(strays) > len(questions):
        return found
    found = {n: one for n, one in found.items() if n not in strays}
    found |= {asked.line: asked, answered.line: answered}
    if end < len(lines):
        found[end] = labels[end]
    following = dict(pairwise(below))
    for n in questions:
        if n in again:
            continue
        sure = _emphasis(lines[n]) or asks(lines[n].text)
        found[n] = _again(asked, n, _SCORE if sure else _REMARK_SCORE)
        if (after := following.get(n)) is not None and after not in again:
            found[after] = _again(answered, after, _SCORE)
    return dict(sorted(found.items()))


def _shorter_again(labels: Mapping[int, ScoredLabel]) -> set[int]:
    """Return the labels that are a word of one of the first two: "TOM HALL:", then "HALL:"."""
    words = {word for n in sorted(labels)[:_TWO] for word in labels[n].key.split()[1:]}
    return {n for n in sorted(labels)[_TWO:] if labels[n].key in words}


def _found_pair(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], shown: Sequence[int]
) -> tuple[ScoredLabel, ScoredLabel] | None:
    """Return the labels of a question, if it has one, and of the answer right below it."""
    answered = False
    for n, after in pairwise(shown):
        styled = bool(_emphasis(lines[n])) and not _emphasis(lines[after])
        if after not in labels:
            answered = answered or (styled and asks(lines[n].text))
            continue
        if n in labels:
            led = styled or asks(lines[n].text) or _style_below(lines, after)
            return (labels[n], labels[after]) if led else None
        if styled and asks(lines[n].text):
            if answered and labels[after].label.ending is not Ending.COLON:
                # "Badly. Nobody teaches you": the first answer had no label.
                return None
            # Whoever asks has no label at all.
            return _label("Question", n, 0), labels[after]
        if (named := house_name(lines[n].text)) and asks(lines[n].text):
            return _label(named.group("label"), n, named.end()), labels[after]
    return None


def _greeted_pair(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], shown: Sequence[int]
) -> tuple[ScoredLabel, ScoredLabel] | None:
    """Return the labels of a host, and of the guest of the headline, who greets back without one.

    "Talk with Tom Ferro", and below it "Ada Brook: Good morning, Tom Ferro!", "Good morning!".
    """
    for n, after in pairwise(shown[:_MAX_HEAD_LINES]):
        opened = _HOST.match(lines[n].text)
        if opened is None or labels.keys() - {n}:
            continue
        host, said = opened[1], lines[n].text[opened.end() :]
        if not (is_person(host) and has_given_name(host) and SPOKEN_WORDS.is_in(said)):
            continue
        above = " ".join(line.text for line in lines[:n])
        guests = (one.name for one in people_in(above) if one.name in said)
        guest = next(guests, "")
        if guest and not asks(lines[after].text) and _is_short(lines[after]):
            return _label(host, n, opened.end()), _label(guest, after, 0, name=True)
        return None
    return None


def _questions(below: Sequence[int], lines: Sequence[Line], first: Line) -> list[int]:
    """Return which lines ask as the first question did; none where turns are not plain.

    Where they strictly take turns, a remark may stand for a question.
    """
    style = _emphasis(first)
    if not (style or asks(first.text)):
        style = _style_below(lines, below[0] if below else 0)
    if style:
        asked = [n for n in below if _emphasis(lines[n]) == style]
    else:
        asked = [n for n in below if asks(lines[n].text) and _is_short(lines[n])]
        by_turns, between = below[::2], below[1::2]
        asking = sum(asks(lines[n].text) for n in by_turns)
        back = sum(asks(lines[n].text) for n in between)
        if (
            asking >= max(_MIN_BELOW, _MIN_ASKING * len(by_turns))
            and back <= _MAX_ASKED_BACK * len(between)
            and all(_is_short(lines[n]) for n in by_turns)
        ):
            asked = [*by_turns]
        asked = _with_remarks(asked, below)
    # "Any question for the author?" is the page's, below all answers; a host thanks there.
    asked = [n for n in asked if n != below[-1] or (style and _thanks(lines[n]))]
    order = {n: place for place, n in enumerate(below)}
    places = [order[n] for n in asked]
    gaps = [two - one - 1 for one, two in pairwise([*places, len(below)])]
    taking_turns = all(0 < gap <= _MAX_ANSWER_LINES for gap in gaps[:-1])
    led = bool(places) and places[0] < _MAX_ANSWER_LINES
    return asked if len(asked) >= _MIN_BELOW and taking_turns and led else []


def _style_below(lines: Sequence[Line], start: int) -> str:
    """Return the style in which whole lines ask below a greeting: bold or italic; else empty."""
    asking = (line for line in lines[start:] if _emphasis(line) and asks(line.text))
    styles = [_emphasis(line) for line in asking]
    alike = len(styles) >= _MIN_BELOW and len(set(styles)) == 1
    return styles[0] if alike else ""


def _with_remarks(asked: list[int], below: Sequence[int]) -> list[int]:
    """Return questions and, where one paragraph answers each, remarks between answers.

    Between two questions, every other paragraph is one: answer, remark, answer.
    """
    order = {n: place for place, n in enumerate(below)}
    places = [order[n] for n in asked]
    spans = [*pairwise(places)]
    if sum(end - start == _TWO for start, end in spans) < _MIN_ASKING * len(spans):
        return asked
    remarks = {
        below[n]
        for start, end in spans
        if end - start > _TWO and not (end - start) % _TWO
        for n in range(start + _TWO, end, _TWO)
    }
    return sorted({*asked, *remarks})


def _is_short(line: Line) -> bool:
    return len(line.text) <= _MAX_QUESTION


def _thanks(line: Line) -> bool:
    return _THANKS.is_in(line.text)


def _emphasis(line: Line) -> str:
    return "bold" if line.is_bold else "italic" if line.is_italic else ""


def _label(printed: str, line: int, end: int, *, name: bool = False) -> ScoredLabel:
    label = Label(printed=printed, end=end, ending=Ending.COLON if end else Ending.SIGN)
    key = label_key(printed) if end or name else QUESTION
    return ScoredLabel(line=line, label=label, score=_SCORE, key=key)


def _again(one: ScoredLabel, line: int, score: float) -> ScoredLabel:
    label = Label(printed=one.label.printed, end=0, ending=Ending.SIGN)
    return ScoredLabel(line=line, label=label, score=score, key=one.key)
