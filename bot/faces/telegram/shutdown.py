"""End serving on Telegram: finish what is under way, and let go of the rest."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from telegram.ext import Application

from bot.faces.port import Runner
from bot.faces.telegram.polling import Poller
from bot.supervisor import Ending

DRAINING = 22.0
"""Seconds that answers and digests under way are given when the bot stops.

Longer than a call waits for its answer, so that it is known of each whether it arrived.
"""

CONFIRMING = 3.0
"""Seconds after that to tell Telegram which updates were taken."""

App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"
"""The client library's part in serving."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def draining(
    application: App, runner: Runner | None, ending: Ending
) -> AsyncIterator[None]:
    """Let digests go out meanwhile, and finish all that is under way at the end."""
    sending = asyncio.create_task(runner.run()) if runner else None
    try:
        yield
    finally:
        ending.begun = True
        log.info("finishing what is under way")
        if runner:
            runner.stop()
        try:
            async with asyncio.timeout(DRAINING):
                await asyncio.gather(
                    _answered(application, ending), *filter(None, [sending])
                )
        except TimeoutError:
            log.warning("not all that was under way was ready in %.0f s", DRAINING)


async def _answered(application: App, ending: Ending) -> None:
    """Finish the answers under way, unless it is hurried: nobody counts on them.

    What came of a digest has to be kept, or it would be sent twice.
    """
    answers = asyncio.create_task(application.stop())
    hurried = asyncio.create_task(ending.hurried.wait())
    try:
        await asyncio.wait({answers, hurried}, return_when=asyncio.FIRST_COMPLETED)
        if answers.done():
            answers.result()
    finally:
        for task in (answers, hurried):
            task.cancel()
        await asyncio.gather(answers, hurried, return_exceptions=True)


async def close(application: App, poller: Poller) -> None:
    """Tell how far it came, then let go of the connections."""
    try:
        async with asyncio.timeout(CONFIRMING):
            if application.running:  # stopped while it was starting
                await application.stop()
            await poller.confirm()
    except TimeoutError:
        log.warning("the last updates may come again")
    finally:
        await application.shutdown()
        await application.bot.shutdown()
