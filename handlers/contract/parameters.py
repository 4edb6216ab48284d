"""What a command takes: typed parameters, and sub-commands with their own."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

SUBCOMMAND = "subcommand"
"""Stands for a parameter's name where the word after a command is completed."""


class Kind(StrEnum):
    """The kind of value that a parameter takes; it decides how text is read."""

    SPEAKER = "speaker"
    TOPIC = "topic"
    SPEAKER_OR_TOPIC = "speaker or topic"
    EXCERPT = "excerpt"
    TEXT = "text"
    COMMENT = "comment"
    PAGE = "page"
    TIME = "time"
    ZONE = "zone"
    DAYS = "days"
    CHOICE = "choice"
    ROLE = "role"
    """A role of a server, by its id; only a platform that has roles offers it."""
    TRANSCRIPT = "transcript"
    """A transcript file of the library, by its name."""
    COMMAND = "command"
    """One of our commands, by its name."""
    WORDS = "words"
    """Any words on one line."""
    FILE = "file"
    """A file that comes with the request, as its attachment."""


NUMBERS = frozenset({Kind.COMMENT, Kind.PAGE})
"""Kinds whose values are integers; all others are text."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a command takes.

    Attributes:
        name: In lower case with underscores, as an option is called.
        kind: What its value is.
        summary: What it does, in one short line.
        required: Whether the command asks for it where it is missing.
        choices: The values of a `Kind.CHOICE`.
        marker: A word or sign that stands before the value in typed text.
        display: How the usage shows it, where that is not ``<name>`` or ``[name]``;
            empty where another parameter's display covers it.
        pressed: Only buttons and their fields fill it in: no menu or usage shows it.
        changes: Whether a command that is given it changes what is kept.
    """

    name: str
    kind: Kind
    summary: str
    _: KW_ONLY
    required: bool = False
    choices: tuple[str, ...] = ()
    marker: str = ""
    display: str | None = None
    pressed: bool = False
    changes: bool = False

    @property
    def usage(self) -> str:
        """The parameter as the usage of its command shows it."""
        if self.pressed:
            return ""
        if self.display is not None:
            return self.display
        name = " | ".join(self.choices) or self.name
        return f"<{name}>" if self.required else f"[{name}]"


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One of the things that a command does, named by the word after it.

    Attributes:
        name: One word, lower case.
        summary: What it does, in one short line.
        parameters: What may follow it.
        display: How the usage of the command shows it; empty to leave it out.
        words_are: What its words are called where they are too long to be looked up.
        changes: Whether it changes what is kept for a chat or in the library.
        by_itself: Whether it is about what comes by itself, and so helps only where
            something can.
    """

    name: str
    summary: str
    _: KW_ONLY
    parameters: tuple[Parameter, ...] = ()
    display: str | None = None
    words_are: str = ""
    changes: bool = False
    by_itself: bool = False

    @property
    def options(self) -> Sequence[Parameter]:
        """Return the parameters that a person fills in."""
        return [each for each in self.parameters if not each.pressed]

    @property
    def usage(self) -> str:
        """The sub-command as the usage of its command shows it."""
        if self.display is not None:
            return self.display
        return f"{self.name} …" if self.parameters else self.name


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: Without a slash, lower case.
        summary: What it does, in one short line.
        parameters: What it takes, in the order in which it is typed.
        subcommands: What the word after it may be, in place of parameters.
        words_are: What its words are called where they are too long to be looked up;
            empty where they may be of any length.
        admin: Only administrators of the library may use it.
        menu: Menus and completion list it; the others are mostly pressed.
        manages: In groups it is for who manages the chat, and for their menus.
        personal: Its answer is about what the person keeps, and is theirs alone to see.
        changes: Whether it changes what is kept for a chat or in the library. What a
            draw remembers of what it showed does not count.
        by_itself: Whether it is about what comes by itself, as for a sub-command.
        undelivered: The summary where nothing can come by itself, if it is another.
    """

    name: str
    summary: str
    _: KW_ONLY
    parameters: tuple[Parameter, ...] = ()
    subcommands: tuple[Subcommand, ...] = ()
    words_are: str = ""
    admin: bool = False
    menu: bool = True
    manages: bool = False
    personal: bool = False
    changes: bool = False
    by_itself: bool = False
    undelivered: str = ""

    @property
    def takes_file(self) -> bool:
        """Return whether a file may come with it."""
        return any(each.kind is Kind.FILE for each in self.parameters)

    @property
    def usage(self) -> str:
        """The command with what it takes, such as ``/topic <words>``."""
        return self.usage_where(delivers=True)

    def usage_where(self, *, delivers: bool) -> str:
        """Return the usage without what helps only where digests come by themselves.

        Args:
            delivers: Whether they can come.
        """
        parts = [parameter.usage for parameter in self.parameters]
        offered = (each for each in self.subcommands if delivers or not each.by_itself)
        if shown := [usage for each in offered if (usage := each.usage)]:
            parts.append(f"[{' | '.join(shown)}]")
        return " ".join(filter(None, [f"/{self.name}", *parts]))

    def summary_where(self, *, delivers: bool) -> str:
        """Return the summary, without what comes by itself where nothing can.

        >>> from handlers.contract.commands import COMMANDS_BY_NAME
        >>> COMMANDS_BY_NAME["daily"].summary_where(delivers=False)
        "today's excerpt, and what it is drawn from"
        """
        return self.summary if delivers else self.undelivered or self.summary

    def subcommand(self, name: str) -> Subcommand | None:
        """Return the sub-command with a name, in any letter case; None for none."""
        folded = name.casefold()
        return next((each for each in self.subcommands if each.name == folded), None)

    @property
    def options(self) -> Sequence[Parameter]:
        """Return the parameters that a person fills in."""
        return [each for each in self.parameters if not each.pressed]

    def parameters_of(self, subcommand: str) -> Sequence[Parameter]:
        """Return the parameters of a sub-command, or the command's own for no name."""
        found = self.subcommand(subcommand)
        return found.parameters if found else self.parameters
