"""Type lines at a terminal and read its screen, without a terminal."""

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.text import Capabilities, render
from handlers.contract.reply import Reply
from handlers.contract.request import Person
from tests.fakes.dialogues.stage import MORNING


class Terminal:
    """A conversation at the terminal face, and what it prints.

    Attributes:
        reply: The latest answer.
        screen: The same as a terminal without colours shows it.
    """

    def __init__(self, app: AppPort, *, width: int = 80, admin: bool = True) -> None:
        person = Person(key="terminal:local", name="Ada", admin=admin)
        self._conversation = Conversation(app, person, now=lambda: MORNING)
        self._width = width
        self.reply = Reply()
        self.screen = ""

    async def types(self, line: str) -> str:
        """Type a line and return what the screen shows as the answer."""
        self.reply = await self._conversation.answer(line)
        self.screen = render(self.reply, self._width, Capabilities(listed=False))
        return self.screen

    async def presses(self, label: str) -> str:
        """Type the number of the button with this label."""
        buttons = self._conversation.buttons
        numbers = {button.label: number for number, button in buttons.items()}
        assert label in numbers, f"no button {label!r} on screen, only {[*numbers]}"
        return await self.types(str(numbers[label]))
