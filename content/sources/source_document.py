"""One document of a source: how to read it, and what the source adds to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from content.document import Block, Document
from content.packed import packed


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A document of a source, not read yet.

    Attributes:
        name: What to call it: its file's name, or the end of its link in its blog,
            which may be of any length.
        load: Reads it, metadata and comments of the source included; raises
            `UnreadableDocumentError`, or `OSError` where its file cannot be opened.
    """

    name: str
    load: Callable[[], Document]


def with_metadata(
    document: Document,
    *,
    title: str = "",
    author: str = "",
    date: str = "",
    source: str = "",
    comments: Sequence[Block] = (),
) -> Document:
    """Return a document with its source's comments, and metadata that outrank its own.

    What the source does not have stays as the document has it.
    """
    return replace(
        document,
        blocks=packed(chain(document.blocks, comments)),
        title=title or document.title,
        author=author or document.author,
        date=date or document.date,
        source=source or document.source,
    )
