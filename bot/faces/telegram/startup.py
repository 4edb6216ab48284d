"""Begin to serve a bot on Telegram: reach the server, and set the menu."""

import itertools
import logging
import re

from telegram import BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.faces.port import AppPort
from bot.faces.telegram.errors import Wait, seconds

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)

log = logging.getLogger(__name__)


async def connect(bot: ExtBot[None], wait: Wait) -> None:
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


async def set_menu(bot: ExtBot[None], app: AppPort) -> None:
    """Let Telegram list the commands that everybody may use."""
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
