"""Try to reach a chat on Telegram, again where that is safe."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.faces.telegram_errors import Wait, seconds, shuts, surely_undone
from bot.faces.telegram_requests import PLATFORM
from bot.pacer import Pacer
from handlers.request import Place

ATTEMPTS = 4
LONGEST_WAIT = 120.0
"""Seconds; an answer that has to wait longer is of no use any more."""

_T = TypeVar("_T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Act on chats, and pass on what Telegram says of them.

    Attributes:
        pacer: Tells each send when it may go.
        moved: Told when Telegram gave a chat a new id.
        closed: Told when a chat can't be written to.
        wait: Waits for so many seconds.
    """

    pacer: Pacer
    moved: Callable[[Place, Place], Awaitable[None]]
    closed: Callable[[Place], Awaitable[None]]
    wait: Wait

    async def act(self, place: Place, do: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Act on a chat, again where that is safe; return None where it is in vain.

        Raises:
            BadRequest: Telegram does not take what it is given.
        """
        chat = int(place.chat)
        await self._turn(place)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await do(chat)
            except BadRequest:
                raise
            except ChatMigrated as error:
                chat = error.new_chat_id
                await self.move(place.chat, str(chat))
                continue
            except Forbidden as error:
                await self._refused(chat, error)
                return None
            except RetryAfter as error:
                pause = seconds(error.retry_after)
                self.pacer.told_to_wait(place.key, pause)
                log.warning("chat %d must wait %.0f s", chat, pause)
            except NetworkError as error:
                if not surely_undone(error):
                    log.warning("chat %d may not have heard us: %r", chat, error)
                    return None
                pause = 2.0 ** (attempt - 1)
                log.warning("chat %d can't be reached yet: %r", chat, error)
            except TelegramError as error:
                log.warning("chat %d: %r", chat, error)
                return None
            if pause > LONGEST_WAIT:
                break
            await self.wait(pause)
        log.error("chat %d goes without an answer", chat)
        return None

    async def move(self, old: str, new: str) -> None:
        """Tell the app that a chat has a new id."""
        try:
            await self.moved(
                Place(platform=PLATFORM, chat=old), Place(platform=PLATFORM, chat=new)
            )
        except Exception:  # the app's own trouble, whatever it is
            # The answer is worth more than the bookkeeping, which comes round again.
            log.exception("chat %s is now %s, which could not be kept", old, new)

    async def _refused(self, chat: int, error: Forbidden) -> None:
        log.info("chat %d is closed to us: %s", chat, error)
        try:
            if shuts(error):
                await self.closed(Place(platform=PLATFORM, chat=str(chat)))
        except Exception:  # as above
            log.exception("chat %d is closed to us, which could not be kept", chat)

    async def _turn(self, place: Place) -> None:
        """Go ahead of all digests, but heed what Telegram told this chat."""
        told = self.pacer.answers(place.key)
        if 0 < told <= LONGEST_WAIT:
            await self.wait(told)
