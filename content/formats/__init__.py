"""The document formats: one reader each, all of which give a `Document` of blocks."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from content.document import (
    Document,
    PageProgress,
    UnreadableDocumentError,
    no_pages,
)
from content.formats.card_lines import set_cards_apart
from content.formats.encoded_mails import decode_mails
from content.formats.even_blocks import as_paragraphs
from content.formats.fillers import without_fillers
from content.formats.link_lines import set_links_apart
from content.formats.readers_comments.sections import with_readers_comments
from content.formats.shown_posts import with_shown_posts

# Word and PDF files hold pictures too; so much mere text would be a library.
MAX_BYTES = 100 * 1024 * 1024
MAX_TEXT_BYTES = 32 * 1024 * 1024
MAX_JSON_PARTS = 1_000_000
"""Lists and objects of JSON: each takes many times its bytes."""

_PLAIN_EXTENSIONS = ("", ".txt", ".text")
_BINARY_EXTENSIONS = (".docx", ".pdf")

READERS: dict[str, str] = {
    **dict.fromkeys(_PLAIN_EXTENSIONS, "content.formats.plain.reader"),
    **dict.fromkeys((".md", ".markdown", ".mkd"), "content.formats.markdown.reader"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "content.formats.html.reader"),
    **dict.fromkeys((".srt", ".vtt"), "content.formats.subtitles"),
    ".docx": "content.formats.docx.reader",
    ".json": "content.formats.chat_json.reader",
    ".pdf": "content.formats.pdf",
}
"""The module that reads each extension, by its function `read`.

A module is imported with the first document of its format, since the libraries that
some of them need take long to load.
"""

# What a document of each format starts with, for documents whose name does not say.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", ".pdf"),
    (b"pk\x03\x04", ".docx"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
    (b"webvtt", ".vtt"),
)
# A chat as text may open with a bracket, too: "[24.05.21, 19:04] Name: words".
_JSON_START = re.compile(rb"\[\s*[\[{]|\{\s*\"")


def read_document(data: bytes, name: str, pages: PageProgress = no_pages) -> Document:
    """Read a document by its extension, or by what its first bytes say.

    Args:
        data: The document as found.
        name: Its file name; only the extension is looked at.
        pages: Told of each page that is read; only those of PDF files take long.

    Raises:
        UnreadableDocumentError: It cannot be read; the message says what to do next.
    """
    extension = _extension(data, name)
    limit = MAX_BYTES if extension in _BINARY_EXTENSIONS else MAX_TEXT_BYTES
    if len(data) > limit:
        raise UnreadableDocumentError(
            f"The document is {len(data) // 1024 // 1024} MB; at most "
            f"{limit // 1024 // 1024} MB are read. Split it into parts and try again."
        )
    if extension in _PLAIN_EXTENSIONS:
        data = decode_mails(data, _read_page)
    read = _reader(extension)
    document = read(data, pages) if extension == ".pdf" else read(data)
    document = as_paragraphs(without_fillers(set_links_apart(document)))
    document = set_cards_apart(document)
    return with_shown_posts(with_readers_comments(document))


def _reader(extension: str) -> Callable[..., Document]:
    read: Callable[..., Document] = import_module(READERS[extension]).read
    return read


def _read_page(data: bytes) -> Document:
    return _reader(".html")(data)


def _extension(data: bytes, name: str) -> str:
    extension = PurePath(name).suffix.lower()
    if extension in READERS and extension not in _PLAIN_EXTENSIONS:
        return extension
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if len(data) <= MAX_TEXT_BYTES and _JSON_START.match(head) and _is_json(data):
        return ".json"
    return extension if extension in READERS else ""


def _is_json(data: bytes) -> bool:
    if not data.rstrip().endswith((b"]", b"}")):
        return False
    if data.count(b"[") + data.count(b"{") > MAX_JSON_PARTS:
        return True  # its reader says that it is too much
    try:
        json.loads(data)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
