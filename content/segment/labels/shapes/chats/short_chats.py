"""Chats of a few messages, in which hardly anybody comes back.

What speaks for them is that messages of one shape are all of the document. Where this
and the names are not enough, whoever the stamps name is named with doubt: it is easier to
agree with a name than to find words that were given to nobody.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.language.calendar_words import may_be_weekday
from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import Ending
from content.segment.labels.shapes.chats import message_stamps
from content.segment.labels.shapes.chats.exports import (
    Message,
    export_of,
    messages_of,
    names_writer,
)
from content.segment.labels.shapes.chats.message_stamps import Shape
from content.segment.labels.shapes.chats.writers import is_phone
from content.segment.labels.shapes.written_messages import WrittenMessages
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line
from content.segment.names.given_names import has_given_name
from content.segment.names.name_score import is_unnamed_voice
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_LINES, _MAX_ABOVE, _MAX_HEAD_CHARS = 100, 8, 120
_MIN_MESSAGES, _MANY, _MIN_AGAIN = 2, 3, 0.5
_MIN_STAMPED, _MIN_HEADS, _MIN_WRITTEN = 0.6, 0.2, 0.4
_MIN_SURE, _MIN_DOUBTED = 3, 3
_MIN_BARE, _MIN_BARE_AGAIN = 4, 0.6
_MAX_NAME_WORDS, _MAX_NAME_CHARS, _MAX_PLAIN_WORDS = 4, 40, 3
# A name, its hour and its words.
_MIN_APART = 3
_OF_LISTS = {Ending.COLON, Ending.LINE}
"""What ends terms, fields and titles, too."""

_MAX_GREETING_CHARS, _MAX_GREETING_WORDS = 40, 3
_CLOCK = re.compile(r"\d[:.٫](\d\d)")
_NOTHING = re.compile("$^")
_ABOVE_HOURS = Shape(find=_NOTHING, dated=False, sure=False, ending=Ending.TIME)
_HEADINGS = Shape(find=_NOTHING, dated=False, sure=False, ending=Ending.LINE)
_DOUBTED_SCORE = 0.5
_TAG = re.compile(
    "[abiup]|em|[ou]l|li|[bht]r|h[1-6]|t[dh]|div|img|nav|pre|su[bp]|code|span|body|head"
    "|html|font|form|link|meta|main|title|table|strong|script|style|center",
    re.IGNORECASE,
)
"""The elements of pages, which stand in angle brackets as writers do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortChat:
    """The messages of a short chat.

    Attributes:
        written: The messages.
        sure: Whether these surely are a chat's, and no turns of a recording.
        beside: Whether it says more than posts: names and hours share lines, or it is sure.
    """

    written: WrittenMessages
    sure: bool
    beside: bool


def read_short_chat(lines: Sequence[Line]) -> ShortChat | None:
    """Return the messages of a short chat; None if the document is none."""
    if not _MIN_MESSAGES <= len(lines) <= _MAX_LINES:
        return None
    shape = _find_shape(lines)
    above: frozenset[int] = frozenset()
    stamped = {
        n: one
        for n, one in (messages_of(lines, shape) if shape else {}).items()
        # "Minister Ada Brook: schools will sing" heads the page.
        if not (lines[n].kind is HEADING_BLOCK and lines[n].level == 1)
    }
    if shape is None and (stamped := _headed(lines)):
        shape = _HEADINGS
    elif shape is None:
        shape, stamped = _ABOVE_HOURS, _above_hours(lines)
        above = frozenset(n - 1 for n in stamped)
    written = {n: one for n, one in stamped.items() if one.name}
    if not _are_all(lines, stamped, written, above):
        return None
    signs = _Signs(lines, written, shape)
    sure = signs.are_enough()
    if not sure and not signs.may_be_enough():
        return None
    score = 1.0 if sure else _DOUBTED_SCORE
    export = export_of(lines, stamped, shape, score=score)
    angled = shape.ending is Ending.ANGLE
    return ShortChat(
        written=replace(export, own=export.own | above),
        # Turns of a recording may have labels of other forms, too.
        sure=sure and (angled or shape in message_stamps.SHAPES),
        beside=sure or not above,
    )


