"""Wrapped lines of a paragraph, joined into one text, with words that were broken whole again."""

import re
from collections import Counter
from collections.abc import Sequence

from content.formats.plain.source_line import CJK, COLUMN_GAP

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+")
_AT_HYPHEN = re.compile(r"-\n[ \t]*")
_SHORT_WORD = re.compile(r"(?<![\w-])[^\W\d_]{1,4}(?![\w-])")
_MIN_BROKEN, _MIN_BROKEN_SHARE, _MIN_OWN = 4, 0.2, 3
_MIN_BROKEN_LINES = 0.04
_MIN_FEW, _FEW_BROKEN, _MOST = 3, 1, 0.75
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HANGUL_BREAK = re.compile("[\uac00-\ud7a3]\n[ \t]*[\uac00-\ud7a3]")
_HANGUL_LINE = re.compile(
    "^(.{14,}[\uac00-\ud7a3])\n(?=[ \t]*[\uac00-\ud7a3])", re.MULTILINE
)
_MIN_HANGUL_LINES, _HANGUL_SLACK, _FULL_SHARE = 3, 2, 0.7
_MIN_PART = 3
_CLOSING = frozenset(".,;:!?")
_WIDE_BLANK = re.compile("  +")


class OwnWords:
    """The document's own words, which tell whether a hyphen at a line's end is a word's.

    Where words that the document has whole are broken again and again, or nearly all of a few
    broken ones are such, or lines end in hyphens far more often than words have one, so are others, unless it has their hyphen inside a line, too.
    So they are where more words are parted by a line's end than have a hyphen inside a line.
    """

    def __init__(self, text: str) -> None:
        text = text.lower()
        self._whole = frozenset(_LONG_WORD.findall(text))
        broken = Counter(
            (found[1] + found[2]) in self._whole for found in _BROKEN.finditer(text)
        )
        least = max(_MIN_BROKEN, _MIN_BROKEN_SHARE * broken.total())
        often = max(_MIN_BROKEN, _MIN_BROKEN_LINES * text.count("\n"))
        few = broken[True] >= _MIN_FEW and broken[True] >= _MOST * broken.total()
        breaks = few or broken[True] >= least or broken.total() >= often
        inside = (
            _HYPHENED.findall(text) if breaks or broken.total() > _FEW_BROKEN else []
        )
        # "Le-am" is how words are spelled, and "well-known" is made of two.
        made = sum(min(map(len, one.split("-"))) >= _MIN_PART for one in inside)
        self._breaks = breaks or broken.total() > max(_FEW_BROKEN, made)
        self._hyphened = frozenset(inside) if self._breaks else frozenset[str]()
        self.hangul_apart = _has_whole_hangul(text)
        # The end of a broken word is no word of its own.
        joined = _AT_HYPHEN.sub("-", text) if self._breaks else ""
        short = Counter(_SHORT_WORD.findall(joined))
        # "Sozial-" above "und": what goes on with a word of its own is not broken.
        self._own = frozenset(word for word, n in short.items() if n >= _MIN_OWN)

    def are_one(self, head: str, tail: str, *, closed: bool = False) -> bool:
        """Return whether a word was broken at a line's end.

        Args:
            head: Its letters above the break, in lower case.
            tail: Those below it.
            closed: Whether a stop or a comma stands behind it, as behind no "and".
        """
        if head + tail in self._whole:
            return True
        own = tail in self._own and not closed
        whole = own or f"{head}-{tail}" in self._hyphened
        return self._breaks and not whole


def _has_whole_hangul(text: str) -> bool:
    """Return whether lines of Hangul end where a word does, so that none is as long.

    Where they break anywhere, nearly all fill the line.
    """
    if _HANGUL_BREAK.search(text) is None:
        return False
    widths = [
        len(found[1]) + len(_HANGUL.findall(found[1]))
        for found in _HANGUL_LINE.finditer(text)
    ]
    if len(widths) < _MIN_HANGUL_LINES:
        return False
    full = max(widths) - _HANGUL_SLACK
    return sum(width >= full for width in widths) < _FULL_SHARE * len(widths)


def without_wide_blanks(text: str) -> str:
    """Return a line as it was before it was justified; columns stay apart."""
    return text if COLUMN_GAP in text else _WIDE_BLANK.sub(" ", text)


def join_lines(parts: Sequence[str], words: OwnWords) -> str:
    """Return one paragraph's lines as one text.

    Args:
        parts: The lines, stripped.
        words: The document's own.
    """
    pieces = [parts[0]]
    for part in parts[1:]:
        before = pieces[-1]
        if _is_broken_word(before, part, words):
            pieces[-1] = before[:-1]
        elif not _joins_without_blank(before, part, apart=words.hangul_apart):
            pieces.append(" ")
        pieces.append(part)
    return "".join(pieces)


def _joins_without_blank(before: str, after: str, *, apart: bool) -> bool:
    if CJK.match(after[0]) and CJK.match(before[-1]):
        return not (apart and _HANGUL.match(after[0]) and _HANGUL.match(before[-1]))
    # "Laughter. —" has a blank before its dash, and so one behind it.
    dashed = before.endswith(("--", "—")) and not before[:-1].endswith(" ")
    return dashed or (before[-1] == "-" and before[-2:-1].isalpha())


def _is_broken_word(left: str, right: str, words: OwnWords) -> bool:
    """Return whether the hyphen at a line's end only broke a word."""
    if left.endswith("\xad"):
        return True
    if not left.endswith("-") or not right[:1].islower():
        return False
    head = re.search(r"[^\W\d_]+(?=-$)", left[-40:])
    tail = re.match(r"[^\W\d_]+", right)
    if head is None or tail is None:
        return False
    closed = right[tail.end() : tail.end() + 1] in _CLOSING
    return words.are_one(head.group().lower(), tail.group().lower(), closed=closed)
