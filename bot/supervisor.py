"""Run the faces of one process: start them, restart them, send digests, and stop."""

import asyncio
import contextlib
import logging
import random
import secrets
import signal
import time
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterator,
    Mapping,
)
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.delivery.outbox import Outbox
from bot.faces.port import Face, SetupRefusedError, run_until
from storage.database.duties import Duties, Duty
from storage.database.errors import StorageError
from storage.database.time import utc_now

DRAIN_TIMEOUT_S = 22.0
"""Seconds that answers and digests under way are given when a face stops.

Longer than a call waits for its answer, so that it is known of each whether it arrived.
"""

FIRST_RETRY_S = 1.0
"""Seconds until a face is started again after its first failure; then doubled."""

MAX_RETRY_S = 300.0
"""Seconds between two starts of a face, at most."""

STEADY_S = 600.0
"""Seconds of service after which a failure counts as a first one again."""

log = logging.getLogger(__name__)


class DigestJob(Protocol):
    """The sending of one platform's digests."""

    async def run(self) -> None:
        """Send what is due until stopped, then finish what is under way."""
        ...

    def stop(self) -> None:
        """Begin no more digests."""
        ...


class FailureStore(Protocol):
    """A store of faces' failures, which `rostra status` shows."""

    async def record_failure(
        self,
        platform: str,
        reason: str,
        *,
        since: datetime,
        next_try: datetime | None,
    ) -> None:
        """Store why a platform is not served; None where it is not tried again."""
        ...

    async def clear_failures(self, platforms: Collection[str]) -> None:
        """Delete what is stored of failures of these platforms in earlier processes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """The work that only one of the processes on a shared database does at a time.

    Attributes:
        duties: Who has which.
        faces: By platform, the name of the duty to serve it; where it is left out, all may.
        digests: By platform, the name of the duty to send its digests.
    """

    duties: Duties
    faces: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """The faces of one process, each with its digests.

    A face that fails is started again, after pauses that get longer; a face that its
    platform refuses is not. The others go on meanwhile.

    Args:
        faces: Makes a face, by its platform's name.
        exclusions: What only one process does; None where this one is alone.
        make_digests: Makes the sending of a platform's digests through an outbox; no
            digests are sent if left out.
        failures: Stores failures.
        on_stop: Called when it is asked to stop, before it has.
        wait: Waits for so many seconds.
        clock: Seconds that pass, whatever happens to the clock on the wall.
        now: The clock on the wall, aware.
        jitter: Returns a random number from 0 to 1.
    """

    def __init__(
        self,
        faces: Mapping[str, Callable[[], Face]],
        *,
        exclusions: Exclusions | None = None,
        make_digests: Callable[[str, Outbox], DigestJob] | None = None,
        failures: FailureStore,
        on_stop: Callable[[], None] = lambda: None,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._faces = faces
        self._exclusions = exclusions
        self._make_digests = make_digests
        self._failures = failures
        self._on_stop = on_stop
        self._wait = wait
        self._clock = clock
        self._now = now
        self._jitter = jitter
        self._stopping = asyncio.Event()
        self._serving: set[asyncio.Task[None]] = set()
        self._running: dict[str, Face] = {}
        self._standing_by: set[str] = set()
        self._left = len(faces)

    def open_platforms(self) -> frozenset[str]:
        """Return the platforms that were reached and are served just now."""
        return frozenset(
            name for name, face in self._running.items() if face.is_open.is_set()
        )

    def standby_platforms(self) -> frozenset[str]:
        """Return the platforms that another process serves, in whose place we may come."""
        return frozenset(self._standing_by)

    async def run(self) -> None:
        """Serve until stopped, by a signal or by `stop`, or cancelled.

        Answers and digests under way are finished first, within `DRAIN_TIMEOUT_S`.

        Raises:
            SetupRefusedError: The platforms refuse all faces until a person acts.
        """
        try:
            await self._failures.clear_failures(self._faces)
        except StorageError as error:
            log.warning("earlier failures stay in `rostra status`: %s", error)
        work = asyncio.gather(
            *(self._keep_serving(name, make) for name, make in self._faces.items())
        )
        with _on_signals(self.stop):
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                self.stop()
                await work
                raise

    def stop(self) -> None:
        """Stop all faces; when called again, give up the answers under way.

        What came of digests is recorded all the same, or they would be sent twice.
        """
        if not self._stopping.is_set():
            log.info("finishing what is under way")
            self._stopping.set()
            self._on_stop()
        elif self._serving:
            log.warning("asked again to stop: answers under way are given up")
            for task in self._serving:
                task.cancel()
            self._serving.clear()

    async def _keep_serving(self, name: str, make: Callable[[], Face]) -> None:
        """Serve a platform until stopped, and again after each failure."""
        failures, since = 0, self._now()
        while not self._stopping.is_set():
            began = self._clock()
            try:
                await self._serve(name, make)
            except SetupRefusedError as error:
                self._left -= 1
                await self._record(name, str(error), since=self._now(), next_try=None)
                if not self._left:
                    raise
                log.error("%s", error)  # noqa: TRY400 - a person's mistake, not ours
                return
            except Exception as error:
                if self._stopping.is_set():
                    log.exception("%s failed while it stopped", name)
                    return
                if not failures or self._clock() - began >= STEADY_S:
                    failures, since = 0, self._now()
                failures += 1
                pause = self._pause_after(failures)
                number = secrets.token_hex(4)
                log.exception(
                    "%s failed; it is started again in %.0f s",
                    name,
                    pause,
                    extra={"failure": number},
                )
                # The error's own text may hold an address, and that a token.
                reason = f"{type(error).__name__}, failure {number} in the log"
                next_try = self._now() + timedelta(seconds=pause)
                await self._record(name, reason, since=since, next_try=next_try)
                await run_until(self._stopping, self._wait(pause))

    def _pause_after(self, failures: int) -> float:
        """Return the seconds until a face is started again after failures in a row."""
        longest = min(MAX_RETRY_S, FIRST_RETRY_S * 2.0 ** min(failures - 1, 30))
        # Faces that failed together are not started again together.
        return longest * (1 + self._jitter()) / 2

    async def _record(
        self, name: str, reason: str, *, since: datetime, next_try: datetime | None
    ) -> None:
        try:
            await self._failures.record_failure(
                name, reason, since=since, next_try=next_try
            )
        except StorageError as error:
            log.warning("that %s failed is not recorded: %s", name, error)

    async def _serve(self, name: str, make: Callable[[], Face]) -> None:
        """Serve a platform, once no other process does, until stopped or the duty is lost."""
        names = self._exclusions.faces if self._exclusions else {}
        async with self._duty(name, names, self._stopping) as duty:
            if duty is not None:
                await self._serve_face(name, make, duty)

    async def _serve_face(
        self, name: str, make: Callable[[], Face], duty: "_Duty"
    ) -> None:
        """Run a new face with its digests until it is stopped or one of them fails."""
        face, stop = make(), asyncio.Event()
        serving = asyncio.create_task(face.run(stop))
        self._serving.add(serving)
        self._running[name] = face
        tasks = [serving]
        if self._make_digests and face.outbox is not None:
            sending = self._send_digests(name, face, face.outbox, stop)
            tasks.append(asyncio.create_task(sending))
        ends = [
            asyncio.create_task(self._stopping.wait()),
            asyncio.create_task(duty.wait_lost()),
        ]
        try:
            await asyncio.wait({*tasks, *ends}, return_when=asyncio.FIRST_COMPLETED)
            is_lost = ends[1].done()
            stop.set()
            _, late = await asyncio.wait(tasks, timeout=DRAIN_TIMEOUT_S)
            if late:
                log.warning(
                    "not all that was under way was ready in %.0f s", DRAIN_TIMEOUT_S
                )
        finally:
            self._serving.discard(serving)
            del self._running[name]
            for task in (*tasks, *ends):
                task.cancel()
            await asyncio.gather(*tasks, *ends, return_exceptions=True)
            await face.close()
        for task in tasks:
            if not task.cancelled():
                task.result()
        if is_lost:
            log.warning("%s is anybody's to serve: the database was lost", name)
        elif not self._stopping.is_set():
            raise RuntimeError("it ended without being asked to")

    async def _send_digests(
        self, name: str, face: Face, outbox: Outbox, stop: asyncio.Event
    ) -> None:
        """Send digests from when the platform was reached, whenever no other process does."""
        assert self._make_digests is not None  # noqa: S101 - the caller has looked
        names = self._exclusions.digests if self._exclusions else {}
        await run_until(stop, face.is_open.wait())
        while not stop.is_set():
            async with self._duty(name, names, stop, what="digests") as duty:
                if duty is None:
                    return
                digests = self._make_digests(name, outbox)
                await _run_digests(digests, duty, stop)
                if not duty.is_lost and not stop.is_set():
                    return

    @contextlib.asynccontextmanager
    async def _duty(
        self,
        name: str,
        names: Mapping[str, str],
        stop: asyncio.Event,
        *,
        what: str = "",
    ) -> AsyncIterator["_Duty | None"]:
        """Wait for the duty to serve a platform, or to send its digests; None if stopped.

        Args:
            name: The platform's.
            names: The names of duties, by platform.
            stop: Ends the wait.
            what: The digests, or nothing for the platform itself.
        """
        if self._exclusions is None or name not in names:
            yield _Duty(None)
            return

        whole = f"{name} {what}".strip()
        waited = False

        def wait() -> None:
            nonlocal waited
            waited = True
            if not what:
                self._standing_by.add(name)
            log.info("another process has %s; this one stands by", whole)

        taking = asyncio.ensure_future(self._exclusions.duties.take(names[name], wait))
        try:
            await run_until(stop, taking)
        finally:
            if not what:
                self._standing_by.discard(name)
        if taking.cancelled():
            yield None
            return
        if waited:
            log.info("no other process has %s any more; this one goes on", whole)
        duty = taking.result()
        try:
            yield _Duty(duty)
        finally:
            await duty.release()


class _Duty:
    """A duty that may be lost, or one of a process that is alone.

    Args:
        duty: The duty; None where all may have it.
    """

    def __init__(self, duty: Duty | None) -> None:
        self._duty = duty
        self.is_lost = False

    async def wait_lost(self) -> None:
        """Return once the duty is lost."""
        if self._duty is None:
            await asyncio.Event().wait()
        else:
            await self._duty.wait_lost()
            self.is_lost = True


async def _run_digests(digests: DigestJob, duty: _Duty, stop: asyncio.Event) -> None:
    """Send digests until stopped, or the duty is lost; what is under way is finished."""

    async def end() -> None:
        await run_until(stop, duty.wait_lost())
        digests.stop()

    ending = asyncio.create_task(end())
    try:
        await digests.run()
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
    if duty.is_lost:
        log.warning("digests are anybody's to send: the database was lost")


@contextlib.contextmanager
def _on_signals(act: Callable[[], None]) -> Iterator[None]:
    """Act on SIGTERM and SIGINT, where the system and the thread have signals."""
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, act)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
