"""The comments below `# Comments`: a nested list, two spaces a level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.model import Comment
from content.transcript_file.faults import FaultList, shorten
from content.transcript_file.fields import (
    MAX_NAME_CHARS,
    MAX_REPLY_DEPTH,
    is_date_or_time,
)
from content.transcript_file.text import (
    RESERVED_IN_COMMENTS,
    Line,
    read_paragraphs,
    tidy_line,
    write_paragraphs,
)

_HEAD = re.compile(
    r"(?:\*\*(?P<author>(?:\\.|[^\\*]|\*(?!\*))+)\*\*)?"
    r"(?: ?\((?P<date>[^()]*)\))?:(?: *(?P<text>.*))?"
)


@dataclass(slots=True, kw_only=True)
class _OpenComment:
    """A comment while its lines are read."""

    author: str
    date: str
    lines: list[Line] = field(default_factory=list)
    replies: list["_OpenComment"] = field(default_factory=list)

    def finish(self, faults: FaultList) -> Comment:
        return Comment(
            author=self.author,
            date=self.date,
            text=read_paragraphs(self.lines, faults, RESERVED_IN_COMMENTS),
            replies=tuple(reply.finish(faults) for reply in self.replies),
        )


def read_comments(lines: Sequence[Line], faults: FaultList) -> tuple[Comment, ...]:
    """Read the lines below `# Comments`."""
    roots: list[_OpenComment] = []
    path: list[_OpenComment] = []  # from a root down to the comment being read
    for line in lines:
        text = line.text.strip()
        depth, odd = divmod(len(line.text) - len(line.text.lstrip(" ")), 2)
        if not text:
            if path:
                path[-1].lines.append(line)
        elif text == "-" or text.startswith("- "):
            if odd or depth > len(path):
                faults.add(
                    line.number,
                    "a reply is not indented right",
                    "indent it by two spaces more than the comment it answers",
                )
                depth = min(depth, len(path))
            if depth == MAX_REPLY_DEPTH:
                faults.add(
                    line.number,
                    f"replies are nested more than {MAX_REPLY_DEPTH} levels deep",
                    "indent it less, as a reply to a comment further up",
                )
                depth -= 1
            item = _read_head(line.number, text.removeprefix("-").strip(), faults)
            (path[depth - 1].replies if depth else roots).append(item)
            path[depth:] = [item]
        elif not path or odd or depth != len(path):
            faults.add(
                line.number,
                "this line belongs to no comment",
                f"start a comment with '- **Author**: text', or indent this line by "
                f"{2 * max(len(path), 1)} spaces to continue the one above",
            )
        else:
            path[-1].lines.append(line)
    return tuple(root.finish(faults) for root in roots)


def write_comments(comments: Sequence[Comment], depth: int = 0) -> Iterator[str]:
    """Yield the lines of a list of comments and of all replies below them."""
    indent = "  " * depth
    for comment in comments:
        author = re.sub(r"([\\*])", r"\\\1", comment.author)
        head = f"**{author}**" if author else ""
        head += f" ({comment.date})" if comment.date else ""
        first, *rest = write_paragraphs(comment.text, RESERVED_IN_COMMENTS) or [""]
        yield ""
        yield f"{indent}- {head.strip()}: {first}".rstrip(" ")
        yield from (f"{indent}  {line}".rstrip(" ") for line in rest)
        yield from write_comments(comment.replies, depth + 1)


def _read_head(number: int, text: str, faults: FaultList) -> _OpenComment:
    found = _HEAD.fullmatch(text)
    if not found:
        faults.add(
            number,
            "the comment does not start with its author and a colon",
            "write '- **Author** (2024-05-17): text', or '- : text' where nobody is "
            "named",
        )
        return _OpenComment(author="", date="", lines=[Line(number, text)])
    date = (found["date"] or "").strip()
    if date and not is_date_or_time(date):
        faults.add(
            number,
            f"'{shorten(date)}' is no ISO 8601 date or time that exists",
            "write it as 2024-05-17 or 2024-05-17T09:30+02:00",
        )
    author = tidy_line(re.sub(r"\\(.)", r"\1", found["author"] or ""))
    if len(author) > MAX_NAME_CHARS:
        faults.add(
            number,
            f"the author '{shorten(author)}' is longer than {MAX_NAME_CHARS} characters",
            "shorten the name",
        )
    first = [Line(number, found["text"])] if found["text"] else []
    return _OpenComment(author=author, date=date, lines=first)
