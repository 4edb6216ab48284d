"""Chats as programs export them, or as people copy them: every message has a stamp.

The stamp has one shape through the whole document, and that shape parts the messages.
What stands between it and a separator wrote the message, whatever it looks like
("Olga (flat 47)", "Tom ♪"); lines without a stamp go on with it; a stamped line without
a separator is the program's own. docs/importing.md lists whose exports these are.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.document import BlockKind
from content.language.calendar_words import may_be_weekday
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.chats import message_stamps
from content.segment.labels.shapes.chats.message_stamps import MARKS, Shape
from content.segment.labels.shapes.quoted_words import SURE, quotes_in_posts
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line
from content.segment.names.name_score import label_key
from content.segment.wording.in_person import SPOKEN_WORDS

_SAMPLE, _MAX_LINE_CHARS = 400, 1000
_MIN_STAMPED, _MIN_WRITTEN, _MIN_AGAIN, _MIN_DENSE = 4, 0.4, 0.6, 0.1
_MIN_MESSAGES = 3
_MAX_ABOVE, _MAX_HEAD_CHARS = 12, 200
_MAX_TOLD_CHARS = 100
_MAX_WORDS, _MIN_TOLD_WORDS = 5, 2
_MIN_FRAMED, _MIN_READERS = 0.8, 0.5
_PROGRAM = re.compile(r"\s\[(?:APP|BOT)\]$")
_NAMED = re.compile(r"[^\W_]")
# "{Attachments}", "{Reactions}"
_BRACED = re.compile(r"\{[^\W\d_]{3,20}\}")
_QUOTING = re.compile(
    r"[^\"“”«»„]{3,40}[\"“«„](?P<words>[^\"“”«»]{4,}?)(?:\.{3}|…)?[\"”»“][^\"“”.!?]{0,30}"
)
_REMEMBERED = 100

_QUOTES = frozenset('"“”„«»「」')


@dataclass(frozen=True, slots=True)
class Message:
    """A stamped line: the name as printed, if it has one, and where the words start."""

    name: str
    end: int


def read_chat_export(lines: Sequence[Line]) -> WrittenMessages | None:
    """Return the messages of an exported chat; None if the document is none."""
    shape = _find_shape(lines)
    if shape is None:
        return None
    stamped = messages_of(lines, shape)
    written = {n: one for n, one in stamped.items() if one.name}
    if not _is_chat(lines, stamped, written, shape) or _are_voiced(written, lines):
        return None
    days = _days(lines, stamped) if not shape.dated else set()
    if shape.needs_day and not days:
        return None
    return export_of(lines, stamped, shape)


def _are_voiced(written: Mapping[int, Message], lines: Sequence[Line]) -> bool:
    """Return whether the page says who speaks below each stamp: "Reply 9:05", by Ada Brook."""
    return all(n + 1 < len(lines) and lines[n + 1].voice for n in written)


def messages_of(lines: Sequence[Line], shape: Shape) -> dict[int, Message]:
    """Return the stamped lines of a shape, and who wrote what stands below each."""
    stamped = dict(_messages(lines, shape))
    return _without_told(_without_frame(stamped) if shape.framed else stamped)


def export_of(
    lines: Sequence[Line],
    stamped: dict[int, Message],
    shape: Shape,
    *,
    score: float = 1.0,
) -> WrittenMessages:
    """Return stamped lines as messages, and what programs wrote among them.

    Args:
        lines: The lines of the document.
        stamped: Those with a stamp.
        shape: What these stamps look like.
        score: How sure it is that this is a chat.
    """
    written = {n: one for n, one in stamped.items() if one.name}
    first = min(stamped)
    own = {n for n in stamped if n not in written}
    if shape.dated:
        own |= {n for n in _unlabelled(lines, stamped) if n > first}
    else:
        own |= {n for n in _days(lines, stamped) if n > first}
    own |= set(_told(lines, stamped))
    own |= set(_braced(lines, first))
    reactions = set(_reactions(lines, written))
    own |= reactions & set(written)
    own |= {n for n, one in written.items() if _is_apps(lines[n].text[one.end :])}
    labels = {
        n: message_label(n, one.name, lines[n], shape.ending, end=one.end, score=score)
        for n, one in written.items()
        if n not in own
    }
    export = WrittenMessages(
        medium=Medium.CHAT,
        lines=list(lines),
        labels=labels,
        own=frozenset(own),
        quoted={lines[n].position: ("", SURE) for n in reactions - own},
    )
    return _without_quotes(export) if shape.quoted else export


def _days(lines: Sequence[Line], stamped: Mapping[int, Message]) -> set[int]:
    """Return the lines without a stamp that hold a day."""
    return {
        n
        for n, line in enumerate(lines)
        if n not in stamped and message_stamps.is_day(line.text)
    }


def read_declared_chat(lines: Sequence[Line]) -> WrittenMessages:
    """Return the messages of a chat whose format says who wrote each."""
    writers: dict[int, str] = {}
    own: set[int] = set()
    noted = False
    for n, line in enumerate(lines):
        if line.opens:
            name = " ".join(MARKS.sub("", line.voice).split())
            noted = not _NAMED.search(name)
            if not noted:
                writers[n] = name
        if noted:
            own.add(n)
    labels = {
        n: message_label(n, name, lines[n], Ending.VOICE, end=0)
        for n, name in writers.items()
    }
    heads, quoted = quotes_in_posts(lines, writers)
    labels = {n: one for n, one in labels.items() if n not in heads}
    return WrittenMessages(
        medium=Medium.CHAT,
        lines=list(lines),
        labels=labels,
        own=frozenset(own | heads),
        quoted=quoted,
    )


def _find_shape(lines: Sequence[Line]) -> Shape | None:
    """Return the shape that most of the first lines have."""
    texts = [
        line.text[:_MAX_LINE_CHARS]
        for line in lines[:_SAMPLE]
        if line.spoken and message_stamps.may_be_stamped(line.text)
    ]
    if len(texts) < _MIN_MESSAGES:
        return None
    counts = [
        (sum(names_writer(text, shape) for text in texts), shape)
        for shape in message_stamps.SHAPES
    ]
    most, shape = max(counts, key=lambda one: one[0])
    return shape if most >= _MIN_MESSAGES else None


def names_writer(text: str, shape: Shape) -> bool:
    """Return whether a line opens with a stamp of a shape, and a name stands by it."""
    found = shape.find.match(text)
    if found is None or shape.writer is None:
        return found is not None
    return shape.writer.match(text, found.end()) is not None


def _messages(lines: Sequence[Line], shape: Shape) -> Iterator[tuple[int, Message]]:
    for n, line in enumerate(lines):
        if not line.spoken or not message_stamps.may_have(line.text, shape):
            continue
        text = line.text[:_MAX_LINE_CHARS]
        found = shape.find.match(text)
        if found is None:
            continue
        if shape.writer is None:
            yield n, Message(_bare(found["name"]), found.end())
            continue
        writer = shape.writer.match(text, found.end())
        if writer:
            yield n, Message(_bare(writer["name"]), writer.end())
        else:
            yield n, Message("", found.end())


def _bare(name: str) -> str:
    """Return a name without marks that nobody sees, and signs of strangers and hosts.

    Signs alone are none: "-->", "*".
    """
    bare = _PROGRAM.sub("", " ".join(MARKS.sub("", name).lstrip("~@+%& ").split()))
    bare = bare.rstrip(":：").rstrip()
    phone = name.lstrip().startswith("+") and bare[:1].isdigit()
    return (f"+{bare}" if phone else bare) if _NAMED.search(bare) else ""


def _without_frame(stamped: dict[int, Message]) -> dict[int, Message]:
    """Return messages without the words that all names stand between.

    "From Ada Brook to Everyone", "De la Ada către Toată lumea": the first words are always
    these, and the last ones mostly.
    """
    parts = [one.name.split() for one in stamped.values() if one.name]
    start = len(_shared(parts))
    ends = [words[start:][::-1] for words in parts]
    toward = _shared(ends, _MIN_READERS)[::-1]
    if not start:
        return dict.fromkeys(stamped, Message("", 0))

    def inner(name: str) -> str:
        words = name.split()[start:]
        # A word is left for the name, and who reads it stands behind a word.
        if len(toward) > 1 and toward[0] in words[1:]:
            words = words[: words.index(toward[0], 1)]
        return " ".join(words)

    return {n: replace(one, name=inner(one.name)) for n, one in stamped.items()}


def _shared(parts: Sequence[Sequence[str]], share: float = _MIN_FRAMED) -> list[str]:
    """Return the first words that a share of names has, but for one word of each."""
    shared: list[str] = []
    least = share * len(parts)
    while True:
        size = len(shared)
        same = Counter(
            words[size]
            for words in parts
            if len(words) > size + 1 and words[:size] == shared
        )
        word, times = next(iter(same.most_common(1)), ("", 0))
        if times < least:
            return shared
        # As many names have the next: else it is of a name.
        least = times
        shared = [*shared, word]


def _without_told(stamped: dict[int, Message]) -> dict[int, Message]:
    """Return messages, those without a name where a program tells what somebody did.

    'Ada Brook changed the subject to "A: b"' begins with a writer, and stands once.
    """
    times = Counter(one.name for one in stamped.values())
    writers = {name for name, n in times.items() if name and n > 1}

    def is_told(name: str) -> bool:
        if times[name] > 1:
            return False
        words = name.split()
        if len(words) > _MAX_WORDS or not _QUOTES.isdisjoint(name):
            return True
        return any(
            " ".join(words[:end]) in writers
            for end in range(1, len(words) - _MIN_TOLD_WORDS + 1)
        )

    return {
        n: replace(one, name="") if one.name and is_told(one.name) else one
        for n, one in stamped.items()
    }


def _is_chat(
    lines: Sequence[Line],
    stamped: dict[int, Message],
    written: dict[int, Message],
    shape: Shape,
) -> bool:
    """Return whether messages are a chat's: names take turns, and somebody speaks."""
    if len(written) < _MIN_MESSAGES or len(stamped) < _MIN_DENSE * len(lines):
        return False
    if len(stamped) < _MIN_STAMPED and not shape.sure:
        return False
    times = Counter(one.name for one in written.values())
    again = sum(n for n in times.values() if n > 1)
    # "INFO", "ERROR": what a server writes.
    in_capitals = all(name.isascii() and name.isupper() for name in times)
    shared = frozenset.intersection(*(frozenset(name.split()) for name in times))
    return (
        len(times) > 1
        # "Ada wrote on …": a word for writing is left of such lines.
        and not (shared and shape.ending is Ending.TIME)
        and not in_capitals
        # "Mo, 3.5.2024, 19:04", below names of posts.
        and not all(map(may_be_weekday, times))
        and again >= _MIN_AGAIN * len(written)
        and len(written) >= _MIN_WRITTEN * len(stamped)
        and _is_top(lines[: min(stamped)])
        and any(
            SPOKEN_WORDS.is_in(text)
            for n, one in written.items()
            for text in (lines[n].text[one.end :], _after(lines, n, stamped))
        )
    )


