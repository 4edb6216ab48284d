"""What a face needs of the app, and what the supervisor needs of a face."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from handlers.contract.parameters import Command
from handlers.contract.reply import Reply
from handlers.contract.request import Place, Request

if TYPE_CHECKING:  # every command of `rostra` imports this module
    from bot.delivery.outbox import Outbox
    from handlers.completion import Suggestion
    from handlers.contract.action import Action
    from handlers.contract.offer import OfferPage
    from storage.chats.message_parts import MessageGroup
    from storage.inbox.inbox import Inbox

MAX_SILENCE = timedelta(seconds=90)
"""How long a platform may not answer; polls and heartbeats take at most 45 s."""


class AppPort(Protocol):
    """The app, as faces see it: what answers people on any platform."""

    @property
    def commands(self) -> Sequence[Command]:
        """Return the commands in the order in which a menu lists them."""
        ...

    @property
    def inbox(self) -> "Inbox | None":
        """Return where updates are stored until they are answered; None for nowhere."""
        ...

    async def answer(self, request: Request) -> Reply:
        """Answer a request; raise nothing but `asyncio.CancelledError`."""
        ...

    async def complete(
        self,
        command: str,
        parameter: str,
        text: str,
        limit: int,
        *,
        place: Place,
        subcommand: str = "",
    ) -> "Sequence[Suggestion]":
        """Return values of a parameter that go on from `text`; see `Completer`."""
        ...

    async def offer(
        self, words: str, *, person: str, page: str, count: int
    ) -> "OfferPage":
        """Return excerpts to choose from for what is typed so far; see `Offerer`."""
        ...

    async def shorten(self, action: "Action") -> "Action":
        """Return an action with a key of 17 bytes in place of its words."""
        ...

    async def migrate_chat(self, old: Place, new: Place) -> None:
        """Move everything stored for a chat to the new id that its platform gave it."""
        ...

    async def record_heartbeat(self, platform: str) -> None:
        """Record that a platform has just answered; called often."""
        ...

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime
    ) -> None:
        """Record why nothing comes from a platform, until the next heartbeat."""
        ...

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        """Record whether the bot can write to a chat, or to the thread that is named."""
        ...

    async def set_server_reachable(
        self, platform: str, server: str, *, allowed: bool
    ) -> None:
        """Record whether the bot is in a server, whose chats are ``server/…``."""
        ...

    async def recall(self, platform: str, name: str) -> str:
        """Return what a face has stored under a name; empty if nothing."""
        ...

    async def remember(self, platform: str, name: str, value: str) -> None:
        """Store something for a face under a name, for this process and later ones."""
        ...

    async def thread_of(self, place: Place, excerpt: str) -> str:
        """Return the id of a chat's thread about an excerpt; empty for none."""
        ...

    async def set_thread(self, place: Place, excerpt: str, thread: str) -> bool:
        """Store which thread of a chat is about an excerpt.

        Return False, and store nothing, where that thread is about another excerpt.
        """
        ...

    async def parts_of(self, place: Place, message: str) -> "MessageGroup | None":
        """Return the messages that show one answer with a message; None for it alone."""
        ...

    async def set_parts(
        self, place: Place, messages: Sequence[str], *, excerpt: str, replaced: str = ""
    ) -> None:
        """Store which messages show one answer; see `MessageParts`."""
        ...


class Face(Protocol):
    """One platform's conversations, from the first connection to the last.

    The supervisor makes a new one for each start.
    """

    @property
    def outbox(self) -> "Outbox | None":
        """Return the way to send digests; None where there is none."""
        ...

    @property
    def is_open(self) -> asyncio.Event:
        """Return an event that is set once the platform was reached."""
        ...

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then finish the answers under way.

        When cancelled, give up the answers.

        Raises:
            SetupRefusedError: The platform refuses the token, or how the bot is set up.
        """
        ...

    async def close(self) -> None:
        """Close the connections; called after `run`, when no digest is under way."""
        ...


class SetupRefusedError(Exception):
    """The platform refuses the bot as it is set up: only a person can fix that.

    Its text is one line for that person and never holds the token.
    """


class TokenRefusedError(SetupRefusedError):
    """The platform refuses the token."""


async def run_until(stop: asyncio.Event, work: Awaitable[object]) -> None:
    """Run work until it ends; cancel it once `stop` is set."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        working.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
    if not working.cancelled():
        working.result()
