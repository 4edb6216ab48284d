"""Fetch updates from Telegram by long polls, which confirm those before."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot
from telegram.error import (
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.retry import Wait
from bot.faces.telegram.api.errors import seconds
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import UPDATE_KINDS, Update, id_of
from storage.database.errors import StorageError

POLL_TIMEOUT_S = 30
"""Seconds that Telegram keeps a poll open while there is no update."""

MAX_POLL_PAUSE_S = 30.0
"""Seconds between two polls, at most, where all of them fail."""

MAX_WEBHOOK_CONFLICTS = 6
"""Polls that fail, half a minute's, before a webhook that another process set is removed.

While a bot changes over to a webhook, the process that polled gets as long to stop.
"""

STORAGE_PAUSE_S = 1.0
"""Seconds before updates are polled again that could not be stored."""

POLL_MARGIN_S = 5.0
"""Seconds for an answer to arrive after the time that a poll stays open."""

log = logging.getLogger(__name__)


class Polling:
    """The polls of one bot.

    Args:
        bot: Who asks.
        transport: Carries polls, one at a time.
        take: Takes in what a poll brought; raises `StorageError` where it has to come
            again.
        confirm: Is told below which id Telegram sends no update again.
        heard: Is told that Telegram has answered; raises nothing.
        wait: Waits for so many seconds.
        confirms_last: Whether the last poll is confirmed at the end. Where whoever polls
            next knows what came, that is needless, and would disturb them.
    """

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        *,
        take: Callable[[Sequence[Update]], Awaitable[None]],
        confirm: Callable[[int], None],
        heard: Callable[[], Awaitable[None]],
        wait: Wait,
        confirms_last: bool = True,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._take_updates = take
        self._confirm = confirm
        self._heard = heard
        self._wait = wait
        self._confirms_last = confirms_last
        self._offset: int | None = None

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
                updates = await self._get_updates(POLL_TIMEOUT_S if has_begun else 0)
            except TelegramError as error:
                failures += 1
                refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
                if refusals and (not has_begun or await self._is_revoked(refusals)):
                    raise
                if _is_webhook_set(error) and failures >= MAX_WEBHOOK_CONFLICTS:
                    await self._remove_webhook()
                await self._wait(_poll_pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures = refusals = 0
            has_begun = True
            try:
                await self._take(updates)
            except StorageError as error:
                log.error("what was polled is polled again: %s", error)  # noqa: TRY400 - the sentence says it
                await self._wait(STORAGE_PAUSE_S)
                continue
            await self._heard()

    async def close(self) -> None:
        """Confirm which updates were taken.

        Raises:
            TelegramError: Telegram may send them again.
        """
        if self._offset is not None and self._confirms_last:
            await self._get_updates(0, limit=1)
            self._confirm(self._offset)

    async def _is_revoked(self, refusals: int) -> bool:
        """Return whether a good token was revoked: a proxy's answer may look the same."""
        if refusals == 1:
            return False
        try:
            await self._transport.call(self._bot, "getMe")
        except InvalidToken:
            return True
        except TelegramError as error:
            log.info("nor does Telegram tell whose the token is: %s", error)
        return False

    async def _remove_webhook(self) -> None:
        """Remove a webhook that was set after the start; what waits is kept."""
        try:
            await self._transport.call(self._bot, "deleteWebhook")
        except TelegramError as error:
            log.warning("the webhook can't be removed: %s", error)
        else:
            log.warning("the webhook that another process had set is removed")

    async def _get_updates(
        self, timeout_s: int, limit: int | None = None
    ) -> list[Update]:
        result: object = await self._transport.call(
            self._bot,
            "getUpdates",
            read=POLL_MARGIN_S + timeout_s,
            offset=self._offset,
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

    async def _take(self, updates: Sequence[Update]) -> None:
        """Take in what came; the poll before this one is confirmed by it.

        Raises:
            StorageError: It was not taken, and has to come again.
        """
        if self._offset is not None:
            self._confirm(self._offset)
        is_taken = True
        try:
            await self._take_updates(updates)
        except StorageError:
            is_taken = False
            raise
        finally:
            # Also where this is cancelled: what is queued is finished.
            if updates and is_taken:
                self._offset = updates[-1]["update_id"] + 1


def _is_webhook_set(error: TelegramError) -> bool:
    return isinstance(error, Conflict) and "webhook" in error.message.lower()


def _poll_pause(error: TelegramError, failures: int) -> float:
    """Return the seconds to wait after a failed poll."""
    pause = min(0.5 * 2.0**failures, MAX_POLL_PAUSE_S)
    match error:
        case RetryAfter():
            pause = seconds(error.retry_after)
            log.warning("polling must wait %.0f s", pause)
        case InvalidToken():
            log.warning("Telegram refuses the token, asked again in %.0f s", pause)
        case TimedOut():
            log.info("a poll timed out")
        case Conflict() if _is_webhook_set(error):
            log.error(
                "another process has set a webhook with the same token: stop one of them"
            )
        case Conflict():
            log.error("another process polls with the same token: stop one of them")
        case _:
            log.warning("polling fails, again in %.0f s: %s", pause, error)
    return pause
