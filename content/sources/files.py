"""A document's file, read together with the comments that lie beside it."""

import errno
from pathlib import Path

from content.document import (
    Block,
    Document,
    PageProgress,
    UnreadableDocumentError,
    no_pages,
)
from content.formats import MAX_BYTES, READERS, read_document
from content.sources import disqus, substack
from content.sources.source_document import with_metadata

_SUBSTACK_COMMENTS, _DISQUS_COMMENTS = ".comments.json", ".comments.xml"
COMMENT_FILE_SUFFIXES = (_SUBSTACK_COMMENTS, _DISQUS_COMMENTS)
XML_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".wxr"})
_MAIL_SUFFIXES = frozenset({".eml", ".mbox"})
_OLD_SUFFIXES = frozenset({".doc", ".rtf", ".odt", ".mht", ".mhtml"})
"""Of documents that are refused, but with a sentence that says as what to save them."""

SUFFIXES = (
    frozenset(READERS) - {"", ".json"} | XML_SUFFIXES | _MAIL_SUFFIXES | _OLD_SUFFIXES
)
"""Of the files that are read where a folder is; most JSON is beside some program."""


def read_file(
    path: Path,
    exports: tuple[disqus.DisqusExport, ...] = (),
    pages: PageProgress = no_pages,
) -> Document:
    """Read a document's file.

    Args:
        path: The file.
        exports: Disqus exports whose threads may belong to the document's link.
        pages: Told of each page that is read, where the document has pages.

    Raises:
        OSError: The file cannot be opened.
        UnreadableDocumentError: It, or the file of its comments, cannot be read.
    """
    document = read_document(_read_bytes(path), path.name, pages)
    under_link = (export.comments_under(document.source) for export in exports)
    comments = _comments_beside(path) or next(filter(None, under_link), ())
    return with_metadata(document, comments=comments) if comments else document


def _comments_beside(path: Path) -> tuple[Block, ...]:
    comments = path.with_name(f"{path.stem}{_SUBSTACK_COMMENTS}")
    if _is_file(comments):
        return substack.read_comments(_read_bytes(_here(comments)))
    comments = path.with_name(f"{path.stem}{_DISQUS_COMMENTS}")
    if _is_file(comments):
        return disqus.DisqusExport(_here(comments)).all_comments()
    return ()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # the document's own name just fits
            return False
        raise


def _here(path: Path) -> Path:
    """Return a path that is no link out of its folder.

    Raises:
        UnreadableDocumentError: It is.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise UnreadableDocumentError(
            f"The comments beside it, {path.name}, are a link out of the folder, and "
            "such links are not followed. Put the file itself there, or take it away."
        )
    return path


def _read_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        # Not by the size that the file claims: a pipe or a device claims none.
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"The file is over {MAX_BYTES // 1024 // 1024} MB, the most that is read. "
            "Split it and try again."
        )
    return data
