"""Fetch updates for as long as it takes, and never fall silent unseen."""

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

from bot.faces.telegram_errors import Wait, seconds

UPDATES = (
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""What Telegram is asked to tell of; edited messages are not among it."""

_WAIT = timedelta(seconds=30)
_LONGEST_PAUSE = 30.0

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Poller:
    """Poll one bot.

    Attributes:
        offset: The first update id that was not taken yet; None before the first.
        polled: Told of each poll that succeeds.
        last: `time.monotonic` of the last successful poll; None before the first.
    """

    bot: Bot
    take: Callable[[Update], Awaitable[None]]
    wait: Wait
    polled: Callable[[], Awaitable[None]]
    offset: int | None = None
    last: float | None = None
    _limit: int | None = None

    async def run(self) -> None:
        """Fetch and hand over updates until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        failures = 0
        while True:
            try:
                updates = await self.bot.get_updates(
                    self.offset, self._limit, timeout=_WAIT, allowed_updates=UPDATES
                )
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                await self.wait(_pause(error, failures))
                continue
            except Exception as error:  # noqa: BLE001 - a poll must outlive anything
                await self.wait(self._step_over(error))
                continue
            if failures:
                log.info("polling works again")
            failures, self._limit, self.last = 0, None, time.monotonic()
            for update in updates:
                await self.take(update)
                self.offset = update.update_id + 1
            await self.polled()

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

    def _step_over(self, error: Exception) -> float:
        """Leave out an update that can't be read, or it would come for ever.

        The library reads a batch as a whole, so the batch shrinks to one first.

        Returns:
            Seconds to wait.
        """
        if self._limit is None:
            self._limit = 1
            return 0.0
        log.error("an update can't be read: %r", error)
        if self.offset is None:
            return _LONGEST_PAUSE
        self.offset += 1
        return 0.05


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
