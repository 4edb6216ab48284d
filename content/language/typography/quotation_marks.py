"""Quotation marks: which of a text's marks open and close, and how a language prints them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from content.language.folding import fold_letters
from content.language.word_lists import entries, flag, words

OPENING_QUOTES = "\"“”„«‟「『‘'‚‹›»"
"""All marks that open a quotation in some language."""

CLOSING_QUOTES = "\"”“»‟」』’'›‹«"
"""All marks that close a quotation in some language."""

OPENING_DASH = re.compile(r"\s*[–—―-]\s?(?=[^\W_]|[“”„«\"(])")
"""The dash that opens a quotation, or the turn of a dialogue."""

CLOSING_MARKS = {
    "“": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‚": "‘",
    "「": "」",
    "『": "』",
    '"': '"',
    "”": "”",  # Finnish and Swedish: ”It is so.”
}
"""The marks that can close each opening mark."""

_DEFAULT_PAIRS = ("“…”", "‘…’")
"""Outer and inner pair, where a language's file names none."""

_NARROW_SPACE = "\u202f"
_APOSTROPHE = "’"

GERSHAYIM = '(?<=[א-ת])"(?=[א-ת](?![א-ת]))'
"""The mark before the last letter of a Hebrew abbreviation, such as צה"ל."""

INCHES = r"(?<=\d['’]\d)\"|(?<=\d['’]\d\d)\""
"""The mark of inches behind feet: 5'10"."""

_TOKEN = re.compile(f"(?!{GERSHAYIM}|{INCHES})(?:``|''|[\"'“”„‟«»「」『』]|\n\n)")
_OPENS_BEFORE = frozenset("([{¿¡—–-/ \t\n\u00a0\u202f")
_CLOSES_AFTER = frozenset(".,;:!?…)]}—–/ \t\n\u00a0\u202f。，、；：！？")
_DOUBLE = frozenset({'"', "``", "''", "“", "”", "„", "‟", "«", "»"})
_STRAIGHT = frozenset({'"', "``", "''"})
_ALWAYS_OPEN = frozenset("「『„`")
_ALWAYS_CLOSE = frozenset("」』")
_PARTNER = {"「": "」", "『": "』", "」": "「", "』": "『", "«": "»", "»": "«"}
_YEAR_DIGITS = re.compile(r"\d\ds?\b")
_LETTERS = re.compile(r"[^\W\d_]+")


class _Open(NamedTuple):
    """A quotation that is open: where, its mark as printed, and whether a single one."""

    at: int
    mark: str
    single: bool


