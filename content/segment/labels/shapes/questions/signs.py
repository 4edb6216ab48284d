"""Questions that a sign marks instead of a name: "――橋はいつ直しますか。", "▶ …", "■ …".

A paper's letters are such a sign, too: "LN When does the bridge open?"
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from content.document import BlockKind
from content.language.question_marks import asks, may_ask
from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import ANSWER, QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key
from content.segment.names.spelling.capitals import CAPITAL, WITHOUT_CASE

_SIGN = re.compile(r"\s*([―—─–-]{1,3}|>{1,3}|<{1,3}|[▶▷►◆◇■□●▲△◎☆★▼▽※*•])\s*(?=\S)")
# "LN When does …": two capitals or more that open a sentence, and no name in capitals.
_LETTERS = re.compile(rf"\s*({CAPITAL}{{2,5}})\s+(?={CAPITAL}(?!{CAPITAL}))")
_MIN_QUESTIONS = 2
_MIN_SHARE, _MIN_STRICT_SHARE = 0.8, 0.6
_MIN_REMARKED_SHARE = 0.5
_MIN_PAIRS, _LONGER = 4, 2
"""How many pairs of lines with two signs take turns, and how much longer the answers are."""
_MAX_BETWEEN_SHARE = 0.3
_MAX_ANSWER_LINES = 6
# "三浦　祖父の家に…": a name and a wide blank before each answer.
_NAME_AND_BLANK = re.compile(
    "([\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,8})[ \u3000]+(?=\\S)"
)
_DASHES = frozenset("―—─–")
_MAX_STRAYS, _STRAYS_TIMES = 2, 3
_SIGN_SCORE = 0.8
_REMARK_SCORE = 0.5
# Who answers is known only from the title, or from the one name among the labels.
_ANSWER_SCORE = 0.7


def with_signed_questions(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels and, where signs mark the questions of an interview, these, too."""
    labels = _without_strays(labels, lines)
    signed: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        above = labels.get(n - 1)
        said = n in labels or (above is not None and above.label.alone)
        sign = _sign_of(line) if line.spoken and not said else None
        if sign and line.kind is not BlockKind.HEADING:
            signed[sign.group(1)].append(n)
    letters = [sign for sign in signed if sign.isalpha()]
    if sum(len(signed[one]) > 1 for one in letters) > 1:
        # "MK", "RP": initials of several who speak.
        signed = defaultdict(
            list, {k: v for k, v in signed.items() if k not in letters}
        )
    questions = next(
        (
            places
            for sign, places in signed.items()
            if _are_questions(places, lines)
            or _are_prompts(sign, places, labels, lines)
            or (set(sign) <= _DASHES and _stand_before_labels(places, labels, lines))
        ),
        None,
    )
    replies: list[int] = []
    questions = questions or _taking_turns(signed.values(), lines)
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
        remark = broken and not asks(lines[n].text)
        score = _REMARK_SCORE if remark else _SIGN_SCORE
        found[n] = ScoredLabel(line=n, label=asked, score=score, key=QUESTION)
    _add_answers(found, questions, answers, lines)
    return dict(sorted(found.items()))


