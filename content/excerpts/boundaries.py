"""Choose where to cut a turn into excerpts: the cheapest path over its sentences.

Each sentence is a node, each possible excerpt a step with a cost. The costs only compare
with one another; each stands for one thing that reads badly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from content.excerpts.sentences.openings import Opening
from content.excerpts.sentences.sentence import MIN_THOUGHT_SIZE, Sentence
from content.language.word_lists import all_patterns

MAX_SENTENCES = 5
MAX_EXCERPT_CHARS = 700

IDEAL_SIZE = (200, 600)
"""Size (see `text_size`) of a passage that reads well in a chat."""

SHORT_PARAGRAPH_SIZE = 100
"""Size (see `text_size`) below which a paragraph may share an excerpt with another."""

# What an excerpt costs in itself.
EXCERPT_COST = 0.5
TOO_SHORT_COST = 4.0  # for nothing at all; less the nearer it comes to the ideal
FRAGMENT_COST = 3.0
TOO_LONG_COST = 1.0  # for each hundred over the ideal size
SENTENCE_COUNT_COST = 0.5  # of one sentence alone, or as many as there may be
MIXED_FORMULA_COST = 2.5  # a greeting or the like together with something else

# What a cut before a sentence costs, by the sentence and by the one before it.
OPENING_COSTS = {
    Opening.INDEPENDENT: 0.0,
    Opening.LATE_REFERENCE: 1.5,
    Opening.ENUMERATOR: 1.0,
    Opening.CONNECTIVE: 2.5,
    Opening.REFERENCE: 5.0,
}
STAGE_REMARK_COST = 5.0
WITHIN_PARAGRAPH_COST = 0.6
WITHIN_LINE_COST = 0.4  # more, where the page does not break the line there
WITHIN_QUOTATION_COST = 2.0
BEFORE_ANSWER_COST = 2.0
AFTER_COLON_COST = 4.0
AFTER_ANNOUNCEMENT_COST = 2.0

# What an excerpt over a paragraph break costs.
AFTER_SHORT_PARAGRAPH_COST = 1.0  # which mostly introduces what follows
BEFORE_DEPENDENT_PARAGRAPH_COST = 1.5
BEFORE_SHORT_PARAGRAPH_COST = 2.5
FORBIDDEN = float("inf")

_ANNOUNCEMENT_CHARS = 60
"""Characters at the end of a sentence in which it may announce the next."""

_QUESTION_MARKS = frozenset("?？")
_GOES_ON = frozenset(":：,，;；—–")
_QUOTES = re.compile('["“”„«»「」『』]')
_CLOSED_BY = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence of a turn, with what it costs to part it from the one before, or not.

    Attributes:
        size: See `text_size`.
        is_formula: Whether it only greets, thanks or manages the meeting.
        is_stage_remark: Whether it is a remark in brackets.
        cut_cost: The cost of cutting before it; 0 for the first.
        join_cost: The cost of sharing an excerpt with the sentence before it: 0 within
            a paragraph, `FORBIDDEN` where a paragraph break must not be crossed.
    """

    size: float
    is_formula: bool
    is_stage_remark: bool
    cut_cost: float
    join_cost: float


def find_boundaries(turn: Sequence[Sentence]) -> list[int]:
    """Return the numbers of the sentences before which to cut, from 0 to the last + 1.

    Args:
        turn: A turn's sentences.
    """
    said = [each.text for each in turn]
    if not any(each.strip() for each in said):
        return []
    known = _judged(turn)
    lengths = [0, *accumulate(map(len, said))]
    shown = [
        end - len(s) + len(s.rstrip()) for end, s in zip(lengths[1:], said, strict=True)
    ]
    cheapest = [0.0] + [float("inf")] * len(said)
    came_from = [0] * (len(said) + 1)
    for end in range(1, len(said) + 1):
        joining = 0.0
        for start in range(end - 1, max(-1, end - 1 - MAX_SENTENCES), -1):
            if start < end - 1:
                joining += known[start + 1].join_cost
                if shown[end - 1] - lengths[start] > MAX_EXCERPT_CHARS:
                    break
            cost = cheapest[start] + known[start].cut_cost + joining
            cost += _excerpt_cost(known[start:end])
            if cost < cheapest[end]:
                cheapest[end], came_from[end] = cost, start
    path = [len(said)]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]


