"""Discord's answers over HTTP, seen before discord.py acts on them.

The library sleeps through a 429 of up to half a minute, and repeats a call that met a 5xx
for half a minute, and tells nobody. Here the pacer is told of each 429, what Discord bans
an address for is counted, and a digest's call ends at once, for the ledger to try again.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp
from discord import RateLimited
from discord.http import HTTPClient

from bot.delivery.pacer import Pacer
from bot.faces.discord.api.errors import UNNAMED_PAUSE_S, ServerFailedError

WINDOW_S = 600.0
"""Seconds in which Discord counts invalid requests; at 10,000 it bans the address.

https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
"""

MAX_BULK_REFUSALS = 1_000
"""Invalid requests in `WINDOW_S` at which digests stop; others may share the address."""

MAX_REFUSALS = 5_000
"""Invalid requests in `WINDOW_S` at which no requests are made at all."""

GLOBAL_GRACE_S = 1.0
"""Seconds after a 429 for the whole bot in which the library may go on by itself."""

_INVALID = frozenset({401, 403, 429})

log = logging.getLogger(__name__)


class TooManyRefusalsError(aiohttp.ClientError):
    """A request that was not made, because Discord has refused too many."""


class RefusalGuard:
    """The invalid requests of the last ten minutes, and what must stop because of them.

    Args:
        most: So many stop all requests.
        most_of_bulk: So many stop bulk.
        clock: Seconds that pass.
    """

    def __init__(
        self,
        *,
        most: int = MAX_REFUSALS,
        most_of_bulk: int = MAX_BULK_REFUSALS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._most_of_bulk = most_of_bulk
        self._clock = clock
        self._times: deque[float] = deque(maxlen=most)

    def note(self, status: int, scope: str) -> None:
        """Count an answer if it makes its request an invalid one.

        Args:
            status: Of the answer.
            scope: Whose limit a 429 was about: what others used up of one that they
                share with this bot does not count.
        """
        if status in _INVALID and not (status == 429 and scope == "shared"):
            self._times.append(self._clock())

    def pause_s(self) -> float:
        """Return the seconds for which no requests may be made; 0 for none."""
        return self._until_fewer_than(self._most)

    def bulk_pause_s(self) -> float:
        """Return the seconds for which no bulk may be sent; 0 for none."""
        return self._until_fewer_than(self._most_of_bulk)

    def _until_fewer_than(self, limit: int) -> float:
        if len(self._times) < limit:
            return 0.0
        return max(0.0, self._times[-limit] + WINDOW_S - self._clock())


@dataclass(kw_only=True)
class Attempt:
    """One attempt to send a message: whether it was written, and how it was answered.

    Attributes:
        written: Whether it was written to a connection.
        status: Of the answer; 0 before that.
    """

    written: bool = False
    status: int = 0


_attempt: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


class HttpWatch:
    """An observer of each request of a client, and each answer.

    Args:
        pacer: Told how long bulk must wait.
        guard: Counts invalid requests.

    Attributes:
        trace: What the client has to be made with.
    """

    def __init__(self, pacer: Pacer, guard: RefusalGuard) -> None:
        self._pacer = pacer
        self._guard = guard
        self._is_stopped = False
        self._http: HTTPClient | None = None
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_start.append(self._check)
        self.trace.on_request_headers_sent.append(_note_written)
        self.trace.on_request_end.append(self._note_answer)

    def protect(self, http: HTTPClient) -> None:
        """Resume a client's requests after each 429 for the whole bot.

        All wait until the one that met it has slept through it. If that is cancelled
        meanwhile, the library would let the others wait for ever.
        """
        self._http = http

    def _resume(self) -> None:
        if self._http and not self._http._global_over.is_set():  # noqa: SLF001 - as above
            log.warning("requests to Discord go on, though one was given up")
            self._http._global_over.set()  # noqa: SLF001

    @contextmanager
    def attempt(self) -> Iterator[Attempt]:
        """Watch the requests of a block, each of which is made only once.

        Raised in the block are `RateLimited` where Discord answers with a 429, and
        `ServerFailedError` where it answers with a 5xx.
        """
        attempt = Attempt()
        token = _attempt.set(attempt)
        try:
            yield attempt
        finally:
            _attempt.reset(token)

    async def _check(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestStartParams,
    ) -> None:
        if request.method == "POST" and (attempt := _attempt.get()):
            attempt.written, attempt.status = False, 0
        self.check()

    def check(self) -> None:
        """Check whether a request may be made.

        Raises:
            TooManyRefusalsError: It may not, since Discord has refused too many.
        """
        pause = self._guard.pause_s()
        if pause and not self._is_stopped:
            log.error(
                "Discord refused too many requests: none are made for %.0f s, so that it "
                "does not ban this address",
                pause,
            )
        elif self._is_stopped and not pause:
            log.info("requests to Discord are made again")
        self._is_stopped = pause > 0
        if pause:
            raise TooManyRefusalsError("Discord refused too many requests")

    async def _note_answer(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        response, attempt = request.response, _attempt.get()
        if attempt and request.method == "POST":
            attempt.status = response.status
        self.note(response)
        if attempt and response.status == 429:
            raise RateLimited(_retry_after(response))
        if attempt and response.status >= 500:
            raise ServerFailedError(response.status)

    def note(self, response: aiohttp.ClientResponse) -> None:
        """Record Discord's answer to a request; after a 429, pause bulk sending."""
        if response.status < 400:
            return
        scope = response.headers.get("X-RateLimit-Scope", "")
        self._guard.note(response.status, scope)
        if response.status != 429:
            return
        pause = _retry_after(response)
        log.warning("Discord answers 429 (%s): %.1f s", scope or "no scope", pause)
        # One without a scope comes from what guards Discord from floods.
        if scope in {"global", ""}:
            self._pacer.pause_bulk(pause)
        if scope == "global" and not _attempt.get():
            loop = asyncio.get_running_loop()
            loop.call_later(pause + GLOBAL_GRACE_S, self._resume)


async def _note_written(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    request: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    if request.method == "POST" and (attempt := _attempt.get()):
        attempt.written = True


def _retry_after(response: aiohttp.ClientResponse) -> float:
    # The first is about this request, the other about its bucket.
    for name in ("Retry-After", "X-RateLimit-Reset-After"):
        try:
            return float(response.headers[name])
        except (KeyError, ValueError):
            continue
    return UNNAMED_PAUSE_S
