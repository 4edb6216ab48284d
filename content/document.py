"""What every document format is read into before anybody asks whose words it holds."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """Say what the page itself made of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    RULE = "rule"
    COMMENT = "comment"
    FURNITURE = "furniture"


class Look(StrEnum):
    """Name a look that a run of characters has on the page."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Mark the characters `start` to `end` (exclusive) of a block's text as looking so."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    r"""Carry one block of text and what the page said of it.

    Attributes:
        text: The block's text; ``"\n"`` only where the page breaks the line itself.
        line: The line of the source, counted from 1, on which the block starts.
        level: Depth: of a heading (1 to 6), a nested quotation, list or comment; else 0.
        voice: Who speaks, where the format itself says so (a subtitle's voice tag).
        author: Who wrote it, for a comment.
        date: When it was written, for a comment, as printed.
    """

    text: str
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    runs: tuple[Run, ...] = ()
    voice: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Carry what a format reader found: the blocks, and what it says of itself.

    Attributes:
        blocks: In document order; furniture (running heads, navigation that was kept)
            is there as `BlockKind.FURNITURE` so that nothing is lost unseen.
        title: The document's own title, where it declares one (not a guess).
        author: Its by-line, where it declares one.
        date: ISO 8601 date, where it declares one.
        source: Its canonical link, where it declares one.
        language: BCP 47 tag, where it declares one; else empty.
        guessed: The encoding it was read in, where that is only a guess.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    language: str = ""
    guessed: str = ""