def _is_top(above: Sequence[Line]) -> bool:
    """Return whether only a chat's own head stands above its first message."""
    return len(above) <= _MAX_ABOVE and all(
        len(line.text) <= _MAX_HEAD_CHARS for line in above
    )


def _after(lines: Sequence[Line], n: int, stamped: dict[int, Message]) -> str:
    return lines[n + 1].text if n + 1 < len(lines) and n + 1 not in stamped else ""


def _told(lines: Sequence[Line], stamped: dict[int, Message]) -> Iterator[int]:
    """Yield lines without a stamp, set apart, that tell what a writer did.

    "Ada Brook pinned a message": behind the name, words go on in small letters.
    """
    names = {one.name for one in stamped.values() if one.name}
    for n in range(min(stamped) + 1, len(lines)):
        text = lines[n].text
        apart = lines[n].number - lines[n - 1].number > 1
        if not apart or n in stamped or len(text) > _MAX_TOLD_CHARS:
            continue
        words = text.split()
        if any(
            " ".join(words[:end]) in names and words[end][:1].islower()
            for end in range(1, min(len(words), _MAX_WORDS + 1))
        ):
            yield n


def _unlabelled(lines: Sequence[Line], stamped: dict[int, Message]) -> Iterator[int]:
    """Yield lines that have a day and an hour, but not the shape of a message."""
    for n, line in enumerate(lines):
        text = line.text
        if n in stamped or not message_stamps.may_be_stamped(text):
            continue
        if message_stamps.opens_with_stamp(text):
            yield n


