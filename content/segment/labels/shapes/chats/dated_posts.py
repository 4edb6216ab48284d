"""Posts as people copy them from pages: a name, and below or behind it the post's date.

"cloche37 / Posté le 03/11/2013 à 18:42": the line with the date says the same words each
time. Between name and date, and below it, stand lines that are the same on every post but
for their numbers ("Posts: 34", "3h"), or that only hold a short name ("@ada72").

"by ada72 » 3 Feb 2013, 21:14": one line says both, in the same words around the name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from content.language.sentence_marks import STOPS
from content.segment.lines import Line
from content.segment.names.name_score import is_false_label, label_key

_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d{2}(?![\d.])")
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_HANDLE = re.compile(r"@[\w.-]{2,40}(?:@[\w.-]{3,60})?")
_FIELD = re.compile(r"([^\W\d_][^:]{0,24}?)\s?:\s?\S.{0,40}")
_NUMBERS = re.compile(r"\d[\d.,\u00a0]*")
_MIN_POSTS, _MIN_NAMES, _MIN_FIXED, _MIN_CARDED = 3, 2, 0.75, 0.6
_MAX_DATE_CHARS, _MAX_DATE_WORDS = 100, 12
_MAX_NAME_CHARS, _MAX_NAME_WORDS, _MAX_CARD_LINES = 40, 4, 6
_MIN_DENSE = 0.1
_MAX_WORDS_BEFORE = 3


def dated_posts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where the card of each post starts, and where its words start.

    Nothing is found where names do not come back, or words follow few of the cards.
    """
    told = [_dates(line) for line in lines]
    # Since when somebody is a member may stand above the date of the post.
    dated = [n for n in range(1, len(lines)) if told[n] and not told[n - 1]]
    if len(dated) < max(_MIN_POSTS, _MIN_DENSE * len(lines)):
        return []
    fixed = _fixed_lines(lines, dated)
    cards = list(_cards(lines, dated, fixed))
    names = Counter(label_key(lines[start].text) for start, _ in cards)
    again = sum(count for count in names.values() if count > 1)
    whole = len(cards) >= max(_MIN_POSTS, _MIN_CARDED * len(dated))
    if not whole or len(names) < _MIN_NAMES or 2 * again < len(cards):
        return []
    return cards


def names_before_dates(lines: Sequence[Line]) -> dict[int, str]:
    """Return whom lines name before the date of a post, by their numbers.

    What stands before the names, and the sign or the word behind them, is the same on all
    of these lines, and somebody posts again.
    """
    dated = {
        n: line.text.split()
        for n, line in enumerate(lines)
        if _dates(line) and line.text.strip()[0] != "@"
    }
    if len(dated) < max(_MIN_POSTS, _MIN_DENSE * len(lines)):
        return {}
    before = _common_start(list(dated.values()))
    names: dict[int, str] = {}
    for sign in _common_words(dated.values(), before):
        names = {
            n: " ".join(words[before : words.index(sign, before + 1)])
            for n, words in dated.items()
        }
        if all(map(_may_name, names.values())):
            break
    else:
        return {}
    times = Counter(map(label_key, names.values()))
    again = sum(count for count in times.values() if count > 1)
    return names if len(times) >= _MIN_NAMES and 2 * again >= len(names) else {}


def _common_start(texts: Sequence[Sequence[str]]) -> int:
    """Return how many first words are the same in all texts."""
    start = 0
    while start < _MAX_WORDS_BEFORE and len({text[start] for text in texts}) == 1:
        start += 1
    return start


def _common_words(texts: Iterable[Sequence[str]], start: int) -> Iterator[str]:
    """Yield words without digits that all texts have behind a name, in their order."""
    texts = list(texts)
    shared = set.intersection(*({*text[start + 1 :]} for text in texts))
    for word in texts[0][start + 1 :]:
        if word in shared and not any(map(str.isdigit, word)):
            yield word


def _dates(line: Line) -> bool:
    """Return whether a line only dates a post, or only holds a short name."""
    text = line.text.strip()
    if not line.spoken or not 0 < len(text) <= _MAX_DATE_CHARS:
        return False
    if text[0] == "@":
        return _HANDLE.fullmatch(text) is not None
    return (
        _CLOCK.search(text) is not None
        and _YEAR_OR_DAY.search(text) is not None
        and len(text.split()) <= _MAX_DATE_WORDS
        and not text.endswith((".", "!", "?"))
    )


def _shape(text: str) -> str:
    """Return what of a line may be the same on every post: its field, or all but numbers."""
    text = text.strip()
    field = _FIELD.fullmatch(text)
    return f"{field.group(1)}:" if field else _NUMBERS.sub("0", text)


def _fixed_lines(lines: Sequence[Line], dated: Sequence[int]) -> set[tuple[int, str]]:
    """Return the shapes of lines that stand near most dates, and how far from them.

    Fields may stand in another order, so that their distance does not count.
    """
    times: Counter[tuple[int, str]] = Counter()
    for n in dated:
        near = range(max(0, n - _MAX_CARD_LINES), min(len(lines), n + _MAX_CARD_LINES))
        times.update({_placed(lines, m, n) for m in near if m != n})
    return {place for place, count in times.items() if count >= _MIN_FIXED * len(dated)}


def _placed(lines: Sequence[Line], m: int, n: int) -> tuple[int, str]:
    shape = _shape(lines[m].text)
    return (0 if shape.endswith(":") else m - n), shape


def _cards(
    lines: Sequence[Line], dated: Sequence[int], fixed: set[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    last = 0
    for n in dated:
        start = n - 1
        least = max(last, n - _MAX_CARD_LINES)
        while start > least and _placed(lines, start, n) in fixed:
            start -= 1
        end, most = n + 1, min(len(lines), n + _MAX_CARD_LINES)
        while end < most and (_placed(lines, end, n) in fixed or _dates(lines[end])):
            end += 1
        if start < last or not _may_name(lines[start].text) or end >= len(lines):
            continue
        yield start, end
        last = end


def _may_name(text: str) -> bool:
    name = text.strip()
    return (
        0 < len(name) <= _MAX_NAME_CHARS
        and len(name.split()) <= _MAX_NAME_WORDS
        and not name.endswith(STOPS)
        and not is_false_label(name)
    )