def _without_strays(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> Mapping[int, ScoredLabel]:
    """Return labels without those that stand once, far fewer than lines with signs that ask.

    "On Sundays. I have a chair …" is an answer, and names nobody.
    """
    once = len({one.key for one in labels.values()}) == len(labels)
    if not once or not 0 < len(labels) <= _MAX_STRAYS:
        return labels
    signs = [n for n, line in enumerate(lines) if _SIGN.match(line.text)]
    asking = [n for n in signs if asks(lines[n].text)]
    if len(asking) < _STRAYS_TIMES * len(labels):
        return labels
    return {n: one for n, one in labels.items() if n < asking[0]}


def _are_questions(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether lines with one sign are questions that something else follows."""
    asking = sum(may_ask(lines[n].text) for n in places)
    apart = sum(n + 1 < len(lines) and n + 1 not in places for n in places)
    least = _MIN_SHARE * len(places)
    return len(places) > _MIN_QUESTIONS and asking >= least and apart >= least


def _are_prompts(
    sign: str,
    places: Sequence[int],
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> bool:
    """Return whether lines with one sign take strict turns with plain answers.

    Then an interviewer may also remark on something, if half of the lines ask: "――今は
    時計台も任されています。". Behind the double dash of East Asian interviews one question
    is enough. The lines between have no label, and do not ask.
    """
    # Questions in bold are told by their look.
    apart = all(_is_set_apart(lines[n]) for n in places)
    if len(places) <= _MIN_QUESTIONS or set(sign) <= set("<>") or apart:
        return False
    asking = sum(may_ask(lines[n].text) for n in places)
    least = max(2, _MIN_REMARKED_SHARE * len(places))
    if _is_doubled_dash(lines[places[0]]):
        # One name before each answer tells enough.
        named = _name_before_each([lines[n + 1] for n in places if n + 1 < len(lines)])
        least = 0 if named else 1
    if asking < least:
        return False
    ends = [*places[1:], min(len(lines), places[-1] + _MAX_ANSWER_LINES + 1)]
    answers = [range(n + 1, end) for n, end in zip(places, ends, strict=True)]
    if not all(0 < len(between) <= _MAX_ANSWER_LINES for between in answers):
        return False
    if any(n in labels for n in range(places[0], places[-1])):
        return False
    answered = (lines[n] for between in answers[:-1] for n in between)
    said = [one.text.strip() for one in answered if one.kind is not BlockKind.HEADING]
    asked_back = sum(map(asks, said))
    sentences = sum(text.endswith((*SENTENCE_ENDS, *COLONS)) for text in said)
    plain = asked_back <= _MAX_BETWEEN_SHARE * len(said)
    return plain and sentences >= _MIN_SHARE * len(said)


def _is_doubled_dash(line: Line) -> bool:
    """Return whether the sign of a line is the double dash of East Asian interviews."""
    sign = _SIGN.match(line.text)
    dashes = sign is not None and re.fullmatch("[―—─]{2,3}", sign.group(1)) is not None
    return dashes and WITHOUT_CASE.search(line.text) is not None


def _stand_before_labels(
    places: Sequence[int], labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether lines with one sign stand between labels, and many of them ask.

    Where every answer has a label, a remark may stand for a question; behind the double
    dash of East Asian interviews all may, if one person answers.
    """
    asking = sum(may_ask(lines[n].text) for n in places)
    answered = sum(n + 1 in labels for n in places)
    least = _MIN_REMARKED_SHARE * len(places)
    if _is_doubled_dash(lines[places[0]]):
        least = min(1, len({one.key for one in labels.values()}) - 1)
    many = len(places) > _MIN_QUESTIONS and asking >= least
    return many and answered >= _MIN_SHARE * len(places)


def _taking_turns(
    signed: Iterable[list[int]], lines: Sequence[Line]
) -> list[int] | None:
    """Return the lines with one sign above each of which but few stands one with another sign.

    These are far longer, so that they answer, whether the first end as questions do or
    not: "- 무엇이 가장 급하던가.", "▶ 시간표다. …".
    """
    for asked, answered in permutations(signed, 2):
        pairs = [(n, n + 1) for n in asked if n + 1 in answered]
        few = min(len(asked), len(answered)) < _MIN_PAIRS
        if few or len(pairs) < _MIN_SHARE * max(len(asked), len(answered)):
            continue
        short, long = (
            sum(len(lines[n].text) for n in places)
            for places in zip(*pairs, strict=True)
        )
        if long >= _LONGER * short and not all(_is_set_apart(lines[n]) for n in asked):
            return asked
    return None


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
        marked = [asks(lines[n].text) for n in places]
        roles = dialogue_roles(places, marked, lines)
        asked = [n for n, asking in zip(places, roles, strict=True) if asking]
        answered = [n for n, asking in zip(places, roles, strict=True) if not asking]
        sure = [n for n, asking in zip(places, marked, strict=True) if asking]
        back = len(set(answered).intersection(sure))
        # Nobody asks back, and all lines have the sign: then more may be remarks.
        strict = not back and places[-1] - places[0] + 1 == len(places)
        share = _MIN_STRICT_SHARE if strict else _MIN_SHARE
        by_turns = (
            marked[0]
            and len(set(asked).intersection(sure)) >= share * len(asked)
            and back <= (1 - _MIN_SHARE) * len(answered)
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


def dialogue_roles(
    places: Sequence[int], marked: Sequence[bool], lines: Sequence[Line]
) -> list[bool]:
    """Return of each line of a dialogue whether it is a question.

    What follows a question answers it. What follows an answer and does not ask is a
    remark that is answered in turn; or it goes on answering, if only so the line before
    the next question is an answer. Of several it is the first, below a line without a
    sign that is no heading, or else the last.

    Args:
        places: The lines with the sign.
        marked: Whether each of them asks.
        lines: The lines of the document.
    """
    following = len(marked)
    left: list[int] = []
    for n in reversed(range(len(marked))):
        following = n if marked[n] else following
        left.append(following - n)
    left.reverse()
    roles: list[bool] = []
    for n, asking in enumerate(marked):
        if not roles or roles[-1]:
            roles.append(not roles)
            continue
        between = lines[places[n - 1] + 1 : places[n]]
        broken = any(line.text.rstrip().endswith(SENTENCE_ENDS) for line in between)
        goes_on = left[n] % 2 == 1 and (broken or left[n] == 1)
        roles.append(asking or not goes_on)
    return roles


def _is_set_apart(line: Line) -> bool:
    return line.is_bold or line.is_italic


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
    behind = [lines[n + 1] for n in questions if n + 1 < len(lines)]
    name = "" if named else _name_before_each(behind)
    printed = name or next(iter(named), "A")
    score = _SIGN_SCORE if name else score
    key = label_key(name) if name else named[printed].key if named else ANSWER
    for n, end in pairwise([*questions, len(lines)]):
        after = _answer_below(n, end, answers or ())
        if after < len(lines) and after not in found and lines[after].spoken:
            label = _label(printed, lines[after], signed=after in (answers or ()))
            opened = _NAME_AND_BLANK.match(lines[after].text) if name else None
            if opened is not None and opened.group(1) == name:
                label = replace(label, end=opened.end())
            found[after] = ScoredLabel(line=after, label=label, score=score, key=key)


def _answer_below(question: int, end: int, answers: Sequence[int]) -> int:
    """Return the line that answers a question, before the next one.

    Where a sign marks answers, what stands between is of whoever asks.

    >>> _answer_below(3, 8, [1, 6]), _answer_below(3, 5, [1, 6]), _answer_below(3, 8, [4])
    (6, 4, 4)
    """
    first = bisect_right(answers, question)
    signed = first < len(answers) and answers[first] < end
    return answers[first] if signed else question + 1


def _name_before_each(answers: Sequence[Line]) -> str:
    """Return the word that a blank parts from each answer: "三浦　祖父の家に…"."""
    opened = [_NAME_AND_BLANK.match(line.text) for line in answers]
    words = {found.group(1) for found in opened if found}
    return words.pop() if all(opened) and len(words) == 1 else ""


def _sign_of(line: Line) -> re.Match[str] | None:
    """Return the sign that opens a line, or a paper's letters."""
    letters = _LETTERS.match(line.text)
    cased = letters is not None and letters.group(1).isupper()
    return _SIGN.match(line.text) or (letters if cased else None)


def _label(printed: str, line: Line, *, signed: bool = True) -> Label:
    sign = _sign_of(line) if signed else None
    return Label(printed=printed, end=sign.end() if sign else 0, ending=Ending.SIGN)
