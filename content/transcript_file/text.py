r"""The lines of the file, and how paragraphs are written in them: breaks and escapes.

Paragraphs are separated by blank lines. A line break inside a paragraph is a space,
unless the line ends in a backslash: then it is a line break (``"\n"`` in the text).
A backslash at the start of a line makes what follows plain text; two at the end of a
line are one real backslash.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from content.transcript_file.faults import FaultList

RESERVED = ("#", ">", ":::", "<!--")
RESERVED_IN_COMMENTS = (*RESERVED, "-")

# Control characters but tab and line feed, line and paragraph separators, and
# surrogates, which UTF-8 can't hold.
FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
)


class Line(NamedTuple):
    """A line of the file and its number, counted from 1."""

    number: int
    text: str


def number_lines(text: str) -> list[Line]:
    """Number the lines of a file, whatever its line endings."""
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [Line(n, line) for n, line in enumerate(unified.split("\n"), start=1)]


def tidy(text: str) -> str:
    r"""Return a text in the form that the transcript file can hold.

    No control characters, no blank space around a line, one blank line between
    paragraphs; line breaks inside a paragraph stay.

    >>> tidy("  One line,\r\nand\x00another. \n\n\n \nNext.\n")
    'One line,\nand another.\n\nNext.'
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [
        line.strip() for line in FORBIDDEN_CHARACTERS.sub(" ", unified).split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def tidy_line(text: str) -> str:
    r"""Return a name, title or reason in the form that the transcript file can hold.

    >>> tidy_line(" Two\n lines\t")
    'Two lines'
    """
    return " ".join(FORBIDDEN_CHARACTERS.sub(" ", text).split())


def read_paragraphs(
    lines: Iterable[Line], faults: FaultList, reserved: tuple[str, ...] = RESERVED
) -> str:
    """Join lines to paragraphs and remove the escapes."""
    done: list[str] = []
    open_paragraph = ""
    joiner = ""  # what joins the next line; empty at the start of a paragraph
    last = 0
    for number, raw in lines:
        line = raw.strip()
        if not line:
            _check_open_break(joiner, last, faults)
            if open_paragraph:
                done.append(open_paragraph)
            open_paragraph = joiner = ""
            continue
        if mark := next((m for m in reserved if line.startswith(m)), None):
            faults.add(
                number,
                f"a line of text can't start with '{mark}' here",
                f"write '\\{mark}' if it is part of the text",
            )
        content, breaks = unescape(line)
        if not content:
            faults.add(
                number,
                "a backslash stands alone on its line",
                "delete the line, or write '\\\\\\' for a real backslash",
            )
            continue
        open_paragraph += joiner + content
        joiner = "\n" if breaks else " "
        last = number
    _check_open_break(joiner, last, faults)
    return "\n\n".join([*done, open_paragraph] if open_paragraph else done)


def write_paragraphs(text: str, reserved: tuple[str, ...] = RESERVED) -> list[str]:
    """Split a tidy text into lines and escape what would be misread."""
    lines: list[str] = []
    for paragraph in text.split("\n\n") if text else ():
        if lines:
            lines.append("")
        *broken, last = paragraph.split("\n")
        lines += [_escape(line, reserved) + "\\" for line in broken]
        lines.append(_escape(last, reserved))
    return lines


def put_in_front(words: str, line: str) -> str:
    r"""Return a written line with words in front of it, which end in a space.

    >>> put_in_front("# Time: ", "\\> 19.00\\\n")
    '\\# Time: > 19.00\\\n'
    """
    return protect(words + line.lstrip().removeprefix("\\"), RESERVED)


def drop_blank_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the blank ones at both ends."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _escape(line: str, reserved: tuple[str, ...]) -> str:
    backslashes = len(line) - len(line.rstrip("\\"))
    escaped = line + "\\" * backslashes
    return protect(escaped, reserved)


def protect(line: str, reserved: tuple[str, ...] = RESERVED) -> str:
    """Return a line that is plain text, whatever it starts with."""
    return "\\" + line if line.startswith(("\\", *reserved)) else line


def unescape(line: str) -> tuple[str, bool]:
    """Return the words of a written line, and whether a line break stands behind them."""
    unmarked = line.removeprefix("\\")
    body = unmarked.rstrip("\\")
    literal, breaks = divmod(len(unmarked) - len(body), 2)
    return (body + "\\" * literal).strip(), bool(breaks)


def _check_open_break(joiner: str, line: int, faults: FaultList) -> None:
    if joiner == "\n":
        faults.add(
            line,
            "the paragraph ends in a line break that nothing follows",
            "delete the backslash, or write '\\\\' for a real one",
        )
