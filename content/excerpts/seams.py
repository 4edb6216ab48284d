"""Seams: what it costs to cut before a sentence, and what to join it to the last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from content.excerpts.standing import Opening, is_formula, is_stage, opening, size
from content.language.word_lists import all_patterns

SHORT_PARAGRAPH = 100
"""Letters' worth below which a paragraph may share an excerpt with its neighbour."""

OPENS = {
    Opening.INDEPENDENT: 0.0,
    Opening.LATE_REFERENCE: 1.5,
    Opening.ENUMERATOR: 1.0,
    Opening.CONNECTIVE: 2.5,
    Opening.REFERENCE: 5.0,
}
OPENS_ON_STAGE_REMARK = 5.0
WITHIN_PARAGRAPH = 0.6
WITHIN_LINE = 0.4  # more, where the page does not break the line there
WITHIN_QUOTATION = 2.0
BEFORE_ANSWER = 2.0
AFTER_COLON = 4.0
AFTER_ANNOUNCEMENT = 2.0

AFTER_SHORT_PARAGRAPH = 1.0  # which mostly introduces what follows
INTO_PARAGRAPH_THAT_GOES_ON = 1.5
INTO_SHORT_PARAGRAPH = 2.5
NEVER = float("inf")

_ASKING = frozenset("?？")
_GOING_ON = frozenset(":：,，;；—–")
_QUOTES = re.compile('["“”„«»「」『』]')
_CLOSED_BY = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}


@dataclass(frozen=True, slots=True)
class Seam:
    """Hold what a sentence is and what the seam before it costs.

    Attributes:
        size: Letters' worth.
        formula: Whether it only greets, thanks or manages the meeting.
        stage: Whether it is a remark in brackets.
        cut: The price of cutting before it; nothing before the first.
        over: The price of sharing an excerpt with the sentence before it: nothing
            within a paragraph, without end where a paragraph break must not be crossed.
    """

    size: float
    formula: bool
    stage: bool
    cut: float
    over: float


def seams(said: Sequence[str], language: str) -> list[Seam]:
    """Judge every sentence of a turn, and the seam before it.

    Args:
        said: The sentences with their white space.
        language: Primary tag.
    """
    sizes = [size(each) for each in said]
    starts = [True, *(_ends_paragraph(each) for each in said[:-1])]
    paragraphs = _paragraph_sizes(sizes, starts)
    quoted = _quoted(said, starts)
    formulas = [is_formula(each, language) for each in said]
    known: list[Seam] = []
    for number, each in enumerate(said):
        opens = opening(each, language)
        cut = over = 0.0
        if number:
            after_formula = formulas[number - 1]
            cut = WITHIN_QUOTATION * quoted[number]
            if not starts[number] and not after_formula:
                broken = "\n" in said[number - 1][-2:]
                cut += WITHIN_PARAGRAPH + WITHIN_LINE * (not broken)
            cut += OPENS_ON_STAGE_REMARK if is_stage(each) else OPENS[opens]
            cut += 0.0 if after_formula else _ending(said[number - 1], each)
        if number and starts[number]:
            over = _over(paragraphs[number - 1], paragraphs[number], opens)
        known.append(Seam(sizes[number], formulas[number], is_stage(each), cut, over))
    return known


def _over(before: float, after: float, opens: Opening) -> float:
    """Price joining two paragraphs, by their sizes and how the second opens."""
    if before < SHORT_PARAGRAPH:
        return AFTER_SHORT_PARAGRAPH
    if opens >= Opening.CONNECTIVE:
        return INTO_PARAGRAPH_THAT_GOES_ON
    return INTO_SHORT_PARAGRAPH if after < SHORT_PARAGRAPH else NEVER


def _ending(before: str, after: str) -> float:
    """Price a cut by how the sentence before it ends."""
    ending, other = before.rstrip()[-1:], after.rstrip()[-1:]
    if ending in _GOING_ON:
        return AFTER_COLON
    if all_patterns("excerpts.announcements").search(before, max(0, len(before) - 60)):
        return AFTER_ANNOUNCEMENT
    return BEFORE_ANSWER if ending in _ASKING and other not in _ASKING else 0.0


def _ends_paragraph(sentence: str) -> bool:
    return sentence[len(sentence.rstrip()) :].count("\n") > 1


def _paragraph_sizes(sizes: Sequence[float], starts: Sequence[bool]) -> list[float]:
    """Return for each sentence the size of the paragraph it is in."""
    numbers = list(accumulate(starts))
    totals = [0.0] * (numbers[-1] + 1)
    for number, each in zip(numbers, sizes, strict=True):
        totals[number] += each
    return [totals[number] for number in numbers]


def _quoted(said: Sequence[str], starts: Sequence[bool]) -> list[bool]:
    """Tell for each sentence whether a quotation is open where it begins.

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
