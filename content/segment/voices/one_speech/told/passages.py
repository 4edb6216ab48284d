"""Which paragraphs of a page people speak, and which its author writes around them.

A page may print several speeches, and its author may break into each: "Here she stopped.
Then she went on:" Each paragraph is weighed by its own signs, and each place at which a
speech starts or ends by those of the paragraphs beside it. The likeliest course of the
whole page decides (a conditional random field on the chain of paragraphs, fitted to
pages on which the speeches are known: `python -m bench.told_speeches`).
"""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.segment.fitted_weights import Signs, log_odds
from content.segment.names.in_text.mentions import mentions_in
from content.segment.pieces import Piece
from content.segment.voices.narration import opens_aside, opens_at_this_point
from content.segment.voices.one_speech.told.paragraphs import Paragraph, count_words
from content.segment.voices.one_speech.told.told_page import ToldPage
from content.segment.wording.spoken_wording import spoken_wording

PASSAGE_WEIGHTS = Path(__file__).with_name("passages.toml")
"""What each sign counts, as log odds: of a paragraph, of a start, of one more start, of an end."""

IS_ASIDE, MAY_BE_ASIDE = 0.9, 0.5
"""From which share on a paragraph in a speech is its author's, or is doubted."""

TOLD = "an author seems to tell of the speech here"
MAY_BE_TOLD = "an author may tell of the speech here"

_LIKELY_SPOKEN = 0.8
_LONG, _LAST_WORDS, _TOP = 400, 100, 3
_MAX_NAME_LINE = 60
_NEVER = -1e9
_BEFORE, _INSIDE, _AFTER = range(3)


class ParagraphSigns(NamedTuple):
    """The signs of one paragraph: that it is spoken, and that a speech starts or ends with it."""

    inside: Signs
    start: Signs
    end: Signs


class ParagraphWeights(NamedTuple):
    """What speaks for each step of a page's course at one paragraph, as log odds.

    That it is spoken, that a speech starts or ends with it; `again` counts on top of
    `start` where another speech, or another part of one, stands above.
    """

    inside: float
    start: float
    again: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """What people speak on a page."""

    inside: Mapping[int, float]
    """How likely each paragraph is to be spoken, from 0 to 1, by its piece."""
    spoken: Sequence[tuple[int, int]]
    """The runs of spoken paragraphs, each from a piece up to another, by the likeliest course."""


def find_passages(page: ToldPage) -> Passages | None:
    """Return what people speak on a page whose author tells of it; None on no such page.

    It is assumed that the author writes something above, and that somebody speaks. Several
    readers of a page ask; it is weighed once.
    """
    if page not in _WEIGHED:
        _WEIGHED[page] = _weighed_passages(page)
    return _WEIGHED[page]


_WEIGHED: WeakKeyDictionary[ToldPage, Passages | None] = WeakKeyDictionary()


def _weighed_passages(page: ToldPage) -> Passages | None:
    found = signs_of_passages(page)
    if not found:
        return None
    weights = [weigh(one) for one in found.values()]
    shares = [one.inside for one in shares_of_steps(weights)]
    course = likeliest_course(weights)
    runs: list[tuple[int, int]] = []
    above = False
    for n, inside in zip(found, course, strict=True):
        if inside:
            start = runs.pop()[0] if above else n
            runs.append((start, n + 1))
        above = inside
    return Passages(inside=dict(zip(found, shares, strict=True)), spoken=runs)


def averaged(
    of_one: Mapping[int, float], passages: Passages | None
) -> Mapping[int, float]:
    """Return how likely each paragraph is to be spoken, by both ways to weigh a page, on average.

    One knows that a page of one speech may have next to nothing else; the other, that an
    author breaks in, and that others speak too.

    Args:
        of_one: How likely each is to be of the one speech of the page.
        passages: What people speak there.
    """
    of_all = passages.inside if passages is not None else of_one
    return {n: (share + of_all.get(n, share)) / 2 for n, share in of_one.items()}


def shares_of_asides(
    passages: Passages | None,
    pieces: Sequence[Piece],
    spoken: Sequence[int],
) -> Mapping[int, float]:
    """Return how likely the author tells each paragraph between others likely spoken.

    Args:
        passages: What people speak on the page.
        pieces: All of the page.
        spoken: The pieces that seem to be of a speech.
    """
    inside = passages.inside if passages is not None else {}
    likely = [n for n in spoken if inside.get(n, 0.0) >= _LIKELY_SPOKEN]
    return {
        n: 1 - inside[n]
        for n in spoken
        if n in inside
        and not pieces[n].quoted
        and likely
        and likely[0] < n
        and n < likely[-1]
    }


