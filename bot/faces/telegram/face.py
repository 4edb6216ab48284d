"""The Telegram face: a bot that serves chats by long polling until it is stopped."""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from telegram import Bot
from telegram.error import (
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.incoming import Incoming, Weight
from bot.delivery.intake import Intake
from bot.delivery.pacer import Pacer
from bot.delivery.retry import Retrier, Wait
from bot.faces.port import AppPort, TokenRefusedError, run_until
from bot.faces.telegram.chat_calls import ChatCalls
from bot.faces.telegram.conversation import Conversation
from bot.faces.telegram.errors import classify, seconds
from bot.faces.telegram.inline import InlineAnswers
from bot.faces.telegram.menu import Menu
from bot.faces.telegram.requests import PLATFORM, RequestReader
from bot.faces.telegram.sender import LIMITS, Sender
from bot.faces.telegram.transport import Transport
from bot.faces.telegram.updates import (
    UPDATE_KINDS,
    Update,
    chat_of,
    id_of,
    inline_query_of,
    is_readable,
    new_chat_id_of,
)
from bot.settings import OFFICIAL_BOT_API, Settings
from storage.database.time import utc_now

POLL_TIMEOUT_S = 30
"""Seconds that Telegram keeps a poll open while there is no update."""

MAX_POLL_PAUSE_S = 30.0
"""Seconds between two polls, at most, where all of them fail."""

CONFIRM_TIMEOUT_S = 3.0
"""Seconds at the end to confirm to Telegram which updates were taken."""

_MAX_CONNECTIONS = 256
_READ_TIMEOUT_S = 20.0  # after that, nobody knows whether a message arrived
_POLL_MARGIN_S = 5.0  # for an answer to arrive after the time that a poll stays open
_CONNECT_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)

log = logging.getLogger(__name__)


