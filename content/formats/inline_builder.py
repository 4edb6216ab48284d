"""Gather the pieces of one block as a page gives them out, spaced as it shows them."""

import re

from content.document import Run, TextStyle

TextStyles = frozenset[TextStyle]
NO_STYLES: TextStyles = frozenset()

_BLANK = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Soft hyphens and zero-width spaces show nothing, but hide a word from a search.
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))


class Inline:
    """Gather text with its looks; white space collapses as on a page."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, TextStyles]] = []
        self._inked = False
        self.breaks = 0

    def __bool__(self) -> bool:
        """Tell whether anything that shows was added."""
        return self._inked

    def add(self, text: str, looks: TextStyles = NO_STYLES) -> None:
        """Add running text; its own line ends are mere spaces."""
        text = _BLANK.sub(" ", text.translate(_UNSEEN))
        if text.strip(" "):
            self._inked = True
            self.breaks = 0
        if text and self._inked:
            self._pieces.append((text, looks))

    def add_break(self) -> None:
        """Add a line break that the page itself makes, unless nothing precedes it."""
        if self._inked:
            self.breaks += 1
            self._pieces.append(("\n", NO_STYLES))

    def add_gap(self, gap: str = " ") -> None:
        """Add a gap that no source character stands for, such as between cells."""
        if self._inked:
            self._pieces.append((gap, NO_STYLES))

    def take(self) -> tuple[str, tuple[Run, ...]]:
        """Give out the text and its runs, and start anew."""
        pieces = self._pieces
        self._pieces, self._inked, self.breaks = [], False, 0
        return join(pieces)


def join(pieces: list[tuple[str, TextStyles]]) -> tuple[str, tuple[Run, ...]]:
    """Join pieces into one text, no blank doubled, and mark how they look.

    Runs of one look that only blanks part become one run.
    """
    out: list[str] = []
    spans: dict[TextStyle, list[list[int]]] = {}
    size = ink_end = 0
    last = "\n"
    for piece, looks in pieces:
        text = piece.lstrip(" ") if last in " \n\t" else piece
        if not text:
            continue
        if last == " " and text[0] in "\n\t":
            out[-1] = out[-1][:-1]
            size -= 1
        broken = last == "\n"
        start, size, last = size, size + len(text), text[-1]
        out.append(text)
        if text.isspace():
            continue
        begin = start + len(text) - len(text.lstrip())
        end = start + len(text.rstrip())
        for look in looks:
            known = spans.setdefault(look, [])
            if known and known[-1][1] == ink_end and not broken:
                known[-1][1] = end
            else:
                known.append([begin, end])
        ink_end = end
    runs = (
        Run(start=start, end=end, style=look)
        for look, found in spans.items()
        for start, end in found
    )
    return (
        "".join(out).rstrip(),
        tuple(sorted(runs, key=lambda run: (run.start, run.end, run.style))),
    )
