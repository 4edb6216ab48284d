"""One document of a source: how to read it, and what the source adds to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from content.document import Block, Document, PageProgress, no_pages
from content.packed import packed


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A document of a source, not read yet.

    Attributes:
        name: What to call it: its file's name, or the end of its link in its blog,
            which may be of any length.
        read: Reads it, metadata and comments of the source included.
    """

    name: str
    read: Callable[[PageProgress], Document]

    def load(self, pages: PageProgress = no_pages) -> Document:
        """Read the document.

        Args:
            pages: Told of each page that is read, where the document has pages.

        Raises:
            UnreadableDocumentError: It can't be read.
            OSError: Its file can't be opened.
        """
        return self.read(pages)


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
