"""Every format a document may come in, read into blocks."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from content.document import Document, UnreadableDocumentError

__all__ = ["READERS", "read_document"]

# A packed document holds pictures; so much mere text would be a library.
MAX_BYTES = 100 * 1024 * 1024
MAX_TEXT_BYTES = 32 * 1024 * 1024

Reader = Callable[[bytes], Document]


def _reader(module: str) -> Reader:
    """Give a module's `read`; its libraries load with the first document of its kind."""

    def read(data: bytes) -> Document:
        found: Reader = import_module(f"content.formats.{module}.reader").read
        return found(data)

    return read


_PACKED = {".docx": _reader("docx"), ".pdf": _reader("pdf")}

# A reader adds itself here, by the extensions it reads.
READERS: dict[str, Reader] = {
    **dict.fromkeys(("", ".txt", ".text"), _reader("plain")),
    **dict.fromkeys((".md", ".markdown", ".mkd"), _reader("markdown")),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _reader("html")),
    **dict.fromkeys((".srt", ".vtt"), _reader("subtitles")),
    **_PACKED,
}

# What the first bytes of a document say it is, when its name does not.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", ".pdf"),
    (b"pk\x03\x04", ".docx"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
    (b"webvtt", ".vtt"),
)


def read_document(data: bytes, name: str) -> Document:
    """Read a document by its extension, or by what its first bytes say.

    Args:
        data: The document as found.
        name: Its file name; only the extension is looked at.

    Raises:
        UnreadableDocumentError: It cannot be read; the message says what to do next.
    """
    extension = _extension(data, name)
    most = MAX_BYTES if extension in _PACKED else MAX_TEXT_BYTES
    if len(data) > most:
        raise UnreadableDocumentError(
            f"The document is {len(data) // 1024 // 1024} MB; at most "
            f"{most // 1024 // 1024} MB are read. Split it into parts and try again."
        )
    return READERS[extension](data)


def _extension(data: bytes, name: str) -> str:
    extension = PurePath(name).suffix.lower()
    if extension in READERS and extension not in {"", ".txt", ".text"}:
        return extension
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, kind in _SIGNS:
        if head.startswith(sign) and kind in READERS:
            return kind
    return extension if extension in READERS else ""
