"""The Discord face: a bot that serves servers over the gateway until it is stopped."""

import asyncio
import itertools
import logging
import math
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any

import discord
from discord.webhook.async_ import async_context

from bot.delivery.retry import Wait
from bot.faces.discord.api.errors import UNREACHABLE
from bot.faces.discord.client import Client
from bot.faces.discord.incoming.requests import PLATFORM
from bot.faces.port import (
    AppPort,
    SetupRefusedError,
    TokenRefusedError,
    run_until,
)
from bot.settings import Settings
from storage.database.time import utc_now

PULSE_INTERVAL_S = 1.0
"""Seconds between two looks at which shards Discord has answered."""

MAX_SILENCE_S = 60.0
"""Seconds since Discord last answered a shard, after which the shard is silent.

A shard asks every 41 s, as Discord tells it to.
"""

CANCEL_INTERVAL_S = 0.1
"""Seconds until a connection that goes on after a cancellation is cancelled again."""

PORTAL = "https://discord.com/developers/applications"
"""Where applications are made."""

_CONNECT_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)

log = logging.getLogger(__name__)


class DiscordFace:
    """One bot on Discord, from its first connection to its last.

    Args:
        app: Answers requests.
        settings: Hold the token, the addresses, the shards and the administrators.
        wait: Waits for so many seconds before something is tried again.
        now: Returns the present time.
        clock: Seconds that pass, whatever happens to the clock on the wall.
        heartbeat_timeout_s: Seconds of silence after which a connection counts as dead.

    Raises:
        TokenRefusedError: There is no token, or none that could be sent.
    """

    def __init__(
        self,
        app: AppPort,
        settings: Settings,
        *,
        wait: Wait = asyncio.sleep,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        heartbeat_timeout_s: float = 60.0,
    ) -> None:
        _quiet_library()
        token = settings.discord_token and settings.discord_token.get_secret_value()
        if not token or not token.isascii() or not token.isprintable():
            raise _token_refused()
        self._token = token
        self._app = app
        self._settings = settings
        self._wait = wait
        self._clock = clock
        self.client = Client(
            app,
            settings,
            wait=wait,
            now=now,
            heartbeat_timeout_s=heartbeat_timeout_s,
        )
        self.outbox = self.client.outbox
        self.is_open = self.client.is_connected
        self._connections = AsyncExitStack()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped, then finish the answers under way.

        Raises:
            SetupRefusedError: Discord refuses the token, or how the bot is set up.
        """
        async_context.set(self.client.callbacks)
        await self._connections.enter_async_context(self.client)
        under_way = self.client.conversation.under_way
        try:
            await run_until(stop, self._serve())
            await self.client.stop_receiving()
            await under_way.finish()
        finally:
            await under_way.cancel()

    async def close(self) -> None:
        """Close the connections."""
        await self._connections.aclose()

    async def _serve(self) -> None:
        await self._log_in()
        await self._connect(self.client.wait_for_sessions)
        watching = asyncio.create_task(self._watch())
        try:
            await _run_cancellable(self.client.connect())
        except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
            code = 4014
            if isinstance(error, discord.ConnectionClosed):
                code = error.code
            if refusal := _refusal(code, self._settings):
                raise refusal from None
            raise
        except discord.LoginFailure:
            raise _token_refused() from None
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _log_in(self) -> None:
        try:
            await self._connect(lambda: self.client.log_in(self._token))
        except discord.LoginFailure:
            raise _token_refused() from None
        log.info("serving %s on Discord", self.client.user)

    async def _connect(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeat a step until Discord can be reached.

        Raises:
            discord.LoginFailure: It can be reached and refuses the token.
        """
        for attempt in itertools.count():
            try:
                await step()
            except discord.LoginFailure:
                raise
            except UNREACHABLE as error:
                pause = _CONNECT_PAUSES_S[min(attempt, len(_CONNECT_PAUSES_S) - 1)]
                pause = max(pause, _retry_after(error))
                log.warning("no Discord yet, again in %.0f s: %s", pause, error)
                await self._wait(pause)
            else:
                return

    async def _watch(self) -> None:
        """Record heartbeats while Discord answers all shards; log which one is silent."""
        await self.client.is_connected.wait()
        pulse = Pulse(self._clock)
        silent: frozenset[int] = frozenset()
        while True:
            pulse.update(self.client.latencies)
            silent, before = pulse.silent(), silent
            for shard in sorted(silent - before):
                log.warning("Discord does not answer shard %d", shard)
            for shard in sorted(before - silent):
                log.info("Discord answers shard %d again", shard)
            if not silent and self.client.all_have_sessions:
                try:
                    await self._app.record_heartbeat(PLATFORM)
                except Exception:  # watching must go on whatever the app does
                    log.exception("that Discord answered could not be told")
            await asyncio.sleep(PULSE_INTERVAL_S)


