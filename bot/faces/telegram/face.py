"""The Telegram face: a bot that serves chats, by polls or a webhook, until stopped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.delivery.incoming import Incoming, Weight
from bot.delivery.intake import Intake
from bot.delivery.pacer import Pacer
from bot.delivery.retry import Retrier, Wait
from bot.delivery.shared_intake import SharedIntake
from bot.faces.port import AppPort, TokenRefusedError, run_until
from bot.faces.telegram.api.errors import classify
from bot.faces.telegram.api.reaching import until_reached
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import (
    Update,
    chat_of,
    inline_query_of,
    is_readable,
    move_of,
)
from bot.faces.telegram.conversations.conversation import Conversation
from bot.faces.telegram.conversations.inline import InlineAnswers
from bot.faces.telegram.incoming.menu import Menu
from bot.faces.telegram.incoming.polling import POLL_MARGIN_S, Polling
from bot.faces.telegram.incoming.requests import PLATFORM, RequestReader
from bot.faces.telegram.incoming.webhook import Reports, Webhook
from bot.faces.telegram.incoming.webhook_server import make_secret
from bot.faces.telegram.outgoing.chat_calls import ChatCalls
from bot.faces.telegram.outgoing.sender import LIMITS, Sender
from bot.settings import OFFICIAL_BOT_API, Settings
from storage.database.time import utc_now
from storage.inbox.inbox import Inbox

CONFIRM_TIMEOUT_S = 3.0
"""Seconds at the end to confirm to Telegram which updates were taken."""

_MAX_CONNECTIONS = 256
_READ_TIMEOUT_S = 20.0  # after that, nobody knows whether a message arrived

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
        self._intake = self._make_intake(app.inbox)
        calls = Transport(
            connections=_MAX_CONNECTIONS, connect=10, read=_READ_TIMEOUT_S
        )
        self._polls = Transport(connections=1, connect=10, read=POLL_MARGIN_S)
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
        self.outbox = Sender(
            self._bot,
            calls,
            retrier,
            app,
            self._chat_calls,
            is_alone=isinstance(self._intake, Intake),
        )
        self._inline = InlineAnswers(app, self._bot, calls)
        self._menu = Menu(app, self._bot, calls, admins=settings.admins, wait=wait)
        self._source = self._make_source(settings, token, calls)

    def _make_intake(
        self, inbox: Inbox | None
    ) -> Intake[Update] | SharedIntake[Update]:
        """Return the way of updates to their answers."""
        if inbox is not None and inbox.duties is not None:
            return SharedIntake(
                PLATFORM,
                inbox,
                inbox.duties,
                read=_incoming,
                handle=self._handle,
                weigh=self._weigh,
                on_queued=self._expect_press,
                now=self._now,
            )
        return Intake(
            PLATFORM,
            inbox,
            read=_incoming,
            handle=self._handle,
            weigh=self._weigh,
            confirms=True,
            now=self._now,
        )

    def _make_source(
        self, settings: Settings, token: str, calls: Transport
    ) -> Polling | Webhook:
        """Return the way on which updates come."""
        if not settings.telegram_webhook:
            return Polling(
                self._bot,
                self._polls,
                take=self._take,
                confirm=self._intake.confirm,
                heard=self._record_heartbeat,
                wait=self._wait,
                confirms_last=isinstance(self._intake, Intake),
            )
        secret = settings.telegram_webhook_secret
        return Webhook(
            self._bot,
            calls,
            settings,
            secret=secret.get_secret_value() if secret else make_secret(token),
            take=self._accept,
            reports=Reports(
                heard=self._record_heartbeat,
                failed=self._record_failure,
                confirm=self._intake.confirm,
            ),
            wait=self._wait,
            now=self._now,
        )

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
        """Confirm polled updates that were taken, and close the connections."""
        try:
            async with asyncio.timeout(CONFIRM_TIMEOUT_S):
                await self._source.close()
        except TimeoutError:
            log.warning("the last updates may come again")
        except TelegramError as error:
            log.warning("the last updates may come again: %s", error)
        finally:
            await self._intake.close()
            await self._bot.shutdown()

    async def _serve(self) -> None:
        await until_reached(self._connect, self._wait)
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
        await self._source.run()

    async def _connect(self) -> None:
        await self._bot.initialize()
        if isinstance(self._source, Polling):
            # Updates can't be polled as long as they go to a webhook. None is dropped.
            await self._bot.delete_webhook()

    async def _record_heartbeat(self) -> None:
        try:
            await self._app.record_heartbeat(PLATFORM)
        except Exception:  # updates must go on coming whatever the app does
            log.exception("that Telegram answered could not be told")

    async def _record_failure(
        self, reason: str, since: datetime, next_try: datetime
    ) -> None:
        try:
            await self._app.record_failure(
                PLATFORM, reason, since=since, next_try=next_try
            )
        except Exception:
            log.exception("that Telegram is silent could not be told")

    async def _take(self, updates: Sequence[Update]) -> None:
        """Take in what a poll brought."""
        items = []
        for update in updates:
            if item := self._read(update):
                items.append(item)
                self._expect_own_press(item)
        await self._intake.take(items)

    async def _accept(self, update: Update) -> None:
        """Take in one update that is repeated until this returns.

        Raises:
            StorageError: It can't be stored.
        """
        if (item := self._read(update)) and await self._intake.accept(item):
            self._expect_own_press(item)
        await self._intake.queues.wait_for_room()

    def _read(self, update: Update) -> Incoming[Update] | None:
        """Return an update on its way to its chat's queue; None if it needs no place there."""
        if query := inline_query_of(update):
            # It is not worth a place on disk, and waits behind nobody.
            self._inline.take(query)
        elif is_readable(update):
            return _incoming(update)
        else:
            log.warning("update %d can't be read", update["update_id"])
        return None

    def _expect_own_press(self, item: Incoming[Update]) -> None:
        """Schedule the acknowledgement of a pressed button that no other process may answer."""
        if isinstance(self._intake, Intake):
            self._expect_press(item)

    def _expect_press(self, item: Incoming[Update]) -> None:
        """Schedule the acknowledgement of a pressed button, so that it spins for no longer."""
        if press := item.update.get("callback_query"):
            must_wait = self._intake.queues.is_parked(item.queue)
            self._conversation.presses.expect(press["id"], must_wait=must_wait)

    def _handle(self, item: Incoming[Update]) -> Awaitable[None]:
        return self._conversation.handle(item)

    def _weigh(self, update: Update) -> Weight:
        return self._conversation.weigh(update)


def _incoming(update: Update) -> Incoming[Update]:
    """Return an update as it goes through the queues."""
    chat, move = chat_of(update), move_of(update)
    here = chat["id"] if chat else ""
    old, new = move or (here, here)
    return Incoming(
        chat=f"{PLATFORM}:{here}",
        id=update["update_id"],
        update=update,
        moves_to=f"{PLATFORM}:{new}" if new != here else "",
        moves_from=f"{PLATFORM}:{old}" if old != here else "",
        stays=move is not None or "my_chat_member" in update,
    )


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
