"""Read PDF files: the text of their pages as one text, running heads apart."""

import io

from pypdf import PdfReader
from pypdf.errors import DependencyError

from content.document import Document, UnreadableDocumentError
from content.formats.pdf.lines import PdfLine, lines_of_page, typewritten
from content.formats.plain import reader as plain
from content.formats.style_alignment import restore_styles

_DAMAGED = (
    "The PDF is damaged. Open it in a viewer, print it to a new PDF "
    "or copy its text to a .txt file, and try again."
)
_LOCKED = (
    "The PDF is protected by a password. Save it without one, "
    "or copy its text to a .txt file, and try again."
)
_PICTURES = (
    "The PDF holds pictures of pages, not text. Run it through a program "
    "that recognises text (OCR), and try again."
)


def read(data: bytes) -> Document:
    """Read a PDF file; a block's line is counted over the lines of all pages.

    Who made the file and when is not taken for the by-line and the date.

    Raises:
        UnreadableDocumentError: It is damaged, protected, or holds no text.
    """
    try:
        title, pages = _pages(data)
    except UnreadableDocumentError:
        raise
    except DependencyError as error:
        raise UnreadableDocumentError(_LOCKED) from error
    except Exception as error:
        # Broken files make the library fail in every way there is.
        raise UnreadableDocumentError(_DAMAGED) from error
    if not any(pages):
        raise UnreadableDocumentError(_PICTURES)
    pieces = typewritten(pages)
    blocks = plain.blocks_of("".join(text for text, _ in pieces))
    return Document(blocks=tuple(restore_styles(blocks, pieces)), title=title)


def _pages(data: bytes) -> tuple[str, list[list[PdfLine]]]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocumentError(_LOCKED)
    metadata = reader.metadata
    title = str((metadata and metadata.title) or "").strip()
    # Programs put the name of the file they printed there.
    made_up = "." in title[-6:] or title.lower().startswith(("microsoft", "untitled"))
    return "" if made_up else title, [lines_of_page(page) for page in reader.pages]
