"""Read Word documents (.docx) into blocks."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.document import Document as WordDocument

from content.document import Block, BlockKind, Document, UnreadableDocumentError
from content.formats.docx.styles import styles_of
from content.formats.docx.text import BodyText

_DAMAGED = (
    "The Word document is damaged or of another kind. Open it in an office program, "
    "save it as .docx once more, and try again."
)
# What a document may unpack to; a longer one is a trap, not a speech.
_MOST_UNPACKED = 256 * 1024 * 1024


def read(data: bytes) -> Document:
    """Read a Word document; a block's line is the number of its paragraph.

    Changes that are only proposed count as made; what reviewers remarked is left out.
    Who saved the file and when is not taken for the by-line and the date.

    Raises:
        UnreadableDocumentError: It is damaged, not a Word document, or holds no text.
    """
    _weigh(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = BodyText(styles_of(document))
        blocks = tuple(body.blocks(document.element.body))
        around = tuple(_around(document, body))
        properties = document.core_properties
        title, language = properties.title or "", properties.language or ""
    except Exception as error:
        # Broken packages make the library fail in every way there is.
        raise UnreadableDocumentError(_DAMAGED) from error
    if not any(block.text for block in blocks):
        raise UnreadableDocumentError(
            "The Word document holds no text. Check that it was saved whole, "
            "then try again."
        )
    return Document(blocks=blocks + around, title=title.strip(), language=language)


def _weigh(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in package.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableDocumentError(_DAMAGED) from error
    if unpacked > _MOST_UNPACKED:
        raise UnreadableDocumentError(
            f"The Word document unpacks to {unpacked // 1024 // 1024} MB; at most "
            f"{_MOST_UNPACKED // 1024 // 1024} MB are read. Save it without pictures "
            "and try again."
        )
    if encrypted:
        raise UnreadableDocumentError(
            "The Word document is protected. Save it without a password and try again."
        )


def _around(document: WordDocument, body: BodyText) -> Iterator[Block]:
    """Yield the running heads and feet, each text once, as furniture."""
    seen: set[str] = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            if part.is_linked_to_previous:
                continue
            for block in body.blocks(part._element):  # noqa: SLF001 - heads have no other way to their content controls
                if block.text and block.text not in seen:
                    seen.add(block.text)
                    yield replace(block, kind=BlockKind.FURNITURE, level=0)