def _braced(lines: Sequence[Line], first: int) -> Iterator[int]:
    """Yield what an exporter adds below a message: "{Attachments}", and lines under it.

    What it adds at its end stands below a rule.
    """
    inside = False
    for n in range(first + 1, len(lines)):
        line = lines[n]
        inside = (inside and line.number == lines[n - 1].number + 1) or (
            _BRACED.fullmatch(line.text.strip()) is not None
        )
        ruled = line.ruled or lines[n - 1].kind is BlockKind.RULE
        last = ruled and n + 1 >= len(lines) - 1
        if inside or last:
            yield n


def _reactions(lines: Sequence[Line], written: dict[int, Message]) -> Iterator[int]:
    """Yield lines in which a program tells of a reaction, or what somebody answers.

    'Reacted to "Is it …" with 👍': the quoted words open a message above.
    """
    said: deque[str] = deque(maxlen=_REMEMBERED)
    names = {one.name for one in written.values()}
    for n, line in enumerate(lines):
        body = line.text[written[n].end if n in written else 0 :].strip()
        if body[:1] == "@" and n not in written and body[1:] in names:
            yield n  # Above what is answered.
            continue
        found = _QUOTING.fullmatch(body)
        if found and any(one.startswith(found["words"].rstrip()) for one in said):
            yield n
        elif body:
            said.append(body)


