"""What a face hands to a handler."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

Value = str | int


@dataclass(frozen=True, slots=True)
class Arguments:
    """The values that a request gives to its command's parameters.

    Attributes:
        by_name: Text, or an integer where the parameter's kind is a number; a parameter
            without a value is missing.
        subcommand: The name of the sub-command, or empty.
        unread: Typed words that no parameter or sub-command takes.
    """

    by_name: Mapping[str, Value] = field(default_factory=dict)
    subcommand: str = ""
    unread: str = ""

    def text(self, name: str) -> str:
        """Return a value as text; empty where it is missing."""
        return str(self.by_name.get(name, ""))

    def number(self, name: str) -> int | None:
        """Return the value of a number; None where it is missing."""
        value = self.by_name.get(name)
        return value if isinstance(value, int) else None


NO_ARGUMENTS = Arguments()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A chat on a platform, and the topic thread inside it, if any."""

    platform: str
    chat: str
    thread: str = ""

    @property
    def key(self) -> str:
        """Return the chat's key, such as ``telegram:-1001`` (without the thread)."""
        return f"{self.platform}:{self.chat}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks.

    Attributes:
        key: Platform and id, such as ``telegram:42``.
        name: As the platform shows it; not to be trusted as markup.
        admin: Whether the settings name this person an administrator of the library.
        is_chat: Whether it is a chat, in whose name somebody writes.
    """

    key: str
    name: str
    admin: bool = False
    is_chat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Some of the people in a server, whom a message can ping.

    Attributes:
        id: As the platform writes it.
        name: As the platform shows it; not to be trusted as markup.
        is_everyone: Whether it holds all people in the server.
        person_may_ping: Whether the person who asks may ping it.
        refusal: Why the bot may not, as a sentence that says what to do; empty where it
            may.
    """

    id: str
    name: str
    is_everyone: bool = False
    person_may_ping: bool = True
    refusal: str = ""


class AttachmentError(Exception):
    """A file that can't be had; its text says why, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a request.

    Attributes:
        name: As the person calls it; any text.
        size: In bytes, as the platform says; None where it does not.
        fetch: Returns the bytes, at most as many as it is given, or raises
            `AttachmentError`.
    """

    name: str
    size: int | None
    fetch: Callable[[int], Awaitable[bytes]] = field(compare=False)


async def _anybody_manages() -> bool | None:
    """Return True: in a private chat everybody who asks manages it."""
    return True


def _show_nothing(line: str) -> None:
    """Show no progress: this face can't change what it has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One command, typed or pressed, on its way to its handler.

    Attributes:
        command: The command's name without a slash, lower case.
        words: What followed the command, typed or carried by a button; any text. A
            handler finds it written as the arguments are typed, and may put it on a
            button that asks the same again.
        arguments: The values of the command's parameters. A face with typed options
            fills them; those that were typed as words are read from the words before
            the handler runs, and a button's words and filled options go together.
        excerpt: The excerpt id that a pressed button names, or that the message
            replied to shows; empty otherwise.
        page: The page a pressed button asks for, counted from 0.
        pressed: Whether a button was pressed rather than a command typed.
        now: The moment of asking, aware.
        key: The same whenever the same request is handled, so that what it changes is
            changed once; empty where it is handled once in any case.
        alone: Whether nobody but the person and the bot is in the chat.
        undelivered: Why no digest can come here by itself, as a sentence with what to
            do instead; empty where it can.
        opens_threads: Whether the face can open a thread of this chat for an excerpt.
        how_to_comment: How one comments on an excerpt here beside `/comment`, as a
            sentence; empty where there is no other way.
        bare: Whether the words came without a command.
        replied: The words of the message that it replies to; empty for none.
        attachment: The file that came with it; None for none.
        left: What the person had begun and not finished, as far as it is known: the label
            of a text field, or a command's name; empty for nothing.
        manages: Returns whether the person may decide for the chat, or None where that
            can't be found out; it may ask the platform, so call it only where that
            matters.
        find_role: Returns the role that an argument names, None for none. It is None
            itself where the chat has no roles.
        progress: Called with a line that says how far a long answer has come; the face
            shows the latest, if it can, until the answer is there.
    """

    place: Place
    person: Person
    command: str
    now: datetime
    words: str = ""
    arguments: Arguments = NO_ARGUMENTS
    excerpt: str = ""
    page: int = 0
    pressed: bool = False
    key: str = ""
    alone: bool = False
    undelivered: str = ""
    opens_threads: bool = False
    how_to_comment: str = ""
    bare: bool = False
    replied: str = ""
    attachment: Attachment | None = None
    left: str = ""
    manages: Callable[[], Awaitable[bool | None]] = field(
        default=_anybody_manages, compare=False
    )
    find_role: Callable[[str], Role | None] | None = field(default=None, compare=False)
    progress: Callable[[str], None] = field(default=_show_nothing, compare=False)

    @property
    def delivers(self) -> bool:
        """Return whether a digest can come here by itself."""
        return not self.undelivered
