"""Names in brackets below marked questions: "――いつですか。", "【田中花子】", "五月です。".

A line in brackets alone is a heading or a direction elsewhere. Where most questions that a
sign or a letter marks stand right above one, it says who answers.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from content.language.question_marks import may_ask
from content.language.word_lists import all_words
from content.segment.labels.label import Ending, Label
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.lines import Line
from content.segment.names.name_score import is_false_label, label_key

_SIGNS = "[―—─–-]{1,3}|[▶▷►◆◇■□●▲△◎☆★▼▽※*•]"
_NAMED = re.compile(
    r"\s*(?:【([^【】:：]{1,30})】|[〈＜]([^〈〉＜＞:：]{1,30})[〉＞]|《([^《》:：]{1,30})》"
    r"|[\[［]([^\[\]［］:：]{1,40})[\]］]|（([^（）:：]{1,30})）(?=\s*$)"
    r"|[▲△◆◇■□●▶]\s?([^\s=＝]{2,12}(?:\s[^\s=＝]{1,12}){0,2})\s?[=＝](?=\s?\S))"
    r"[ \u3000:：]*"
)
_ENDS = re.compile(r"[.。!?！？]")
_MIN_PAIRS, _MIN_SHARE, _MIN_ASKING = 2, 0.8, 0.5
_MAX_NAMES = 3
_SCORE = 0.8


def with_named_answers(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels, with names in brackets below marked questions, and these questions.

    Names are few, and come back; nothing else is in brackets below most questions.
    """
    asked: dict[int, int] = {}
    pairs: dict[int, Label] = {}
    for n, line in enumerate(lines[:-1]):
        marked = _after_mark(line.text) if line.spoken and n - 1 not in pairs else 0
        if marked or (n in labels and labels[n].key == QUESTION):
            asked[n] = marked
            answer = _answer(n + 1, lines)
            if answer is not None:
                pairs[n] = answer
    names = {one.printed for one in pairs.values()}
    asking = sum(may_ask(lines[n].text) for n in pairs)
    if (
        len(pairs) < max(_MIN_PAIRS, _MIN_SHARE * len(asked))
        or len(names) > min(_MAX_NAMES, len(pairs) - 1)
        or asking < max(_MIN_PAIRS, _MIN_ASKING * len(pairs))
    ):
        return dict(labels)
    found = dict(labels)
    for n, answer in pairs.items():
        if asked[n]:
            question = Label(printed="Question", end=asked[n], ending=Ending.SIGN)
            found[n] = ScoredLabel(line=n, label=question, score=_SCORE, key=QUESTION)
        found[n + 1] = ScoredLabel(
            line=n + 1, label=answer, score=_SCORE, key=label_key(answer.printed)
        )
    return dict(sorted(found.items()))


def _after_mark(text: str) -> int:
    """Return where words start behind the sign or the letter of a question; else 0.

    >>> [_after_mark(one) for one in ("――いつですか。", "문 언제입니까?", "언제입니까?")]
    [2, 2, 0]
    """
    found = _mark().match(text)
    return found.end() if found else 0


@cache
def _mark() -> re.Pattern[str]:
    words = all_words("labels.question_letters") | all_words("labels.questions")
    letters = sorted({word for word in words if word.upper() == word}, key=len)
    spaced = "|".join(map(re.escape, reversed(letters)))
    return re.compile(
        rf"\s*(?:(?:{_SIGNS})\s*|(?:{spaced}|[QＱ])(?:\s?[.:：．、]\s*|\s+))(?=\S)"
    )


def _answer(n: int, lines: Sequence[Line]) -> Label | None:
    """Return the name in brackets that opens a line, above words or before them."""
    line = lines[n]
    found = _NAMED.match(line.text) if line.spoken else None
    if found is None:
        return None
    printed = " ".join(found.group(found.lastindex or 0).split())
    alone = found.end() == len(line.text.rstrip())
    below = n + 1 < len(lines) and _mark().match(lines[n + 1].text) is None
    if (
        (alone and not below)
        or _ENDS.search(printed)
        or DIRECTION.is_in(printed)
        or is_false_label(printed)
        or not any(map(str.isalpha, printed))
    ):
        return None
    end = len(line.text) if alone else found.end()
    return Label(printed=printed, end=end, ending=Ending.BRACKET, alone=alone)
