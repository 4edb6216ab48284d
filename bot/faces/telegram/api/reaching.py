"""Repeat what needs Telegram until Telegram can be reached."""

import itertools
import logging
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.delivery.retry import Wait
from bot.faces.telegram.api.errors import seconds

_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)

log = logging.getLogger(__name__)


async def until_reached(step: Callable[[], Awaitable[object]], wait: Wait) -> None:
    """Repeat a step after longer and longer pauses until it succeeds.

    Raises:
        InvalidToken: Telegram does not know the token.
    """
    for attempt in itertools.count():
        try:
            await step()
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = _PAUSES_S[min(attempt, len(_PAUSES_S) - 1)]
            if isinstance(error, RetryAfter):
                pause = seconds(error.retry_after)
            log.warning("no Telegram yet, again in %.0f s: %s", pause, error)
            await wait(pause)
        else:
            return
