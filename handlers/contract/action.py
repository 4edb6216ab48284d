"""What a button does, in 64 bytes, and the text field that it may ask for first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MAX_ACTION_BYTES = 64
"""Bytes of a button's data; Telegram allows the fewest."""

MAX_COMMENTS_AN_HOUR = 60
"""How many comments a person may write in an hour, unless a setting says otherwise."""

MAX_COMMENT_CHARS = 2000

MAX_SPEAKER_CHARS = 200
"""Characters of the name of a speaker who is added to a file."""

MAX_LOOK_UP_CHARS = 300
"""Characters of a name or topic; more than that nobody types to look something up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A text field, shown as a form, a forced reply or a prompt, as a face can.

    Attributes:
        parameter: The parameter of the action's command that it fills.
        label: What to write, in at most 45 characters.
        placeholder: What an empty field shows, in at most 64 characters.
        multiline: Whether it takes more than one line.
        max_chars: The most it takes; a command refuses more.
        completed_as: The command, sub-command and parameter whose values are offered
            while it is typed; None for none.
    """

    parameter: str
    label: str
    placeholder: str
    max_chars: int
    multiline: bool = False
    completed_as: tuple[str, str, str] | None = None


SEARCH_FIELD = Field(
    parameter="words",
    label="What to search for",
    placeholder="A word or a few, such as peace",
    max_chars=MAX_LOOK_UP_CHARS,
    completed_as=("topic", "", "words"),
)

SETTING_FIELDS = {
    "step hour": Field(
        parameter="value",
        label="The hour of the daily excerpt",
        placeholder="An hour, such as 08:30 or 7pm",
        max_chars=MAX_LOOK_UP_CHARS,
        completed_as=("daily", "on", "time"),
    ),
    "step zone": Field(
        parameter="value",
        label="The city or zone of this chat",
        placeholder="A city, such as Berlin, or +05:30",
        max_chars=MAX_LOOK_UP_CHARS,
        completed_as=("daily", "on", "zone"),
    ),
    "step speaker": Field(
        parameter="value",
        label="The speaker whose words come every day",
        placeholder="A name",
        max_chars=MAX_LOOK_UP_CHARS,
        completed_as=("daily", "speaker", "speaker"),
    ),
    "step topic": Field(
        parameter="value",
        label="What the daily excerpt is about",
        placeholder="A word or a few, such as peace",
        max_chars=MAX_LOOK_UP_CHARS,
        completed_as=("daily", "topic", "words"),
    ),
}
"""The fields of `/settings`, by the words of their buttons."""

_COMMENT_LABEL = re.compile(r"Your comment on #([0-9A-Z]{8})")
_A_NAME = "A name, such as Ada Brook"
_REVIEW_FIELDS = (
    (
        "The name of who says “{}”",
        r"step (?:[0-9a-f]{8}/)?[0-9a-f]{8}(?:\*[0-9]{1,5})? new ([^“”(),]{1,40})",
        _A_NAME,
    ),
    (
        "The name of whose words they are",
        r"step (?:[0-9a-f]{8}/)?[0-9a-f]{8}(?:\*[0-9]{1,5})? new",
        _A_NAME,
    ),
    (
        "The new name of the voice",
        "step names [0-9a-f]{8} [0-9a-f]{8} rename",
        _A_NAME,
    ),
    (
        "The name of whose words all of it is",
        "step person [0-9a-f]{8} type",
        _A_NAME,
    ),
    (
        "The numbers of the paragraphs that are theirs",
        "step person [0-9a-f]{8} these [0-9a-f]{8}",
        "Such as 2-7 9-12",
    ),
    (
        "The start of a line where somebody speaks",
        "step labels [0-9a-f]{8} type",
        "As it is printed, such as HALL =",
    ),
)
"""Fields of `/review`: label, pattern of the button's words, placeholder.

The first has the opening of the passage behind the rest of the button's words.
"""

