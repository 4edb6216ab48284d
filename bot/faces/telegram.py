"""Serve chats on Telegram by long polling, until told to stop."""

import asyncio
import contextlib
import itertools
import logging
import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, Protocol, TypeAlias

from pydantic import SecretStr
from telegram import BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ExtBot,
    TypeHandler,
)

from bot.errors import TokenRefusedError
from bot.faces.ports import Answers, Outbox, Runner
from bot.faces.stopping import stopping
from bot.faces.telegram_courier import Courier
from bot.faces.telegram_errors import Wait, seconds
from bot.faces.telegram_lanes import Lanes
from bot.faces.telegram_outbox import TelegramOutbox
from bot.faces.telegram_poll import Poller
from bot.faces.telegram_requests import PLATFORM, Reader
from bot.faces.telegram_talk import Talk
from bot.faces.telegram_transport import Transport

DRAINING = 20.0
"""Seconds that answers under way are given when the bot stops."""

FINISHING = 8.0
"""Seconds that digests under way are given before that."""

_AT_ONCE = 1024
_CONNECTIONS = 256
_PATIENCE = 20.0  # seconds after which nobody knows whether a message arrived
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)

_App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"

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
    app: Answers,
    settings: TelegramSettings,
    *,
    digests: Callable[[Outbox], Runner] | None = None,
    wait: Wait = asyncio.sleep,
) -> None:
    """Answer on Telegram until cancelled, or stopped by SIGTERM or SIGINT.

    Answers under way are finished first, within `DRAINING` seconds.

    Args:
        app: Answers what people ask.
        settings: Holds the token, the server's address and the administrators.
        digests: Makes what sends by itself, given a way to do so.
        wait: Waits for so many seconds before something is tried again.

    Raises:
        TokenRefusedError: The token is missing, or Telegram does not know it.
    """
    hush()
    calls = Transport(connections=_CONNECTIONS, connect=10, read=_PATIENCE)
    polls = Transport(connections=1, connect=10, read=5)
    application = _application(settings, calls, polls)
    poller = Poller(
        bot=application.bot,
        transport=polls,
        take=application.update_queue.put,
        polled=partial(app.alive, PLATFORM),
        wait=wait,
    )
    courier = Courier(application.bot, calls, moved=app.moved, wait=wait)
    runner = digests(TelegramOutbox(courier)) if digests else None
    work = asyncio.create_task(
        _work(application, poller, courier, app=app, settings=settings, runner=runner)
    )
    with stopping(work.cancel):
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
            await _close(application, poller)


def hush() -> None:
    """Keep the token out of the log: each call's address holds it."""
    for name in ("aiohttp", "httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.getEffectiveLevel()))


def _application(
    settings: TelegramSettings, calls: Transport, polls: Transport
) -> _App:
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
        .concurrent_updates(Lanes(_AT_ONCE))
        .build()
    )


async def _work(
    application: _App,
    poller: Poller,
    courier: Courier,
    *,
    app: Answers,
    settings: TelegramSettings,
    runner: Runner | None,
) -> None:
    await _connect(application.bot, poller.wait)
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
    await _set_menu(application.bot, app)
    log.info("serving @%s on Telegram", application.bot.username)
    async with _running(runner):
        await poller.run()


@contextlib.asynccontextmanager
async def _running(runner: Runner | None) -> AsyncIterator[None]:
    """Let digests go out meanwhile; those under way are finished."""
    if runner is None:
        yield
        return
    task = asyncio.create_task(runner.run())
    try:
        yield
    finally:
        runner.stop()
        try:
            async with asyncio.timeout(FINISHING):
                await task
        except TimeoutError:
            log.warning("some digests were not sent in %.0f s", FINISHING)


async def _connect(bot: ExtBot[None], wait: Wait) -> None:
    """Wait until Telegram can be reached and answers to the token."""
    for attempt in itertools.count():
        try:
            await bot.initialize()
            # Updates can't be polled for as long as they go to a webhook.
            await bot.delete_webhook()
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
            if isinstance(error, RetryAfter):
                pause = seconds(error.retry_after)
            log.warning("no Telegram yet, again in %.0f s: %s", pause, error)
            await wait(pause)
        else:
            return


async def _set_menu(bot: ExtBot[None], app: Answers) -> None:
    commands = [
        BotCommand(command.name, command.summary[:256])
        for command in app.commands
        if command.menu and not command.admin and _COMMAND.fullmatch(command.name)
    ]
    try:
        await bot.set_my_commands(commands)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error)


async def _failed(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    number = update["update_id"] if isinstance(update, dict) else 0
    log.error("update %d was not answered", number, exc_info=context.error)


async def _close(application: _App, poller: Poller) -> None:
    """Finish what is under way, then let go of the connections."""
    try:
        async with asyncio.timeout(DRAINING):
            if application.running:
                await application.stop()
            await poller.confirm()
    except TimeoutError:
        log.warning("some answers were not ready in %.0f s and are lost", DRAINING)
    finally:
        await application.shutdown()
        await application.bot.shutdown()
