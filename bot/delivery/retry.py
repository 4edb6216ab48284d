"""Try to reach a chat on Telegram, again where that is safe."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
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

from bot.delivery.pacer import Pacer
from bot.faces.telegram.errors import Wait, seconds, shuts, surely_undone
from bot.faces.telegram.requests import PLATFORM
from handlers.contract.request import Place

TRIES = 4
"""How often one answer is asked of the platform at most, the first time included."""

LONGEST_WAIT = 120.0
"""Seconds in all; an answer that has to wait longer is of no use any more."""

Apart = Callable[[], AbstractContextManager[bool]]
"""Makes room for others while a chat waits; yields whether it may wait at all."""

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
        apart: Entered for as long as Telegram told a chat to wait.
    """

    pacer: Pacer
    moved: Callable[[Place, Place], Awaitable[None]]
    closed: Callable[[Place], Awaitable[None]]
    wait: Wait
    apart: Apart

    async def act(self, place: Place, do: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Act on a chat, again where that is safe; return None where it is in vain.

        Raises:
            BadRequest: Telegram does not take what it is given.
        """
        chat, waited = int(place.chat), 0.0
        # Ahead of all digests, but heeding what Telegram told this chat.
        told = self.pacer.note_answer(place.key)
        for attempt in range(1, TRIES + 1):
            waited += told
            if not await self._heed(chat, told, waited):
                return None
            told = 0.0
            try:
                return await do(chat)
            except BadRequest:
                raise
            except ChatMigrated as error:
                chat = error.new_chat_id
                await self.move(place.chat, str(chat))
            except Forbidden as error:
                await self._refused(chat, error)
                return None
            except RetryAfter as error:
                told = seconds(error.retry_after)
                self.pacer.slow_down(place.key, told)
                log.warning("chat %d must wait %.0f s", chat, told)
            except NetworkError as error:
                if not await self._undone(chat, error, attempt):
                    return None
            except TelegramError as error:
                log.warning("chat %d: %r", chat, error)
                return None
        log.error("chat %d goes without an answer", chat)
        return None

    async def _heed(self, chat: int, told: float, waited: float) -> bool:
        """Wait as a chat was told; return False where its answer is to be dropped."""
        if not told:
            return True
        if waited > LONGEST_WAIT:
            log.warning(
                "chat %d goes without an answer: it must wait %.0f s", chat, told
            )
            return False
        with self.apart() as room:
            if room:
                await self.wait(told)
            else:
                log.warning(
                    "chat %d goes without an answer: too many chats must wait", chat
                )
        return room

    async def _undone(self, chat: int, error: NetworkError, attempt: int) -> bool:
        """Rest after a failed call; return whether it can be made again."""
        if not surely_undone(error):
            log.warning("chat %d may not have heard us: %r", chat, error)
            return False
        log.warning("chat %d can't be reached yet: %r", chat, error)
        if attempt < TRIES:
            await self.wait(2.0 ** (attempt - 1))
        return True

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
