"""Titles that are numbered as others of the document are: "IV.- REPORTS", "A) Letters"."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from content.document import BlockKind
from content.language.sentence_marks import PHRASE_ENDS
from content.segment.kinds import HEADING_BLOCK
from content.segment.lines import Line
from content.segment.wording.in_person import FIRST_PERSON

_TITLE_KINDS = frozenset({BlockKind.PARAGRAPH, HEADING_BLOCK})
_NO_TITLE_ENDS = (*PHRASE_ENDS, *"—–-…»”)]")
# An abbreviation has few letters: "G. P. do".
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{4}[.!?…]\s+\S")
_MIN_TWICE_WORDS = 8
_SHAPE = re.compile(
    r"(?:([IVXL]{1,5})|([A-Z])|(\d{1,2}))(\.-|\.[–—]|[.)])\s+(?=[^\W\d_])"
)


def titles_twice(
    lines: Sequence[Line], free: Callable[[int], bool], labelled: Collection[int]
) -> Iterator[int]:
    """Yield long lines without a stop right above labels whose last words stand once more.

    Records print the title of an item in the agenda, above its debate and above its
    vote: "Motion of Ada Brook on the lamps of the pier", "Vote on the motion of …".

    Args:
        lines: The lines of the document.
        free: Whether a line is none under a label, and has none.
        labelled: The lines with labels.
    """
    first = min(labelled)
    above = {
        n: end
        for n in (m - 1 for m in labelled)
        if n > first and free(n) and lines[n].opens and lines[n].kind in _TITLE_KINDS
        if (end := _last_words(lines[n].text))
    }
    if not above:
        return
    head = (line.text.rstrip(" .") for line in lines[:first])
    times = Counter((*above.values(), *map(_last_words, head)))
    yield from (n for n, end in above.items() if times[end] > 1)


def _last_words(text: str) -> str:
    """Return the last words of a long line without a stop; else empty."""
    words = text.casefold().split()
    title = not (text.rstrip().endswith(_NO_TITLE_ENDS) or _SENTENCE_ENDS.search(text))
    # "I swear that I will be faithful": each new member does.
    title = title and not FIRST_PERSON.is_in(text)
    long = len(words) >= _MIN_TWICE_WORDS
    return " ".join(words[-_MIN_TWICE_WORDS:]) if title and long else ""


def titles_of_shape(
    lines: Sequence[Line],
    titles: Collection[int],
    never: Callable[[int], bool],
    is_title: Callable[[Line], bool],
) -> Iterator[int]:
    """Yield lines that are numbered as titles above labels are, and read as titles.

    A number and a full stop alone may open an item of what somebody lists.

    Args:
        lines: The lines of the document.
        titles: Which of them surely are titles.
        never: Whether a line is under a label, or has one.
        is_title: Whether a line reads as a title.
    """
    shapes = {_shape(lines[n].text) for n in titles} - {""}
    if not shapes:
        return
    for n in range(min(titles), len(lines)):
        if _shape(lines[n].text) in shapes and not never(n) and is_title(lines[n]):
            yield n


def _shape(text: str) -> str:
    """Return what kind of number opens a line, and the signs behind it; else empty.

    >>> _shape("IV.- Reports"), _shape("A) Letters"), _shape("3. the tap")
    ('1.-', '2)', '')
    """
    found = _SHAPE.match(text)
    if found is None or (found.group(3) and found.group(4) in {".", ")"}):
        return ""
    kind = next(n for n in (1, 2, 3) if found.group(n))
    return f"{kind}{found.group(4)}"


_COUNTED = re.compile(
    r"([IVXL]{1,5}|[^\W\d_]|\d{1,2})(?:\.-|\.[–—]|[.)])\s+(?=[^\W\d_])"
)
_FIRST_LETTERS = {"A", "\u0391", "\u0410"}  # of Latin, Greek and Cyrillic
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_MAX_STEP = 2


def titles_in_order(lines: Sequence[Line], above: Sequence[int]) -> list[int]:
    """Return those of the titles above labels whose numbers or letters count up.

    Args:
        lines: The lines of the document.
        above: The lines right above labels that read as titles, in order.
    """
    for value in (_number, _letter, _roman):
        counted = {
            n: counts
            for n in above
            if (found := _COUNTED.match(lines[n].text.strip()))
            and (counts := value(found.group(1)))
        }
        values = list(counted.values())
        steady = all(0 < b - a <= _MAX_STEP for a, b in pairwise(values))
        if len(values) > 1 and values[0] <= _MAX_STEP and steady:
            return list(counted)
    return []


_OPENS_ITEM = re.compile(
    r"(?P<word>§{1,2}\s?|[^\W\d]{0,12}\.?\s?)(?P<number>\d{1,3})(?!\d)\W{0,4}"
)
_HOLDS_SENTENCE = re.compile(r"[.!?…]\s+\S")
_MIN_ITEMS = 3


def items_in_order(lines: Sequence[Line], may_be: Callable[[int], bool]) -> list[int]:
    """Return the lines that head items one after the other: "Item 1. Fees.", "Item 2. Tides.".

    A head may end in a full stop, as sentences do: that the items count up one by one from
    the first on, and are parted by other lines, shows what they are.

    Args:
        lines: The lines of the document.
        may_be: Whether a line may be the head of an item, by the sign of its number.
    """
    runs: list[list[tuple[int, int]]] = []
    for n in filter(may_be, range(len(lines))):
        text = lines[n].text.strip()
        found = _OPENS_ITEM.match(text)
        if found is None or _HOLDS_SENTENCE.search(text, found.end()):
            continue
        number = int(found["number"])
        if number == 1 or (found["word"][:1] == "§" and not runs):
            runs.append([(n, number)])
        elif runs and number == runs[-1][-1][1] + 1:
            runs[-1].append((n, number))
    apart = [
        [n for n, _ in run]
        for run in runs
        if len(run) >= _MIN_ITEMS
        and sum(b[0] > a[0] + 1 for a, b in pairwise(run)) >= _MIN_ITEMS - 1
    ]
    return apart[-1] if apart else []


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _letter(text: str) -> int:
    """Return the place of a capital letter in its alphabet, from 1; 0 for other text."""
    first = max((c for c in _FIRST_LETTERS if c <= text[:1]), default="")
    return (
        ord(text) - ord(first) + 1 if first and len(text) == 1 and text.isupper() else 0
    )


def _roman(text: str) -> int:
    """Return what a Roman number counts; 0 for other text."""
    digits = [_ROMAN.get(char, 0) for char in text]
    if not all(digits):
        return 0
    less = sum(2 * a for a, b in pairwise(digits) if a < b)
    return sum(digits) - less
