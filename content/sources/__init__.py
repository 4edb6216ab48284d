"""The documents in a file, a folder, or the export of a blog."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from content.document import Document, PageProgress, UnreadableDocumentError
from content.formats import READERS
from content.sources import disqus, feed, safe_xml, substack, wordpress
from content.sources.files import XML_SUFFIXES, read_file
from content.sources.folders import Entry, refuse_link, walk
from content.sources.source_document import SourceDocument, with_metadata

__all__ = [
    "FoundSources",
    "Source",
    "SourceDocument",
    "find_documents",
    "find_sources",
    "is_single",
]

Source = Callable[[], Iterable[SourceDocument]]
"""A file or an export; when called it gives its documents, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSources:
    """What is read of a path, file by file.

    Attributes:
        passed_over: How many files of a folder are of kinds that are not read there.
    """

    sources: deque[Source]
    passed_over: int = 0


_FEED_ROOTS = frozenset({"rss", "RDF", "feed"})
# Endings that say what a file is; ".txt" may hold anything.
_NAMED_SUFFIXES = frozenset(READERS) - {"", ".txt", ".text"}
# As these, browsers save feeds, too, and pages may start as XML does.
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
# What feeds and exports start with, whatever the name they were saved under.
_FEED_STARTS = (b"<rss", b"<feed", b"<rdf")
_XML_STARTS = (b"<?xml", *_FEED_STARTS)


def is_single(path: Path) -> bool:
    """Return whether a path is one document, not a folder, a feed or an export.

    Raises:
        OSError: There is no such file or folder.
    """
    path.stat()
    return not path.is_dir() and not _is_xml(path)


def _is_xml(path: Path) -> bool:
    """Return whether a file is XML, by its ending or, where that is no proof, its start."""
    suffix = path.suffix.lower()
    if suffix in XML_SUFFIXES:
        return True
    is_page = suffix in _PAGE_SUFFIXES
    if (suffix in _NAMED_SUFFIXES and not is_page) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        # Who loads it will say why.
        return False
    if not head.startswith(_XML_STARTS) or b"<html" in head:
        return False
    return not is_page or any(start in head for start in _FEED_STARTS)


def find_documents(path: Path) -> Iterator[SourceDocument]:
    """Yield the documents of a file, a folder with all below it, or an export.

    In a folder, hidden files, those of unknown kinds and transcripts that an import
    wrote are passed over; a file that is named outright is always tried. What is broken is yielded too: its `load` says
    what is wrong.

    Raises:
        OSError: There is no such file or folder.
    """
    sources = find_sources(path).sources
    while sources:
        yield from sources.popleft()()


def find_sources(path: Path) -> FoundSources:
    """Return what `find_documents` reads, file by file; the names alone are read now.

    Raises:
        OSError: There is no such file or folder.
    """
    path.stat()
    if not path.is_dir():
        return FoundSources(sources=deque([partial(_in_file, path)]))
    exports: dict[Path, _Exports] = {}
    found: deque[Source] = deque()
    passed_over = 0
    for entry in walk(path):
        if entry.is_other_kind:
            passed_over += 1
            continue
        folder = entry.path.parent
        if entry.beside and folder not in exports:
            exports[folder] = _Exports(entry.beside)
        beside = exports[folder] if entry.beside else _Exports(())
        found.append(partial(_in_entry, entry, beside))
    return FoundSources(sources=found, passed_over=passed_over)


def _in_file(
    path: Path, exports: tuple[disqus.DisqusExport, ...] = ()
) -> Iterator[SourceDocument]:
    if _is_xml(path):
        yield from _until_broken(path, _in_xml(path))
    else:
        yield SourceDocument(name=path.name, read=partial(read_file, path, exports))


def _in_entry(entry: Entry, exports: "_Exports") -> Iterator[SourceDocument]:
    if entry.error:
        yield _failing(entry.path, entry.error)
        return
    if not entry.beside:
        posts = _in_substack(entry.path)
        yield from _until_broken(entry.path / "posts.csv", posts)
    elif entry.path not in exports.by_file:
        yield from _in_file(entry.path, exports.whole)
    elif not isinstance(found := exports.by_file[entry.path], disqus.DisqusExport):
        yield _failing(entry.path, found)


class _Exports:
    """The Disqus exports among a folder's files, read when they are first asked for.

    Args:
        files: The folder's files.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    @cached_property
    def whole(self) -> tuple[disqus.DisqusExport, ...]:
        """The exports that can be read."""
        return tuple(
            each
            for each in self.by_file.values()
            if isinstance(each, disqus.DisqusExport)
        )

    @cached_property
    def by_file(
        self,
    ) -> dict[Path, disqus.DisqusExport | UnreadableDocumentError | OSError]:
        """Each export by its file, or why it can't be read."""
        found: dict[Path, disqus.DisqusExport | UnreadableDocumentError | OSError] = {}
        for path in self._files:
            if path.suffix.lower() not in XML_SUFFIXES or not _is_disqus(path):
                continue
            try:
                found[path] = disqus.DisqusExport(path)
            except (UnreadableDocumentError, OSError) as error:
                found[path] = error
        return found


def _is_disqus(path: Path) -> bool:
    try:
        return safe_xml.read_root(path)[0] == "disqus"
    except (UnreadableDocumentError, OSError):
        return False  # who loads it says why


def _in_xml(path: Path) -> Iterator[SourceDocument]:
    root, namespaces = safe_xml.read_root(path)
    if any("wordpress.org/export" in (space or "") for space in namespaces):
        yield from wordpress.read_posts(path)
    elif root in _FEED_ROOTS:
        yield from feed.read_articles(path)
    elif root == "html":
        yield SourceDocument(name=path.name, read=partial(read_file, path, ()))
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

        def read(pages: PageProgress, post: substack.ListedPost = post) -> Document:
            if error := refuse_link(post.path, folder.resolve()):
                raise error
            document = read_file(post.path, (), pages)
            return with_metadata(document, title=post.title, date=post.date)

        name = post.path.stem.partition(".")[2] or post.path.stem
        yield SourceDocument(name=name, read=read)


def _until_broken(
    path: Path, documents: Iterator[SourceDocument]
) -> Iterator[SourceDocument]:
    """Yield an export's documents until it breaks, then one whose `load` says why."""
    try:
        yield from documents
    except (UnreadableDocumentError, OSError) as error:
        yield _failing(path, error)


def _failing(path: Path, error: UnreadableDocumentError | OSError) -> SourceDocument:
    def read(_pages: PageProgress) -> Document:
        raise error

    return SourceDocument(name=path.name, read=read)
