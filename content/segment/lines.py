"""The lines of a document's blocks, which is what labels stand on."""

from dataclasses import dataclass

from content.document import Block, BlockKind, Document, TextStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of one block.

    Attributes:
        block: Which block of the document, from 0.
        bold: How many characters at the line's start are bold.
        italic: The same of italics.
        opens: It is the first line of its block.
    """

    text: str
    block: int
    number: int
    kind: BlockKind
    opens: bool = True
    level: int = 0
    bold: int = 0
    italic: int = 0
    voice: str = ""
    author: str = ""
    date: str = ""

    @property
    def spoken(self) -> bool:
        """Tell whether the block may hold spoken words at all."""
        return self.kind not in _UNSPOKEN


_UNSPOKEN = {BlockKind.FURNITURE, BlockKind.RULE, BlockKind.COMMENT, BlockKind.TABLE}


def lines_of(document: Document) -> list[Line]:
    """List the lines of all blocks but furniture."""
    lines: list[Line] = []
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.FURNITURE:
            lines += _lines(index, block)
    return lines


def _lines(index: int, block: Block) -> list[Line]:
    lines: list[Line] = []
    start, opens = 0, True
    parts = [block.text] if block.kind is BlockKind.COMMENT else block.text.split("\n")
    for offset, part in enumerate(parts):
        if part.strip():
            lines.append(
                Line(
                    text=part,
                    block=index,
                    number=block.line + offset,
                    kind=block.kind,
                    opens=opens,
                    level=block.level,
                    bold=_reach(block, start, part, TextStyle.BOLD),
                    italic=_reach(block, start, part, TextStyle.ITALIC),
                    voice=block.voice if opens else "",
                    author=block.author,
                    date=block.date,
                )
            )
            opens = False
        start += len(part) + 1
    return lines


def _reach(block: Block, start: int, text: str, look: TextStyle) -> int:
    """Measure how far a look reaches from a line's start, over gaps without letters."""
    reach = 0
    for run in block.runs:
        if run.style is not look or run.end <= start:
            continue
        begin = max(run.start - start, 0)
        if any(sign.isalpha() for sign in text[reach:begin]) or begin > len(text):
            break
        reach = max(reach, min(run.end - start, len(text)))
    return reach