def _above_hours(lines: Sequence[Line]) -> dict[int, Message]:
    """Return the hours alone on a line below a name, as stamps of messages."""
    hours = [n for n, line in enumerate(lines) if is_time_of_day(line.text)]
    if not hours or not hours[0]:
        return {}
    if any(two - one < _MIN_APART for one, two in pairwise(hours)):
        return {}
    return {
        n: Message(" ".join(lines[n - 1].text.split()), len(lines[n].text))
        for n in hours
        if len(lines[n - 1].text) <= _MAX_NAME_CHARS
    }


def _headed(lines: Sequence[Line]) -> dict[int, Message]:
    """Return headings of one level as stamps of messages, but for a title of another."""
    headings = [n for n, line in enumerate(lines) if line.kind is HEADING_BLOCK]
    levels = Counter(lines[n].level for n in headings)
    level = max(levels, key=lambda one: (levels[one], one), default=0)
    return {
        n: Message(name, len(lines[n].text))
        for n in headings
        if lines[n].level == level
        and len(name := lines[n].text.strip().rstrip(":：").rstrip()) <= _MAX_NAME_CHARS
    }


def _find_shape(lines: Sequence[Line]) -> Shape | None:
    """Return the shape that most lines have, of several the first."""
    spoken = [line.text for line in lines if line.spoken]
    stamped = [*filter(message_stamps.may_be_stamped, spoken)]
    counts = [
        (
            sum(
                names_writer(text, shape)
                for text in (spoken if shape.bare else stamped)
            ),
            shape,
        )
        for shape in message_stamps.SHORT_SHAPES
    ]
    most, shape = max(counts, key=lambda one: one[0])
    return shape if most >= _MIN_MESSAGES else None


def _are_all(
    lines: Sequence[Line],
    stamped: Mapping[int, Message],
    written: Mapping[int, Message],
    names: Collection[int],
) -> bool:
    """Return whether messages of two writers or more are all of a document.

    A head may stand above them, and lines below a stamp are of its message.
    """
    if len(written) < max(_MIN_MESSAGES, _MIN_WRITTEN * len(stamped)):
        return False
    if len({one.name for one in written.values()}) < _MIN_MESSAGES:
        return False
    first = min([*stamped, *names])
    above = lines[:first]
    if len(above) > _MAX_ABOVE or any(
        len(line.text) > _MAX_HEAD_CHARS for line in above
    ):
        return False
    alone = [n for n, one in written.items() if not lines[n].text[one.end :].strip()]
    if any(n + 1 in stamped or n + 1 == len(lines) for n in alone):
        return False
    least = _MIN_HEADS if 2 * len(alone) > len(written) else _MIN_STAMPED
    return len(stamped) >= least * (len(lines) - first)


