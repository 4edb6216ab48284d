"""XML exports of any length, read with nothing expanded and nothing fetched."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from lxml import etree
from lxml.etree import _Element as Element

from content.document import UnreadableDocumentError

# Exports hold what visitors pasted, also characters that XML forbids.
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_CONTROLS_TO_BLANKS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class _CleanedFile(io.RawIOBase):
    """A file's bytes, with blanks for the control characters that XML forbids."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._is_utf16 = False

    def read(self, size: int = -1) -> bytes:
        start = self._file.tell() == 0
        data = self._file.read(size)
        if start:
            self._is_utf16 = data.startswith(_UTF16_BOMS)
        return data if self._is_utf16 else data.translate(_CONTROLS_TO_BLANKS)


def iter_elements(path: Path, *names: str) -> Iterator[Element]:
    """Yield a file's elements of these local names as each ends, then free it.

    Raises:
        UnreadableDocumentError: The file is not well-formed XML.
    """
    with path.open("rb") as file:
        walk = etree.iterparse(
            _CleanedFile(file),
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
                if not any(local_name(e) in names for e in element.iterancestors()):
                    yield element
                    _free(element)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no whole XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error


def read_root(path: Path) -> tuple[str, frozenset[str]]:
    """Return the local name of a file's root, and the namespaces it declares.

    Raises:
        UnreadableDocumentError: The file does not begin as XML does.
    """
    with path.open("rb") as file:
        parser = etree.XMLPullParser(
            events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            while chunk := file.read(4096):
                parser.feed(chunk.translate(_CONTROLS_TO_BLANKS))
                for _, found in parser.read_events():
                    root = cast("Element", found)
                    return local_name(root), frozenset(root.nsmap.values())
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error
    raise UnreadableDocumentError(
        "The file is empty. Export it once more, and try again."
    )


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def find_child(element: Element, name: str, *, namespace: str = "") -> Element | None:
    """Return the first child of a local name whose namespace contains `namespace`."""
    for found in element.iterchildren(f"{{*}}{name}"):
        if namespace in str(found.tag):
            return found
    return None


def child_text(element: Element | None, name: str) -> str:
    """Return the text of the first child of a local name, or ""."""
    found = None if element is None else find_child(element, name)
    return "" if found is None else inner_text(found).strip()


def inner_text(element: Element) -> str:
    """Return all text within an element."""
    return "".join(map(str, element.itertext()))


def source_line(element: Element) -> int:
    """Return the line on which an element starts, counted from 1."""
    return int(cast("int | None", element.sourceline) or 1)


def _free(element: Element) -> None:
    """Delete an element, and what precedes it, from the tree that the walk builds."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
