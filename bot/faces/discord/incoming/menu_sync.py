"""Sync the menu of commands with Discord, only where it has changed.

Discord counts syncs, and each takes it a second.
"""

import asyncio
import logging
from hashlib import sha256
from typing import Any

import orjson
from discord import app_commands

from bot.delivery.retry import Wait
from bot.faces.discord.api.errors import UNREACHABLE
from bot.faces.discord.incoming.requests import PLATFORM
from bot.faces.port import AppPort

FIRST_RETRY_S = 60.0
"""Seconds until commands are synced again after a first failure; then doubled."""

MAX_RETRY_S = 3600.0
"""Seconds between two tries to sync commands, at most."""

log = logging.getLogger(__name__)


class MenuSync:
    """The sync of one bot's commands, in the background.

    Args:
        tree: The commands.
        app: Remembers what was synced.
        wait: Waits for so many seconds.
    """

    def __init__(
        self, tree: app_commands.CommandTree[Any], app: AppPort, wait: Wait
    ) -> None:
        self._tree = tree
        self._app = app
        self._wait = wait
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin to sync, now that Discord knows the token."""
        self._task = asyncio.create_task(self._keep_syncing())
        self._task.add_done_callback(_log_failure)

    def stop(self) -> None:
        """Cancel the sync, if it is not done yet."""
        if self._task:
            self._task.cancel()

    async def _keep_syncing(self) -> None:
        """Sync the commands if they have changed; try until it works."""
        pause = FIRST_RETRY_S
        while True:
            try:
                await self._sync_changed()
            except UNREACHABLE as error:
                log.warning("commands not synced, again in %.0f s: %s", pause, error)
            else:
                return
            await self._wait(pause)
            pause = min(2 * pause, MAX_RETRY_S)

    async def _sync_changed(self) -> None:
        payload = [each.to_dict(self._tree) for each in self._tree.get_commands()]
        sha = sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()
        # Another application needs them, too, whatever the one before got.
        synced = f"{self._tree.client.application_id} {sha}"
        if await self._app.recall(PLATFORM, "commands") == synced:
            return
        await self._tree.sync()
        await self._app.remember(PLATFORM, "commands", synced)
        log.info("Discord knows %d commands now", len(payload))


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("commands are not synced any more", exc_info=error)
