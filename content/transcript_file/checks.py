"""Say why a transcript can't be written, before a line of it is."""

from collections.abc import Iterator

from content.model import Comment, Speaker, Transcript, Turn
from content.transcript_file.fields import EXPECTED, MOST_LEVELS, fits, is_moment
from content.transcript_file.text import tidy, tidy_line


def check_writable(transcript: Transcript) -> None:
    """Refuse what the transcript file can't hold.

    Raises:
        ValueError: Naming the first such thing.
    """
    for problem in _problems(transcript):
        raise ValueError(
            f"the transcript '{transcript.slug}' can't be written: {problem}"
        )


def _problems(transcript: Transcript) -> Iterator[str]:
    for key in ("slug", "title", "date", "place", "source", "licence", "language"):
        value = getattr(transcript, key)
        if not fits(key, value):
            yield f"{key} {value!r} must be {EXPECTED[key]}"
        yield from _in_one_line(key, value)
    for topic in transcript.topics or ():
        if ";" in topic or not fits("topics", topic or "-"):
            yield f"the topic {topic!r} can't stand between semicolons"
        yield from _in_one_line("the topic", topic)
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
        yield from _in_one_line("the role", speaker.role)
        for name in (speaker.name, *speaker.aliases):
            yield from _in_one_line("the name or alias", name)
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
    yield from _in_one_line("its doubt", turn.doubt)


def _comments_problems(comments: tuple[Comment, ...]) -> Iterator[str]:
    level, depth = comments, 0
    while level:
        depth += 1
        if depth > MOST_LEVELS:
            yield f"comments are nested more than {MOST_LEVELS} levels deep"
            return
        for comment in level:
            yield from _comment_problems(comment)
        level = tuple(reply for comment in level for reply in comment.replies)


def _comment_problems(comment: Comment) -> Iterator[str]:
    yield from _in_one_line("a comment's author", comment.author)
    if comment.date and not is_moment(comment.date):
        yield f"a comment's date {comment.date!r} is no ISO 8601 date or time"
    if comment.text != tidy(comment.text):
        yield f"a comment's text is not tidy: {comment.text[:40]!r}"


def _in_one_line(what: str, value: str) -> Iterator[str]:
    if value != tidy_line(value):
        yield f"{what} is not a tidy line: {value[:40]!r}"
