"""Where dialogues take place: a face with an app behind it, and what it shows."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from bot.faces.port import AppPort
from handlers.contract.action import Action
from handlers.contract.commands import COMMANDS_BY_NAME
from handlers.contract.reply import Button, Paragraph, Reply, Span
from handlers.contract.request import (
    NO_ARGUMENTS,
    Arguments,
    Attachment,
    Person,
    Place,
    Request,
    Role,
)
from handlers.parsing import format_words

MORNING = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
TIMEOUT_S = 20.0
"""Seconds after which a reply that does not come fails the dialogue."""


PRIVATE = "private"
"""The name of each person's chat with the bot alone."""


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody in a chat, both by the names that a dialogue gives them.

    Attributes:
        admin: Administers the library, and is another person than one of the same name
            who does not.
        manages: May decide for the chat.
    """

    chat: str = "1"
    name: str = "Ada"
    admin: bool = False
    manages: bool = True


class Recorder:
    """The app as a face sees it; each reply is kept until the stage has seen it shown."""

    def __init__(self, app: AppPort) -> None:
        self._app = app
        self._replies: asyncio.Queue[Reply] = asyncio.Queue()

    @property
    def app(self) -> AppPort:
        """What to give to a face."""
        return cast("AppPort", self)

    def __getattr__(self, name: str) -> object:
        return getattr(self._app, name)

    async def answer(self, request: Request) -> Reply:
        # How far an answer has come is only shown where it takes seconds, as on a
        # machine with much to do; no dialogue is about it.
        quiet = replace(request, progress=lambda _: None)
        reply = await self._app.answer(quiet)
        self._replies.put_nowait(reply)
        return reply

    async def next_reply(self) -> Reply:
        """Wait for the one reply to what was just done."""
        async with asyncio.timeout(TIMEOUT_S):
            reply = await self._replies.get()
        assert self._replies.empty(), "one step was answered twice"
        return reply


class Stage(ABC):
    """A face on which people talk to an app.

    Each step of theirs returns the reply that the app gave, once the platform shows all
    of it and nothing else.

    Attributes:
        now: The moment of the next step.
    """

    now: datetime = MORNING

    @abstractmethod
    async def types(
        self, who: Participant, line: str, *, under: Reply | None = None
    ) -> Reply:
        """Send words, in reply to the message that shows a reply if one is given."""

    async def chooses(
        self, who: Participant, command: str, arguments: Arguments
    ) -> Reply:
        """Send a command with options; typed as words where the platform has none."""
        words = format_words(COMMANDS_BY_NAME[command], arguments)
        return await self.types(who, f"/{command} {words}")

    @abstractmethod
    async def uploads(
        self, who: Participant, command: str, name: str, data: bytes
    ) -> Reply:
        """Send a command with a file of this name."""

    @abstractmethod
    async def presses(self, who: Participant, shown: Reply, button: Button) -> Reply:
        """Press a button under the message that shows a reply.

        Where no message of the chat shows it, it is one from long ago.
        """

    @abstractmethod
    async def fills(
        self, who: Participant, shown: Reply, button: Button, words: str
    ) -> Reply:
        """Press a button that asks for words, and write them."""


class NoFace(Stage):
    """The app alone, for what no platform does: any options, blank fields.

    Args:
        app: The app.
        platform: Of the chats.
        now: The moment of the next step.
        roles: Those of each chat, by what names them; None where it has none.
    """

    def __init__(
        self,
        app: AppPort,
        *,
        platform: str = "telegram",
        now: datetime = MORNING,
        roles: Mapping[str, Role] | None = None,
    ) -> None:
        self._app = app
        self._find_role = roles.get if roles is not None else None
        self._platform = platform
        self.now = now

    async def types(
        self, who: Participant, line: str, *, under: Reply | None = None
    ) -> Reply:
        command, *words = line.split(maxsplit=1)
        assert command.startswith("/"), f"a command starts with a slash: {line!r}"
        about = excerpt_of(under) if under else ""
        action = Action(command=command[1:].lower(), excerpt=about)
        return await self._ask(who, action, words=" ".join(words))

    async def chooses(
        self, who: Participant, command: str, arguments: Arguments
    ) -> Reply:
        return await self._ask(who, Action(command=command), arguments=arguments)

    async def uploads(
        self, who: Participant, command: str, name: str, data: bytes
    ) -> Reply:
        async def fetch(limit: int) -> bytes:
            return data[: limit + 1]

        attachment = Attachment(name=name, size=len(data), fetch=fetch)
        return await self._ask(who, Action(command=command), attachment=attachment)

    async def presses(self, who: Participant, shown: Reply, button: Button) -> Reply:
        del shown
        action = decoded(button)
        return await self._ask(who, action, words=action.words, pressed=True)

    async def fills(
        self, who: Participant, shown: Reply, button: Button, words: str
    ) -> Reply:
        del shown
        action = decoded(button)
        assert action.field
        arguments = Arguments({action.field.parameter: words})
        return await self._ask(who, action, words=action.words, arguments=arguments)

    async def _ask(
        self,
        who: Participant,
        action: Action,
        *,
        words: str = "",
        pressed: bool = False,
        arguments: Arguments = NO_ARGUMENTS,
        attachment: Attachment | None = None,
    ) -> Reply:
        key = f"{self._platform}:{who.name.lower()}"
        return await self._app.answer(
            Request(
                place=Place(platform=self._platform, chat=who.chat),
                person=Person(key=key, name=who.name, admin=who.admin),
                command=action.command,
                now=self.now,
                words=words,
                arguments=arguments,
                excerpt=action.excerpt,
                page=action.page,
                pressed=pressed,
                attachment=attachment,
                find_role=self._find_role,
            )
        )


def decoded(button: Button) -> Action:
    """Return a button's action after the 64 bytes that a platform keeps of it."""
    assert button.action, f"{button.label!r} is a link to {button.url}"
    return Action.decode(button.action.encode())


def excerpt_of(reply: Reply) -> str:
    """Return the excerpt that a reply's buttons are about; empty for none."""
    actions = [button.action for button in reply.buttons if button.action]
    return next((action.excerpt for action in actions if action.excerpt), "")


def with_notice(reply: Reply) -> Sequence[Paragraph]:
    """Return what is shown where a notice can't be flashed."""
    notice = [Paragraph(spans=(Span(reply.notice),))] if reply.notice else []
    return [*notice, *reply.paragraphs]


def squeezed(text: str) -> str:
    """Return a text without white space and characters that can't be seen."""
    joined = "".join(text.split())
    if joined.isprintable():
        return joined
    return "".join([sign for sign in joined if sign.isprintable()])


def assert_shows(shown: str, parts: Iterable[str], *, added: str = "") -> None:
    """Check that a text is made of parts, in order.

    White space may be anywhere.

    Args:
        shown: What a platform shows.
        parts: What has to be shown.
        added: A pattern of what the platform may add between the parts.
    """
    wanted = [part for each in parts if (part := squeezed(each))]
    between = re.compile(f"(?:{added})*")
    rest = squeezed(shown)
    for part in wanted:
        before, found, rest = rest.partition(part)
        assert found, f"missing: {part!r}\nof {wanted}\nin {shown!r}"
        assert between.fullmatch(before), (
            f"added: {before!r}\nto {wanted}\nin {shown!r}"
        )
    assert between.fullmatch(rest), f"added: {rest!r}\nto {wanted}\nin {shown!r}"