@cache
def _weights(file: Path) -> Mapping[str, Signs]:
    weights: Mapping[str, Signs] = tomllib.loads(file.read_text(encoding="utf-8"))
    return weights


def weigh(signs: ParagraphSigns, file: Path = PASSAGE_WEIGHTS) -> ParagraphWeights:
    """Return what the signs of a paragraph weigh together, by the weights of a file."""
    weights = _weights(file)
    sums = (
        log_odds(found, weights[kind])
        for kind, found in (
            ("inside", signs.inside),
            ("start", signs.start),
            ("again", signs.start),
            ("end", signs.end),
        )
    )
    return ParagraphWeights(*sums)


class StepShares(NamedTuple):
    """How likely each step of a page's course is at one paragraph, from 0 to 1.

    As in `ParagraphWeights`.
    """

    inside: float
    start: float
    again: float
    end: float


class _Course(NamedTuple):
    """What speaks for a paragraph above the first speech, in a speech, and below one."""

    before: float
    inside: float
    after: float


def shares_of_steps(weights: Sequence[ParagraphWeights]) -> list[StepShares]:
    """Return how likely each step at each paragraph of a page is, over all courses of the page."""
    if not weights:
        return []
    above, below = _courses_down_to_each(weights), _courses_below_each(weights)
    total = _log_sum(above[-1].inside + weights[-1].end, above[-1].after)

    def share(weight: float) -> float:
        return math.exp(min(0.0, weight - total))

    first, last = weights[0], weights[-1]
    inside = [share(a.inside + b.inside) for a, b in zip(above, below, strict=True)]
    start, again = [share(first.inside + first.start + below[0].inside)], [0.0]
    end = []
    for k, (one, following) in enumerate(pairwise(weights)):
        starts = following.start + following.inside + below[k + 1].inside
        start.append(share(above[k].before + starts))
        again.append(share(above[k].after + following.again + starts))
        end.append(share(above[k].inside + one.end + below[k + 1].after))
    end.append(share(above[-1].inside + last.end))
    started = [one + more for one, more in zip(start, again, strict=True)]
    return [*map(StepShares, inside, started, again, end)]


def _courses_down_to_each(weights: Sequence[ParagraphWeights]) -> list[_Course]:
    """Return what all courses of a page down to each paragraph weigh, with the paragraph."""
    first = weights[0]
    courses = [_Course(0.0, first.inside + first.start, _NEVER)]
    for above, one in pairwise(weights):
        before, inside, after = courses[-1]
        starts = before + one.start, after + one.start + one.again
        spoken = one.inside + _log_sum(inside, *starts)
        courses.append(_Course(before, spoken, _log_sum(after, inside + above.end)))
    return courses


def _courses_below_each(weights: Sequence[ParagraphWeights]) -> list[_Course]:
    """Return what all courses of a page from each paragraph on weigh, without the paragraph."""
    courses = [_Course(_NEVER, weights[-1].end, 0.0)]
    for one, below in reversed([*pairwise(weights)]):
        before, inside, after = courses[-1]
        spoken = inside + below.inside
        starts = spoken + below.start
        courses.append(
            _Course(
                _log_sum(before, starts),
                _log_sum(spoken, after + one.end),
                _log_sum(after, starts + below.again),
            )
        )
    return courses[::-1]


def likeliest_course(weights: Sequence[ParagraphWeights]) -> list[bool]:
    """Return whether each paragraph of a page is spoken, by the likeliest course of the page."""
    first = weights[0]
    best = _Course(0.0, first.inside + first.start, _NEVER)
    came_from: list[tuple[int, int, int]] = []
    for above, one in pairwise(weights):
        starts = (
            best.before + one.start,
            best.inside,
            best.after + one.start + one.again,
        )
        inside = max(range(3), key=starts.__getitem__)
        ends = best.inside + above.end
        came_from.append((_BEFORE, inside, _INSIDE if ends > best.after else _AFTER))
        spoken = one.inside + starts[inside]
        best = _Course(best.before, spoken, max(ends, best.after))
    state = _INSIDE if best.inside + weights[-1].end > best.after else _AFTER
    states = [state]
    for sources in reversed(came_from):
        states.append(sources[states[-1]])
    return [state == _INSIDE for state in reversed(states)]


def signs_of_passages(
    page: ToldPage, wording: Callable[[str, str], float] = spoken_wording
) -> Mapping[int, ParagraphSigns]:
    """Return the signs of each paragraph of a page, by its piece; none on a page too short or long.

    Args:
        page: All of the page.
        wording: What says how much a text in a language is worded as people speak.
    """
    if not page.known:
        return {}
    own = [
        {
            **signs,
            **_signs_of_telling(one, page.language),
            "wording": wording(one.text, page.language),
        }
        for one, signs in zip(page.paragraphs, page.own_signs, strict=True)
    ]
    return {
        n: ParagraphSigns(
            inside={**own[k], **_signs_of_quotation(page, k)},
            start=_signs_of_start(page, own, k),
            end=_signs_of_end(page, own, k),
        )
        for k, n in enumerate(page.prose)
    }


