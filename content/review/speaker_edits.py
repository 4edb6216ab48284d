"""Other names and aliases of declared speakers, in a front matter that else stays as it is."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from content.model import Speaker
from content.review.answers import CannotSettleError
from content.review.front_matter import declare_speakers, line_end, list_of, quote
from content.review.steps import Hunk, apply_hunks, difference
from content.transcript_file import TranscriptFaults, parse
from content.transcript_file.parser import Layout

_RULE = "---"


class _Edit(NamedTuple):
    """Characters of the front matter, from `start` to `end`, and what replaces them."""

    start: int
    end: int
    new: str


def edit_speakers(
    lines: Sequence[str], layout: Layout, wanted: Sequence[Speaker | None]
) -> list[Hunk]:
    """Return the lines that make the declared speakers what they are to be.

    Args:
        lines: Of the whole file, with their line ends.
        layout: Of these lines.
        wanted: For each declared speaker what they are to be, or None to take them away.

    Raises:
        CannotSettleError: The speakers are written in a way that can't be changed
            without touching the rest.
    """
    header = [line.text for line in layout.header]
    text = "\n".join(header)
    expected = replace(
        layout.transcript,
        speakers=tuple(each for each in wanted if each),
        turns=(),
        comments=(),
    )
    if expected.speakers == layout.transcript.speakers:
        return []
    for edits in _candidates(text, layout.transcript.speakers, wanted):
        new = _apply(text, edits)
        try:
            found = parse(f"{_RULE}\n{new}\n{_RULE}")
        except TranscriptFaults:
            continue
        if found == expected:
            first = layout.header[0].number - 1
            return [*_hunks(lines, first, text, edits)]
    raise CannotSettleError(
        "The speakers are written in a way that can't be changed here. Change them in "
        "the front matter, in an editor."
    )


def declare(
    lines: Sequence[str],
    layout: Layout,
    new: Sequence[Speaker],
    becomes: Mapping[str, Speaker | None],
) -> Iterator[Hunk]:
    """Yield the lines of the front matter that declare all speakers as they are to be.

    Args:
        lines: Of the whole file, with their line ends.
        layout: Of these lines.
        new: Who is not declared yet.
        becomes: By names that are declared, whom they are to declare; None for nobody
            any more.

    Raises:
        CannotSettleError: The speakers are written in a way that can't be changed.
    """
    declared = layout.transcript.speakers
    first, size = layout.header[0].number - 1, len(layout.header)
    bare = [Speaker(name=speaker.name) for speaker in new]
    after, between = declare_speakers(lines, layout, bare)
    wanted = [*(becomes.get(one.name, one) for one in declared), *new]
    edited, _ = apply_hunks(after, edit_speakers(after, between, wanted))
    grown = len(edited) - len(lines)
    hunk = difference(
        first, lines[first : first + size], edited[first : first + size + grown]
    )
    if hunk:
        yield hunk


def _candidates(
    text: str, speakers: Sequence[Speaker], wanted: Sequence[Speaker | None]
) -> Iterator[list[_Edit]]:
    """Yield edits, those first that leave most as it is."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, MappingNode) else []
    listed = next((value for key, value in pairs if key.value == "speakers"), None)
    if not isinstance(listed, SequenceNode) or len(listed.value) != len(speakers):
        return
    changed = [
        (item, old, new)
        for item, old, new in zip(listed.value, speakers, wanted, strict=True)
        if old != new
    ]
    for whole in (False, True):
        edits: list[_Edit] = []
        for item, old, new in changed:
            if new is None:
                edits.append(_without_item(text, listed, item))
            elif whole:
                edits.append(_Edit(item.start_mark.index, _end(text, item), _flow(new)))
            else:
                edits += _SpeakerNode(text, item).edits(old, new)
        yield sorted(edits, key=lambda edit: edit[:2])