class TelegramFace:
    """One bot on Telegram, from its first connection to its last.

    Args:
        app: Answers requests.
        settings: Hold the token, the server's address and the administrators.
        wait: Waits for so many seconds before something is tried again.
        now: Returns the present moment, aware.

    Raises:
        TokenRefusedError: There is no token.
    """

    def __init__(
        self,
        app: AppPort,
        settings: Settings,
        *,
        wait: Wait = asyncio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        _keep_addresses_out_of_logs()
        token = settings.telegram_token and settings.telegram_token.get_secret_value()
        if not token:
            raise _refused(settings.telegram_api_base)
        self._app = app
        self._admins = settings.admins
        self._api_base = settings.telegram_api_base
        self._wait = wait
        self._now = now
        self.is_open = asyncio.Event()
        self._intake: Intake[Update] = Intake(
            PLATFORM,
            app.inbox,
            read=_incoming,
            handle=self._handle,
            weigh=self._weigh,
            confirms=True,
            now=now,
        )
        calls = Transport(
            connections=_MAX_CONNECTIONS, connect=10, read=_READ_TIMEOUT_S
        )
        self._polls = Transport(connections=1, connect=10, read=_POLL_MARGIN_S)
        self._bot = Bot(
            token,
            base_url=f"{settings.telegram_api_base}/bot",
            base_file_url=f"{settings.telegram_api_base}/file/bot",
            request=calls,
            get_updates_request=self._polls,
        )
        retrier = Retrier(
            classify=classify,
            pacer=Pacer(LIMITS),
            migrate=app.migrate_chat,
            close=partial(app.set_reachable, allowed=False),
            wait=wait,
            park=self._intake.queues.park,
        )
        self._chat_calls = ChatCalls(self._bot, calls)
        self.outbox = Sender(self._bot, calls, retrier, app, self._chat_calls)
        self._inline = InlineAnswers(app, self._bot, calls)
        self._menu = Menu(app, self._bot, calls, admins=settings.admins, wait=wait)
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped, then finish the answers under way.

        Raises:
            TokenRefusedError: Telegram does not know the token.
        """
        try:
            async with self._intake, self._inline:
                await run_until(stop, self._serve())
        except InvalidToken:
            # The library's error repeats the token.
            raise _refused(self._api_base) from None
        finally:
            await self._menu.stop()

    async def close(self) -> None:
        """Confirm which updates were taken, and close the connections."""
        try:
            async with asyncio.timeout(CONFIRM_TIMEOUT_S):
                if self._offset is not None:
                    await self._get_updates(0, limit=1)
                    self._intake.confirm(self._offset)
        except TimeoutError:
            log.warning("the last updates may come again")
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)
        finally:
            await self._intake.close()
            await self._bot.shutdown()

    async def _serve(self) -> None:
        await self._connect()
        self._conversation = Conversation(
            app=self._app,
            sender=self.outbox,
            calls=self._chat_calls,
            reader=RequestReader(
                id=self._bot.id,
                username=self._bot.username,
                commands=frozenset(command.name for command in self._app.commands),
                menu_commands=frozenset(
                    c.name for c in self._app.commands if c.menu and not c.admin
                ),
                file_commands=[c.name for c in self._app.commands if c.takes_file],
                admins=self._admins,
            ),
            now=self._now,
        )
        self.is_open.set()
        self._menu.begin()
        log.info("serving @%s on Telegram", self._bot.username)
        if not self._bot.supports_inline_queries:
            log.info("inline mode is off: /setinline at @BotFather switches it on")
        await self._intake.take_up()
        await self._poll()

    async def _poll(self) -> None:
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
                await self._wait(_poll_pause(error, failures))
                continue
            if failures:
                log.info("polling works again")
            failures = refusals = 0
            has_begun = True
            await self._take(updates)
            try:
                await self._app.record_heartbeat(PLATFORM)
            except Exception:  # polling must go on whatever the app does
                log.exception("that Telegram answered could not be told")

    async def _is_revoked(self, refusals: int) -> bool:
        """Return whether a good token was revoked: a proxy's answer may look the same."""
        if refusals == 1:
            return False
        try:
            await self._polls.call(self._bot, "getMe")
        except InvalidToken:
            return True
        except TelegramError as error:
            log.info("nor does Telegram tell whose the token is: %s", error)
        return False

    async def _get_updates(
        self, timeout_s: int, limit: int | None = None
    ) -> list[Update]:
        result: object = await self._polls.call(
            self._bot,
            "getUpdates",
            read=_POLL_MARGIN_S + timeout_s,
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
        """Take in what came; the poll before this one is confirmed by it."""
        if self._offset is not None:
            self._intake.confirm(self._offset)
        items = []
        for update in updates:
            if query := inline_query_of(update):
                # It is not worth a place on disk, and waits behind nobody.
                self._inline.take(query)
            elif is_readable(update):
                items.append(_incoming(update))
                if press := update.get("callback_query"):
                    must_wait = self._intake.queues.is_parked(items[-1].queue)
                    self._conversation.presses.expect(press["id"], must_wait=must_wait)
            else:
                log.warning("update %d can't be read", update["update_id"])
        try:
            await self._intake.take(items)
        finally:
            # Also where this is cancelled: what is queued is finished.
            if updates:
                self._offset = updates[-1]["update_id"] + 1

    def _handle(self, item: Incoming[Update]) -> Awaitable[None]:
        return self._conversation.handle(item)

    def _weigh(self, update: Update) -> Weight:
        return self._conversation.weigh(update)

    async def _connect(self) -> None:
        """Wait until Telegram can be reached and accepts the token."""
        for attempt in itertools.count():
            try:
                await self._bot.initialize()
                # Updates can't be polled as long as they go to a webhook.
                await self._bot.delete_webhook()
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = _CONNECT_PAUSES_S[min(attempt, len(_CONNECT_PAUSES_S) - 1)]
                if isinstance(error, RetryAfter):
                    pause = seconds(error.retry_after)
                log.warning("no Telegram yet, again in %.0f s: %s", pause, error)
                await self._wait(pause)
            else:
                return


def _incoming(update: Update) -> Incoming[Update]:
    """Return an update as it goes through the queues."""
    chat, new = chat_of(update), new_chat_id_of(update)
    return Incoming(
        chat=f"{PLATFORM}:{chat['id']}" if chat else f"{PLATFORM}:",
        id=update["update_id"],
        update=update,
        moves_to=f"{PLATFORM}:{new}" if new else "",
        stays=new is not None or "my_chat_member" in update,
    )


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
        case Conflict():
            log.error("another process polls with the same token: stop one of them")
        case _:
            log.warning("polling fails, again in %.0f s: %s", pause, error)
    return pause


def _refused(api_base: str) -> TokenRefusedError:
    # Other servers refuse a path that they do not know in the same way.
    elsewhere = (
        ""
        if api_base == OFFICIAL_BOT_API
        else " Or is ROSTRA_TELEGRAM_API_BASE not the address of a Bot API server?"
    )
    return TokenRefusedError(
        "Telegram refuses the token in ROSTRA_TELEGRAM_TOKEN; "
        f"copy it again from @BotFather, or have a new one made there.{elsewhere}"
    )


def _keep_addresses_out_of_logs() -> None:
    """Silence the clients' own log of each call, whose address holds the token."""
    for name in ("aiohttp", "httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.getEffectiveLevel()))
