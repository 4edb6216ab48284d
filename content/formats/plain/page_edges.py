"""Numbers of pages that stand alone at the edges of pages: "2", "– 2 –", "Page 2 of 7"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from content.formats.plain.source_line import Line
from content.language.word_lists import all_words, any_words

_SIGNS = r"\s\-–—―|/\[\]()（）·•~"
_PART = re.compile(rf"\d+|[^\d{_SIGNS}]+")
_DASHES = tuple("-–—―~")
_DIGIT = re.compile(r"\d")
_MAX_CHARS, _MAX_DIGITS = 40, 5
_MAX_WORD, _MAX_WORDS = 6, 4
_AT_EDGE = 2
"""Lines at each edge of a page among which its number is, if others count on from it."""

_MAX_LONE_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """What a line says of its page.

    Attributes:
        value: The page's number.
        total: How many pages there are, 0 where it does not say so.
        named: Whether it has a word for pages.
        dashed: Whether dashes enclose it.
    """

    value: int
    total: int = 0
    named: bool = False
    dashed: bool = False


def read_page_number(text: str) -> PageNumber | None:
    """Return what a line says of its page if it may say nothing else; None for others.

    >>> read_page_number("– 2 –")
    PageNumber(value=2, total=0, named=False, dashed=True)
    >>> read_page_number("Seite 2 von 7")
    PageNumber(value=2, total=7, named=True, dashed=False)
    >>> read_page_number("2 were lost"), read_page_number("2.5"), read_page_number("2?")
    (None, None, None)
    """
    bare = text.strip()
    if not 0 < len(bare) <= _MAX_CHARS or _DIGIT.search(bare) is None:
        return None
    parts = [part.casefold() for part in _PART.findall(bare)]
    numbers = [part for part in parts if part.isdecimal()]
    words = [part for part in parts if not part.isdecimal()]
    if len(numbers) not in {1, 2} or max(map(len, numbers)) > _MAX_DIGITS:
        return None
    value, total = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if any(map(_is_page_word, words)):
        others = [w for w in words if w != "." and not _is_page_word(w)]
        opens = parts[0].isdecimal() or _is_page_word(parts[0])
        if not opens or (others and not (total and _are_few(words, others))):
            return None
        # Some languages say first how many pages there are.
        low, high = sorted((value, total)) if total else (value, 0)
        return PageNumber(value=low, total=high, named=True)
    if total:
        parted = parts[1] in all_words("pages.of_pages") if words else "/" in bare
        fits = value <= total and parted and len(words) < len(numbers)
        return PageNumber(value=value, total=total) if fits else None
    dashed = bare.startswith(_DASHES) and bare.endswith(_DASHES)
    return None if words else PageNumber(value=value, dashed=dashed)


def _is_page_word(word: str) -> bool:
    bare = word.rstrip(".'’")
    return bare in any_words("pages.page_words", "pages.before_page_numbers")


def _are_few(words: Sequence[str], others: Sequence[str]) -> bool:
    return len(words) <= _MAX_WORDS and all(len(word) <= _MAX_WORD for word in others)


def edge_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines at the edges of pages that are nothing but the page's number.

    A text without page breaks is one page, whose number has to have a word for it.
    """
    has_breaks = any(line.starts_page for line in lines)
    pages = _edges_of_pages(lines)
    found: set[int] = set()
    # How far the numbers are from the pages' own, and on which pages.
    ahead: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for page, filled in enumerate(pages, start=1):
        for n in filled:
            number = read_page_number(lines[n].text)
            if number is None:
                continue
            outermost = n in {filled[0], filled[-1]}
            sure = number.named or (has_breaks and _is_sure(number, page, len(pages)))
            if (sure and outermost) or (number.named and number.total):
                found.add(n)
            elif has_breaks:
                ahead[number.value - page].setdefault(page, []).append(n)
    for on_pages in ahead.values():
        if len(on_pages) > 1:
            found.update(n for places in on_pages.values() for n in places)
    return found | (_lone_foot(lines, pages) if has_breaks else set())


def _is_sure(number: PageNumber, page: int, pages: int) -> bool:
    return number.dashed or number.total == pages or number.value == page


def _edges_of_pages(lines: Sequence[Line]) -> list[list[int]]:
    """Return the first and last lines with text of each page, without empty last pages."""
    pages: list[list[int]] = [[]]
    for n, line in enumerate(lines):
        # A form feed before all text opens no second page.
        if line.starts_page and (n > 1 or lines[0].text.strip()):
            pages.append([])
        if line.text.strip():
            pages[-1].append(n)
            del pages[-1][_AT_EDGE:-_AT_EDGE]
    while pages and not pages[-1]:
        pages.pop()
    return pages


def _lone_foot(lines: Sequence[Line], pages: Sequence[Sequence[int]]) -> set[int]:
    """Return the only number that stands alone in a text, if it is at the foot of a page."""
    lone = [
        n
        for n, line in enumerate(lines)
        if (bare := line.text.strip()).isdecimal() and len(bare) <= _MAX_LONE_DIGITS
    ]
    is_foot = len(lone) == 1 and any(page[-1:] == lone for page in pages)
    return {n for n in lone if is_foot and not lines[n - 1].text.strip()}
