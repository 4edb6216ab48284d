"""What a source gives for each document it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from content.document import Block, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """Hold one document of a source, not read yet.

    Attributes:
        name: What to call it, such as its file's name or its place in its blog's links.
        load: Reads it, metadata and comments of the source included; raises
            `UnreadableDocumentError`, or `OSError` where its file cannot be opened.
        title: What the source says its title is; may be empty.
        date: ISO 8601 date, where the source says one.
        source: Its link, where the source says one.
    """

    name: str
    load: Callable[[], Document]
    title: str = ""
    date: str = ""
    source: str = ""


def with_metadata(
    document: Document,
    *,
    title: str = "",
    author: str = "",
    date: str = "",
    source: str = "",
    language: str = "",
    comments: Sequence[Block] = (),
) -> Document:
    """Give a document with what its source knows better than itself."""
    return replace(
        document,
        blocks=(*document.blocks, *comments),
        title=title or document.title,
        author=author or document.author,
        date=date or document.date,
        source=source or document.source,
        language=language or document.language,
    )
