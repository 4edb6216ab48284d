"""Talk to an app as a person would, whatever the platform."""

from datetime import UTC, datetime

from bot.faces.port import AppPort
from bot.faces.terminal.text import render
from handlers.contract.action import Action
from handlers.contract.reply import Button, Reply
from handlers.contract.request import NO_ARGUMENTS, Arguments, Person, Place, Request

MORNING = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


class Dialogue:
    """A conversation with an app: things said, and buttons pressed.

    Each button goes through the 64 bytes that a platform would keep of it, so a
    dialogue also proves that its buttons fit and are understood.

    Attributes:
        reply: The latest answer.
        shown: The latest answer that has buttons.
        now: The moment of asking; a test may move it.
    """

    def __init__(
        self,
        app: AppPort,
        *,
        chat: str = "1",
        platform: str = "telegram",
        name: str = "Ada",
        admin: bool = False,
        now: datetime = MORNING,
    ) -> None:
        self.app = app
        self.place = Place(platform=platform, chat=chat)
        self.person = Person(key=f"{platform}:{name.lower()}", name=name, admin=admin)
        self.now = now
        self.reply = Reply()
        self.shown = Reply()

    async def says(self, line: str, *, about: str = "") -> Reply:
        """Type a command; `about` is the excerpt that the message replied to shows."""
        command, *words = line.split(maxsplit=1)
        assert command.startswith("/"), f"a command starts with a slash: {line!r}"
        return await self._ask(
            Action(command=command[1:].lower(), excerpt=about), " ".join(words)
        )

    async def chooses(
        self, command: str, subcommand: str = "", /, **options: str | int
    ) -> Reply:
        """Fill in a command's options, as on a platform that reads no words."""
        arguments = Arguments(options, subcommand=subcommand)
        return await self._ask(Action(command=command), "", arguments=arguments)

    async def replies(self, line: str) -> Reply:
        """Type a command in reply to the latest answer with buttons."""
        actions = [button.action for button in self.shown.buttons if button.action]
        about = next((action.excerpt for action in actions if action.excerpt), "")
        return await self.says(line, about=about)

    async def presses(self, label: str) -> Reply:
        """Press the one button on screen whose label has these words in it."""
        found = [b for b in self.shown.buttons if label.lower() in b.label.lower()]
        exact = [button for button in found if button.label == label]
        (button,) = exact or found or self._nothing_called(label)
        assert button.action, f"{label!r} is a link to {button.url}"
        assert not button.asks, f"{label!r} asks for words"
        action = Action.decode(button.action.encode())
        return await self._ask(action, action.words, pressed=True)

    async def sends(self, data: str) -> Reply:
        """Press a button that has stood in the chat for long, by its data."""
        action = Action.decode(data)
        return await self._ask(action, action.words, pressed=True)

    async def fills(self, label: str, words: str) -> Reply:
        """Press a button that asks for words, and write them into its field."""
        (button,) = (b for b in self.shown.buttons if b.label == label)
        assert button.action, f"{label!r} is a link to {button.url}"
        action = Action.decode(button.action.encode())
        field = action.field
        assert field, f"{label!r} asks for no words"
        assert len(field.label) <= 45
        assert len(field.placeholder) <= 64
        arguments = Arguments({field.parameter: words})
        return await self._ask(action, action.words, arguments=arguments)

    @property
    def labels(self) -> list[str]:
        """Return what the buttons on screen say."""
        return [button.label for button in self.shown.buttons]

    @property
    def text(self) -> str:
        """Return the latest answer's words."""
        return "\n".join(part for part in (self.reply.notice, self.reply.text) if part)

    def screen(self, width: int = 80) -> str:
        """Return the latest answer as a terminal without colours shows it."""
        return render(self.reply, width)

    async def _ask(
        self,
        action: Action,
        words: str,
        *,
        pressed: bool = False,
        arguments: Arguments = NO_ARGUMENTS,
    ) -> Reply:
        self.reply = await self.app.answer(
            Request(
                place=self.place,
                person=self.person,
                command=action.command,
                now=self.now,
                words=words,
                arguments=arguments,
                excerpt=action.excerpt,
                page=action.page,
                pressed=pressed,
            )
        )
        if self.reply.buttons:
            self.shown = self.reply
        return self.reply

    def _nothing_called(self, label: str) -> list[Button]:
        raise AssertionError(f"no button {label!r} on screen, only {self.labels}")
