"""Take the lines off the pages of a PDF: where each stands and how it looks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pypdf import PageObject

from content.document import TextStyle
from content.formats.inline_builder import NO_STYLES, TextStyles

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED = ("italic", "oblique")
# Paragraphs stand apart by this much more than their lines do.
_PARTED = 1.35
# A blank's width in points, near enough to count an indent.
_BLANK = 5.5
_DEEPEST_INDENT = 40


@dataclass(slots=True)
class PdfLine:
    """Hold one line of a page.

    Attributes:
        left: Points from the page's left edge, or as the page counts them.
        height: Points from the page's bottom.
        pieces: The line's text, and how each piece looks.
    """

    left: float = 0.0
    height: float = 0.0
    pieces: list[tuple[str, TextStyles]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether anything stands on the line."""
        return any(text.strip() for text, _ in self.pieces)


def lines_of_page(page: PageObject) -> list[PdfLine]:
    """Give a page's lines in the order in which the file draws them."""
    lines = [PdfLine()]

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
                lines.append(PdfLine())
            if not part:
                continue
            if part.strip() and not lines[-1]:
                lines[-1].left = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                lines[-1].height = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            lines[-1].pieces.append((part, _looks(font)))

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line]


def _looks(font: dict[str, object] | None) -> TextStyles:
    name = str(font.get("/BaseFont", "")).lower() if font else ""
    looks = {TextStyle.BOLD} if any(word in name for word in _BOLD) else set()
    if any(word in name for word in _SLANTED):
        looks.add(TextStyle.ITALIC)
    return frozenset(looks)


def typewritten(
    pages: Sequence[Sequence[PdfLine]],
) -> list[tuple[str, TextStyles]]:
    """Set pages as plain text with indents, blank lines and a form feed for each page."""
    steps = Counter(
        round(one.height - two.height)
        for page in pages
        for one, two in pairwise(page)
        if 4 < one.height - two.height < 60
    )
    step = steps.most_common(1)[0][0] if steps else 0
    out: list[tuple[str, TextStyles]] = []
    for page in pages:
        out.append(("\f", NO_STYLES))
        edges = Counter(round(line.left) for line in page)
        # The commonest edge that others do not lie left of by a mere hair.
        edge = edges.most_common(1)[0][0] if edges else 0
        before: PdfLine | None = None
        for line in page:
            if before is not None:
                gap = before.height - line.height
                parted = step and gap > step * _PARTED and gap < 20 * step
                out.append(("\n\n" if parted else "\n", NO_STYLES))
            indent = min(_DEEPEST_INDENT, max(0, round((line.left - edge) / _BLANK)))
            out.append((" " * indent, NO_STYLES))
            out.extend(line.pieces)
            before = line
    return out
