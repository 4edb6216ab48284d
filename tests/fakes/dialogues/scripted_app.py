"""An app that answers from a script, to try what a face does with any answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from handlers.completion import Suggestion
from handlers.contract.action import Action
from handlers.contract.commands import COMMANDS
from handlers.contract.offer import OfferPage
from handlers.contract.parameters import Command
from handlers.contract.reply import Paragraph, Reply, Span
from handlers.contract.request import Place, Request
from storage.chats.message_parts import MessageGroup
from storage.inbox.inbox import Inbox


def said(text: str) -> Reply:
    """Make a reply of one plain paragraph."""
    return Reply(paragraphs=(Paragraph(spans=(Span(text),)),))


@dataclass(kw_only=True)
class ScriptedApp:
    """An app that answers each command with its scripted reply, or with what was asked.

    Attributes:
        script: Replies by command; a function gets the request.
        speakers: Names for completion.
        asked: All requests so far.
        commands: What a menu lists.
        offers: What is offered, by what is typed; a function makes it wait.
        offered: What offers were asked for so far.
        memory: What faces remember, by platform and name.
        inbox: Where updates are stored; None for nowhere.
        threads: Threads about excerpts, by the chat's key and the excerpt's id.
        parts: Answers of several messages, by the chat's key and the last one.
    """

    script: dict[str, Reply | Callable[[Request], Awaitable[Reply]]] = field(
        default_factory=dict
    )
    speakers: tuple[str, ...] = ()
    asked: list[Request] = field(default_factory=list)
    commands: tuple[Command, ...] = COMMANDS
    offers: dict[str, OfferPage | Callable[[], Awaitable[OfferPage]]] = field(
        default_factory=dict
    )
    offered: list[tuple[str, str, str, int]] = field(default_factory=list)
    memory: dict[tuple[str, str], str] = field(default_factory=dict)
    threads: dict[tuple[str, str], str] = field(default_factory=dict)
    parts: dict[tuple[str, str], MessageGroup] = field(default_factory=dict)
    inbox: Inbox | None = None

    async def answer(self, request: Request) -> Reply:
        """Answer from the script; what is not in it is told back."""
        await asyncio.sleep(0)
        self.asked.append(request)
        scripted = self.script.get(request.command)
        if isinstance(scripted, Reply):
            return scripted
        if scripted is not None:
            return await scripted(request)
        return said(f"{request.command}<{request.words}>")

    async def complete(
        self,
        command: str,
        parameter: str,
        text: str,
        limit: int,
        *,
        place: Place,
        subcommand: str = "",
    ) -> Sequence[Suggestion]:
        """Return the scripted speakers with a word that starts like the text."""
        await asyncio.sleep(0)
        del command, place, subcommand
        wanted = text.casefold()
        found = [
            name
            for name in self.speakers
            if name.casefold().startswith(wanted)
            or any(word.startswith(wanted) for word in name.casefold().split())
        ]
        asks = parameter == "speaker"
        return [Suggestion(label=name, value=name) for name in found if asks][:limit]

    async def offer(
        self, words: str, *, person: str, page: str, count: int
    ) -> OfferPage:
        """Return what is scripted for these words, or a line that says them."""
        self.offered.append((words, person, page, count))
        scripted = self.offers.get(words)
        if isinstance(scripted, OfferPage):
            return scripted
        if scripted is not None:
            return await scripted()
        return OfferPage(line=f"nothing<{words}>")

    async def shorten(self, action: Action) -> Action:
        """Put a key in place of the words, and forget them."""
        return replace(action, words="=0123456789abcdef")

    async def migrate_chat(self, old: Place, new: Place) -> None:
        """Store nothing."""

    async def record_heartbeat(self, platform: str) -> None:
        """Store nothing."""

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime
    ) -> None:
        """Store nothing."""

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        """Store nothing."""

    async def set_server_reachable(
        self, platform: str, server: str, *, allowed: bool
    ) -> None:
        """Store nothing."""

    async def recall(self, platform: str, name: str) -> str:
        """Return what a face has stored here."""
        return self.memory.get((platform, name), "")

    async def remember(self, platform: str, name: str, value: str) -> None:
        """Store it in memory."""
        self.memory[platform, name] = value

    async def thread_of(self, place: Place, excerpt: str) -> str:
        """Return the thread that a face has stored here."""
        return self.threads.get((place.key, excerpt), "")

    async def parts_of(self, place: Place, message: str) -> MessageGroup | None:
        """Return the messages that a face has stored here."""
        found = [parts for (key, _), parts in self.parts.items() if key == place.key]
        return next((each for each in found if message in each.messages), None)

    async def set_parts(
        self, place: Place, messages: Sequence[str], *, excerpt: str, replaced: str = ""
    ) -> None:
        """Store them in memory."""
        self.parts.pop((place.key, replaced), None)
        if len(messages) > 1:
            group = MessageGroup(messages=tuple(messages), excerpt=excerpt)
            self.parts[place.key, messages[-1]] = group

    async def set_thread(self, place: Place, excerpt: str, thread: str) -> bool:
        """Store it in memory."""
        self.threads[place.key, excerpt] = thread
        return True
