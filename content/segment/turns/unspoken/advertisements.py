"""Advertisements: between two lines that say so, "— AD —", or marked, "[AD] This hour …"."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from content.language.word_lists import WordPattern
from content.segment.lines import Line
from content.segment.turns.unspoken.directions import is_direction

_FRAMED = re.compile(r"[-–—=*~_#•·]+\s*([^\W\d_][\w\s]*[^\W\d_])\s*[-–—=*~_#•·]+")
_ADVERTISEMENT = WordPattern(r"(?<![^\W\d_])(?:<stage.advertisements>)(?![^\W\d_])")
_OPENS_ADVERTISEMENT = WordPattern(r"[\W_]{0,4}(?:<stage.advertisements>)(?![^\W\d_])")
# "[AD] This hour is brought to you by …", "〔廣告時間〕本集由…"
_MARKED_ADVERTISEMENT = WordPattern(
    r"\s*[\[(（〔【]\s*(?:<stage.advertisements>)(?:\s?[^\W\d_]{1,8})?\s*[\])）〕】]\s*"
    r"(?=[^\W\d_])"
)
_BRACKETS_OF_MARKS = frozenset("[(（〔【")
_SPONSOR = WordPattern(r"(?<!\w)(?:<pages.sponsors>)", for_every_line=True)
_MIN_CHARS, _MAX_CHARS, _MAX_WORDS = 5, 40, 4
_MAX_LINES = 12


def framed_advertisements(
    lines: Sequence[Line], labels: Container[int]
) -> frozenset[int]:
    """Return the lines that say that advertisements start or end, and those between.

    A line that says so once, as papers print it, is followed by no advertisement.
    """
    marks = [
        n
        for n, line in enumerate(lines)
        if n not in labels and line.opens and is_framed(line.text)
    ]
    found = set(marks)
    opened = -1
    for start, end in pairwise(marks):
        between = range(start + 1, end)
        if start == opened or len(between) > _MAX_LINES:
            continue
        if not any(n in labels for n in between):
            found.update(between)
            opened = end
    return frozenset(found)


def is_framed(text: str) -> bool:
    """Return whether a line in a frame or in capitals says that it advertises, or did.

    >>> is_framed("— REKLAMA —"), is_framed("*** Ads end ***"), is_framed("END OF ADS")
    (True, True, True)
    >>> is_framed("Ads end here."), is_framed("— Ads? —"), is_framed("AD HOC")
    (False, False, False)
    """
    bare = text.strip()
    if not _MIN_CHARS <= len(bare) <= _MAX_CHARS:
        return False
    frame = _FRAMED.fullmatch(bare)
    words = frame.group(1).split() if frame else bare.split() if bare.isupper() else []
    found = [met.end() for met in _ADVERTISEMENT.regex.finditer(bare)]
    # Without a frame, "AD HOC" is no advertisement.
    known = bool(found) if frame else found[-1:] == [len(bare)]
    return 0 < len(words) <= _MAX_WORDS and known


def opens_advertisement(text: str) -> bool:
    """Return whether a line in brackets says that advertisements follow.

    >>> opens_advertisement("[AD BREAK]"), opens_advertisement("[END AD]")
    (True, False)
    """
    return is_direction(text) and _OPENS_ADVERTISEMENT.opens(text.strip())


def is_marked_advertisement(text: str) -> bool:
    """Return whether a paragraph opens with a bracket that says that it advertises.

    >>> is_marked_advertisement("[Werbung] Diese Folge wird von Huber unterstützt.")
    True
    >>> is_marked_advertisement("[AD BREAK]"), is_marked_advertisement("Werbung wirkt.")
    (False, False)
    """
    bracketed = text.lstrip()[:1] in _BRACKETS_OF_MARKS
    return bracketed and _MARKED_ADVERTISEMENT.opens(text)


def names_sponsor(text: str) -> bool:
    """Return whether a paragraph says who pays for a broadcast."""
    return _SPONSOR.is_in(text)
