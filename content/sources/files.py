"""Read a file together with the comments that lie beside it."""

from pathlib import Path

from content.document import Block, Document, UnreadableDocumentError
from content.formats import MAX_BYTES, read_document
from content.sources import disqus, substack
from content.sources.source_document import with_metadata

BESIDE = (".comments.json", ".comments.xml")


def read_file(path: Path, exports: tuple[disqus.Disqus, ...] = ()) -> Document:
    """Read a document's file.

    Args:
        path: The file.
        exports: Disqus exports whose threads may belong to the document's link.

    Raises:
        OSError: The file cannot be opened.
        UnreadableDocumentError: It, or the file of its comments, cannot be read.
    """
    document = read_document(_bytes(path), path.name)
    comments = _beside(path) or disqus.under_any(exports, document.source)
    return with_metadata(document, comments=comments) if comments else document


def _beside(path: Path) -> tuple[Block, ...]:
    comments = path.with_name(f"{path.stem}.comments.json")
    if comments.is_file():
        return substack.comments_of(_bytes(comments))
    comments = path.with_name(f"{path.stem}.comments.xml")
    return disqus.Disqus(comments).all() if comments.is_file() else ()


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        # Not by the size that the file claims: a pipe or a device claims none.
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"The file is over {MAX_BYTES // 1024 // 1024} MB, the most that is read. "
            "Split it and try again."
        )
    return data
