"""Fetch updates for as long as it takes, and never fall silent unseen."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import (
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.faces.telegram_errors import seconds

UPDATES = (Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY)
"""What Telegram is asked to tell of; edited messages are not among it."""

_WAIT = timedelta(seconds=30)
_LONGEST_PAUSE = 30.0

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Poller:
    """Poll one bot.

    Attributes:
        offset: The first update id that was not taken yet; None before the first.
        last: `time.monotonic` of the last successful poll; None before the first.
    """

    bot: Bot
    take: Callable[[Update], Awaitable[None]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    offset: int | None = None
    last: float | None = None

    async def run(self) -> None:
        """Fetch and hand over updates until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        failures = 0
        while True:
            try:
                updates = await self.bot.get_updates(
                    self.offset, timeout=_WAIT, allowed_updates=UPDATES
                )
            except InvalidToken:
                raise
            except Exception as error:  # noqa: BLE001 - a poll must outlive anything
                failures += 1
                await self.sleep(self._pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures, self.last = 0, time.monotonic()
            for update in updates:
                await self.take(update)
                self.offset = update.update_id + 1

    async def confirm(self) -> None:
        """Tell Telegram which updates were taken, so that they don't come again."""
        if self.offset is None:
            return
        try:
            await self.bot.get_updates(
                self.offset, limit=1, timeout=0, allowed_updates=UPDATES
            )
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)

    def _pause(self, error: Exception, failures: int) -> float:
        """Return the seconds to wait after a failed poll."""
        pause = min(0.5 * 2.0**failures, _LONGEST_PAUSE)
        if isinstance(error, RetryAfter):
            return seconds(error.retry_after)
        if isinstance(error, TimedOut):
            log.info("a poll timed out")
            return 0.0 if failures == 1 else pause
        if isinstance(error, Conflict):
            log.error("another process polls with the same token: stop one of them")
        elif isinstance(error, TelegramError):
            log.warning("polling fails, again in %.0f s: %s", pause, error)
        else:
            # An update that can't even be read would be sent again for ever.
            log.error("an update can't be read and is left out: %r", error)
            self.offset = None if self.offset is None else self.offset + 1
        return pause