class _SpeakerNode:
    """One entry of the speakers, as it is written."""

    def __init__(self, text: str, node: MappingNode) -> None:
        self._text = text
        self._node = node
        self._keys = [key.value for key, _ in node.value]

    def edits(self, old: Speaker, new: Speaker) -> Iterator[_Edit]:
        """Yield what makes one speaker another."""
        if new.name != old.name:
            yield self._replaced(self._value("name"), quote(new.name))
        if new.role != old.role:
            role = self._value("role")
            yield (
                self._replaced(role, quote(new.role))
                if role
                else self._added("role", quote(new.role), after=("name",))
            )
        if new.aliases != old.aliases:
            yield self._with_aliases(new.aliases)
        if old.voice and not new.voice:
            yield self._without("voice")

    def _value(self, key: str) -> Node | None:
        return next((v for k, v in self._node.value if k.value == key), None)

    def _replaced(self, node: Node | None, new: str) -> _Edit:
        at = node or self._node
        start, end = at.start_mark.index, _end(self._text, at)
        # `role:` with nothing after it
        gap = " " if self._text[start - 1 : start] == ":" else ""
        return _Edit(start, max(start, end), gap + new)

    def _with_aliases(self, aliases: Sequence[str]) -> _Edit:
        node = self._value("aliases")
        if node is None:
            return self._added("aliases", list_of(aliases), after=("name", "role"))
        if not aliases:
            return self._without("aliases")
        if isinstance(node, SequenceNode) and not node.flow_style:
            indent = "\n" + " " * node.start_mark.column
            items = indent.join(f"- {quote(alias)}" for alias in aliases)
            return self._replaced(node, items)
        return self._replaced(node, list_of(aliases))

    def _added(self, key: str, value: str, *, after: tuple[str, ...]) -> _Edit:
        """Return what adds a key below the last of others."""
        place = max(self._keys.index(one) for one in after if one in self._keys)
        end = _end(self._text, self._node.value[place][1])
        if self._node.flow_style:
            return _Edit(end, end, f", {key}: {value}")
        end = _end_of_line(self._text, end)
        indent = " " * self._node.start_mark.column
        return _Edit(end, end, f"\n{indent}{key}: {value}")

    def _without(self, key: str) -> _Edit:
        """Return what takes a key and its value away."""
        pairs = self._node.value
        place = self._keys.index(key)
        start, end = pairs[place][0].start_mark.index, _end(self._text, pairs[place][1])
        if place == 0 and len(pairs) > 1:
            return _Edit(start, pairs[1][0].start_mark.index, "")
        if self._node.flow_style:
            return _Edit(_end(self._text, pairs[place - 1][1]), end, "")
        return _whole_lines(self._text, start, end)


def _without_item(text: str, listed: SequenceNode, item: Node) -> _Edit:
    """Return what takes an entry out of the speakers."""
    start, end = item.start_mark.index, _end(text, item)
    if not listed.flow_style:
        return _whole_lines(text, text.rindex("-", 0, start), end)
    place = listed.value.index(item)
    if place + 1 < len(listed.value):
        return _Edit(start, listed.value[place + 1].start_mark.index, "")
    if place:
        return _Edit(_end(text, listed.value[place - 1]), end, "")
    return _Edit(start, end, "")


def _whole_lines(text: str, start: int, end: int) -> _Edit:
    """Return what deletes the lines on which something stands."""
    start = text.rfind("\n", 0, start) + 1
    end = _end_of_line(text, end)
    if end < len(text):
        return _Edit(start, end + 1, "")
    return _Edit(max(0, start - 1), end, "")


def _flow(speaker: Speaker) -> str:
    """Return a speaker in one line."""
    parts = [f"name: {quote(speaker.name)}"]
    if speaker.role:
        parts.append(f"role: {quote(speaker.role)}")
    if speaker.aliases:
        parts.append(f"aliases: {list_of(speaker.aliases)}")
    if speaker.voice:
        parts.append("voice: true")
    return f"{{{', '.join(parts)}}}"


def _end(text: str, node: Node) -> int:
    """Return where the last character of a node's values stands."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, MappingNode) else last)
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
        # Such a value ends where the next line starts.
        while end > node.start_mark.index and text[end - 1].isspace():
            end -= 1
    return end


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _apply(text: str, edits: Sequence[_Edit]) -> str:
    parts, done = [], 0
    for edit in edits:
        parts += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*parts, text[done:]])


def _hunks(
    lines: Sequence[str], first: int, text: str, edits: Sequence[_Edit]
) -> Iterator[Hunk]:
    """Yield edits as lines of the file in place of others.

    Args:
        lines: Of the whole file.
        first: The index of the front matter's first line.
        text: Of the front matter.
        edits: In order, none over another.
    """
    texts = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in texts)]
    groups: list[tuple[int, int, list[_Edit]]] = []
    for edit in edits:
        top = bisect_right(starts, edit.start) - 1
        bottom = min(bisect_right(starts, edit.end), len(texts)) - 1
        group = [edit]
        if groups and top <= groups[-1][1]:
            top, above, before = groups.pop()
            bottom, group = max(bottom, above), [*before, edit]
        groups.append((top, bottom, group))
    for top, bottom, group in groups:
        start = starts[top]
        block = text[start : starts[bottom + 1] - 1]
        moved = [_Edit(one.start - start, one.end - start, one.new) for one in group]
        old = lines[first + top : first + bottom + 1]
        end = line_end(old)
        new = [f"{line}{end}" for line in _apply(block, moved).split("\n")]
        if hunk := difference(first + top, old, new):
            yield hunk
