"""Answer buttons under cards that somebody chose in inline mode.

Such a card stands in a chat that the bot need not be in and knows nothing of: it can edit
the card, and open the private chat of who presses, but send nothing there. What shows
another view of the excerpt is shown in the card's place; what needs but a word is a notice
to who presses; all else opens the private chat.
https://core.telegram.org/bots/api#callbackquery
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.faces.port import AppPort
from bot.faces.telegram.api.links import (
    OPENABLE_COMMANDS,
    chat_link,
    read_start_words,
    start_words,
)
from bot.faces.telegram.api.updates import CallbackQuery
from bot.faces.telegram.conversations.presses import Presses
from bot.faces.telegram.incoming.requests import RequestReader
from bot.faces.telegram.outgoing.chat_calls import ChatCalls
from bot.faces.telegram.outgoing.sender import Sender
from bot.faces.telegram.outgoing.text import MAX_TEXT_UNITS, utf16
from bot.rendering.pages import pages
from handlers.contract.action import Action
from handlers.contract.reply import Button, Reply, actions
from handlers.contract.request import Request
from storage.database.time import utc_now

VIEWS = frozenset({"excerpt", "context", "source"})
"""Commands whose answer is shown in the card's place, with the way back."""

NOTICES = frozenset({"save"})
"""Commands that are done at once, and whose answer is a notice."""

UNKNOWN_BUTTON = "This button is from another time. Send /help to see what works now."

log = logging.getLogger(__name__)


async def _nobody_manages() -> bool | None:
    """Return False: nobody decides for a chat that is not known."""
    return False


@dataclass(frozen=True, kw_only=True)
class ChosenCards:
    """The cards of one bot in chats that it does not know.

    Attributes:
        now: Returns the present moment, aware.
    """

    app: AppPort
    sender: Sender
    calls: ChatCalls
    reader: RequestReader
    presses: Presses
    now: Callable[[], datetime] = utc_now

    async def answer_press(self, query: CallbackQuery, card: str) -> None:
        """Answer a pressed button.

        Args:
            query: The press.
            card: The `inline_message_id` of the card.
        """
        request = self.reader.read_press(query, self.now())
        action = self.reader.read_action(query)
        self.presses.begin(query["id"])
        if request is None or action is None:
            await self.presses.answer(query["id"], UNKNOWN_BUTTON)
        elif action.command in VIEWS and (action.excerpt or action.words):
            await self._show(query["id"], card, request, action)
        elif action.command in NOTICES and action.excerpt:
            await self._notify(query["id"], request)
        else:
            await self._open(query["id"], action)

    async def _show(
        self, query: str, card: str, request: Request, action: Action
    ) -> None:
        request = replace(request, manages=_nobody_manages)
        with self.presses.answering(query):
            reply = await self.app.answer(request)
        if not _shows(reply, request.excerpt or request.words):
            # The card stays: what went wrong is for who pressed, not for the chat.
            await self.presses.answer(query, reply.notice or reply.text, alert=True)
            return
        if len([*pages(reply, MAX_TEXT_UNITS, utf16)]) > 1:
            link = chat_link(self.reader.username, start_words(action))
            whole = actions(Button(label="All of it", url=link))
            reply = replace(reply, groups=(*reply.groups, whole))
        async with asyncio.TaskGroup() as both:
            both.create_task(self.presses.answer(query, reply.notice))
            both.create_task(self.sender.edit_card(card, reply))

    async def _notify(self, query: str, request: Request) -> None:
        reply = await self.app.answer(replace(request, manages=_nobody_manages))
        notice, words = reply.notice, reply.text
        await self.presses.answer(query, notice or words, alert=not notice)

    async def _open(self, query: str, action: Action) -> None:
        """Open the private chat of who pressed, and do there what the button asks for."""
        if action.command == "comment" and action.excerpt:
            # A link asks for no words; the button that does stands below the comments.
            action = Action(command="comments", excerpt=action.excerpt)
        words = start_words(action)
        may_open = action.command in OPENABLE_COMMANDS and not action.asks
        if may_open and action.words and read_start_words(words) != action:
            words = start_words(await self.app.shorten(action))
        await self.calls.open_chat(query, words)


def _shows(reply: Reply, excerpt: str) -> bool:
    """Return whether a reply is about an excerpt, rather than says why it is not."""
    found = [button.action for button in reply.buttons if button.action]
    return any(action.excerpt == excerpt for action in found)
