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

MAX_ELEMENTS = 500_000
"""Elements that an article, a post with its comments, or a thread may hold."""

_CUT = "{urn:rostra}cut"
_MAX_ROOT_BYTES = 1024 * 1024


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

    All other elements are freed as they end. Of one that holds too much, only a part is
    kept: `cut_short` says so.

    Raises:
        UnreadableDocumentError: The file is not well-formed XML.
    """
    with path.open("rb") as file:
        walk = etree.iterparse(
            _CleanedFile(file),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        # The wanted element that the walk is in, how many elements it holds so far,
        # and the last of those that are too many.
        wanted: Element | None = None
        size, surplus = 0, None
        try:
            for event, element in walk:
                if event == "start":
                    if wanted is None:
                        # A post may hold a `thread` that only names the one it is in.
                        wanted = element if local_name(element) in names else None
                        size, surplus = 0, None
                    size += 1
                elif wanted is None:
                    _free(element)
                elif element is wanted:
                    if size > MAX_ELEMENTS:
                        element.set(_CUT, "")
                    yield element
                    _free(element)
                    wanted = None
                elif size > MAX_ELEMENTS:
                    # The parser still holds on to the element that ends here.
                    if surplus is not None:
                        _remove(surplus)
                    element.clear()
                    surplus = element
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no whole XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error


def cut_short(element: Element) -> UnreadableDocumentError | None:
    """Return what to say of an element of which only a part was kept; None if whole."""
    if element.get(_CUT) is None:
        return None
    return UnreadableDocumentError(
        f"It holds more than {MAX_ELEMENTS:,} elements, the most that is read of one "
        "article and its comments. Save the page itself as .html, and import that."
    )


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
            while (chunk := file.read(4096)) and file.tell() <= _MAX_ROOT_BYTES:
                parser.feed(chunk.translate(_CONTROLS_TO_BLANKS))
                for _, found in parser.read_events():
                    root = cast("Element", found)
                    return local_name(root), frozenset(root.nsmap.values())
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"The file is no XML: {error.msg}. "
                "Export or download it once more, and try again."
            ) from error
    if chunk:
        raise UnreadableDocumentError(
            f"In the first {_MAX_ROOT_BYTES // 1024:,} KB of the XML nothing but its "
            "head is found. Export it once more, and try again."
        )
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


def _remove(element: Element) -> None:
    """Delete an element from its parent, together with the text after it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _free(element: Element) -> None:
    """Delete an element, and what precedes it, from the tree that the walk builds."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
