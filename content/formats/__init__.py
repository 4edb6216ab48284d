"""Every format a document may come in, read into blocks."""

from collections.abc import Callable
from pathlib import PurePath

from content.blocks import Document
from content.formats import docx, html, markdown, pdf, plain, subtitles
from content.formats.errors import UnreadableDocument

__all__ = ["READERS", "UnreadableDocument", "read_document"]

MAX_BYTES = 32 * 1024 * 1024

Reader = Callable[[bytes], Document]

# A reader adds itself here, by the extensions it reads.
READERS: dict[str, Reader] = {
    "": plain.read,
    ".txt": plain.read,
    ".text": plain.read,
    **dict.fromkeys((".md", ".markdown", ".mkd"), markdown.read),
    ".docx": docx.read,
    ".pdf": pdf.read,
    **dict.fromkeys((".srt", ".vtt"), subtitles.read),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
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
        UnreadableDocument: It cannot be read; the message says what to do next.
    """
    if len(data) > MAX_BYTES:
        size, limit = len(data) // 1024 // 1024, MAX_BYTES // 1024 // 1024
        raise UnreadableDocument(
            f"The document is {size} MB; at most {limit} MB are read. "
            "Split it into parts and try again."
        )
    return READERS[_extension(data, name)](data)


def _extension(data: bytes, name: str) -> str:
    extension = PurePath(name).suffix.lower()
    if extension in READERS and extension not in {"", ".txt", ".text"}:
        return extension
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, kind in _SIGNS:
        if head.startswith(sign) and kind in READERS:
            return kind
    return extension if extension in READERS else ""
