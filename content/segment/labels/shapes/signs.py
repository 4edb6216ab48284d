"""Questions that a sign marks instead of a name: "――橋はいつ直しますか。", "▶ …", "■ …"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from content.document import BlockKind
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.letters import ANSWER, QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_SIGN = re.compile(r"\s*([―—─–-]{1,3}|>{1,3}|<{1,3}|[▶▷►◆◇■□●▲△◎☆★▼▽※])\s*(?=\S)")
_ASKS = re.compile(r"[?？؟;][\"”’»」』)）]*$|[かの](?:。|…)?$|[까요]\.?$")
# A Greek question ends in what is a semicolon elsewhere.
_ASKS_PLAINLY = re.compile(r"[?？\u037e]$|[\u0370-\u03ff];$")
_MIN_QUESTIONS = 2
_MIN_SHARE = 0.8
_MIN_REMARKED_SHARE = 0.5
_MAX_BETWEEN_SHARE = 0.3
_MIN_BETWEEN_CHARS = 80
_DASHES = frozenset("―—─–")
_SIGN_SCORE = 0.8
_REMARK_SCORE = 0.5
# Who answers is known only from the title, or from the one name among the labels.
_ANSWER_SCORE = 0.7


def with_signed_questions(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels and, where signs mark the questions of an interview, these, too."""
    signed: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        sign = _SIGN.match(line.text) if line.spoken and n not in labels else None
        if sign and line.kind is not BlockKind.HEADING:
            signed[sign.group(1)].append(n)
    questions = next(
        (
            places
            for sign, places in signed.items()
            if _are_questions(places, lines)
            or (set(sign) <= _DASHES and _stand_before_labels(places, labels, lines))
        ),
        None,
    )
    replies: list[int] = []
    if questions is None:
        questions, replies = _dialogue(signed.values(), labels, lines)
        if not questions:
            return dict(labels)
        answers: Sequence[int] | None = replies
    else:
        others = [places for places in signed.values() if places is not questions]
        answers = next(
            (places for places in others if _follow_each(places, questions)), None
        )
    found = dict(labels)
    broken = len(replies) > len(questions)
    for n in questions:
        asked = _label("Question", lines[n])
        # A remark among questions that do not take strict turns may be an answer.
        remark = broken and _ASKS_PLAINLY.search(lines[n].text.strip()) is None
        score = _REMARK_SCORE if remark else _SIGN_SCORE
        found[n] = ScoredLabel(line=n, label=asked, score=score, key=QUESTION)
    _add_answers(found, questions, answers, lines)
    return dict(sorted(found.items()))


def _are_questions(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether lines with one sign are questions that something else follows."""
    asking = sum(_ASKS.search(lines[n].text.strip()) is not None for n in places)
    apart = sum(n + 1 < len(lines) and n + 1 not in places for n in places)
    least = _MIN_SHARE * len(places)
    return len(places) > _MIN_QUESTIONS and asking >= least and apart >= least


def _stand_before_labels(
    places: Sequence[int], labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether lines with one sign stand between labels, and many of them ask.

    Where every answer has a label, a remark may stand for a question.
    """
    asking = sum(_ASKS.search(lines[n].text.strip()) is not None for n in places)
    answered = sum(n + 1 in labels for n in places)
    many = len(places) > _MIN_QUESTIONS and asking >= _MIN_REMARKED_SHARE * len(places)
    return many and answered >= _MIN_SHARE * len(places)


def _dialogue(
    signed: Iterable[list[int]],
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> tuple[list[int], list[int]]:
    """Return the lines with one sign that ask, and those that answer; none if none do.

    "— ¿Cuándo abre el puente?", "— El año que viene.": the sign marks both. A few
    questions may be remarks, and a few lines between may have no sign, but no label.
    """
    for places in signed:
        asks = [_ASKS_PLAINLY.search(lines[n].text.strip()) is not None for n in places]
        roles = _roles(places, asks, lines)
        asked = [n for n, asking in zip(places, roles, strict=True) if asking]
        answered = [n for n, asking in zip(places, roles, strict=True) if not asking]
        sure = [place for place, ask in zip(places, asks, strict=True) if ask]
        by_turns = (
            asks[0]
            and len(set(asked).intersection(sure)) >= _MIN_SHARE * len(asked)
            and len(set(answered).intersection(sure))
            <= (1 - _MIN_SHARE) * len(answered)
            and abs(len(asked) - len(answered)) <= _MAX_BETWEEN_SHARE * len(asked)
        )
        labelled = any(places[0] <= n for n in labels)
        # Questions in bold are told by their look.
        labelled = labelled or all(map(_is_set_apart, (lines[n] for n in asked)))
        if labelled or not by_turns or len(places) <= 2 * _MIN_QUESTIONS:
            continue
        between = places[-1] - places[0] + 1 - len(places)
        if between <= _MAX_BETWEEN_SHARE * len(places):
            return asked, answered
    return [], []


def _roles(
    places: Sequence[int], asks: Sequence[bool], lines: Sequence[Line]
) -> list[bool]:
    """Return of each line of a dialogue whether it is a question.

    What follows a question answers it. What follows an answer and does not ask goes on
    answering below a line without a sign, or before the next question; else it is a
    remark that is answered in turn.
    """
    roles: list[bool] = []
    for n, asking in enumerate(asks):
        if not roles or roles[-1]:
            roles.append(not roles)
            continue
        between = lines[places[n - 1] + 1 : places[n]]
        broken = any(len(line.text) >= _MIN_BETWEEN_CHARS for line in between)
        last = n + 1 == len(asks) or asks[n + 1]
        roles.append(asking or not (broken or last))
    return roles


def _is_set_apart(line: Line) -> bool:
    size = len(line.text.rstrip())
    return line.bold >= size or line.italic >= size


def _follow_each(places: Sequence[int], questions: Sequence[int]) -> bool:
    behind = sum(n + 1 in places for n in questions)
    return behind >= _MIN_SHARE * len(questions)


def _add_answers(
    found: dict[int, ScoredLabel],
    questions: Sequence[int],
    answers: Sequence[int] | None,
    lines: Sequence[Line],
) -> None:
    """Add a label for each answer that has none of its own."""
    named = {
        one.label.printed: one
        for one in found.values()
        if one.label.printed != "Question"
    }
    # Where none or more than one may have answered, a person must say who.
    score = _ANSWER_SCORE if len(named) == 1 else 0.5
    printed = next(iter(named), "A")
    key = named[printed].key if named else ANSWER
    for n in questions:
        after = n + 1
        if after < len(lines) and after not in found and lines[after].spoken:
            label = _label(printed, lines[after], signed=after in (answers or ()))
            found[after] = ScoredLabel(line=after, label=label, score=score, key=key)


def _label(printed: str, line: Line, *, signed: bool = True) -> Label:
    sign = _SIGN.match(line.text) if signed else None
    return Label(
        printed=printed,
        end=sign.end() if sign else 0,
        ending=Ending.SIGN,
        style=LabelStyle.PLAIN,
        alone=False,
    )
