"""The menu of a site that stands in copied text: "Home", "News", "Speeches", "Contact".

A line with the word for the first page of a site shows it. The short lines right beside
it are the menu, and one that goes on with signs says where in the site the page is:
"Home > Speeches".
"""

from collections.abc import Sequence

from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import WordPattern
from content.segment.lines import Line
from content.segment.names.given_names import has_given_name

TOP_LINES = 30
"""How many lines the top of a page may have, with a menu of one entry a line."""

_MAX_WORDS, _MAX_CHARS = 4, 40
_MIN_MENU = 3
_HOME = WordPattern(r"\W*(?:<pages.home>)\s*$")
# "Home > Speeches", "Home / News", and a menu on one line: "Home   News   Contact".
_PATH = WordPattern(r"\W*(?:<pages.home>)(?:\s*[>/›»|→·•\\]+\s*|\s{2,})(?=\S).{0,160}$")


def menu_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return which lines at the top are the site's menu, its name above it, or a path."""
    found: set[int] = set()
    for n, line in enumerate(lines[:TOP_LINES]):
        text = line.text.strip()
        if len(text) <= _MAX_CHARS and _HOME.regex.match(text):
            found |= _menu_beside(n, lines)
        elif _PATH.regex.match(text):
            found.add(n)
    first = min(found, default=0)
    if len(found) >= _MIN_MENU and not any(
        has_given_name(line.text) for line in lines[:first]
    ):
        # Above its menu stands the name of a site, which may be a person's.
        found |= {n for n in range(first) if _is_short(lines[n].text)}
    return frozenset(found)


def _menu_beside(home: int, lines: Sequence[Line]) -> set[int]:
    """Return the short lines right above and below one, without a blank line between."""
    first = last = home
    while first and _goes_on(first - 1, lines) and _is_short(lines[first - 1].text):
        first -= 1
    while (
        last + 1 < min(len(lines), TOP_LINES)
        and _goes_on(last, lines)
        and _is_short(lines[last + 1].text)
    ):
        last += 1
    return {*range(first, last + 1)}


def _goes_on(n: int, lines: Sequence[Line]) -> bool:
    return lines[n + 1].number == lines[n].number + 1


def _is_short(text: str) -> bool:
    bare = text.strip()
    short = len(bare) <= _MAX_CHARS and len(bare.split()) <= _MAX_WORDS
    return short and not bare.endswith(LINE_ENDS) and not any(map(str.isdigit, bare))