def _excerpt_cost(passage: Sequence[_Sentence]) -> float:
    """Return what an excerpt costs in itself."""
    if all(each.is_formula or each.is_stage_remark for each in passage):
        return EXCERPT_COST
    size = sum(each.size for each in passage)
    least, most = IDEAL_SIZE
    cost = EXCERPT_COST + TOO_SHORT_COST * max(0.0, 1 - size / least)
    cost += FRAGMENT_COST * (size < MIN_THOUGHT_SIZE)
    if len(passage) > 1:
        cost += TOO_LONG_COST * max(0.0, size - most) / 100
    cost += SENTENCE_COUNT_COST * (len(passage) in {1, MAX_SENTENCES})
    return cost + MIXED_FORMULA_COST * any(each.is_formula for each in passage)


def _judged(said: Sequence[Sentence]) -> list[_Sentence]:
    """Return the sentences of a turn with their costs."""
    starts = [True, *(each.ends_paragraph for each in said[:-1])]
    paragraphs = _paragraph_sizes([each.size for each in said], starts)
    quoted = _in_quotation([each.text for each in said], starts)
    known: list[_Sentence] = []
    for number, each in enumerate(said):
        cut = join = 0.0
        if number:
            before = said[number - 1]
            after_formula = before.is_formula
            cut = WITHIN_QUOTATION_COST * quoted[number]
            if not starts[number] and not after_formula:
                broken = "\n" in before.text[-2:]
                cut += WITHIN_PARAGRAPH_COST + WITHIN_LINE_COST * (not broken)
            opening = OPENING_COSTS[each.opening]
            cut += STAGE_REMARK_COST if each.is_remark else opening
            cut += 0.0 if after_formula else _ending_cost(before.text, each.text)
        if number and starts[number]:
            sizes = paragraphs[number - 1], paragraphs[number]
            join = _paragraph_cost(*sizes, each.opening)
        known.append(
            _Sentence(
                size=each.size,
                is_formula=each.is_formula,
                is_stage_remark=each.is_remark,
                cut_cost=cut,
                join_cost=join,
            )
        )
    return known


def _paragraph_cost(before: float, after: float, opening: Opening) -> float:
    """Return the cost of joining paragraphs, by their sizes and how the second opens."""
    if before < SHORT_PARAGRAPH_SIZE:
        return AFTER_SHORT_PARAGRAPH_COST
    if opening >= Opening.CONNECTIVE:
        return BEFORE_DEPENDENT_PARAGRAPH_COST
    return BEFORE_SHORT_PARAGRAPH_COST if after < SHORT_PARAGRAPH_SIZE else FORBIDDEN


def _ending_cost(before: str, after: str) -> float:
    """Return the cost of a cut by how the sentence before it ends."""
    ending, other = before.rstrip()[-1:], after.rstrip()[-1:]
    if ending in _GOES_ON:
        return AFTER_COLON_COST
    announcing = all_patterns("excerpts.announcements")
    if announcing.search(before, max(0, len(before) - _ANNOUNCEMENT_CHARS)):
        return AFTER_ANNOUNCEMENT_COST
    asks = ending in _QUESTION_MARKS and other not in _QUESTION_MARKS
    return BEFORE_ANSWER_COST if asks else 0.0


def _paragraph_sizes(sizes: Sequence[float], starts: Sequence[bool]) -> list[float]:
    """Return for each sentence the size of the paragraph it is in."""
    numbers = list(accumulate(starts))
    totals = [0.0] * (numbers[-1] + 1)
    for number, each in zip(numbers, sizes, strict=True):
        totals[number] += each
    return [totals[number] for number in numbers]


def _in_quotation(said: Sequence[str], starts: Sequence[bool]) -> list[bool]:
    """Return for each sentence whether a quotation is open where it begins.

    One that is left open to the paragraph's end does not count: its marks are only
    repeated at each new paragraph, or one is missing.
    """
    quoted: list[bool] = []
    opened: list[str] = []
    first = 0
    for number, each in enumerate(said):
        if starts[number]:
            opened, first = [], number
        quoted.append(bool(opened))
        for mark in _QUOTES.findall(each):
            if opened and _CLOSED_BY.get(opened[-1]) == mark:
                opened.pop()
            elif mark in _CLOSED_BY:
                opened.append(mark)
        if opened and (number + 1 == len(said) or starts[number + 1]):
            quoted[first:] = [False] * (number + 1 - first)
    return quoted
