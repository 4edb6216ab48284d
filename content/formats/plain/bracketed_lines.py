"""Lines that go on in brackets which open in a line above them, as directions do."""

from collections.abc import Sequence

from content.formats.plain.source_line import Line

_MIN_SHORT_WIDTH = 50
_MAX_BRACKETED_LINES, _MAX_CALLED_LINES = 8, 5


def lines_in_brackets(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that go on in brackets which open a line above them.

    "(Applause from the left –" stands above "Hall: Not here!)": records indent the lines
    below the first of such a direction, or blank lines part it. What is not closed soon
    may be none.
    """
    found: list[int] = []
    inside: list[int] = []
    depth = indent = 0
    parted = True
    for line in lines:
        text = line.text.strip()
        if not depth:
            inside = []
            if text.startswith("(") and not line.is_furniture:
                depth = max(0, text.count("(") - text.count(")"))
                long = parted and len(text) >= _MIN_SHORT_WIDTH
                indent = -1 if long else line.indent
            parted = not text
            continue
        parted = not text
        inside.append(line.number)
        depth += text.count("(") - text.count(")")
        if not text or line.indent <= indent or len(inside) > _MAX_BRACKETED_LINES:
            depth = 0
        elif depth <= 0:
            depth = 0
            if text.rstrip(".").endswith(")"):
                found += inside
    return frozenset(found)


def lines_in_calls(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that go on in a bracket opened inside a paragraph.

    "We wait. (Laughter. –" stands above "Hall: Not here! – Laughter.) We wait on." The
    bracket closes within a few lines, and nothing opens a paragraph before. What opens a
    paragraph in brackets is a note of the record, whose lines may stay apart.
    """
    found: list[int] = []
    inside: list[int] = []
    is_open, indent, opens = False, 0, True
    for line in lines:
        text = line.text.strip()
        if not text or line.is_furniture or line.is_rule:
            is_open, opens = False, True
            continue
        opens = opens or line.indent > indent
        indent = line.indent
        closed = ")" in text
        is_open = is_open and not opens and len(inside) < _MAX_CALLED_LINES
        if is_open:
            inside.append(line.number)
            found += inside if closed else ()
        last = text.rfind("(")
        begins = last > text.rfind(")") and (last > 0 or not opens)
        inside = [] if begins else inside
        is_open, opens = begins or (is_open and not closed), False
    return frozenset(found)
