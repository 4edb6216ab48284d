"""Set the bot's webhook at Telegram, and check that updates come by it.

The webhook belongs to the bot, not to a process: all that serve it set the same, and
none removes it when it stops, since others may go on. It is removed by who polls.
https://core.telegram.org/bots/api#getting-updates
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.addresses import ListenAddress
from bot.delivery.retry import Wait
from bot.faces.port import SetupRefusedError
from bot.faces.telegram.api.reaching import until_reached
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import UPDATE_KINDS, Update
from bot.faces.telegram.incoming.webhook_server import WebhookServer
from bot.settings import Settings

MAX_CONNECTIONS = 100
"""Updates that Telegram may have on their way at once, the most that it allows."""

CHECK_INTERVAL_S = 30.0
"""Seconds between two looks at what Telegram says of the webhook."""

MAX_REPEAT_S = 600.0
"""Seconds after which an update that was taken is not sent once more.

Telegram repeats one after two minutes at most; if more of one chat wait, after a little longer.
"""

MAX_ERROR_CHARS = 200
"""Characters of an error of Telegram's that are passed on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Callbacks by which a webhook reports how it does; none of them raises anything.

    Attributes:
        heard: Called when all is well.
        failed: Called with why nothing comes, since when, and when it is looked at again.
        confirm: Called with the id below which Telegram sends no update again.
    """

    heard: Callable[[], Awaitable[None]]
    failed: Callable[[str, datetime, datetime], Awaitable[None]]
    confirm: Callable[[int], None]


class Webhook:
    """The webhook of one bot.

    Args:
        bot: Whose it is.
        transport: Carries calls.
        settings: Name its address, and where to listen.
        secret: What Telegram shows with each update.
        take: Takes an update in; raises `StorageError` where it can't be stored.
        reports: Whom to tell how it does.
        wait: Waits for so many seconds.
        now: Returns the present moment, aware.
    """

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        settings: Settings,
        *,
        secret: str,
        take: Callable[[Update], Awaitable[None]],
        reports: Reports,
        wait: Wait,
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._url = settings.telegram_webhook
        self._listen: ListenAddress = settings.telegram_webhook_listen
        self._secret = secret
        self._take_update = take
        self._reports = reports
        self._wait = wait
        self._now = now
        self._server = WebhookServer(self._url, secret=secret, take=self._take)
        self._highest = -1
        self._taken: deque[tuple[float, int]] = deque()
        self._last_error: object = None
        self._failing_since: datetime | None = None

    async def run(self) -> None:
        """Listen, set the webhook, and look after it until cancelled.

        Then no more is accepted, and what is being stored is answered.

        Raises:
            SetupRefusedError: Nothing can listen there, or Telegram refuses the address.
            InvalidToken: Telegram does not know the token.
        """
        async with self._server.serving(self._listen) as where:
            log.info("Telegram's updates are received at %s", where)
            await self._set()
            refusals = 0
            is_first = True
            while True:
                try:
                    await self._check(is_first=is_first)
                    refusals = 0
                    is_first = False
                except InvalidToken:
                    # A proxy's answer may look the same, once.
                    refusals += 1
                    if refusals > 1:
                        raise
                except TelegramError as error:
                    log.warning(
                        "Telegram does not tell how the webhook does: %s", error
                    )
                self._confirm_old()
                await self._wait(CHECK_INTERVAL_S)

    async def close(self) -> None:
        """Leave the webhook as it is: others may serve it, or this one again soon."""

    async def _take(self, update: Update) -> None:
        await self._take_update(update)
        self._highest = max(self._highest, update["update_id"])

    async def _set(self) -> None:
        """Set the webhook as soon as Telegram can be reached."""

        async def step() -> None:
            try:
                await self._transport.call(
                    self._bot,
                    "setWebhook",
                    url=self._url,
                    secret_token=self._secret,
                    allowed_updates=UPDATE_KINDS,
                    max_connections=MAX_CONNECTIONS,
                )
            except BadRequest as error:
                if "resolve" in error.message.lower():  # names may be looked up in vain
                    raise
                raise SetupRefusedError(
                    f"Telegram refuses the webhook {self._url} ({error.message}): mend "
                    "ROSTRA_TELEGRAM_WEBHOOK."
                ) from None

        await until_reached(step, self._wait)

    async def _check(self, *, is_first: bool) -> None:
        """Look at what Telegram says of the webhook, and pass it on.

        Raises:
            TelegramError: It says nothing.
        """
        info: Any = await self._transport.call(self._bot, "getWebhookInfo")
        if not isinstance(info, dict):
            raise TelegramError("Invalid server response")
        url, error = str(info.get("url") or ""), str(info.get("last_error_message", ""))
        is_new = info.get("last_error_date") != self._last_error
        self._last_error = info.get("last_error_date")
        waiting = info.get("pending_update_count", 0)
        if not url:
            log.error("the webhook was removed, as who polls does: it is set again")
            await self._set()
        elif url != self._url:
            elsewhere = urlsplit(url).netloc.rpartition("@")[2]
            await self._fail(f"Telegram delivers to another webhook, at {elsewhere}")
            return
        elif error and is_new:
            reason = f"Telegram can't deliver: {error[:MAX_ERROR_CHARS]}"
            # What came before the first look may be of a time when nobody listened.
            if waiting and not is_first:
                await self._fail(f"{reason} ({waiting} updates wait)")
                return
            log.warning("%s; %s updates wait", reason, waiting)
        if self._failing_since:
            log.info("the webhook works again")
        self._failing_since = None
        await self._reports.heard()

    async def _fail(self, reason: str) -> None:
        now = self._now()
        self._failing_since = self._failing_since or now
        log.error("%s", reason)
        again = now + timedelta(seconds=CHECK_INTERVAL_S)
        await self._reports.failed(reason, self._failing_since, again)

    def _confirm_old(self) -> None:
        """Confirm updates that were taken so long ago that they don't come again."""
        now = asyncio.get_running_loop().time()
        self._taken.append((now, self._highest + 1))
        while self._taken and now - self._taken[0][0] >= MAX_REPEAT_S:
            self._reports.confirm(self._taken.popleft()[1])