_ANSWER_LABEL = re.compile(r"Your answer to comment ([0-9]{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What pressing a button asks for; it needs no state, so it works for ever.

    Attributes:
        command: A command's name.
        words: The command's words. Handlers give them whole; what is too long for a
            button is replaced by a key on its way out.
        excerpt: An excerpt id, or empty.
        page: Counted from 0.
        asks: Ask for a text field first, which `field` describes.
    """

    command: str
    words: str = ""
    excerpt: str = ""
    page: int = 0
    asks: bool = False

    def encode(self) -> str:
        """Write the action as ``command:excerpt:page:words``; ``command?`` asks first.

        Raises:
            ValueError: The result is over `MAX_ACTION_BYTES` bytes of UTF-8.
        """
        data = _data(self)
        if len(data.encode()) > MAX_ACTION_BYTES:
            raise ValueError(
                f"a button's data takes at most {MAX_ACTION_BYTES} bytes: {data!r}"
            )
        return data

    @property
    def field(self) -> Field | None:
        """Return the field that the action asks for; None where it needs none.

        It depends on nothing but the action, so a button asks the same after a restart.
        """
        if self.asks and self.command == "topic":
            return SEARCH_FIELD
        if self.asks and self.command == "settings":
            return SETTING_FIELDS.get(self.words)
        if self.asks and self.command == "review":
            return _field_of_review(self.words)
        if self.asks and self.command == "comment":
            answered = self.words.removeprefix(">")
            label = (
                f"Your answer to comment {answered}"
                if answered
                else f"Your comment on #{self.excerpt}"
            )
            # A changed client may send any data: no question is made of other words.
            if action_asking(label) is None:
                return None
            return Field(
                parameter="text",
                label=label,
                placeholder="What would you say?",
                max_chars=MAX_COMMENT_CHARS,
                multiline=True,
            )
        return None

    @classmethod
    def decode(cls, data: str) -> "Action":
        """Parse what `encode` wrote.

        Raises:
            ValueError: It was not written by `encode`.
        """
        parts = data.split(":", 3)
        if len(parts) != 4 or not parts[0] or not (parts[2] or "0").isdecimal():
            raise ValueError(f"not a button of ours: {data!r}")
        command, excerpt, page, words = parts
        return cls(
            command=command.removesuffix("?"),
            excerpt=excerpt,
            page=int(page or 0),
            words=words,
            asks=command.endswith("?"),
        )


def _field_of_review(words: str) -> Field | None:
    """Return the field that a button of a review asks for; None where it needs none."""
    for label, button, placeholder in _REVIEW_FIELDS:
        if found := re.fullmatch(button, words):
            return Field(
                parameter="name",
                label=label.format(*found.groups()),
                placeholder=placeholder,
                max_chars=MAX_SPEAKER_CHARS,
            )
    return None


def oversized_words(actions: Iterable[Action]) -> set[str]:
    """Return the words of the actions that do not fit into a button."""
    return {
        action.words
        for action in actions
        if action.words and len(_data(action).encode()) > MAX_ACTION_BYTES
    }


def action_asking(label: str) -> Action | None:
    """Return the action whose field has a label, or None where a label does not tell.

    >>> action = Action(command="comment", excerpt="7K3M9QXA", asks=True)
    >>> action_asking(action.field.label) == action
    True
    """
    if label == SEARCH_FIELD.label:
        return Action(command="topic", asks=True)
    for words, each in SETTING_FIELDS.items():
        if label == each.label:
            return Action(command="settings", words=words, asks=True)
    if found := _COMMENT_LABEL.fullmatch(label):
        return Action(command="comment", excerpt=found[1], asks=True)
    if found := _ANSWER_LABEL.fullmatch(label):
        return Action(command="comment", words=f">{found[1]}", asks=True)
    return None


def _data(action: Action) -> str:
    page = action.page or ""
    asks = "?" if action.asks else ""
    return f"{action.command}{asks}:{action.excerpt}:{page}:{action.words}"
