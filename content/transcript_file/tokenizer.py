"""The lines below the front matter, grouped into the tokens that turns are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.transcript_file.faults import FaultList, shorten
from content.transcript_file.text import Line, drop_blank_ends, tidy_line

COMMENTS_HEADING = "# Comments"
CHECK_START = "<!-- check:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that starts with #, which opens a turn."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """Words that are nobody's, between `::: kind` and `:::`, which is on line `end`."""

    line: int
    kind: str
    lines: Sequence[Line]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that are read aloud: lines that start with >, which is removed here."""

    line: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Plain paragraphs, with the blank lines between them."""

    line: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A mark that the next words are doubtful."""

    line: int
    reason: str


Token = Heading | Fence | Quote | Paragraphs | Check


def tokenize(lines: Sequence[Line], faults: FaultList) -> Iterator[Token]:
    """Yield the tokens in order; every line that isn't blank is in one of them."""
    at = 0
    while at < len(lines):
        number, line = lines[at].number, lines[at].text.strip()
        end = at + 1
        if line.startswith("#"):
            yield Heading(line=number, text=line)
        elif line.startswith(":::"):
            kind = line.removeprefix(":::").strip()
            if kind:
                end = _fence_end(lines, at, faults)
                inner = lines[at + 1 : end]
                last = number + len(inner) + 1
                yield Fence(line=number, kind=kind, lines=inner, end=last)
                end += end < len(lines) and _is_close(lines[end])
            else:
                faults.add(
                    number,
                    "':::' closes nothing",
                    "write '::: stage' (or heading, commentary, boilerplate) where the "
                    "passage starts, or delete this line",
                )
        elif line.startswith(">"):
            end = _quote_end(lines, at)
            inner = [Line(n, t.strip().removeprefix(">")) for n, t in lines[at:end]]
            yield Quote(line=number, lines=inner)
            _check_quote_is_closed(lines, end, faults)
        elif line.startswith("<!--"):
            yield Check(line=number, reason=read_check_line(lines[at], faults))
        elif line:
            end = _words_end(lines, at)
            yield Paragraphs(line=number, lines=drop_blank_ends(lines[at:end]))
        at = end


def read_check_line(line: Line, faults: FaultList) -> str:
    """Return the reason that a `<!-- check: reason -->` line names."""
    text = line.text.strip()
    is_check = text.startswith(CHECK_START) and text.endswith("-->")
    reason = tidy_line(text[len(CHECK_START) : -len("-->")]) if is_check else ""
    if reason:
        return reason
    if is_check:
        faults.add(
            line.number,
            "the check names no reason",
            "write '<!-- check: why a person should look -->', or delete it",
        )
    else:
        faults.add(
            line.number,
            "the file has no comments but '<!-- check: reason -->' on one line",
            "write it so, delete it, or write '\\<!--' if it is part of the text",
        )
    return "?"


def _fence_end(lines: Sequence[Line], start: int, faults: FaultList) -> int:
    for at in range(start + 1, len(lines)):
        line = lines[at].text.strip()
        if _is_close(lines[at]):
            return at
        if line.startswith((":::", "## ")):
            break
    else:
        at = len(lines)
    faults.add(
        lines[start].number,
        f"'{shorten(lines[start].text.strip())}' is never closed",
        "write ':::' on a line of its own after its last paragraph",
    )
    return at


def _quote_end(lines: Sequence[Line], start: int) -> int:
    at = start
    while at < len(lines) and lines[at].text.lstrip().startswith(">"):
        at += 1
    return at


def _check_quote_is_closed(lines: Sequence[Line], end: int, faults: FaultList) -> None:
    if end < len(lines) and _is_words(lines[end]):
        faults.add(
            lines[end].number,
            "this line touches the quotation above, but has no >",
            "put a blank line before it if it is the reader's own, else start it with >",
        )


def _words_end(lines: Sequence[Line], start: int) -> int:
    at = start
    while at < len(lines) and (not lines[at].text.strip() or _is_words(lines[at])):
        at += 1
    return at


def _is_words(line: Line) -> bool:
    text = line.text.strip()
    return bool(text) and not text.startswith(("#", ">", ":::", "<!--"))


def _is_close(line: Line) -> bool:
    return line.text.strip() == ":::"
