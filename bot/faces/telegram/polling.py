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

from bot.faces.telegram.errors import Wait, seconds
from bot.faces.telegram.transport import Transport
from bot.faces.telegram.updates import UPDATES, Update, number_of, readable

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
            InvalidToken: Telegram does not know the token, or says for the second time
                in a row that it knows it no more, and so says getMe.
        """
        failures = refusals = 0
        begun = False
        while True:
            try:
                # The first comes back at once: a bot that began is known to answer.
                updates = await self._poll(_WAIT if begun else 0)
            except TelegramError as error:
                failures += 1
                refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
                if refusals and (not begun or await self._revoked(refusals)):
                    raise
                await self.wait(_pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures = refusals = 0
            begun = True
            for update in updates:
                if readable(update):
                    await self.take(update)
                else:
                    log.warning("update %d can't be read", update["update_id"])
                self.offset = update["update_id"] + 1
            try:
                await self.polled()
            except Exception:  # whoever is told must not end the polling
                log.exception("that Telegram answered could not be told")

    async def _revoked(self, refusals: int) -> bool:
        """Tell whether a token that was good is no more: a proxy may say so as well."""
        if refusals == 1:
            return False
        try:
            await self.transport.call(self.bot, "getMe")
        except InvalidToken:
            return True
        except TelegramError as error:
            log.info("nor does Telegram tell whose the token is: %s", error)
        return False

    async def confirm(self) -> None:
        """Tell Telegram which updates were taken, so that they don't come again."""
        if self.offset is None:
            return
        try:
            await self._poll(0, limit=1)
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)

    async def _poll(self, hold: int, limit: int | None = None) -> list[Update]:
        result: object = await self.transport.call(
            self.bot,
            "getUpdates",
            read=self.transport.read_timeout + hold,
            offset=self.offset,
            limit=limit,
            timeout=hold,
            allowed_updates=UPDATES,
        )
        told = result if isinstance(result, list) else []
        updates = [update for update in told if number_of(update) is not None]
        if result != updates:
            if not updates:  # to ask again at once would bring the same
                raise TelegramError("Invalid server response")
            gone = len(told) - len(updates)
            log.warning("%d updates without a number were passed over", gone)
        return updates


def _pause(error: TelegramError, failures: int) -> float:
    """Return the seconds to wait after a failed poll."""
    pause = min(0.5 * 2.0**failures, _LONGEST_PAUSE)
    match error:
        case RetryAfter():
            pause = seconds(error.retry_after)
            log.warning("polling must wait %.0f s", pause)
        case InvalidToken():
            log.warning("Telegram refuses the token, asked again in %.0f s", pause)
        case TimedOut():
            log.info("a poll timed out")
        case Conflict():
            log.error("another process polls with the same token: stop one of them")
        case _:
            log.warning("polling fails, again in %.0f s: %s", pause, error)
    return pause
