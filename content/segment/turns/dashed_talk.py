"""Interviews of which a dash opens questions and answers alike, with telling between.

"– When did you begin?", "– In May.", "She looks up.", "– It rained.": what has no dash is
told where a dash opens what is said below it, and goes on with the answer elsewhere.
"""

import re
from collections.abc import Sequence

from content.document import BlockKind
from content.language.question_marks import asks_unmarked, holds_question
from content.language.typography.quotation_marks import OPENING_DASH
from content.segment.labels.shapes.questions.signs import dialogue_roles
from content.segment.lines import Line
from content.segment.names.in_text.credits import names_makers
from content.segment.turns.page_head.headlines.interviewees import heads_interview

_MIN_QUESTIONS, _MIN_ASKING, _MIN_ANSWERED, _MAX_ASKED_BACK = 3, 0.5, 0.8, 0.3
# "– To the end – said the guard": a tag, as fiction has it.
_TAGGED = re.compile(r"\s[–—]\s[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]")


def dashed_questions(lines: Sequence[Line]) -> list[int]:
    """Return the questions of a talk in dashes, which the top shows to be an interview.

    They take turns with answers; half of them ask, and few answers do.
    """
    said = [
        n
        for n, line in enumerate(lines)
        if line.spoken
        and line.kind is BlockKind.PARAGRAPH
        and OPENING_DASH.match(line.text)
    ]
    if len(said) < 2 * _MIN_QUESTIONS or not holds_question(lines[said[0]].text):
        return []
    top = [line.text for line in lines[: said[0]] if line.text.strip()]
    if not (heads_interview(top) or any(map(names_makers, top))):
        return []
    marked = [asks_unmarked(lines[n].text) for n in said]
    roles = dialogue_roles(said, marked, lines)
    asked = [n for n, asking in zip(said, roles, strict=True) if asking]
    answers = [n for n, asking in zip(said, roles, strict=True) if not asking]
    asking = sum(holds_question(lines[n].text) for n in asked)
    back = sum(asks_unmarked(lines[n].text) for n in answers)
    answered = sum(n + 1 in answers for n in asked)
    tagged = sum(_TAGGED.search(lines[n].text[2:]) is not None for n in said)
    by_turns = (
        len(asked) >= _MIN_QUESTIONS
        and asking >= _MIN_ASKING * len(asked)
        and answered >= _MIN_ANSWERED * len(asked)
        and back <= _MAX_ASKED_BACK * len(answers)
    )
    between = said[-1] - said[0] + 1 - len(said)
    return (
        asked if by_turns and between <= len(said) and 2 * tagged <= len(said) else []
    )