def _is_apps(body: str) -> bool:
    """Return whether what stands behind a name is the program's, as its mark says."""
    return message_stamps.PROGRAM.match(body) is not None


def message_label(
    n: int,
    name: str,
    line: Line,
    ending: Ending,
    *,
    end: int | None = None,
    score: float = 1.0,
) -> ScoredLabel:
    """Return the label of a message, which takes the whole line if no `end` is given."""
    end = len(line.text) if end is None else end
    label = Label(
        printed=name,
        end=end,
        ending=ending,
        alone=not line.text[end:].strip(),
        stamped=True,
    )
    return ScoredLabel(line=n, label=label, score=score, key=label_key(name))


def _without_quotes(export: WrittenMessages) -> WrittenMessages:
    """Return an export, the marks around messages of several lines in lines of their own."""
    lines: list[Line] = []
    labels: dict[int, ScoredLabel] = {}
    own: set[int] = set()
    inside = False
    for n, line in enumerate(export.lines):
        label, place = export.labels.get(n), len(lines)
        if label or n in export.own:
            inside = False
        if n in export.own:
            own.add(place)
        if label:
            body = line.text[label.label.end :]
            inside = body.startswith('"') and not body.rstrip().endswith('"')
            if inside:
                end = label.label.end + 1
                label = replace(label, label=replace(label.label, end=end))
            labels[place] = replace(label, line=place)
        text = line.text.rstrip()
        if inside and label is None and text.endswith('"'):
            inside = False
            lines.append(replace(line, text=text[:-1]))
            own.add(len(lines))
            lines.append(replace(line, text='"', opens=False))
        else:
            lines.append(line)
    return replace(export, lines=lines, labels=labels, own=frozenset(own))
