"""What a process knows of its own health: whether it lives, and whether it can answer."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.faces.port import MAX_SILENCE
from storage.database.errors import StorageError
from storage.store import Store

DATABASE_TIMEOUT_S = 2.0
"""Seconds in which the database has to answer."""

log = logging.getLogger(__name__)


class Phase(StrEnum):
    """How far a process has come."""

    STARTING = "starting"
    """The library is read, or its index is built."""
    SERVING = "serving"
    STOPPING = "stopping"
    """What is under way is finished; nothing more is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformHealth:
    """How a platform does in this process.

    Attributes:
        open: Whether it was reached, and its face runs.
        standby: Whether another process serves it, in whose place this one may come.
        heard_s: Seconds since it last answered a poll, a heartbeat or a look at the
            webhook; None for never.
        asked_s: Seconds since somebody there asked for something; None for never.
    """

    open: bool
    standby: bool
    heard_s: float | None
    asked_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Liveness:
    """That a process lives.

    Attributes:
        uptime_s: Seconds since it was started.
        loop_delay_s: How long one round of the event loop took just now.
    """

    phase: Phase
    uptime_s: float
    loop_delay_s: float
    platforms: dict[str, PlatformHealth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a process can answer people.

    Attributes:
        ready: Whether it can.
        faults: Why it can't.
        loaded: The generation of the library whose index this process has; None for none.
        stored: The generation in the database; None where it does not answer.
    """

    ready: bool
    faults: list[str]
    loaded: int | None
    stored: int | None
    platforms: dict[str, PlatformHealth]


class ProcessHealth:
    """The health of this process, from what it is told and what the database says.

    Args:
        store: The opened database.
        platforms: Those that are to be served; none at a terminal.
        clock: Seconds that pass, whatever happens to the clock on the wall.
    """

    def __init__(
        self,
        store: Store,
        platforms: Collection[str],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._platforms = sorted(platforms)
        self._clock = clock
        self._began = clock()
        self._phase = Phase.STARTING
        self._open: Callable[[], Collection[str]] = tuple
        self._standby: Callable[[], Collection[str]] = tuple
        self._heard: dict[str, float] = {}
        self._asked: dict[str, float] = {}

    def note_heard(self, platform: str) -> None:
        """Record that a platform has just answered."""
        self._heard[platform] = self._clock()

    def note_asked(self, platform: str) -> None:
        """Record that somebody on a platform has just asked for something."""
        self._asked[platform] = self._clock()

    def serve(
        self,
        open_platforms: Callable[[], Collection[str]],
        standby_platforms: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """Record that the library is loaded.

        Args:
            open_platforms: Returns what is reached.
            standby_platforms: Returns what another process serves.
        """
        self._open = open_platforms
        self._standby = standby_platforms
        self._phase = Phase.SERVING

    def stop(self) -> None:
        """Record that the process stops."""
        self._phase = Phase.STOPPING

    async def liveness(self) -> Liveness:
        """Return that the process lives, and how it does."""
        began = self._clock()
        await asyncio.sleep(0)
        return Liveness(
            phase=self._phase,
            uptime_s=round(self._clock() - self._began, 1),
            loop_delay_s=round(self._clock() - began, 4),
            platforms=self._platform_health(),
        )

    async def readiness(self) -> Readiness:
        """Return whether the process can answer people, after a look at the database."""
        faults = [] if self._phase is Phase.SERVING else [f"it is {self._phase}"]
        stored = None
        try:
            async with asyncio.timeout(DATABASE_TIMEOUT_S):
                stored = await self._store.health.generation()
        except TimeoutError:
            faults.append(f"the database is silent for {DATABASE_TIMEOUT_S:.0f} s")
        except StorageError as error:
            log.warning("not ready: %s", error)
            faults.append("the database does not answer")
        loaded = self._store.generations.loaded_number
        if loaded is None:
            faults.append("no library is loaded")
        platforms = self._platform_health()
        if self._phase is not Phase.STARTING:
            faults += _silent(platforms)
        return Readiness(
            ready=not faults,
            faults=faults,
            loaded=loaded,
            stored=stored,
            platforms=platforms,
        )

    def _platform_health(self) -> dict[str, PlatformHealth]:
        now, reached, standby = self._clock(), self._open(), self._standby()

        def passed(times: dict[str, float], platform: str) -> float | None:
            at = times.get(platform)
            return None if at is None else round(now - at, 1)

        return {
            each: PlatformHealth(
                open=each in reached,
                standby=each in standby,
                heard_s=passed(self._heard, each),
                asked_s=passed(self._asked, each),
            )
            for each in self._platforms
        }


def _silent(platforms: dict[str, PlatformHealth]) -> Iterator[str]:
    """Yield why a platform is not served as it should be."""
    for name, health in platforms.items():
        if health.standby:
            continue
        if not health.open or health.heard_s is None:
            yield f"{name} is not reached"
        elif health.heard_s > MAX_SILENCE.total_seconds():
            yield f"{name} is silent for {health.heard_s:.0f} s"
