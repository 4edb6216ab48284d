"""A transcript as the text of the file that people edit, and what can't be written."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from content.model import Comment, Speaker, Transcript, Turn, TurnKind
from content.transcript_file.comments import write_comments
from content.transcript_file.fields import (
    EXPECTED,
    KEYS,
    MARK_KEYS,
    MAX_NAME_CHARS,
    MAX_REPLY_DEPTH,
    can_name_excerpt,
    is_date_or_time,
    is_valid,
)
from content.transcript_file.text import tidy, tidy_line, write_paragraphs
from content.transcript_file.tokenizer import COMMENTS_HEADING
from content.transcript_file.turns import MARKED_KINDS

_LINES_AT_ONCE = 10_000
_KIND_MARKS = {kind: mark for mark, kind in MARKED_KINDS.items()}


def serialize(transcript: Transcript) -> str:
    """Return the file's text; parsing it gives the transcript again.

    Raises:
        ValueError: If the transcript holds what the file can't, saying what.
    """
    for problem in _problems(transcript):
        raise ValueError(
            f"the transcript '{transcript.slug}' can't be written: {problem}"
        )
    lines = _lines(transcript)
    # In pieces, since the lines of a long transcript take ten times as much memory.
    pieces = []
    while piece := list(islice(lines, _LINES_AT_ONCE)):
        pieces += ["\n".join(piece), "\n"]
    return "".join(pieces)


def _lines(transcript: Transcript) -> Iterator[str]:
    yield "---"
    yield _front_matter(transcript) + "---"
    yield from _turns(transcript.turns)
    if transcript.comments:
        yield from ("", COMMENTS_HEADING)
        yield from write_comments(transcript.comments)


def _turns(turns: tuple[Turn, ...]) -> Iterator[str]:
    """Yield the lines of turns, a heading only where the open one can't go on."""
    open_heading = ""
    words_last = False
    for turn in turns:
        yield ""
        if not turn.kind.attributed:
            yield f"::: {turn.kind}"
            yield from _check_and_words(turn)
            yield ":::"
            words_last = False
            continue
        if turn.read_by is not None:
            heading = heading_line(TurnKind.SPEECH, turn.read_by)
            question = heading_line(TurnKind.QUESTION, turn.read_by)
            if open_heading not in (heading, question):
                yield from (heading, "")
                open_heading = heading
            yield f"> **{turn.speaker}**"
            yield ">"
            yield from (f"> {line}".rstrip(" ") for line in _check_and_words(turn))
            words_last = False
            continue
        heading = heading_line(turn.kind, turn.speaker or "")
        if open_heading != heading or words_last:
            yield from (heading, "")
            open_heading = heading
        yield from _check_and_words(turn)
        words_last = True


def heading_line(kind: TurnKind, name: str) -> str:
    """Return the line above a turn."""
    mark = f"{_KIND_MARKS[kind]} " if kind in _KIND_MARKS else ""
    return f"## {mark}" + ("\\" if name.startswith(("[", "\\")) else "") + name


def _check_and_words(turn: Turn) -> Iterator[str]:
    if turn.doubt:
        yield from (f"<!-- check: {turn.doubt} -->", "")
    yield from write_paragraphs(turn.text)


class _InlineList(list[str]):
    """A list that YAML writes in one line."""


class _Dumper(yaml.SafeDumper):
    """A YAML dumper that writes dates without quotes, as every value is read as text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own attribute, read by it)
        first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key, as people write them."""
        del indentless
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    _InlineList,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", data, flow_style=True
    ),
)


def _front_matter(transcript: Transcript) -> str:
    values: dict[str, Any] = {key: getattr(transcript, key) for key in KEYS}
    if transcript.topics is not None:
        values["topics"] = "; ".join(transcript.topics)
    values |= {key: list(values[key]) for key in MARK_KEYS}
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
        values["aliases"] = _InlineList(speaker.aliases)
    if speaker.voice:
        values["voice"] = True
    return values


def _problems(transcript: Transcript) -> Iterator[str]:
    for key in ("slug", "title", "date", "place", "source", "licence", "language"):
        value = getattr(transcript, key)
        if not is_valid(key, value):
            yield f"{key} {value[:40]!r} must be {EXPECTED[key]}"
        yield from _line_problems(key, value)
    for topic in transcript.topics or ():
        if ";" in topic or not is_valid("topics", topic or "-"):
            yield f"the topic {topic!r} can't stand between semicolons"
        yield from _line_problems("the topic", topic)
    for key in MARK_KEYS:
        for words in getattr(transcript, key):
            if not can_name_excerpt(words):
                yield f"{words[:40]!r} under {key} must be {EXPECTED[key]}"
            yield from _line_problems(f"a line under {key}", words)
    yield from _speaker_problems(transcript.speakers)
    names = {speaker.name for speaker in transcript.speakers}
    for number, turn in enumerate(transcript.turns, start=1):
        yield from (f"turn {number}: {why}" for why in _turn_problems(turn, names))
    yield from _comments_problems(transcript.comments)


def _speaker_problems(speakers: tuple[Speaker, ...]) -> Iterator[str]:
    declared: set[str] = set()
    for speaker in speakers:
        if not speaker.name:
            yield "a speaker has no name"
        if not is_valid("role", speaker.role):
            yield f"the role {speaker.role[:40]!r} must be {EXPECTED['role']}"
        yield from _line_problems("the role", speaker.role)
        for name in (speaker.name, *speaker.aliases):
            yield from _line_problems("the name or alias", name)
            if len(name) > MAX_NAME_CHARS:
                yield f"the name {name[:40]!r} is longer than {MAX_NAME_CHARS} characters"
            if not name:
                yield f"an alias of {speaker.name!r} is empty"
            if name in declared:
                yield f"the name or alias {name!r} is declared twice"
            declared.add(name)


def _turn_problems(turn: Turn, names: set[str]) -> Iterator[str]:
    if turn.kind.attributed and turn.speaker not in names:
        yield f"its speaker {turn.speaker!r} is not declared"
    if not turn.kind.attributed and turn.speaker is not None:
        yield f"its kind {turn.kind} can't have a speaker"
    if turn.read_by is not None:
        if turn.kind != "message":
            yield f"its kind {turn.kind} can't be read by somebody"
        if turn.read_by not in names:
            yield f"its reader {turn.read_by!r} is not declared"
    if not turn.text:
        yield "it has no words"
    if turn.text != tidy(turn.text):
        yield f"its text is not tidy: {turn.text[:40]!r}"
    yield from _line_problems("its doubt", turn.doubt)


def _comments_problems(comments: tuple[Comment, ...]) -> Iterator[str]:
    level, depth = comments, 0
    while level:
        depth += 1
        if depth > MAX_REPLY_DEPTH:
            yield f"comments are nested more than {MAX_REPLY_DEPTH} levels deep"
            return
        for comment in level:
            yield from _comment_problems(comment)
        level = tuple(reply for comment in level for reply in comment.replies)


def _comment_problems(comment: Comment) -> Iterator[str]:
    yield from _line_problems("a comment's author", comment.author)
    if len(comment.author) > MAX_NAME_CHARS:
        yield f"a comment's author is longer than {MAX_NAME_CHARS} characters"
    if comment.date and not is_date_or_time(comment.date):
        yield f"a comment's date {comment.date!r} is no ISO 8601 date or time"
    if comment.text != tidy(comment.text):
        yield f"a comment's text is not tidy: {comment.text[:40]!r}"


def _line_problems(what: str, value: str) -> Iterator[str]:
    if value != tidy_line(value):
        yield f"{what} is not a tidy line: {value[:40]!r}"
