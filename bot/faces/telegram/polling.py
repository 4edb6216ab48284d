"""Fetch updates by long polling, and go on after every failure."""

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

from bot.delivery.retry import Wait
from bot.faces.telegram.errors import seconds
from bot.faces.telegram.transport import Transport
from bot.faces.telegram.updates import UPDATE_KINDS, Update, id_of, is_readable

POLL_TIMEOUT_S = 30
"""Seconds that Telegram keeps a poll open while there is no update."""

MAX_PAUSE_S = 30.0
"""Seconds between two polls, at most, where all of them fail."""

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class UpdatePoller:
    """The polls of one bot.

    Attributes:
        take: Takes an update; the next poll waits for it.
        record_heartbeat: Called after each poll that succeeds.
        offset: The first update id that was not taken yet; None before the first.
    """

    bot: Bot
    transport: Transport
    take: Callable[[Update], Awaitable[None]]
    wait: Wait
    record_heartbeat: Callable[[], Awaitable[None]]
    offset: int | None = None

    async def run(self) -> None:
        """Fetch and take updates until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token at the first poll; later, it
                says so twice in a row, and getMe confirms it.
        """
        failures = refusals = 0
        has_begun = False
        while True:
            try:
                # The first comes back at once, so that a heartbeat is recorded soon.
                updates = await self._poll(POLL_TIMEOUT_S if has_begun else 0)
            except TelegramError as error:
                failures += 1
                refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
                if refusals and (not has_begun or await self._is_revoked(refusals)):
                    raise
                await self.wait(_pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures = refusals = 0
            has_begun = True
            for update in updates:
                if is_readable(update):
                    await self.take(update)
                else:
                    log.warning("update %d can't be read", update["update_id"])
                self.offset = update["update_id"] + 1
            try:
                await self.record_heartbeat()
            except Exception:  # polling must go on whatever the app does
                log.exception("that Telegram answered could not be told")

    async def _is_revoked(self, refusals: int) -> bool:
        """Return whether a good token was revoked: a proxy's answer may look the same."""
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
        """Confirm to Telegram which updates were taken, so that they don't come again."""
        if self.offset is None:
            return
        try:
            await self._poll(0, limit=1)
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)

    async def _poll(self, timeout_s: int, limit: int | None = None) -> list[Update]:
        result: object = await self.transport.call(
            self.bot,
            "getUpdates",
            read=self.transport.read_timeout + timeout_s,
            offset=self.offset,
            limit=limit,
            timeout=timeout_s,
            allowed_updates=UPDATE_KINDS,
        )
        items = result if isinstance(result, list) else []
        updates = [item for item in items if id_of(item) is not None]
        if result != updates:
            if not updates:  # to ask again at once would bring the same
                raise TelegramError("Invalid server response")
            skipped = len(items) - len(updates)
            log.warning("%d updates without a number were passed over", skipped)
        return updates


def _pause(error: TelegramError, failures: int) -> float:
    """Return the seconds to wait after a failed poll."""
    pause = min(0.5 * 2.0**failures, MAX_PAUSE_S)
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
