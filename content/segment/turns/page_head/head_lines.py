"""The short lines of a page's head, part by part, with what its fields hold.

Press offices print who speaks in a field: "Speaker" on one line and the name on the
next, or between bars beside place and date.
"""

import re
from collections.abc import Iterator, Sequence

from content.document import Document
from content.language.word_lists import WordPattern
from content.language.words.word_patterns import WORD
from content.segment.kinds import FURNITURE_BLOCK, HEADING_BLOCK
from content.segment.names.in_text.credits import is_credit
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.publishers import is_publisher, publishers_of
from content.segment.names.offices import has_role
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.turns.page_head.presenters import (
    name_beside_office,
    name_led_by_office,
)
from content.segment.turns.unspoken.menus import without_buttons

_BARS = re.compile(r"\s[|•·]\s|\n")
_FIELD = re.compile(r"[^.!?:：|]{2,40}[:：]")
_BY = WordPattern(r"(?<!\w)(?:<headlines.by>|<headlines.by_lines>)\s(?=[^\W\d_])")
_BY_FIELD = WordPattern(
    r"[\W_]*(?:<headlines.by>|<headlines.by_lines>|<pages.author_fields>)(?:\s*[:：]|\s)\s*(?=\S)"
)
_MAX_LINE, _MAX_VALUE = 200, 120
_DATE = " 0123456789.:/,-"
_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?…]\s*$")


def head_lines(
    pieces: Sequence[Piece], start: int, document: Document
) -> Iterator[str]:
    """Yield the lines above a speech, each part of one by itself, fields with their value.

    What the reader of the page set apart as furniture counts if it is a field.

    Args:
        pieces: All of the page.
        start: Where the speech starts.
        document: The page.
    """
    lines = [piece.text.strip() for piece in pieces[:start]]
    for n, line in enumerate(lines):
        for part in _BARS.split(line):
            yield without_buttons(part.strip())
        if _FIELD.fullmatch(line) and n + 1 < len(lines):
            yield f"{line} {lines[n + 1]}"
    block = pieces[start].block if start < len(pieces) else 0
    for each in document.blocks[:block]:
        if each.kind is FURNITURE_BLOCK and len(each.text) <= _MAX_LINE:
            yield from (
                part.strip()
                for part in _BARS.split(each.text)
                if _FIELD.match(part.strip()) or _BY_FIELD.regex.match(part.strip())
            )


def author_with_office(lines: Sequence[str]) -> str:
    """Return the one whom a field names as the author, beside an office; empty if none.

    >>> author_with_office(["From: the Treasury", "By: Finance Minister Ada Brook (Hull)"])
    'Ada Brook'
    """
    for line in lines:
        found = _BY_FIELD.regex.match(line)
        rest = line[found.end() :] if found else ""
        name = name_led_by_office(rest) if 0 < len(rest) <= _MAX_VALUE else ""
        if name:
            return name
    return ""


def lines_between(document: Document, block: int) -> list[str]:
    """Return the short lines that the page set apart between its headline and a block.

    By-lines stand there: "Sermon for Easter Day", "The Rev'd Ada Brook".
    """
    heads = [n for n in range(block) if document.blocks[n].kind is HEADING_BLOCK]
    return [
        part
        for each in document.blocks[heads[-1] + 1 if heads else block : block]
        if each.kind is FURNITURE_BLOCK and len(each.text) <= _MAX_LINE
        for part in map(without_buttons, map(str.strip, _BARS.split(each.text)))
        if part and not is_credit(part) and not _SENTENCE.search(part)
    ]


def by_line(
    document: Document, block: int, lines: Sequence[str] = ()
) -> tuple[str, bool]:
    """Return the one person whom lines below the headline name, and whether by office.

    Empty where they name nobody, or two.

    Args:
        document: The page.
        block: The block with which its text starts.
        lines: Other lines of the head; those count that open as by-lines do.
    """
    publishers = publishers_of(document)
    found: dict[str, bool] = {}
    own = (line for line in lines if _BY.regex.match(line))
    for line in (*lines_between(document, block), *own):
        # "By Ada Brook, harbourmaster": no name opens with that word.
        bare = _BY.regex.sub("", line, 1).rstrip(_DATE)
        name = name_beside_office(bare)
        if _is_small_elsewhere(name, document, block):
            continue
        if name and not is_publisher(name, publishers):
            words = [word.casefold() for word in WORD.findall(line)]
            titled = not label_words().titles.isdisjoint(words) or has_role(words)
            led = any(one.office for one in mentions_in(bare))
            found[name] = titled or led or (not bare.isascii() and " " not in name)
    return next(iter(found.items())) if len(found) == 1 else ("", False)


def _is_small_elsewhere(name: str, document: Document, block: int) -> bool:
    """Return whether a page has a name with a small letter above its text or in its first words.

    "Head of Government" in a field, and "the head of Government, Ada Brook," in the lead.
    """
    small = name[:1].lower() + name[1:]
    near = document.blocks[: block + 1]
    return small != name and any(small in each.text for each in near)
