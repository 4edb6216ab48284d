"""A document as read from any format: blocks of text, not yet given to speakers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from content.records import record

PageProgress = Callable[[int, int], None]
"""Called with how many pages of a document are read and how many it has."""


def no_pages(_done: int, _total: int) -> None:
    """Tell nobody how many pages are read."""


class BlockKind(StrEnum):
    """The kinds of block that a document's own markup distinguishes.

    Furniture is what a page prints around its text: running heads, page numbers,
    navigation, share buttons. A post is one of a social network, shown in the text.
    """

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    RULE = "rule"
    COMMENT = "comment"
    POST = "post"
    FURNITURE = "furniture"


class TextStyle(StrEnum):
    """The styles that a run of characters can have."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    MARKED = "marked"
    """By an element of the page that does not say how it looks: `span`, `cite`, `u`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of a block's characters in one style, from `start` to `end` (exclusive)."""

    start: int
    end: int
    style: TextStyle


@record
class Block:
    r"""A block of text, and what the document's markup says about it.

    Attributes:
        text: The block's text; ``"\n"`` only where the page breaks the line itself.
        line: The line of the source, counted from 1, on which the block starts.
        level: Depth: of a heading (1 to 6), a nested quotation, list or comment; else 0.
        runs: The styled characters; runs of different styles may overlap.
        voice: Who speaks, where the format itself says so (a subtitle's voice tag).
        author: Who wrote it, for a comment or a post.
        date: When it was written, for these, as printed.
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
    """A document's blocks and the metadata that it declares.

    Attributes:
        blocks: In document order. Furniture stays in, so that nothing is dropped
            unseen.
        title: The document's own title, where it declares one (not a guess).
        window_title: The title that a browser shows for it, where it is another.
        author: Its by-line, where it declares one.
        date: ISO 8601 date, where it declares one.
        source: Its canonical link, where it declares one.
        language: BCP 47 tag, where it declares one; else empty.
        site: What the head of its site says above it, text by text: its name, its menu.
        speakers: Who speaks in it, where it declares that.
        roles: What these are, by their names, where it declares that.
        is_chat: Whether it is a chat whose format says who wrote each message: what has
            no voice is a notice of the program.
        guessed_encoding: The encoding it was decoded from, by Python's name, where
            that is only a guess; else empty.
    """

    blocks: Sequence[Block]
    title: str = ""
    window_title: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    language: str = ""
    site: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    is_chat: bool = False
    guessed_encoding: str = ""


class UnreadableDocumentError(Exception):
    """A document can't be read; the message says why and what to do next."""
