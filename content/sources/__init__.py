"""The documents in a file, a folder, or the export of a blog."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from content.document import Document, UnreadableDocumentError
from content.formats import READERS
from content.sources import disqus, feed, safe_xml, substack, wordpress
from content.sources.files import COMMENT_FILE_SUFFIXES, read_file
from content.sources.source_document import SourceDocument, with_metadata

__all__ = ["SourceDocument", "find_documents", "is_single"]

_XML_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".wxr"})
_FEED_ROOTS = frozenset({"rss", "RDF", "feed"})
# Endings that say what a file is; ".txt" may hold anything.
_NAMED_SUFFIXES = frozenset(READERS) - {"", ".txt", ".text"}
_SUFFIXES = frozenset(READERS) - {""} | _XML_SUFFIXES


# What feeds and exports start with, whatever the name they were saved under.
_XML_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf")


def is_single(path: Path) -> bool:
    """Return whether a path is one document, not a folder, a feed or an export.

    Raises:
        OSError: There is no such file or folder.
    """
    path.stat()
    return not path.is_dir() and not _is_xml(path)


def _is_xml(path: Path) -> bool:
    """Return whether a file is XML, by its ending or, where that says nothing, its start."""
    suffix = path.suffix.lower()
    if suffix in _XML_SUFFIXES:
        return True
    if suffix in _NAMED_SUFFIXES or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        # Who loads it will say why.
        return False
    return head.startswith(_XML_STARTS) and b"<html" not in head


def find_documents(path: Path) -> Iterator[SourceDocument]:
    """Yield the documents of a file, a folder with all below it, or an export.

    In a folder, hidden files and those of unknown kinds are passed over; a file that
    is named outright is always tried. What is broken is yielded too: its `load` says
    what is wrong.

    Raises:
        OSError: There is no such file or folder.
    """
    path.stat()
    if path.is_dir():
        yield from _in_folder(path)
    elif _is_xml(path):
        yield from _until_broken(path, _in_xml(path))
    else:
        yield SourceDocument(name=path.name, load=partial(read_file, path))


def _in_folder(folder: Path) -> Iterator[SourceDocument]:
    if substack.is_export(folder):
        yield from _until_broken(folder / "posts.csv", _in_substack(folder))
        return
    paths = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
    paths = [path for path in paths if not path.name.startswith(".")]
    files = {
        path: path.stem
        for path in paths
        if path.suffix.lower() in _SUFFIXES
        and not path.name.lower().endswith(COMMENT_FILE_SUFFIXES)
        and path.is_file()
    }
    exports, broken = _disqus_exports(files)
    yield from broken
    for path in paths:
        if path in files and path not in exports:
            if _is_xml(path):
                yield from _until_broken(path, _in_xml(path))
            else:
                found = tuple(export for export in exports.values() if export)
                load = partial(read_file, path, found)
                yield SourceDocument(name=path.name, load=load)
        elif path.is_dir() and not path.is_symlink():
            # A browser saves a page's frames in a folder that has the page's name.
            page = path.name.removesuffix("_files")
            if page == path.name or page not in files.values():
                yield from _in_folder(path)


def _disqus_exports(
    files: dict[Path, str],
) -> tuple[dict[Path, disqus.DisqusExport | None], list[SourceDocument]]:
    """Read the Disqus exports among a folder's files; return also the broken ones."""
    exports: dict[Path, disqus.DisqusExport | None] = {}
    broken = []
    for path in files:
        if path.suffix.lower() not in _XML_SUFFIXES:
            continue
        try:
            if safe_xml.read_root(path)[0] == "disqus":
                exports[path] = None
                exports[path] = disqus.DisqusExport(path)
        except UnreadableDocumentError as error:
            if path in exports:
                broken.append(_failing(path, error))
    return exports, broken


def _in_xml(path: Path) -> Iterator[SourceDocument]:
    root, namespaces = safe_xml.read_root(path)
    if any("wordpress.org/export" in (space or "") for space in namespaces):
        yield from wordpress.read_posts(path)
    elif root in _FEED_ROOTS:
        yield from feed.read_articles(path)
    elif root == "html":
        yield SourceDocument(name=path.name, load=partial(read_file, path))
    elif root == "disqus":
        raise UnreadableDocumentError(
            "These are comments only. Put the file into the folder of the documents "
            "they belong to, and import that folder."
        )
    else:
        raise UnreadableDocumentError(
            f"This XML is neither a feed nor an export that is known here (<{root}>). "
            "Save the document as .html, .md or .txt, and try again."
        )


def _in_substack(folder: Path) -> Iterator[SourceDocument]:
    for post in substack.published_posts(folder):

        def load(post: substack.ListedPost = post) -> Document:
            return with_metadata(read_file(post.path), title=post.title, date=post.date)

        name = post.path.stem.partition(".")[2] or post.path.stem
        yield SourceDocument(name=name, load=load)


def _until_broken(
    path: Path, documents: Iterator[SourceDocument]
) -> Iterator[SourceDocument]:
    """Yield an export's documents until it breaks, then one whose `load` says why."""
    try:
        yield from documents
    except UnreadableDocumentError as error:
        yield _failing(path, error)


def _failing(path: Path, error: UnreadableDocumentError) -> SourceDocument:
    def load() -> Document:
        raise error

    return SourceDocument(name=path.name, load=load)
