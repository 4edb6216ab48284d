"""A speaker or an excerpt more in a front matter, whose other lines stay as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from content.model import Speaker, Transcript
from content.review.answers import CannotSettleError
from content.review.steps import Hunk, apply_hunks
from content.transcript_file import TranscriptFaults, parse
from content.transcript_file.parser import Layout
from content.transcript_file.text import Line

_RULE = "---"


def declare_speaker(lines: Sequence[str], layout: Layout, speaker: Speaker) -> Hunk:
    """Return the lines that declare a speaker after those that are declared.

    Args:
        lines: Of the whole file, with their line ends.
        layout: Of these lines.
        speaker: With a tidy name that is not declared yet, and perhaps a role.

    Raises:
        CannotSettleError: The speakers are written in a way that nothing can be added
            to without touching the rest.
    """
    declared = layout.transcript.speakers
    wanted = replace(layout.transcript, speakers=(*declared, speaker))
    pairs = [f"name: {quote(speaker.name)}"]
    if speaker.role:
        pairs.append(f"role: {quote(speaker.role)}")
    in_brackets = f"{{{', '.join(pairs)}}}"
    item = _Item(key="speakers", on_lines=pairs, in_brackets=in_brackets)
    if hunk := _add(lines, layout, item, wanted):
        return hunk
    raise CannotSettleError(
        f"{speaker.name} can't be added to the speakers as they are written. Add them to the "
        "front matter in an editor, then choose them as a speaker of the file."
    )


def declare_speakers(
    lines: Sequence[str], layout: Layout, speakers: Sequence[Speaker]
) -> tuple[list[str], Layout]:
    """Return the lines of a file that declares some speakers more, by their names alone.

    Of the layout only the front matter is that of these lines.

    Raises:
        CannotSettleError: The speakers are written in a way that nothing can be added
            to without touching the rest.
    """
    new = list(lines)
    for speaker in speakers:
        hunk = declare_speaker(new, layout, speaker)
        new, _ = apply_hunks(new, [hunk])
        first, size = layout.header[0].number, len(layout.header)
        texts = new[first - 1 : first - 1 + size + len(hunk.new) - len(hunk.old)]
        layout = replace(
            layout,
            header=[
                Line(n, text.rstrip("\r\n")) for n, text in enumerate(texts, first)
            ],
            transcript=replace(
                layout.transcript, speakers=(*layout.transcript.speakers, speaker)
            ),
        )
    return new, layout


def name_excerpt(lines: Sequence[str], layout: Layout, key: str, words: str) -> Hunk:
    """Return the lines that name an excerpt after those that a key names.

    Args:
        lines: Of the whole file, with their line ends.
        layout: Of these lines.
        key: `offered` or `not_offered`.
        words: By which the excerpt is known.

    Raises:
        CannotSettleError: The list is written in a way that nothing can be added to
            without touching the rest, or the front matter is full.
    """
    old = layout.transcript
    if key == "offered":
        wanted = replace(old, offered=(*old.offered, words))
    else:
        wanted = replace(old, not_offered=(*old.not_offered, words))
    on_line = list_of([words], in_brackets=False).removeprefix("- ")
    item = _Item(key=key, on_lines=[on_line], in_brackets=quote(words))
    if hunk := _add(lines, layout, item, wanted):
        return hunk
    raise CannotSettleError(
        f"Nothing can be added to `{key}` as the front matter is written. Write these "
        f"words there in an editor: {quote(words)}"
    )


class _Item(NamedTuple):
    """One entry of a list of the front matter.

    Attributes:
        key: Of the list.
        on_lines: How it is written after a dash, and below.
        in_brackets: How it is written between commas.
    """

    key: str
    on_lines: Sequence[str]
    in_brackets: str

    def below(self, indent: str) -> list[str]:
        """Return the lines of an entry of a list that is written line by line."""
        first, *others = self.on_lines
        return [f"{indent}- {first}", *(f"{indent}  {line}" for line in others)]


def _add(
    lines: Sequence[str], layout: Layout, item: _Item, wanted: Transcript
) -> Hunk | None:
    """Return the lines that add an entry; None where none makes what is wanted."""
    first = layout.header[0].number - 1 if layout.header else 1
    old = list(lines[first : first + len(layout.header)])
    texts = [line.text for line in layout.header]
    wanted = replace(wanted, turns=(), comments=())
    newline = line_end(lines)
    for at, new in _candidates(texts, item):
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
    return None


def line_end(lines: Sequence[str]) -> str:
    """Return how the lines of a file end."""
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :] or "\n"


def quote(value: str) -> str:
    """Return a value as it can stand inside brackets as well as on a line."""
    return list_of([value])[1:-1]


def list_of(values: Sequence[str], *, in_brackets: bool = True) -> str:
    """Return values as a list in brackets, or below each other."""
    return yaml.safe_dump(
        list(values),
        default_flow_style=in_brackets,
        allow_unicode=True,
        width=1_000_000,
    ).strip()


def _candidates(header: list[str], item: _Item) -> Iterator[tuple[int, list[str]]]:
    """Yield the front matter with an entry more, and the first line that was changed."""
    key = item.key
    root = yaml.compose("\n".join(header), Loader=yaml.SafeLoader)
    if not isinstance(root, MappingNode):
        return
    listed = next((v for k, v in root.value if k.value == key), None)
    match listed:
        case None if root.flow_style:
            at, column = root.end_mark.line, root.end_mark.column - 1
            yield _inserted(header, at, column, f", {key}: [{item.in_brackets}]")
        case None:
            for at in _places_for(key, root, header):
                new = [f"{key}:", *item.below("  ")]
                yield at, [*header[:at], *new, *header[at:]]
        case SequenceNode(flow_style=True):
            at, column = listed.end_mark.line, listed.end_mark.column - 1
            for comma in (", ", " ") if listed.value else ("",):
                yield _inserted(header, at, column, f"{comma}{item.in_brackets}")
        case SequenceNode():
            at = _last_line(listed) + 1
            new = item.below(" " * listed.start_mark.column)
            yield at, [*header[:at], *new, *header[at:]]
        case _:
            at = listed.start_mark.line + 1
            yield at, [*header[:at], *item.below("  "), *header[at:]]


def _places_for(key: str, root: MappingNode, header: list[str]) -> Iterator[int]:
    """Yield the lines at which a key may be added: above the speakers, who come last."""
    keys = [each.value for each, _ in root.value]
    if key != "speakers" and "speakers" in keys[1:]:
        _, above = root.value[keys.index("speakers") - 1]
        yield _last_line(above) + 1
    yield len(header)


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
