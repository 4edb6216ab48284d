"""What a site prints above a document's own title: menus, paths, "Skip to content"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from content.document import Block, BlockKind, Document, TextStyle
from content.language.word_lists import WordPattern
from content.segment import Segment, SegmentKind
from content.segment.turns.unspoken.menus import MENU, is_menu, names_only_site
from content.transcript_file.text import tidy_line

_HEAD_SEGMENTS = 30
_HEAD_BLOCKS = 60
_MAX_LINE_CHARS = 200
_MIN_PATH_SIGNS = 2
# One is enough below other lines of the site: "Newsroom > Speeches".
_MIN_PATH_SIGNS_BELOW = 1
# "Log in   Subscribe", "Skip to main content"
_CONTROLS = WordPattern(r"(?:\W*(?<!\w)(?:<pages.site_controls>)(?!\w))+\W*$")
# "Town Council - Home"
_HOME_OF_SITE = WordPattern(r"(?P<site>.+?)\s[-–—|]\s*(?:<pages.home>)\W*$")
_PAGE_OF_PAGES = WordPattern(
    r"\W*(?:<pages.page_words>)\.?\s?\d+\s?(?:/|<pages.of_pages>)\s?\d+(?!\w)"
)
_PATH_SIGN = re.compile(r"(?<=\S)\s+[>›»→]\s+(?=\S)")


def below_navigation(
    segments: Sequence[Segment], document: Document
) -> tuple[list[Segment], bool]:
    """Return the segments at the top without the site's lines, and whether it had any."""
    head = list(islice(segments, _HEAD_SEGMENTS))
    menus = [n for n, one in enumerate(head) if one.reason == MENU]
    speech = next((n for n, one in enumerate(head) if one.kind.attributed), len(head))
    last_menu = max((n for n in menus if n < speech), default=-1)
    if not any(one.kind is SegmentKind.HEADING for one in head[last_menu + 1 : speech]):
        last_menu = -1
    links = _lines_of_links(document.blocks)
    left: list[Segment] = []
    sites: list[str] = []
    found = bool(menus)
    for n, one in enumerate(head):
        lines = [line for line in map(tidy_line, one.text.split("\n")) if line]
        if n >= speech or not lines:
            left.append(one)
            continue
        above_menu = n < last_menu and all(map(names_only_site, lines))
        signs = _MIN_PATH_SIGNS_BELOW if found else _MIN_PATH_SIGNS
        kept = [] if above_menu else list(_own_lines(lines, links, sites, signs))
        if len(kept) == len(lines):
            left.append(one)
            continue
        found = True
        if kept:
            left.append(replace(one, text="\n".join(kept)))
    return left, found


def marked_title(segments: Iterable[Segment], document: Document) -> str:
    """Return the first line above speech that the document marks as a heading, or ""."""
    marked = {
        tidy_line(block.text)
        for block in islice(document.blocks, _HEAD_BLOCKS)
        if block.kind is BlockKind.HEADING
    }
    above = takewhile(lambda one: not one.kind.attributed, segments)
    lines = (tidy_line(one.text) for one in above if one.kind is SegmentKind.HEADING)
    return next((line for line in lines if line in marked), "")


def _own_lines(
    lines: Sequence[str], links: frozenset[str], sites: list[str], path_signs: int
) -> Iterator[str]:
    """Yield the lines that are the document's; names of the site are added to `sites`."""
    for line in lines:
        home = _HOME_OF_SITE.regex.match(line[:_MAX_LINE_CHARS])
        if home is not None:
            sites.append(home["site"])
        elif not (
            line in links
            or _is_controls(line)
            or is_menu(line)
            or _PAGE_OF_PAGES.opens(line)
            or len(_PATH_SIGN.findall(line)) >= path_signs
            or any(line in site for site in sites)
        ):
            yield line


def _is_controls(line: str) -> bool:
    """Return whether a line has only what a site offers to press.

    >>> _is_controls("Skip to main content"), _is_controls("Log in · Subscribe")
    (True, True)
    >>> _is_controls("In search of the lost ferry")
    False
    """
    return len(line) <= _MAX_LINE_CHARS and _CONTROLS.opens(line)


def _lines_of_links(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the first lines that are links, where the document marks its headings.

    Elsewhere such a line may be the title, which links to its own page.
    """
    head = list(islice(blocks, _HEAD_BLOCKS))
    if not any(block.kind is BlockKind.HEADING for block in head):
        return frozenset()
    links = filter(_is_linked, head)
    return frozenset(
        tidy_line(block.text) for block in links if block.kind is not BlockKind.HEADING
    )


def _is_linked(block: Block) -> bool:
    """Return whether all words of a block are links."""
    linked = {
        n
        for run in block.runs
        if run.style is TextStyle.LINK
        for n in range(run.start, run.end)
    }
    letters = (n for n, char in enumerate(block.text) if char.isalpha())
    return bool(linked) and all(n in linked for n in letters)
