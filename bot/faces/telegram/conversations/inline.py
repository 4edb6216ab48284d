"""Answer what people type behind the bot's name in any chat.

Nobody is helped by an answer to what was typed before the latest letter, nor by one that
comes seconds later: such queries wait in no queue of a chat, are kept on no disk, and a
newer one of the same person takes the place of one that has not begun.
https://core.telegram.org/bots/api#inline-mode
"""

import asyncio
import logging
from collections.abc import Coroutine, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.faces.port import AppPort
from bot.faces.telegram.api.errors import had_no_effect
from bot.faces.telegram.api.links import start_words
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import InlineQuery
from bot.faces.telegram.incoming.requests import PLATFORM
from bot.faces.telegram.outgoing.sender import is_about_format
from bot.faces.telegram.outgoing.text import (
    Sharing,
    keyboard,
    one_message,
    text_and_entities,
)
from bot.logs import bind_ids
from handlers.contract.offer import Offer, OfferPage

PAGE_SIZE = 10
"""Excerpts in one answer; Telegram takes 50, but a phone shows six and asks for more."""

CACHE_S = 300
"""Seconds that Telegram may give the same answer to anybody who types the same.

It can't be told to forget when the library changes; the app itself keeps its answers as
long as the library is the same.
"""

PERSONAL_CACHE_S = 5
"""The same for what is one person's own, which changes with each excerpt shown."""

MAX_SEARCHES = 2
"""Queries that are looked up at once; typing must not slow down who asks in a chat."""

MAX_TYPING = 1000
"""People whose queries wait; those of others are dropped meanwhile."""

MAX_AGE_S = 8.0
"""Seconds after which a query that waits is dropped: Telegram takes no answer to it."""

log = logging.getLogger(__name__)


class _Waiting(NamedTuple):
    """The latest query of a person, and when it came by the loop's clock."""

    query: InlineQuery
    came: float


class InlineAnswers:
    """The answers to inline queries of one bot.

    The context manager gives up what is not answered yet on exit.

    Args:
        app: Offers excerpts.
        bot: The bot that is named.
        transport: Carries the answers.
    """

    def __init__(self, app: AppPort, bot: Bot, transport: Transport) -> None:
        self._app = app
        self._bot = bot
        self._transport = transport
        self._latest: dict[int, _Waiting] = {}
        self._searches = asyncio.Semaphore(MAX_SEARCHES)
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Return the answers, ready for queries."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel all answers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def take(self, query: InlineQuery) -> None:
        """Answer a query in a task; it takes the place of an older one of the person."""
        person = query["from"]["id"]
        is_served = person in self._latest
        if not is_served and len(self._latest) >= MAX_TYPING:
            log.warning("too many type at once: a query of user %d is let go", person)
            return
        now = asyncio.get_running_loop().time()
        self._latest[person] = _Waiting(query, now)
        if not is_served:
            self._start(self._serve(person))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="inline query")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, person: int) -> None:
        """Look up the latest query of a person until there is no newer one."""
        bind_ids(person=f"{PLATFORM}:{person}")
        try:
            while True:
                async with self._searches:
                    waiting = self._latest[person]
                    page = await self._find(waiting)
                if self._latest[person] is waiting:
                    break
        finally:
            del self._latest[person]
        if page is not None:
            # Its round trip must not hold up the next letter.
            self._start(self._send(waiting.query, page))

    async def _find(self, waiting: _Waiting) -> OfferPage | None:
        """Return what to offer; None, with a line in the log, for no answer."""
        query = waiting.query
        if asyncio.get_running_loop().time() - waiting.came > MAX_AGE_S:
            log.warning("inline query %s waited too long", query["id"])
            return None
        try:
            return await self._app.offer(
                query["query"],
                person=f"{PLATFORM}:{query['from']['id']}",
                page=query["offset"],
                count=PAGE_SIZE,
            )
        except Exception:
            log.exception("inline query %s was not answered", query["id"])
            return None

    async def _send(self, query: InlineQuery, page: OfferPage) -> None:
        try:
            await self._answer(query, page)
        except RetryAfter as error:
            log.warning("inline queries must wait: %s", error)
        except TelegramError as error:
            log.info("inline query %s goes unanswered: %s", query["id"], error)
        except Exception:
            log.exception("inline query %s was not answered", query["id"])

    async def _answer(self, query: InlineQuery, page: OfferPage) -> None:
        """Answer a query, once more where that may help: twice does no harm."""
        call: dict[str, Any] = {
            "inline_query_id": query["id"],
            "cache_time": PERSONAL_CACHE_S if page.personal else CACHE_S,
            "is_personal": page.personal,
            "next_offset": page.next_page,
            "button": _line_button(page),
        }
        sharing = Sharing.of(self._bot)
        found = [_result(offer, sharing) for offer in page.offers]
        try:
            await self._call(call, found)
        except BadRequest as error:
            if not is_about_format(error):
                raise
            log.warning("an inline answer is not taken as it is: %s", error)
            await self._call(call, [_plain(each) for each in found])
        except NetworkError as error:
            if not had_no_effect(error):
                raise
            await self._call(call, found)

    async def _call(self, call: Mapping[str, Any], results: Sequence[object]) -> None:
        await self._transport.call(
            self._bot, "answerInlineQuery", **call, results=results
        )


def _line_button(page: OfferPage) -> Mapping[str, str] | None:
    """Return the line above the results; Telegram shows it as a button only."""
    if not page.line:
        return None
    words = start_words(page.asks) if page.asks else ""
    return {"text": page.line, "start_parameter": words or "start"}


def _result(offer: Offer, sharing: Sharing) -> dict[str, object]:
    """Return an offer as one result, with the card that is sent when it is chosen."""
    card = one_message(offer.card)
    text, entities = text_and_entities(card.paragraphs)
    result: dict[str, object] = {
        "type": "article",
        "id": offer.excerpt,
        "title": offer.title,
        "description": offer.description,
        "input_message_content": {
            "message_text": text,
            "entities": entities,
            "link_preview_options": {"is_disabled": True},
        },
    }
    if buttons := keyboard(card, sharing):
        result["reply_markup"] = buttons
    return result


def _plain(result: Mapping[str, Any]) -> Mapping[str, object]:
    """Return a result without its formatting and buttons."""
    plain = {name: value for name, value in result.items() if name != "reply_markup"}
    text = result["input_message_content"]["message_text"]
    content = {"message_text": text, "link_preview_options": {"is_disabled": True}}
    return plain | {"input_message_content": content}
