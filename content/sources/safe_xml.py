"""Read XML exports of any length: nothing expanded, nothing fetched."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from lxml import etree
from lxml.etree import _Element as Element

from content.document import UnreadableDocumentError

# Exports hold what visitors pasted, also signs that XML forbids.
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_SPACES = bytes.maketrans(_FORBIDDEN, b" " * len(_FORBIDDEN))
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class _Clean(io.RawIOBase):
    """Give a file's bytes with forbidden control signs as blanks."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._wide = False

    def read(self, size: int = -1) -> bytes:
        start = self._file.tell() == 0
        data = self._file.read(size)
        if start:
            self._wide = data.startswith(_WIDE)
        return data if self._wide else data.translate(_SPACES)


def elements(path: Path, *names: str) -> Iterator[Element]:
    """Yield a file's elements of these local names as each ends, then forget it.

    Raises:
        UnreadableDocumentError: The file is not well-formed XML.
    """
    with path.open("rb") as file:
        walk = etree.iterparse(
            _Clean(file),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        try:
            for _, element in walk:
                # A post may hold a `thread` that only names the one it is in.
                if not any(local(e) in names for e in element.iterancestors()):
                    yield element
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no whole XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error


def root_of(path: Path) -> tuple[str, frozenset[str]]:
    """Give the local name of a file's root, and the namespaces it declares.

    Raises:
        UnreadableDocumentError: The file does not begin as XML does.
    """
    with path.open("rb") as file:
        parser = etree.XMLPullParser(
            events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            while chunk := file.read(4096):
                parser.feed(chunk.translate(_SPACES))
                for _, found in parser.read_events():
                    root = cast("Element", found)
                    return local(root), frozenset(root.nsmap.values())
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error
    raise UnreadableDocumentError(
        "The file is empty. Export it once more, and try again."
    )


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, name: str, *, space: str = "") -> Element | None:
    """Give the first child of a local name, if need be of a namespace holding `space`."""
    for found in element.iterchildren(f"{{*}}{name}"):
        if space in str(found.tag):
            return found
    return None


def text(element: Element | None, name: str, *, space: str = "") -> str:
    """Give the text of an element's child, or nothing."""
    found = None if element is None else child(element, name, space=space)
    return "" if found is None else inner(found).strip()


def inner(element: Element) -> str:
    """Give all text within an element."""
    return "".join(map(str, element.itertext()))


def line_of(element: Element) -> int:
    """Give the line on which an element starts, counted from 1."""
    return int(cast("int | None", element.sourceline) or 1)


def _forget(element: Element) -> None:
    """Drop an element, and what precedes it, from the tree that the walk builds."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
