"""Fetch updates for as long as it takes, and never fall silent unseen."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot
from telegram.error import (
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.faces.telegram_errors import Wait, seconds
from bot.faces.telegram_transport import Transport
from bot.faces.telegram_updates import UPDATES, Update

_WAIT = 30
"""Seconds that Telegram holds a poll back for as long as there is nothing to tell."""

_LONGEST_PAUSE = 30.0

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Poller:
    """Poll one bot.

    Attributes:
        offset: The first update id that was not taken yet; None before the first.
        polled: Told of each poll that succeeds.
    """

    bot: Bot
    transport: Transport
    take: Callable[[Update], Awaitable[None]]
    wait: Wait
    polled: Callable[[], Awaitable[None]]
    offset: int | None = None

    async def run(self) -> None:
        """Fetch and hand over updates until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        failures = 0
        while True:
            try:
                updates = await self._poll(_WAIT)
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                await self.wait(_pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures = 0
            for update in updates:
                await self.take(update)
                self.offset = update["update_id"] + 1
            try:
                await self.polled()
            except Exception:  # whoever is told must not end the polling
                log.exception("that Telegram answered could not be told")

    async def confirm(self) -> None:
        """Tell Telegram which updates were taken, so that they don't come again."""
        if self.offset is None:
            return
        try:
            await self._poll(0, limit=1)
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)

    async def _poll(self, hold: int, limit: int | None = None) -> list[Update]:
        updates: list[Update] = await self.transport.call(
            self.bot,
            "getUpdates",
            read=self.transport.read_timeout + hold,
            offset=self.offset,
            limit=limit,
            timeout=hold,
            allowed_updates=UPDATES,
        )
        return updates


def _pause(error: TelegramError, failures: int) -> float:
    """Return the seconds to wait after a failed poll."""
    pause = min(0.5 * 2.0**failures, _LONGEST_PAUSE)
    match error:
        case RetryAfter():
            pause = seconds(error.retry_after)
            log.warning("polling must wait %.0f s", pause)
        case TimedOut():
            log.info("a poll timed out")
        case Conflict():
            log.error("another process polls with the same token: stop one of them")
        case _:
            log.warning("polling fails, again in %.0f s: %s", pause, error)
    return pause
