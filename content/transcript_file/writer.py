"""Write a transcript as the file that people edit."""

from collections.abc import Iterator
from typing import Any

import yaml

from content.model import Kind, Speaker, Transcript, Turn
from content.transcript_file.checks import check_writable
from content.transcript_file.comments import write_comments
from content.transcript_file.fields import KEYS
from content.transcript_file.text import write_paragraphs
from content.transcript_file.tokenizer import COMMENTS
from content.transcript_file.turns import MARKED

_MARKS = {kind: mark for mark, kind in MARKED.items()}


def write(transcript: Transcript) -> str:
    """Give the file's text; reading it gives the transcript again.

    Raises:
        ValueError: If the transcript holds what the file can't, saying what.
    """
    check_writable(transcript)
    lines = ["---", _front_matter(transcript) + "---"]
    lines += _turns(transcript.turns)
    if transcript.comments:
        lines += ["", COMMENTS, *write_comments(transcript.comments)]
    return "\n".join(lines) + "\n"


def _turns(turns: tuple[Turn, ...]) -> Iterator[str]:
    """Write a heading only where the open one can't go on, or would join two turns."""
    open_heading = ""
    words_last = False
    for turn in turns:
        yield ""
        if not turn.kind.attributed:
            yield f"::: {turn.kind}"
            yield from _checked(turn)
            yield ":::"
            words_last = False
            continue
        heading = _heading(turn)
        if turn.read_by is not None:
            if open_heading not in (heading, _heading_of(Kind.QUESTION, turn.read_by)):
                yield from (heading, "")
                open_heading = heading
            yield f"> **{turn.speaker}**"
            yield ">"
            yield from (f"> {line}".rstrip(" ") for line in _checked(turn))
            words_last = False
            continue
        if open_heading != heading or words_last:
            yield from (heading, "")
            open_heading = heading
        yield from _checked(turn)
        words_last = True


def _heading(turn: Turn) -> str:
    if turn.read_by is not None:
        return _heading_of(Kind.SPEECH, turn.read_by)
    return _heading_of(turn.kind, turn.speaker or "")


def _heading_of(kind: Kind, name: str) -> str:
    mark = f"{_MARKS[kind]} " if kind in _MARKS else ""
    return f"## {mark}" + ("\\" if name.startswith(("[", "\\")) else "") + name


def _checked(turn: Turn) -> Iterator[str]:
    if turn.doubt:
        yield from (f"<!-- check: {turn.doubt} -->", "")
    yield from write_paragraphs(turn.text)


class _InOneLine(list[str]):
    """Mark a list that YAML shall write in one line."""


class _Dumper(yaml.SafeDumper):
    """Write dates without quotes, since every value is read as text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own attribute, read by it)
        first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key, as people write them."""
        del indentless
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    _InOneLine,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", data, flow_style=True
    ),
)


def _front_matter(transcript: Transcript) -> str:
    values: dict[str, Any] = {key: getattr(transcript, key) for key in KEYS}
    if transcript.topics is not None:
        values["topics"] = "; ".join(transcript.topics)
    values["speakers"] = [_speaker(speaker) for speaker in transcript.speakers]
    return yaml.dump(
        {
            key: value
            for key, value in values.items()
            # Empty topics are none at all; without the line they are found.
            if value or (key == "topics" and value is not None)
        },
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
    )


def _speaker(speaker: Speaker) -> dict[str, Any]:
    values: dict[str, Any] = {"name": speaker.name}
    if speaker.role:
        values["role"] = speaker.role
    if speaker.aliases:
        values["aliases"] = _InOneLine(speaker.aliases)
    if speaker.voice:
        values["voice"] = True
    return values
