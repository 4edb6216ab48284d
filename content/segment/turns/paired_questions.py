"""Questions right above their answers, where blank lines part one pair from the next.

So magazines print interviews as plain text; what asks need not be a question then: "You
were an engineer in Milan." A line of its own between two pairs is a title.
"""

from collections.abc import Sequence
from itertools import pairwise

from content.document import BlockKind
from content.language.question_marks import asks_unmarked
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.lines import Line
from content.segment.turns.plain_questions import MAX_ANSWER, MAX_QUESTION, is_asked

_MIN_PAIRS, _MIN_ASKING = 3, 0.5


def paired_questions(lines: Sequence[Line]) -> list[int]:
    """Return the first lines of the pairs; empty if they make no interview.

    Half of them ask, and the top, the first one and the answers show an interview as
    elsewhere.
    """
    groups = _groups(lines)
    asking = [
        n for n, group in enumerate(groups) if asks_unmarked(lines[group[0]].text)
    ]
    asking = [n for n in asking if _is_pair(groups[n], lines)]
    if len(asking) < _MIN_PAIRS:
        return []
    first = asking[0]
    while first and _is_pair(groups[first - 1], lines):
        first -= 1
    last = asking[-1]
    within = groups[first : last + 1]
    pairs = [group for group in within if _is_pair(group, lines)]
    if (
        not all(_is_pair(group, lines) or _is_title(group, lines) for group in within)
        or len(asking) < _MIN_ASKING * len(pairs)
        or not is_asked(
            [lines[n].text for group in groups[:first] for n in group],
            lines[pairs[0][0]].text,
            [lines[pair[1]].text for pair in pairs],
            by_turns=True,
        )
    ):
        return []
    return [pair[0] for pair in pairs]


def titles_between(lines: Sequence[Line], asked: Sequence[int]) -> set[int]:
    """Return the lines alone between pairs of question and answer."""
    first, last = (min(asked), max(asked)) if asked else (0, 0)
    return {
        group[0]
        for group in _groups(lines)
        if first < group[0] < last and _is_title(group, lines)
    }


def _groups(lines: Sequence[Line]) -> list[list[int]]:
    """Return the lines that blank ones part from others."""
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.spoken]
    groups: list[list[int]] = [shown[:1]] if shown else []
    for above, n in pairwise(shown):
        if lines[n].number == lines[above].number + 1:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _is_pair(group: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether a short sentence stands right above others."""
    if not 1 < len(group) <= MAX_ANSWER + 1:
        return False
    first, *others = (lines[n].text.strip() for n in group)
    plain = all(lines[n].kind is BlockKind.PARAGRAPH for n in group)
    ended = all(text.endswith(SENTENCE_ENDS) for text in (first, others[-1]))
    return plain and ended and len(first) <= MAX_QUESTION


def _is_title(group: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether a line alone quotes, or does not end as a sentence."""
    text = lines[group[0]].text.strip()
    ended = text.endswith(SENTENCE_ENDS) and text[:1] not in OPENING_QUOTES
    return len(group) == 1 and not ended and len(text) <= MAX_QUESTION