class _Reader:
    """The marks of one text, read from left to right."""

    def __init__(self, text: str, language: str) -> None:
        found = entries(language, "typography.quotation_marks") or _DEFAULT_PAIRS
        self.text = text
        self.outer, self.inner = (
            tuple(pair.replace(" ", _NARROW_SPACE).split("…")) for pair in found
        )
        self.elided = words(language, "typography.elided")
        self.spaced = flag(language, "spaced")
        self.open: list[_Open] = []
        self.edits: list[tuple[int, int, str]] = []
        self.tokens = [*_TOKEN.finditer(text)]

    def read(self) -> list[tuple[int, int, str]]:
        """Return what is to be replaced or added: start, end, what is shown."""
        for number, token in enumerate(self.tokens):
            if token[0] == "\n\n":
                self._end_paragraph(number, token)
            elif token[0] == "'":
                self._read_single(number, token.start())
            else:
                self._read_double(token)
        while self.open:
            self._close_open(self._end_of(len(self.text)))
        return self.edits

    def _read_double(self, token: re.Match[str]) -> None:
        start, end = token.span()
        mark = token[0]
        if self._opens(mark, start, end):
            again = bool(self.open) and self.text[:start].endswith("\n\n")
            if mark in _STRAIGHT:
                self._show(start, end, self._pair(again=again)[0])
            if not again:
                self.open.append(_Open(start, mark, single=False))
            return
        # What was opened inside and never closed was none.
        while self.open and self.open[-1].single:
            self._withdraw(self.open.pop())
        if mark in _STRAIGHT:
            self._show(start, end, self._pair(again=True)[1])
        if self.open:
            self.open.pop()
        else:
            opening = _PARTNER.get(mark, self.outer[0])
            self.edits.append((0, 0, opening))

    def _opens(self, mark: str, start: int, end: int) -> bool:
        if mark[0] in _ALWAYS_OPEN or mark in _ALWAYS_CLOSE:
            return mark not in _ALWAYS_CLOSE
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        follows_word = bool(before) and before not in _OPENS_BEFORE
        precedes_word = bool(after) and after not in _CLOSES_AFTER
        if self.spaced and follows_word != precedes_word:
            return precedes_word
        # Between two words, or two spaces, the mark itself tells, or what is open.
        inside = [each.mark for each in self.open if not each.single]
        if mark in {"“", "«"}:
            return not {"„", "»"}.intersection(inside)
        return mark in _STRAIGHT and not inside

    def _read_single(self, number: int, start: int) -> None:
        before, after = self.text[start - 1 : start], self.text[start + 1 : start + 2]
        if before.isalnum() and after.isalnum():
            self._show(start, start + 1, _APOSTROPHE)
        elif before and before not in _OPENS_BEFORE and before not in '"“„«':
            if self.open and self.open[-1].single:
                self.open.pop()
                self._show(start, start + 1, self.inner[1])
            else:
                self._show(start, start + 1, _APOSTROPHE)
        elif self._is_elision(start) or not self._closes_later(number):
            self._show(start, start + 1, _APOSTROPHE)
        else:
            self.open.append(_Open(start, "'", single=True))
            self._show(start, start + 1, self.inner[0])

    def _is_elision(self, start: int) -> bool:
        if _YEAR_DIGITS.match(self.text, start + 1):
            return True
        word = _LETTERS.match(self.text, start + 1)
        return word is not None and fold_letters(word[0]) in self.elided

    def _closes_later(self, number: int) -> bool:
        for token in self.tokens[number + 1 :]:
            if token[0] == "\n\n":
                return False
            if token[0] == "'":
                at = token.start()
                before, after = self.text[at - 1], self.text[at + 1 : at + 2]
                if before not in _OPENS_BEFORE and not after.isalnum():
                    return True
        return False

    def _end_paragraph(self, number: int, token: re.Match[str]) -> None:
        """Continue a quotation in the next paragraph where the text does; else close it here."""
        while self.open and self.open[-1].single:
            self._withdraw(self.open.pop())
        if not self.open:
            return
        mark, goes_on = self._goes_on(number, token.end())
        if not goes_on:
            while self.open:
                self._close_open(self._end_of(token.start()))
        elif mark:
            self.edits.append((token.end(), token.end(), mark))

    def _goes_on(self, number: int, at: int) -> tuple[str, bool]:
        """Return the mark that a next paragraph lacks, and whether it is quoted too."""
        following = self.tokens[number + 1 :]
        if following and following[0].start() == at and following[0][0] in _DOUBLE:
            return "", True
        for token in following:
            if token[0] in _DOUBLE or token[0] in _ALWAYS_CLOSE:
                if self._opens(token[0], *token.span()):
                    return "", False
                last = self.open[-1]
                shown = last.mark if last.mark not in _STRAIGHT else self.outer[0]
                return shown, True
        return "", False

    def _pair(self, *, again: bool) -> tuple[str, ...]:
        """Return the marks for how deep the text is in quotations now."""
        depth = max(0, sum(not each.single for each in self.open) - again)
        return self.inner if depth % 2 == 1 else self.outer

    def _close_open(self, at: int) -> None:
        last = self.open.pop()
        depth = sum(not each.single for each in self.open)
        pair = self.inner if last.single or depth % 2 == 1 else self.outer
        self.edits.append((at, at, _PARTNER.get(last.mark, pair[1])))

    def _withdraw(self, mistaken: _Open) -> None:
        """Show a single mark that is never closed as an apostrophe."""
        edit = (mistaken.at, mistaken.at + 1)
        self.edits = [each for each in self.edits if each[:2] != edit]
        self._show(*edit, _APOSTROPHE)

    def _show(self, start: int, end: int, shown: str) -> None:
        if self.text[start:end] != shown:
            self.edits.append((start, end, shown))

    def _end_of(self, at: int) -> int:
        return len(self.text[:at].rstrip())


def quotation_edits(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace or add so that quotation marks are matched and nested.

    Straight marks become those of the language, and marks that a document prints stay.
    A quotation that begins before the text or goes on after it gets its missing mark;
    one that goes on over paragraphs has an opening mark at each.

    Args:
        text: Paragraphs separated by an empty line.
        language: Primary tag.

    Yields:
        Start, end, and what is shown there; an addition starts where it ends.
    """
    if _TOKEN.search(text):
        yield from _merged(_Reader(text, language).read())


def _merged(edits: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the edits in order, with additions at one place put together."""
    added: dict[int, str] = {}
    for start, end, shown in edits:
        if start == end:
            added[start] = added.get(start, "") + shown
        else:
            yield start, end, shown
    yield from ((at, at, shown) for at, shown in added.items())
