"""PDF files: the text of all pages, read as plain text with the styles of its fonts."""

import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from statistics import fmean

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from content.document import (
    Document,
    PageProgress,
    TextStyle,
    UnreadableDocumentError,
    no_pages,
)
from content.formats.inline_builder import NO_STYLES, TextStyles
from content.formats.plain.reader import read_text
from content.formats.style_alignment import restore_styles
from content.language.word_lists import WordPattern

_DAMAGED = (
    "The PDF is damaged. Open it in a viewer, print it to a new PDF "
    "or copy its text to a .txt file, and try again."
)
# Programs put the name of the file they printed there, or what no one typed a title over.
_MADE_UP_TITLE = WordPattern(r"\(|<pages.made_up_titles>")
_LOCKED = (
    "The PDF is protected by a password. Save it without one, "
    "or copy its text to a .txt file, and try again."
)
_PICTURES = (
    "The PDF holds pictures of pages, not text. Run it through a program "
    "that recognises text (OCR), and try again."
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
MAX_PAGES = 10_000
"""Pages of a file; one that names a page again and again has no end."""

MAX_OPERATIONS = 10_000_000
"""Steps that draw all pages; a page of text takes some hundred, a map a million."""

MAX_PIECES = 2_000_000
"""Pieces of text on all pages; each takes some hundred bytes of memory."""

# What the names of bold and italic fonts contain.
_BOLD_FONTS = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_FONTS = ("italic", "oblique")
# A gap so many times the usual distance of lines parts two paragraphs.
_PARAGRAPH_GAP_RATIO = 1.35
# Lines that go on in the next are so many times longer than those that stand alone.
_WRAPPED_RATIO = 1.3
_MIN_WRAPPED = 3
# The width of a blank, near enough to count an indent.
_BLANK_POINTS = 5.5
_MAX_INDENT_BLANKS = 40
# Blanks between two words that were stretched to fill a line; columns are further apart.
_STRETCH = re.compile(r"(?<=\S) {2,4}(?=\S)")
_MIN_STRETCHED_WORDS = 6
_MIN_STRETCHED_SHARE = 0.25


def read(data: bytes, pages: PageProgress = no_pages) -> Document:
    """Read a PDF file; a block's line is counted over the lines of all pages.

    Who made the file and when is not taken for the by-line and the date.

    Args:
        data: The file.
        pages: Told of each page that is read.

    Raises:
        UnreadableDocumentError: It is damaged, protected, or holds no text.
    """
    # What it says of broken places names no file, and what matters it raises.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        title, lines = _read_pages(data, pages)
    except UnreadableDocumentError:
        raise
    except DependencyError as error:
        raise UnreadableDocumentError(_LOCKED) from error
    except Exception as error:
        # Broken files make the library fail in every way there is.
        raise UnreadableDocumentError(_DAMAGED) from error
    if not any(lines):
        raise UnreadableDocumentError(_PICTURES)
    pieces = _plain_text([_without_stretches(page) for page in lines])
    blocks = read_text("".join(text for text, _ in pieces))
    return Document(blocks=tuple(restore_styles(blocks, pieces)), title=title)


@dataclass(slots=True)
class _Line:
    """A line of a page.

    Attributes:
        left: Points from the page's left edge, or as the page counts them.
        height: Points from the page's bottom.
        pieces: The line's text, and the styles of each piece.
    """

    left: float = 0.0
    height: float = 0.0
    pieces: list[tuple[str, TextStyles]] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the signs on the line."""
        return sum(len(text) for text, _ in self.pieces)

    def __bool__(self) -> bool:
        """Return whether anything stands on the line."""
        return any(text.strip() for text, _ in self.pieces)


def _read_pages(data: bytes, pages: PageProgress) -> tuple[str, list[list[_Line]]]:
    """Return a file's title, if it has one, and the lines of each page."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocumentError(_LOCKED)
    metadata = reader.metadata
    title = str((metadata and metadata.title) or "").strip()
    made_up = "." in title[-6:] or _MADE_UP_TITLE.match(title)
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise _TooLongError(f"{count:,} pages", f"{MAX_PAGES:,}")
    work = _Work()
    lines = []
    for number, page in enumerate(reader.pages, start=1):
        lines.append(_lines_of_page(page, work))
        pages(number, count)
    return "" if made_up else title, lines


class _TooLongError(UnreadableDocumentError):
    """A file that holds more than is read."""

    def __init__(self, what: str, limit: str) -> None:
        super().__init__(
            f"The PDF holds {what}; at most {limit} are read. Split it into parts, or "
            "copy its text to a .txt file, and try again."
        )


@dataclass(slots=True)
class _Work:
    """What was read of a file so far."""

    operations: int = 0
    pieces: int = 0

    def add_operation(self, *_: object) -> None:
        """Count a step that draws a page.

        Raises:
            _TooLongError: There were too many, also before.
        """
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            limit = f"{MAX_OPERATIONS:,}"
            raise _TooLongError(f"more than {limit} steps that draw its pages", limit)
        # The library passes over what is wrong within a drawing that pages share.
        self.check_pieces()

    def check_pieces(self) -> None:
        """Refuse a file whose text is in too many pieces.

        Raises:
            _TooLongError: It is.
        """
        if self.pieces > MAX_PIECES:
            limit = f"{MAX_PIECES:,}"
            raise _TooLongError(f"more than {limit} pieces of text", limit)


def _lines_of_page(page: PageObject, work: _Work) -> list[_Line]:
    """Return a page's lines in the order in which the file draws them.

    Raises:
        UnreadableDocumentError: The file is too long.
    """
    lines = [_Line()]

    def visit(
        text: str,
        cm: list[float],
        tm: list[float],
        font: dict[str, object] | None,
        _size: float,
    ) -> None:
        text = text.translate(_LIGATURES)
        for n, part in enumerate(text.split("\n")):
            if n:
                lines.append(_Line())
            work.pieces += 1
            if not part:
                continue
            if part.strip() and not lines[-1]:
                lines[-1].left = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                lines[-1].height = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            lines[-1].pieces.append((part, _styles(font)))

    page.extract_text(visitor_text=visit, visitor_operand_before=work.add_operation)
    work.check_pieces()
    return [line for line in lines if line]


def _styles(font: dict[str, object] | None) -> TextStyles:
    name = str(font.get("/BaseFont", "")).lower() if font else ""
    styles = {TextStyle.BOLD} if any(word in name for word in _BOLD_FONTS) else set()
    if any(word in name for word in _ITALIC_FONTS):
        styles.add(TextStyle.ITALIC)
    return frozenset(styles)


def _without_stretches(page: Sequence[_Line]) -> Sequence[_Line]:
    """Return a page's lines with single blanks where they were stretched to one width.

    Gaps between columns are wider, and stay.
    """
    lines = ["".join(text for text, _ in line.pieces) for line in page]
    long = [text for text in lines if len(text.split()) >= _MIN_STRETCHED_WORDS]
    stretched = sum(_STRETCH.search(text) is not None for text in long)
    if stretched < 2 or stretched < _MIN_STRETCHED_SHARE * len(long):
        return page
    for line in page:
        after_blank = False
        for n, (stretched_text, styles) in enumerate(line.pieces):
            text = _STRETCH.sub(" ", stretched_text)
            text = text[after_blank and re.match(r" \S", text) is not None :]
            after_blank = text.endswith(" ") if text else after_blank
            line.pieces[n] = (text, styles)
    return page


def _usual_distance(pages: Sequence[Sequence[_Line]]) -> int:
    """Return the points from line to line within a paragraph; 0 where nothing tells.

    It is the commonest, but where most turns have one line, as in a dialogue: then the
    commonest is the gap between two, and what is longer than these lines is wrapped.
    """
    lengths: defaultdict[int, list[int]] = defaultdict(list)
    for one, two in chain.from_iterable(map(pairwise, pages)):
        if 4 < one.height - two.height < 60:
            lengths[round(one.height - two.height)].append(len(one))
    if not lengths:
        return 0
    commonest = max(lengths, key=lambda distance: len(lengths[distance]))
    short = fmean(lengths[commonest])
    return next(
        (
            distance
            for distance, above in sorted(lengths.items())
            if distance * _PARAGRAPH_GAP_RATIO < commonest
            and len(above) >= max(_MIN_WRAPPED, len(lengths[commonest]) // 8)
            and fmean(above) > _WRAPPED_RATIO * short
        ),
        commonest,
    )


def _plain_text(pages: Sequence[Sequence[_Line]]) -> list[tuple[str, TextStyles]]:
    """Return the pages as plain text in pieces, with the styles of each piece.

    Indents become blanks, gaps blank lines, and a form feed opens each page.
    """
    usual = _usual_distance(pages)
    out: list[tuple[str, TextStyles]] = []
    for page in pages:
        out.append(("\f", NO_STYLES))
        edges = Counter(round(line.left) for line in page)
        edge = edges.most_common(1)[0][0] if edges else 0
        before: _Line | None = None
        for line in page:
            if before is not None:
                gap = before.height - line.height
                wide = usual and usual * _PARAGRAPH_GAP_RATIO < gap
                out.append(("\n\n" if wide else "\n", NO_STYLES))
            indent = max(0, round((line.left - edge) / _BLANK_POINTS))
            out.append((" " * min(_MAX_INDENT_BLANKS, indent), NO_STYLES))
            out.extend(line.pieces)
            before = line
    return out
