"""What a face needs of the app, and nothing more."""

from collections.abc import Sequence
from typing import Protocol

from handlers.contract.reply import Reply
from handlers.contract.request import Place, Request


class CommandInfo(Protocol):
    """One command, as menus and completion show it."""

    @property
    def name(self) -> str:
        """Return the name without a slash, lower case."""
        ...

    @property
    def summary(self) -> str:
        """Return what the command does, in one short line."""
        ...

    @property
    def usage(self) -> str:
        """Return the command with its words, such as ``/topic <words>``."""
        ...

    @property
    def admin(self) -> bool:
        """Return whether only administrators may use it."""
        ...

    @property
    def menu(self) -> bool:
        """Return whether menus list it; the others are mostly pressed."""
        ...


class AppPort(Protocol):
    """The app, as faces see it: what answers people on any platform."""

    @property
    def commands(self) -> Sequence[CommandInfo]:
        """Return the commands in the order in which a menu lists them."""
        ...

    async def answer(self, request: Request) -> Reply:
        """Answer a request; raise nothing but `asyncio.CancelledError`."""
        ...

    async def complete(self, text: str) -> list[str]:
        """Return names of speakers that continue `text`, best first."""
        ...

    async def migrate_chat(self, old: Place, new: Place) -> None:
        """Move everything stored for a chat to the new id that its platform gave it."""
        ...

    async def record_heartbeat(self, platform: str) -> None:
        """Record that a platform has just answered; called often."""
        ...

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        """Record whether the bot can write to a chat."""
        ...


class Runner(Protocol):
    """Send by itself what is due."""

    async def run(self) -> None:
        """Run until stopped, then finish what is under way."""
        ...

    def stop(self) -> None:
        """Begin nothing more."""
        ...
