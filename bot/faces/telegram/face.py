"""The Telegram face: a bot that serves chats by long polling until it is stopped."""

import asyncio
import itertools
import logging
import re
from functools import partial
from typing import Protocol

from pydantic import SecretStr
from telegram import Bot, BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.delivery.chat_queues import ChatQueues
from bot.delivery.retry import Wait
from bot.faces.port import AppPort, TokenRefusedError, run_until
from bot.faces.telegram.conversation import Conversation
from bot.faces.telegram.errors import seconds
from bot.faces.telegram.polling import UpdatePoller
from bot.faces.telegram.requests import PLATFORM, RequestReader
from bot.faces.telegram.sender import Sender, TelegramOutbox
from bot.faces.telegram.transport import Transport
from bot.faces.telegram.updates import Update, chat_of, new_chat_id_of

CONFIRM_TIMEOUT_S = 3.0
"""Seconds at the end to confirm to Telegram which updates were taken."""

_CONNECTIONS = 256
_READ_TIMEOUT_S = 20.0  # after that, nobody knows whether a message arrived
_CONNECT_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)
_MENU_COMMAND = re.compile(r"[a-z0-9_]{1,32}")

log = logging.getLogger(__name__)


class TelegramSettings(Protocol):
    """The settings that this face needs."""

    @property
    def telegram_token(self) -> SecretStr | None:
        """Return the bot's token."""
        ...

    @property
    def telegram_api_base(self) -> str:
        """Return the server's address, such as ``https://api.telegram.org``."""
        ...

    @property
    def admins(self) -> frozenset[str]:
        """Return keys of the people who administer the library."""
        ...


class TelegramFace:
    """One bot on Telegram, from its first connection to its last.

    Args:
        app: Answers requests.
        settings: Hold the token, the server's address and the administrators.
        wait: Waits for so many seconds before something is tried again.

    Raises:
        TokenRefusedError: There is no token.
    """

    def __init__(
        self, app: AppPort, settings: TelegramSettings, *, wait: Wait = asyncio.sleep
    ) -> None:
        _keep_addresses_out_of_logs()
        token = settings.telegram_token and settings.telegram_token.get_secret_value()
        if not token:
            raise _refused()
        self._app = app
        self._admins = settings.admins
        self._wait = wait
        self.is_open = asyncio.Event()
        self._queues = ChatQueues()
        base = settings.telegram_api_base.rstrip("/")
        calls = Transport(connections=_CONNECTIONS, connect=10, read=_READ_TIMEOUT_S)
        polls = Transport(connections=1, connect=10, read=5)
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=calls,
            get_updates_request=polls,
        )
        self._sender = Sender(
            self._bot,
            calls,
            migrate=app.migrate_chat,
            close=partial(app.set_reachable, allowed=False),
            wait=wait,
            park=self._queues.park,
        )
        self._poller = UpdatePoller(
            bot=self._bot,
            transport=polls,
            take=self._take,
            record_heartbeat=partial(app.record_heartbeat, PLATFORM),
            wait=wait,
        )
        self.outbox = TelegramOutbox(self._sender)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped, then finish the answers under way.

        Raises:
            TokenRefusedError: Telegram does not know the token.
        """
        try:
            async with self._queues:
                await run_until(stop, self._serve())
        except InvalidToken:
            # The library's error repeats the token.
            raise _refused() from None

    async def close(self) -> None:
        """Confirm which updates were taken, and close the connections."""
        try:
            async with asyncio.timeout(CONFIRM_TIMEOUT_S):
                await self._poller.confirm()
        except TimeoutError:
            log.warning("the last updates may come again")
        finally:
            await self._bot.shutdown()

    async def _serve(self) -> None:
        await self._connect()
        self._conversation = Conversation(
            app=self._app,
            sender=self._sender,
            reader=RequestReader(
                id=self._bot.id,
                username=self._bot.username,
                commands=frozenset(command.name for command in self._app.commands),
                admins=self._admins,
            ),
        )
        self.is_open.set()
        await self._set_menu()
        log.info("serving @%s on Telegram", self._bot.username)
        await self._poller.run()

    async def _take(self, update: Update) -> None:
        """Queue an update, once there is room for it."""
        chat, new = chat_of(update), new_chat_id_of(update)
        await self._queues.put(
            partial(self._conversation.handle, update),
            chat=str(chat["id"]) if chat else "",
            moves_to=str(new) if new else "",
            droppable=new is None and "my_chat_member" not in update,
        )

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

    async def _set_menu(self) -> None:
        """Set the menu of commands that everybody may use."""
        commands = [
            BotCommand(command.name, command.summary[:256])
            for command in self._app.commands
            if command.menu
            and not command.admin
            and _MENU_COMMAND.fullmatch(command.name)
        ]
        try:
            await self._bot.set_my_commands(commands)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("the command menu could not be set: %s", error)


def _refused() -> TokenRefusedError:
    return TokenRefusedError(
        "Telegram refuses the token in ROSTRA_TELEGRAM_TOKEN; "
        "copy it again from @BotFather, or have a new one made there."
    )


def _keep_addresses_out_of_logs() -> None:
    """Silence the clients' own log of each call, whose address holds the token."""
    for name in ("aiohttp", "httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.getEffectiveLevel()))
