"""The text of one block, put together from styled pieces as a page would show it."""

import re

from content.document import Run, TextStyle

TextStyles = frozenset[TextStyle]
NO_STYLES: TextStyles = frozenset()

_BLANK = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Soft hyphens and zero-width spaces show nothing, but hide a word from a search.
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))


class InlineBuilder:
    """A block's text under construction; white space collapses as on a page.

    Attributes:
        breaks: How many line breaks stand at the end of what was added so far.
    """

    def __init__(self) -> None:
        self._pieces: list[tuple[str, TextStyles]] = []
        self._has_text = False
        self.breaks = 0

    def __bool__(self) -> bool:
        """Return whether anything visible was added."""
        return self._has_text

    def add(self, text: str, styles: TextStyles = NO_STYLES) -> None:
        """Add running text; its own line ends are mere spaces."""
        text = _BLANK.sub(" ", text.translate(_INVISIBLE))
        if text.strip(" "):
            self._has_text = True
            self.breaks = 0
        if text and self._has_text:
            self._pieces.append((text, styles))

    def add_break(self) -> None:
        """Add a line break that the page itself makes, unless nothing precedes it."""
        if self._has_text:
            self.breaks += 1
            self._pieces.append(("\n", NO_STYLES))

    def add_gap(self, gap: str = " ") -> None:
        """Add a gap that no source character stands for, such as between cells."""
        if self._has_text:
            self._pieces.append((gap, NO_STYLES))

    def take(self) -> tuple[str, tuple[Run, ...]]:
        """Return the text and its runs, and start again with nothing."""
        pieces = self._pieces
        self._pieces, self._has_text, self.breaks = [], False, 0
        return _join(pieces)


def _join(pieces: list[tuple[str, TextStyles]]) -> tuple[str, tuple[Run, ...]]:
    """Join pieces into one text without doubled blanks, and list its styled runs.

    Runs of one style that only blanks part become one run.
    """
    out: list[str] = []
    spans: dict[TextStyle, list[list[int]]] = {}
    size = text_end = 0
    last = "\n"
    for piece, styles in pieces:
        text = piece.lstrip(" ") if last in " \n\t" else piece
        if not text:
            continue
        if last == " " and text[0] in "\n\t":
            out[-1] = out[-1][:-1]
            size -= 1
        after_break = last == "\n"
        start, size, last = size, size + len(text), text[-1]
        out.append(text)
        if text.isspace():
            continue
        begin = start + len(text) - len(text.lstrip())
        end = start + len(text.rstrip())
        for style in styles:
            known = spans.setdefault(style, [])
            if known and known[-1][1] == text_end and not after_break:
                known[-1][1] = end
            else:
                known.append([begin, end])
        text_end = end
    runs = (
        Run(start=start, end=end, style=style)
        for style, found in spans.items()
        for start, end in found
    )
    return (
        "".join(out).rstrip(),
        tuple(sorted(runs, key=lambda run: (run.start, run.end, run.style))),
    )
