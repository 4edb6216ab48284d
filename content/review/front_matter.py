"""A speaker more in a front matter, whose other lines stay as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from content.model import Speaker
from content.review.answers import CannotSettleError
from content.review.steps import Hunk
from content.transcript_file import TranscriptFaults, parse
from content.transcript_file.parser import Layout

_RULE = "---"


def declare_speaker(lines: Sequence[str], layout: Layout, name: str) -> Hunk:
    """Return the lines that declare a speaker after those that are declared.

    Args:
        lines: Of the whole file, with their line ends.
        layout: Of these lines.
        name: The speaker's, tidy and not declared yet.

    Raises:
        CannotSettleError: The speakers are written in a way that nothing can be added
            to without touching the rest.
    """
    first = layout.header[0].number - 1 if layout.header else 1
    old = list(lines[first : first + len(layout.header)])
    texts = [line.text for line in layout.header]
    declared = layout.transcript.speakers
    wanted = replace(
        layout.transcript,
        speakers=(*declared, Speaker(name=name)),
        turns=(),
        comments=(),
    )
    newline = line_end(lines)
    for at, new in _candidates(texts, name):
        try:
            found = parse("\n".join([_RULE, *new, _RULE]))
        except TranscriptFaults:
            continue
        if found == wanted:
            # Lines that only came in get a line end; one that was changed keeps its own.
            if len(new) > len(old):
                added = [
                    f"{line}{newline}" for line in new[at : at + len(new) - len(old)]
                ]
                return Hunk(at=first + at, old=(), new=tuple(added))
            changed = new[at] + old[at][len(texts[at]) :]
            return Hunk(at=first + at, old=(old[at],), new=(changed,))
    raise CannotSettleError(
        f"{name} can't be added to the speakers as they are written. Add them to the "
        "front matter in an editor, then choose them as a speaker of the file."
    )


def line_end(lines: Sequence[str]) -> str:
    """Return how the lines of a file end."""
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :] or "\n"


def quote(value: str) -> str:
    """Return a value as it can stand inside brackets as well as on a line."""
    return list_of([value])[1:-1]


def list_of(values: Sequence[str]) -> str:
    """Return values as a list in brackets."""
    return yaml.safe_dump(
        list(values), default_flow_style=True, allow_unicode=True, width=1_000_000
    ).strip()


def _candidates(header: list[str], name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the front matter with a speaker more, and the line that was changed."""
    quoted = quote(name)
    root = yaml.compose("\n".join(header), Loader=yaml.SafeLoader)
    end = len(header)
    if not isinstance(root, MappingNode):
        return
    if root.flow_style:
        at, column = root.end_mark.line, root.end_mark.column - 1
        yield _inserted(header, at, column, f", speakers: [{{name: {quoted}}}]")
        return
    speakers = next((v for k, v in root.value if k.value == "speakers"), None)
    match speakers:
        case None:
            yield end, [*header, "speakers:", f"  - name: {quoted}"]
        case SequenceNode(flow_style=True):
            at, column = speakers.end_mark.line, speakers.end_mark.column - 1
            comma = ", " if speakers.value else ""
            yield _inserted(header, at, column, f"{comma}{{name: {quoted}}}")
        case SequenceNode():
            at = _last_line(speakers) + 1
            item = f"{' ' * speakers.start_mark.column}- name: {quoted}"
            yield at, [*header[:at], item, *header[at:]]
        case _:
            at = speakers.start_mark.line + 1
            yield at, [*header[:at], f"  - name: {quoted}", *header[at:]]


def _inserted(
    header: list[str], at: int, column: int, text: str
) -> tuple[int, list[str]]:
    line = header[at][:column] + text + header[at][column:]
    return at, [*header[:at], line, *header[at + 1 :]]


def _last_line(node: Node) -> int:
    """Return the last line that a node's values stand on, counted from 0."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(node, MappingNode) else last)
    # A value of several lines may end where the next line starts.
    line: int = node.end_mark.line
    before = isinstance(node, ScalarNode) and not node.end_mark.column
    return max(line - 1, node.start_mark.line) if before else line
