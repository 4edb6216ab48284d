"""What a forum prints of whoever posts, above each post: a name, and counts under it.

"bozkir_ustasi / New member / Posts: 7 / Town: Dorn": the fields are the same above every
post, and the line above them, which is different, says who posts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from content.language.words.word_patterns import WORD
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_FIELD = re.compile(r"([^\W\d_][^:]{0,24}?)\s?:\s?(\S.{0,30})")
_COUNT = re.compile(r"\d[\d.,\u00a0]{0,9}")
# "14 November 2019, 21:08 #1"
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_MAX_DATE_WORDS = 4
_MAX_LINE_CHARS = 60
_MAX_NAME_CHARS = 40
_MAX_CARD_LINES = 8
_MIN_CARDS = 3
_SCORE = 0.85


def with_posters(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> tuple[dict[int, ScoredLabel], frozenset[int]]:
    """Return labels with whoever posts, and the lines that tell about them.

    Nothing changes where a document has fewer than three such cards of two people, or more
    labels between them than cards.
    """
    cards = list(_cards(lines))
    names = {label_key(lines[start].text) for start, _ in cards}
    # Below a post's card stands the post; a list of results has card below card.
    listed = any(end == start for (_, end), (start, _) in pairwise(cards))
    if len(cards) < _MIN_CARDS or len(names) < 2 or listed:
        return dict(labels), frozenset()
    told = {n for start, end in cards for n in range(start, end - 1)}
    told |= _closing_lines(cards, lines)
    # The label ends with the card, so that the words of the post follow it.
    heads = {end - 1: _label(end - 1, lines, lines[start].text) for start, end in cards}
    first = cards[0][0]
    carded = {n for start, end in cards for n in range(start, end)}
    within = [n for n in labels if n > first and n not in carded]
    if len(within) > len(cards):
        # Who speaks there has labels; a record counts hours: "Opened at: 14.15".
        return dict(labels), frozenset()
    kept = {n: one for n, one in labels.items() if n < first}
    return dict(sorted({**kept, **heads}.items())), frozenset(told)


def _closing_lines(cards: Sequence[tuple[int, int]], lines: Sequence[Line]) -> set[int]:
    """Return the lines above cards that are the same above most: "Back to top"."""
    above = [start - 1 for start, _ in cards[1:]]
    times = Counter(lines[n].text.strip() for n in above)
    text, count = times.most_common(1)[0]
    if count < 2 or 2 * count < len(above) or len(text) > _MAX_NAME_CHARS:
        return set()
    return {n for n in above if lines[n].text.strip() == text}


def _cards(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where each card starts and ends."""
    fields = {
        n: (found.group(1).casefold(), found.group(2))
        for n, line in enumerate(lines)
        if len(line.text) <= _MAX_LINE_CHARS
        and (found := _FIELD.fullmatch(line.text.strip()))
    }
    times = Counter(key for key, _ in fields.values())
    counts = {
        key
        for key, number in times.items()
        if number >= _MIN_CARDS
        and all(
            _COUNT.fullmatch(value.strip()) and not _CLOCK.fullmatch(value.strip())
            for other, value in fields.values()
            if other == key
        )
    }
    end = 0
    for n in sorted(fields):
        if n < end or fields[n][0] not in counts:
            continue
        start = _head(n, lines, max(end, n - _MAX_CARD_LINES))
        end = n + 1
        while end < len(lines) and (
            (end in fields and times[fields[end][0]] >= _MIN_CARDS)
            or _is_date(lines[end].text)
        ):
            end += 1
        if start is not None:
            yield start, end


def _is_date(text: str) -> bool:
    """Return whether a line tells when a post was written: "14 November 2019, 21:08 #1"."""
    short = len(text) <= _MAX_LINE_CHARS and len(WORD.findall(text)) <= _MAX_DATE_WORDS
    return short and _CLOCK.search(text) is not None


def _head(n: int, lines: Sequence[Line], least: int) -> int | None:
    """Return the line that opens the paragraph of a count; None if it is no name."""
    while n > least and lines[n - 1].number == lines[n].number - 1:
        n -= 1
    short = 0 < len(lines[n].text.strip()) <= _MAX_NAME_CHARS
    return n if short and ":" not in lines[n].text else None


def _label(n: int, lines: Sequence[Line], name: str) -> ScoredLabel:
    printed = name.strip()
    label = Label(
        printed=printed,
        end=len(lines[n].text),
        ending=Ending.LINE,
        alone=True,
        header=True,
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))