class _Signs:
    """What speaks for messages of a shape to be those of a chat."""

    def __init__(
        self, lines: Sequence[Line], written: Mapping[int, Message], shape: Shape
    ) -> None:
        said = [
            lines[n].text[one.end :].strip()
            or (lines[n + 1].text if n + 1 < len(lines) else "")
            for n, one in written.items()
        ]
        times = Counter(one.name for one in written.values())
        again = sum(count for count in times.values() if count > 1)
        self.shape, self.count, self.again = shape, len(written), again / len(written)
        self.opens = min(written) == 0
        self.spoken = any(map(_is_spoken, said))
        clocks = [_CLOCK.search(lines[n].text) for n in written]
        minutes = [one.group(1) for one in clocks if one]
        # What is planned begins at five past, not at eleven past.
        self.planned = bool(minutes) and all(one[-1] in "05" for one in minutes)
        self.inline = all(
            lines[n].text[one.end :].strip() for n, one in written.items()
        )
        self.people = all(map(_is_person, times))
        self.named = all(map(_is_plain_name, times))
        self.in_capitals = all(name.isascii() and name.isupper() for name in times)
        self.tags = any(map(_TAG.fullmatch, times)) or any("</" in one for one in said)
        # "Mo, 3.5.2024, 19:04", below names of posts.
        weekdays = all(map(may_be_weekday, times))
        self.unnamed = weekdays or any(map(is_unnamed_voice, times))
        # "Ada wrote on …": a word for writing is left of such lines.
        self.shared = shape.ending is Ending.TIME and bool(
            frozenset.intersection(*(frozenset(name.split()) for name in times))
        )
        days = any(message_stamps.is_day(line.text) for line in lines)
        # Below headings a day may be the page's.
        self.dated = shape.dated or shape.framed or (days and shape is not _HEADINGS)

    def are_enough(self) -> bool:
        """Return whether they show a chat: somebody speaks, and more."""
        if not self._may_be() or (self.shape.needs_day and not self.dated):
            return False
        if self.spoken:
            return self._count() >= _MIN_SURE
        if self.shape.framed:
            return self.people
        return self.inline and self.people and self._count() == len(self._all())

    def may_be_enough(self) -> bool:
        """Return whether they may be those of a chat."""
        if not self._may_be():
            return False
        if self.spoken and not self.dated and self.shape.ending in _OF_LISTS:
            return self.named
        if self.spoken:
            return self._count() >= 1
        if self.shape.bare and self.shape.ending is Ending.COLON:
            return False  # "Onion: one large, chopped."
        if self.shape.ending is Ending.ANGLE:
            bare = self.count >= _MIN_BARE and self.again >= _MIN_BARE_AGAIN
            clocked = self.shape.sure and self.count >= _MANY
            return self.opens and (bare or clocked)
        return self.people and self._count() >= _MIN_DOUBTED

    def _may_be(self) -> bool:
        planned = self.planned and not (self.dated and self.shape.sure)
        none = self.in_capitals or self.tags or self.unnamed or self.shared
        return not (none or planned)

    def _all(self) -> tuple[bool, ...]:
        angled = self.shape.ending is Ending.ANGLE
        return (
            self.count >= _MANY,
            self.again >= _MIN_AGAIN,
            self.people or angled,
            self.dated,
            self.shape.sure,
        )

    def _count(self) -> int:
        return sum(self._all())


def _is_spoken(words: str) -> bool:
    """Return whether a message greets, asks, or is in the first person.

    >>> _is_spoken("hi"), _is_spoken("Guten Morgen zusammen"), _is_spoken("the tide is low")
    (True, True, False)
    """
    # "yes" alone is what opens "yes, all".
    if SPOKEN_WORDS.is_in(f"{words},"):
        return True
    first = fold_letters(words[:_MAX_GREETING_CHARS]).split()[:_MAX_GREETING_WORDS]
    bare = [word.strip(",.!") for word in first]
    greetings = all_words("queries.greetings")
    return any(" ".join(bare[:end]) in greetings for end in range(1, len(bare) + 1))


def _is_plain_name(name: str) -> bool:
    """Return whether a given name, alone or with what may be others, is all of a name.

    >>> [_is_plain_name(one) for one in ("Maya", "Ada Brook", "Speech by Ada", "Added")]
    [True, True, False, False]
    """
    words = name.split()
    capitals = all(word[:1].isupper() and word.isalpha() for word in words)
    return len(words) <= _MAX_PLAIN_WORDS and capitals and has_given_name(name)


def _is_person(name: str) -> bool:
    """Return whether a name is a person's by its form, a given name's, or a number's.

    >>> [_is_person(one) for one in ("Ada Brook", "Olga", "bob#1234", "Info", "server")]
    [True, True, True, False, False]
    """
    words = name.split()
    if is_phone(name) or name[-5:-4] == "#":
        return True
    # "server" is a given name, too.
    if not name[:1].isalpha() or name[:1].islower():
        return False
    if name.lower() == name.upper() or has_given_name(name):
        return True
    return 1 < len(words) <= _MAX_NAME_WORDS and all(
        word[:1].isupper() for word in words
    )
