"""Where to cut a turn: a shortest path over its sentences.

Every sentence is a place, every excerpt that may be a step with a price, and the
cheapest way through the turn wins. The prices below only compare with one another;
each stands for one thing that reads badly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from content.standing import FRAGMENT, Opening, is_formula, is_stage, opening, size

MOST_SENTENCES = 5
MOST_CHARACTERS = 700

GOOD_SIZE = (200, 600)
"""Letters' worth of a passage that reads well in a chat."""

SHORT_PARAGRAPH = 100
"""Letters' worth below which a paragraph may share an excerpt with its neighbour."""

PER_EXCERPT = 0.5
TOO_SHORT = 4.0  # for nothing at all; less the nearer it comes to a good size
FRAGMENTARY = 3.0
TOO_LONG = 1.0  # for every hundred letters over a good size
TOO_FEW_OR_MANY = 0.5  # one sentence, or the full five
OPENS = {
    Opening.STANDS: 0.0,
    Opening.HINTS: 1.5,
    Opening.LEANS: 2.5,
    Opening.POINTS: 5.0,
}
OPENS_ON_STAGE_REMARK = 5.0
WITHIN_PARAGRAPH = 1.0
OVER_PARAGRAPHS = 1.5
BEFORE_ANSWER = 2.0
AFTER_COLON = 4.0
WITHIN_QUOTATION = 2.0
FORMULA_AND_MORE = 2.5

_ASKING = frozenset("?？")
_GOING_ON = frozenset(":：,，;；—–")
_QUOTES = re.compile('["“”„«»「」『』]')
_DEPTH = {
    "“": 1,
    "„": 1,
    "«": 1,
    "「": 1,
    "『": 1,
    "”": -1,
    "»": -1,
    "」": -1,
    "』": -1,
}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Hold what the price of an excerpt needs to know of a sentence.

    Attributes:
        starts: Whether it starts a paragraph.
        joins: Whether it may share an excerpt with the sentence before it.
        size: Letters' worth.
        before: The price of cutting in front of it.
    """

    starts: bool
    joins: bool
    size: float
    formula: bool
    stage: bool
    before: float


def cuts(said: Sequence[str], language: str) -> list[int]:
    """Return the numbers of the sentences before which to cut, from 0 to the last + 1.

    Args:
        said: A turn's sentences with their white space.
        language: Primary tag.
    """
    if not said or not any(each.strip() for each in said):
        return []
    known = _known(said, language)
    lengths = [0, *accumulate(map(len, said))]
    trailing = [len(each) - len(each.rstrip()) for each in said]
    cheapest = [0.0] + [float("inf")] * len(said)
    came_from = [0] * (len(said) + 1)
    for end in range(1, len(said) + 1):
        for start in range(end - 1, max(-1, end - 1 - MOST_SENTENCES), -1):
            if start < end - 1 and (
                not known[start + 1].joins
                or lengths[end] - trailing[end - 1] - lengths[start] > MOST_CHARACTERS
            ):
                break
            price = cheapest[start] + known[start].before + _price(known[start:end])
            if price < cheapest[end]:
                cheapest[end], came_from[end] = price, start
    path = [len(said)]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]


def _price(passage: Sequence[_Sentence]) -> float:
    """Price what an excerpt is in itself."""
    price = PER_EXCERPT + OVER_PARAGRAPHS * sum(each.starts for each in passage[1:])
    told = [each for each in passage if not each.formula and not each.stage]
    if not told:
        return price
    letters = sum(each.size for each in passage)
    least, most = GOOD_SIZE
    price += TOO_SHORT * max(0.0, 1 - letters / least)
    price += FRAGMENTARY * (letters < FRAGMENT)
    if len(passage) > 1:
        price += TOO_LONG * max(0.0, letters - most) / 100
    price += TOO_FEW_OR_MANY * (len(passage) in {1, MOST_SENTENCES})
    return price + FORMULA_AND_MORE * any(each.formula for each in passage)


def _known(said: Sequence[str], language: str) -> list[_Sentence]:
    sizes = [size(each) for each in said]
    starts = [True, *(_ends_paragraph(each) for each in said[:-1])]
    paragraphs = _paragraph_sizes(sizes, starts)
    quoted = _quoted(said, starts)
    known: list[_Sentence] = []
    for number, each in enumerate(said):
        last = known[-1] if known else None
        short = min(paragraphs[max(0, number - 1)], paragraphs[number])
        opens = opening(each, language)
        known.append(
            _Sentence(
                starts=starts[number],
                joins=not starts[number]
                or short < SHORT_PARAGRAPH
                or opens >= Opening.LEANS,
                size=sizes[number],
                formula=is_formula(each, language),
                stage=is_stage(each),
                before=0.0
                if last is None
                else WITHIN_QUOTATION * quoted[number]
                + WITHIN_PARAGRAPH * (not starts[number] and not last.formula)
                + _between(said[number - 1], each, last, language),
            )
        )
    return known


def _between(before: str, after: str, last: _Sentence, language: str) -> float:
    """Price a cut by the sentences on its two sides."""
    if is_stage(after):
        return OPENS_ON_STAGE_REMARK
    price = OPENS[opening(after, language)]
    if last.formula:
        return price
    ending, other = before.rstrip()[-1:], after.rstrip()[-1:]
    if ending in _ASKING and other not in _ASKING:
        price += BEFORE_ANSWER
    if ending in _GOING_ON:
        price += AFTER_COLON
    return price


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
    depth, first = 0, 0
    for number, each in enumerate(said):
        if starts[number]:
            depth, first = 0, number
        quoted.append(depth > 0)
        for mark in _QUOTES.findall(each):
            depth = 1 - min(depth, 1) if mark == '"' else depth + _DEPTH[mark]
        if depth > 0 and (number + 1 == len(said) or starts[number + 1]):
            quoted[first:] = [False] * (number + 1 - first)
    return quoted