async def _run_cancellable(work: Coroutine[Any, Any, None]) -> None:
    """Run work that may overlook a cancellation, and cancel it until it is seen.

    The library waits with `asyncio.wait_for`, which before Python 3.12 goes on after a
    cancellation that comes when it has just what it waits for.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([task])
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=CANCEL_INTERVAL_S)
    task.result()


class Pulse:
    """When Discord last answered each shard.

    The library tells of an answer only by how long it took, which never is the same
    twice.

    Args:
        clock: Seconds that pass.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._latencies: dict[int, float] = {}
        self._heard_at: dict[int, float] = {}

    def update(self, latencies: Iterable[tuple[int, float]]) -> None:
        """Record the latest latency of each shard, infinite before the first."""
        for shard, latency in latencies:
            if latency != self._latencies.get(shard) and math.isfinite(latency):
                self._heard_at[shard] = self._clock()
            self._heard_at.setdefault(shard, self._clock())
            self._latencies[shard] = latency

    def silent(self) -> frozenset[int]:
        """Return the shards of which nothing was heard for `MAX_SILENCE_S`."""
        oldest = self._clock() - MAX_SILENCE_S
        return frozenset(shard for shard, at in self._heard_at.items() if at <= oldest)


def _retry_after(error: BaseException) -> float:
    """Return the seconds that Discord asks for, 0 if none."""
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if isinstance(error, discord.HTTPException):
        asked = error.response.headers.get("Retry-After", "")
        return float(asked) if asked.isdecimal() else 0.0
    return 0.0


def _token_refused() -> TokenRefusedError:
    return TokenRefusedError(
        "Discord refuses the token in ROSTRA_DISCORD_TOKEN; copy it again from the page "
        f"Bot of your application at {PORTAL}, or have it reset there."
    )


def _refusal(code: int, settings: Settings) -> SetupRefusedError | None:
    """Return what a person has to do after a close code; None if nothing."""
    match code:
        case 4004:
            return _token_refused()
        case 4010 | 4011 if settings.discord_shards:
            return SetupRefusedError(
                f"Discord refuses the shards in ROSTRA_DISCORD_SHARDS (code {code}): "
                "with so many servers the bot needs more of them in all; unset, Rostra "
                "asks Discord how many."
            )
        case 4012 | 4013:
            return SetupRefusedError(
                f"Discord no longer takes how this Rostra connects (code {code}): update "
                "Rostra."
            )
        case 4014:
            return SetupRefusedError(
                "Discord does not let the bot see what it asks for (code 4014), although "
                f"that takes no privilege: look at your application at {PORTAL}, whether "
                "it is restricted."
            )
        case _:
            # Without the setting, the number of shards is asked for at each start.
            return None


class _OneLine(logging.Filter):
    """A filter that tells of a lost connection in a line, not in a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the error behind the message, if it is about a connection."""
        error = record.exc_info and record.exc_info[1]
        if isinstance(error, UNREACHABLE):
            record.msg = f"{record.getMessage()} {type(error).__name__}: {error}"
            record.args, record.exc_info = (), None
        return True


_ONE_LINE = _OneLine()


def _quiet_library() -> None:
    """Limit the library's log to warnings, each without its traceback."""
    logger = logging.getLogger("discord")
    if logger.getEffectiveLevel() == logging.INFO:
        logger.setLevel(logging.WARNING)
    for name in ("discord.shard", "discord.client"):
        logging.getLogger(name).addFilter(_ONE_LINE)
