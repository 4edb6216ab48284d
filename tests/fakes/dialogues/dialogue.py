"""Talk to an app as a person would, on any face."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from bot.faces.port import AppPort
from handlers.contract.action import Action
from handlers.contract.reply import Button, Reply
from handlers.contract.request import Arguments
from tests.fakes.dialogues.stage import Participant, Stage, decoded


class Dialogue:
    """A conversation of a person in a chat: things said, and buttons pressed.

    Attributes:
        reply: The latest answer.
        shown: The latest answer that has buttons.
        now: The moment of asking; a test may move it.
    """

    def __init__(
        self,
        stage: Stage,
        *,
        chat: str = "1",
        name: str = "Ada",
        admin: bool = False,
        manages: bool = True,
    ) -> None:
        self.stage = stage
        self.who = Participant(chat=chat, name=name, admin=admin, manages=manages)
        self.reply = Reply()
        self.shown = Reply()

    @property
    def now(self) -> datetime:
        """The moment of asking, for everybody on the stage."""
        return self.stage.now

    @now.setter
    def now(self, moment: datetime) -> None:
        self.stage.now = moment

    async def says(self, line: str) -> Reply:
        """Type a command."""
        return self._answered(await self.stage.types(self.who, line))

    async def chooses(
        self, command: str, subcommand: str = "", /, **options: str | int
    ) -> Reply:
        """Fill in a command's options, as on a platform that reads no words."""
        arguments = Arguments(options, subcommand=subcommand)
        return self._answered(await self.stage.chooses(self.who, command, arguments))

    async def uploads(self, command: str, name: str, data: bytes) -> Reply:
        """Send a command with a file."""
        return self._answered(await self.stage.uploads(self.who, command, name, data))

    async def replies(self, line: str) -> Reply:
        """Type words or a command in reply to the latest answer with buttons."""
        return self._answered(await self.stage.types(self.who, line, under=self.shown))

    async def presses(self, label: str) -> Reply:
        """Press the one button on screen whose label has these words in it."""
        found = [b for b in self.shown.buttons if label.lower() in b.label.lower()]
        exact = [button for button in found if button.label == label]
        (button,) = exact or found or self._nothing_called(label)
        assert not decoded(button).asks, f"{label!r} asks for words"
        return self._answered(await self.stage.presses(self.who, self.shown, button))

    async def sends(self, data: str) -> Reply:
        """Press a button that has stood in the chat for long, by its data."""
        button = Button(label="Old", action=Action.decode(data))
        return self._answered(await self.stage.presses(self.who, Reply(), button))

    async def fills(self, label: str, words: str) -> Reply:
        """Press a button that asks for words, and write them into its field."""
        (button,) = (b for b in self.shown.buttons if b.label == label)
        field = decoded(button).field
        assert field, f"{label!r} asks for no words"
        assert len(field.label) <= 45
        assert len(field.placeholder) <= 64
        return self._answered(
            await self.stage.fills(self.who, self.shown, button, words)
        )

    @property
    def labels(self) -> list[str]:
        """Return what the buttons on screen say."""
        return [button.label for button in self.shown.buttons]

    @property
    def text(self) -> str:
        """Return the latest answer's words."""
        return "\n".join(part for part in (self.reply.notice, self.reply.text) if part)

    def _answered(self, reply: Reply) -> Reply:
        self.reply = reply
        if reply.buttons:
            self.shown = reply
        return reply

    def _nothing_called(self, label: str) -> list[Button]:
        raise AssertionError(f"no button {label!r} on screen, only {self.labels}")


TalkTo = Callable[[AppPort], AbstractAsyncContextManager[Dialogue]]
"""Opens a dialogue with an app on the face of the test."""
