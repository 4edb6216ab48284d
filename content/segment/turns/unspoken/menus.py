"""The menu of a site that stands in copied text: "Home", "News", "Speeches", "Contact".

A line with the word for the first page of a site shows it. The short lines right beside
it are the menu, and one that goes on with signs says where in the site the page is:
"Home > Speeches".
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import LINE_ENDS
from content.language.word_lists import WordPattern, all_words
from content.segment.lines import Line
from content.segment.names.given_names import has_given_name, is_given_name
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.text_words import MESSAGE_HEADING, SPEECH_WORD
from content.segment.pieces import Piece

MENU = "the menu of the site"
"""Why a line at the top is nobody's."""

TOP_LINES = 30
"""How many lines the top of a page may have, with a menu of one entry a line."""

_MAX_WORDS, _MAX_CHARS = 4, 40
_MIN_MENU = 3
_MIN_LINKS, _MAX_MENU_CHARS = 4, 300
_BARS = re.compile(r"\s[|·•»/]\s|\s{2,}")
_HOME = WordPattern(r"\W*(?:<pages.home>)\s*$")
# "Home > Speeches", "Home / News", and a menu on one line: "Home   News   Contact".
# Words may lead to it: "You are here: Home > Speeches".
_PATH = WordPattern(
    r"\W*(?:[^\W\d_][^:：]{1,28}[:：]\s?)?(?:<pages.home>)(?:\s*[>/›»|→·•\\]+\s*|\s{2,})(?=\S).{0,160}$"
)
# "Share on Ferry Print A+ A-"
_BUTTONS = WordPattern(
    r"(?:\W*(?<!\w)(?:<pages.site_controls>|<pages.comment_controls>)(?!\w)){2,}\W*"
)


_MAX_BUTTONS_LINE = 200
"""Where a longer line ends, nothing is looked for: it would take too long among blanks."""

_LAST_BUTTONS = WordPattern(
    r"(?:(?:^|[^\w\n]+)(?<!\w)(?:<pages.site_controls>)(?!\w))+\W*$"
)


def without_buttons(text: str) -> str:
    """Return a line of a page's head without the buttons at its end.

    >>> without_buttons("14 March 2031 Mayor Print Share"), without_buttons("Ada Brook")
    ('14 March 2031 Mayor', 'Ada Brook')
    """
    if len(text) > _MAX_BUTTONS_LINE:
        return text
    return _LAST_BUTTONS.regex.sub("", text)


def menu_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return which lines at the top are the site's menu, its name above it, or a path."""
    found: set[int] = set()
    parted = False
    for n, line in enumerate(lines[:TOP_LINES]):
        text = line.text.strip()
        if len(text) <= _MAX_CHARS and _HOME.opens(text):
            found |= _menu_beside(n, lines)
        elif _BUTTONS.is_all_of(text):
            found.add(n)
        elif (path := _PATH.regex.match(text)) or is_menu(text):
            found.add(n)
            parted = parted or path is None
    first = min(found, default=0)
    above = [line.text.strip() for line in lines[:first]]
    if (parted or len(found) >= _MIN_MENU) and not any(
        _may_name(text) and not is_site(text) for text in above
    ):
        # Above its menu stands the name of a site, which may be a person's.
        found |= {n for n in range(first) if _is_short(above[n])}
    return frozenset(found)


def is_home(text: str) -> bool:
    """Return whether a text is a site's word for its first page."""
    return len(text) <= _MAX_CHARS and _HOME.opens(text)


def site_lines(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the lines of a menu at the top, and those above it that name nobody.

    They may look like names: "Old Town", "Town Council".
    """
    menu = [
        n for n, piece in enumerate(pieces[:TOP_LINES]) if piece.reason.words == MENU
    ]
    above = (piece.text.strip() for piece in pieces[: menu[0] if menu else 0])
    return frozenset(
        (
            *(pieces[n].text.strip() for n in menu),
            *filter(names_only_site, above),
        )
    )


def names_only_site(text: str) -> bool:
    """Return whether a line above a site's menu names the site, and nobody who speaks."""
    return is_site(text) or not _may_name(text)


def _may_name(text: str) -> bool:
    """Return whether a line may name who speaks: as people are, or beside a speech."""
    named = has_given_name(text) or WITHOUT_CASE.search(text) is not None
    return bool(named or SPEECH_WORD.is_in(text) or MESSAGE_HEADING.is_in(text))


def is_site(text: str) -> bool:
    """Return whether a line is the name of a site by its first word or its last.

    >>> is_site("Ville de Saint-Aubin"), is_site("Ada Brook")
    (True, False)
    """
    words = text.casefold().split()
    sites = all_words("pages.sites")
    last = len(words) > 1 and words[-1] in sites and not is_given_name(words[0])
    return last or (bool(words) and words[0] in sites)


def is_menu(text: str) -> bool:
    """Return whether signs part a line into several links of a few words each.

    >>> is_menu("News | The Bishop | Parishes | Media"), is_menu("Ada Brook | Hull | 2019")
    (True, False)
    """
    parts = _BARS.split(text) if len(text) <= _MAX_MENU_CHARS else []
    return len(parts) >= _MIN_LINKS and all(part and _is_short(part) for part in parts)


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