def _signs_of_telling(paragraph: Paragraph, language: str) -> Signs:
    """Return what shows that the author breaks into a speech with a paragraph."""
    return {
        "at this point": opens_at_this_point(paragraph.text),
        "aside": opens_aside(paragraph.told),
        "resumes": tells_of_resumption(paragraph.told, language),
        "long": min(1.0, len(paragraph.text) / _LONG),
    }


def _signs_of_quotation(page: ToldPage, k: int) -> Signs:
    """Return how a paragraph stands to the quotation marks of those beside it."""
    above, below = page.paragraphs[max(0, k - 1) : k], page.paragraphs[k + 1 : k + 2]
    between = any(map(_is_closed, above)) and any(one.is_quoted for one in below)
    return {
        "between quotations": between and not page.paragraphs[k].is_quoted,
        "block quote": page.paragraphs[k].piece.quoted,
        "between block quotes": _is_between_block_quotes(page, k),
        "in brackets": _is_in_brackets(page.paragraphs[k].text),
        "in a quotation": page.in_quotation[k],
        "always": 1.0,
    }


def _is_between_block_quotes(page: ToldPage, k: int) -> bool:
    """Return whether a paragraph in none stands between two block quotes."""
    here, beside = page.paragraphs[k].piece, page.paragraphs[max(0, k - 1) : k + 2 : 2]
    between = len(beside) == 2 and all(one.piece.quoted for one in beside)
    return between and k > 0 and not here.quoted


def _is_in_brackets(text: str) -> bool:
    return text[:1] in "[(（" and text[-1:] in "])）"


def _signs_of_start(page: ToldPage, own: Sequence[Signs], k: int) -> Signs:
    """Return what shows that a speech starts with a paragraph."""
    above = _called("above", own[k - 1]) if k else {}
    edge = _signs_of_edge(page, k, "start") if k else {}
    return {
        **page.signs_of_start(k),
        **above,
        **edge,
        **_called("first", own[k]),
        "start: always": 1.0,
    }


def _signs_of_end(page: ToldPage, own: Sequence[Signs], k: int) -> Signs:
    """Return what shows that a speech ends with a paragraph."""
    ending = page.paragraphs[k]
    signs: dict[str, float] = {
        **_called("last", own[k]),
        "end: always": 1.0,
        "end: bottom": k + 1 == len(own),
        "end: closed": _is_closed(ending),
    }
    for below in page.paragraphs[k + 1 : k + 2]:
        signs |= {
            **_called("below", own[k + 1]),
            "end: block quote": ending.piece.quoted and not below.piece.quoted,
            **_signs_of_edge(page, k + 1, "end"),
            "end: named above": bool(below.words & page.named_above[min(k, _TOP)]),
            "end: reaction": below.follows_speech,
        }
    return signs


def _signs_of_edge(page: ToldPage, k: int, side: str) -> Signs:
    """Return what stands between a paragraph and the one above it, and how they differ to the eye."""
    lines = page.pieces[page.prose[k - 1] + 1 : page.prose[k]]
    above, below = page.paragraphs[k - 1].piece, page.paragraphs[k].piece
    return {
        f"{side}: rule": page.is_ruled(k),
        f"{side}: name above": any(map(_is_name, lines)),
        f"{side}: into italics": below.italic and not above.italic,
        f"{side}: out of italics": above.italic and not below.italic,
        f"{side}: into block quote": below.quoted and not above.quoted,
    }


def _is_name(line: Piece) -> bool:
    """Return whether a line between paragraphs is a person's name, or little more."""
    text = line.text.strip()
    return len(text) <= _MAX_NAME_LINE and any(
        " " in one.name and 2 * len(one.name) >= len(text) for one in mentions_in(text)
    )


def _called(part: str, signs: Signs) -> Signs:
    return {f"{part}: {sign}": much for sign, much in signs.items()}


def _is_closed(paragraph: Paragraph) -> bool:
    """Return whether a paragraph ends with a quotation mark."""
    return paragraph.text.endswith(tuple(CLOSING_QUOTES))


def tells_of_resumption(text: str, language: str) -> bool:
    """Return whether a text ends by telling that somebody went on: "Then she continued:"."""
    return count_words("pages.resumes", text.strip()[-_LAST_WORDS:], language) > 0


def _log_sum(*values: float) -> float:
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))
