"""Serve chats on Telegram by long polling, until told to stop."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Protocol

from pydantic import SecretStr
from telegram.error import InvalidToken
from telegram.ext import (
    ApplicationBuilder,
    ContextTypes,
    ExtBot,
    TypeHandler,
)

from bot.delivery.chat_queues import Lanes
from bot.delivery.outbox import Outbox
from bot.errors import TokenRefusedError
from bot.faces.port import AppPort, Runner
from bot.faces.telegram.conversation import Talk
from bot.faces.telegram.errors import Wait
from bot.faces.telegram.outbox import TelegramOutbox
from bot.faces.telegram.polling import Poller
from bot.faces.telegram.requests import PLATFORM, Reader
from bot.faces.telegram.sender import Courier
from bot.faces.telegram.shutdown import App, close, draining
from bot.faces.telegram.startup import connect, set_menu
from bot.faces.telegram.transport import Transport
from bot.faces.telegram.updates import Update
from bot.supervisor import Ending, stopping

AT_ONCE = 1024
"""Updates taken and not answered yet, at most; Telegram keeps the rest for a day.

Those of chats that were told to wait are counted apart (`telegram_lanes.APART`).
"""

_CONNECTIONS = 256
_PATIENCE = 20.0  # seconds after which nobody knows whether a message arrived

log = logging.getLogger(__name__)


class TelegramSettings(Protocol):
    """Name what this face needs to know."""

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


async def serve(
    app: AppPort,
    settings: TelegramSettings,
    *,
    digests: Callable[[Outbox], Runner] | None = None,
    wait: Wait = asyncio.sleep,
) -> None:
    """Answer on Telegram until cancelled, or stopped by SIGTERM or SIGINT.

    AppPort and digests under way are finished first, within `telegram_end.DRAINING`
    seconds; a second signal gives up the answers, but not what came of digests.

    Args:
        app: AppPort what people ask.
        settings: Holds the token, the server's address and the administrators.
        digests: Makes what sends by itself, given a way to do so.
        wait: Waits for so many seconds before something is tried again.

    Raises:
        TokenRefusedError: The token is missing, or Telegram does not know it.
    """
    hush()
    calls = Transport(connections=_CONNECTIONS, connect=10, read=_PATIENCE)
    polls = Transport(connections=1, connect=10, read=5)
    lanes = Lanes(AT_ONCE)
    application = _application(settings, calls, polls, lanes)

    async def take(update: Update) -> None:
        await lanes.room()
        await application.update_queue.put(update)

    poller = Poller(
        bot=application.bot,
        transport=polls,
        take=take,
        polled=partial(app.record_heartbeat, PLATFORM),
        wait=wait,
    )
    courier = Courier(
        application.bot,
        calls,
        moved=app.migrate_chat,
        closed=partial(app.set_reachable, allowed=False),
        wait=wait,
        apart=lanes.apart,
    )
    runner = digests(TelegramOutbox(courier)) if digests else None
    ending = Ending()
    work = asyncio.create_task(
        _work(
            application,
            poller,
            courier,
            app=app,
            settings=settings,
            draining=partial(draining, application, runner, ending),
        )
    )
    with stopping(work, ending):
        try:
            await work
        except InvalidToken:
            # The library's error repeats the token.
            raise TokenRefusedError from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task and task.cancelling():
                raise
        finally:
            await close(application, poller)


def hush() -> None:
    """Keep the token out of the log: each call's address holds it."""
    for name in ("aiohttp", "httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.getEffectiveLevel()))


def _application(
    settings: TelegramSettings, calls: Transport, polls: Transport, lanes: Lanes
) -> App:
    token = settings.telegram_token and settings.telegram_token.get_secret_value()
    if not token:
        raise TokenRefusedError
    base = settings.telegram_api_base.rstrip("/")
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
    return (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(lanes)
        .build()
    )


async def _work(
    application: App,
    poller: Poller,
    courier: Courier,
    *,
    app: AppPort,
    settings: TelegramSettings,
    draining: Callable[[], AbstractAsyncContextManager[None]],
) -> None:
    await connect(application.bot, poller.wait)
    talk = Talk(
        app=app,
        courier=courier,
        reader=Reader(
            id=application.bot.id,
            username=application.bot.username,
            commands=frozenset(command.name for command in app.commands),
            admins=settings.admins,
        ),
    )
    application.add_handler(TypeHandler(dict, talk.take))
    application.add_error_handler(_failed)
    await application.initialize()
    await application.start()
    async with draining():
        await set_menu(application.bot, app)
        log.info("serving @%s on Telegram", application.bot.username)
        await poller.run()


async def _failed(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    number = update["update_id"] if isinstance(update, dict) else 0
    log.error("update %d was not answered", number, exc_info=context.error)
