"""The lines of a document's blocks; a label stands at the start of a line."""

import re
from dataclasses import field, replace

from content.document import Block, BlockKind, Document, TextStyle
from content.language.typography.letterspacing import without_letterspacing
from content.records import record
from content.segment.kinds import (
    COMMENT_BLOCK,
    FURNITURE_BLOCK,
    PARAGRAPH_BLOCK,
    POST_BLOCK,
)

Position = tuple[int, int]
"""A block of the document, and a line of the source: where a line or a piece starts."""


@record
class Line:
    """One line of one block.

    Attributes:
        block: Index of the block in the document.
        number: Line of the source, counted from 1.
        bold: Number of characters at the start of the line that are bold.
        italic: The same for italics.
        marked: The same for other elements of a page.
        opens: Whether it is the first line of its block.
        ruled: Whether the page draws a rule above it.
        enclosed: Whether it is a part of a bracket that holds several whole lines.
        joined: What was put behind it in place of a line that stood below, and that line.
        spoken: Whether its block may hold spoken words at all.
    """

    text: str
    block: int
    number: int
    kind: BlockKind
    opens: bool = True
    ruled: bool = False
    enclosed: bool = False
    level: int = 0
    bold: int = 0
    italic: int = 0
    marked: int = 0
    voice: str = ""
    author: str = ""
    date: str = ""
    joined: tuple[str, str] | None = None
    # Many rules ask each line, so that this is found out once.
    spoken: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find out whether the block may hold spoken words at all."""
        object.__setattr__(self, "spoken", self.kind not in _UNSPOKEN)

    @property
    def position(self) -> Position:
        """Where it stands in the document."""
        return self.block, self.number

    @property
    def opens_paragraph(self) -> bool:
        """Return whether it is the first line of a paragraph of plain prose."""
        return self.opens and self.kind is PARAGRAPH_BLOCK

    @property
    def is_bold(self) -> bool:
        """Return whether the page prints all of it in bold."""
        return 0 < len(self.text.rstrip()) <= self.bold

    @property
    def is_italic(self) -> bool:
        """Return whether the page prints all of it in italics."""
        return 0 < len(self.text.rstrip()) <= self.italic

    def printed(self, text: str) -> str:
        """Return a part of the line as it is printed, without signs that were put in."""
        if self.joined is None:
            return text
        put_in, below = self.joined
        return text.replace(put_in, f"\n{below}", 1)


_BOLD, _ITALIC, _MARKED = TextStyle.BOLD, TextStyle.ITALIC, TextStyle.MARKED
_TURN_NUMBER = re.compile(r"\s*[^\W\d_]\.?\s?\d{1,4}[.)]?\s+")

_RULE = re.compile(r"(?:[*•·~～_＿=＝#–—―─━═-]\s*){3,}|[⁂❦❧※◆◇]+")
_RULE_SIGNS = frozenset("*•·~～_＿=＝#–—―─━═-⁂❦❧※◆◇")
_MAX_RULE_CHARS = 200
_MARKED_RULE = re.compile(
    r"([-–—=＝_*~～#])\1{2,}\s?(?!\1)\S{1,15}(?:\s\S{1,14}){0,2}\s?\1{3,}"
)

_WRITTEN = {COMMENT_BLOCK, POST_BLOCK}
_UNSPOKEN = {BlockKind.FURNITURE, BlockKind.RULE, BlockKind.TABLE} | _WRITTEN


def lines_of(document: Document) -> list[Line]:
    """Return the lines of all blocks except page furniture."""
    lines: list[Line] = []
    ruled = False
    for index, block in enumerate(document.blocks):
        if block.kind is FURNITURE_BLOCK:
            continue
        found = _lines(index, block)
        if ruled and found:
            found[0] = replace(found[0], ruled=True)
        lines += found
        # A page's rule has no text, and so no line of its own.
        ruled = not found and (ruled or block.kind is BlockKind.RULE)
    return lines


def _lines(index: int, block: Block) -> list[Line]:
    lines: list[Line] = []
    start, opens = 0, True
    parts = [block.text] if block.kind in _WRITTEN else block.text.split("\n")
    for offset, part in enumerate(parts):
        if part.strip():
            text = without_letterspacing(part)
            bold = _styled_length(block, start, part, _BOLD)
            italic = _styled_length(block, start, part, _ITALIC)
            marked = _styled_length(block, start, part, _MARKED)
            if text != part:
                bold = len(without_letterspacing(part[:bold]))
                italic = len(without_letterspacing(part[:italic]))
                marked = len(without_letterspacing(part[:marked]))
            lines.append(
                Line(
                    text=text,
                    block=index,
                    # The same number, where it is one: a long document has many.
                    number=block.line + offset if offset else block.line,
                    kind=block.kind,
                    opens=opens,
                    level=block.level,
                    bold=bold,
                    italic=italic,
                    marked=marked,
                    voice=block.voice if opens else "",
                    author=block.author,
                    date=block.date,
                )
            )
            opens = False
        start += len(part) + 1
    return lines


def _styled_length(block: Block, start: int, text: str, style: TextStyle) -> int:
    """Return how many characters from the start of the text have a style.

    Gaps without letters count as styled, and so does the number of a turn ("Q3").
    """
    if not block.runs:
        return 0
    length = 0
    for run in block.runs:
        if run.style is not style or run.end <= start:
            continue
        begin = max(run.start - start, 0)
        gap = text[length:begin]
        numbered = length == 0 and _TURN_NUMBER.fullmatch(gap) is not None
        lettered = any(char.isalpha() for char in gap) and not numbered
        if lettered or begin > len(text):
            break
        length = max(length, min(run.end - start, len(text)))
    return length


def has_letters(text: str) -> bool:
    """Return whether a text has any letters."""
    # Most texts begin with one.
    return text[:1].isalpha() or any(map(str.isalpha, text))


def is_rule(text: str) -> bool:
    """Return whether a line only draws a rule.

    >>> is_rule("* * *"), is_rule("⁂"), is_rule("*waves*")
    (True, True, False)
    """
    bare = text.strip() if len(text) < _MAX_RULE_CHARS else ""
    return bare[:1] in _RULE_SIGNS and _RULE.fullmatch(bare) is not None


def parts_texts(text: str) -> bool:
    """Return whether a line draws a rule, perhaps around a word or two.

    >>> parts_texts("* * *"), parts_texts("----- begin -----"), parts_texts("-----8<-----")
    (True, True, True)
    >>> parts_texts("-- Ada Brook"), parts_texts("--- a long aside, and more of it ---")
    (False, False)
    """
    bare = text.strip() if len(text) < _MAX_RULE_CHARS else ""
    return is_rule(bare) or (
        bare[:1] in _RULE_SIGNS and _MARKED_RULE.fullmatch(bare) is not None
    )
