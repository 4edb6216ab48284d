"""Run the ledger's upkeep at intervals: what was abandoned, came too late, or is old."""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.daily.status import explain
from storage.digests.upkeep import MAX_ROWS_PER_WRITE, LedgerUpkeep

UPKEEP_INTERVAL = timedelta(seconds=5)
"""Time from one run to the next."""

RETENTION = timedelta(days=90)
"""How long an ended delivery is kept; the latest of each chat stays."""

PURGE_INTERVAL = timedelta(hours=1)
"""Time from a purge that deleted all old deliveries to the next."""

MAX_PURGED_ROWS = 1_000
"""Deliveries that one purge looks for."""

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class PeriodicUpkeep:
    """The upkeep of one platform's deliveries, with the times of its last runs.

    Attributes:
        hold: Whether a delivery that may have arrived ends as ambiguous, or is sent again.
        max_delay: How late a digest may come.
        lease: After this long, another process takes over a digest.
        grace: Before that, no digest is taken over: where the database was lost for longer
            than a lease, whoever had a digest needs a moment to record what came of it.
        clock: Seconds that pass, whatever happens to the clock on the wall.
    """

    upkeep: LedgerUpkeep
    platform: str
    hold: bool
    max_delay: timedelta
    lease: timedelta
    grace: timedelta = timedelta()
    clock: Callable[[], float] = time.monotonic
    _last_run: datetime | None = None
    _last_purge: datetime | None = None
    _is_clock_trusted: bool = False

    def __post_init__(self) -> None:
        """Compute when the first digest may be taken over."""
        self._recovers_at = self.clock() + self.grace.total_seconds()

    async def run_if_due(self, now: datetime, *, in_flight: Collection[int]) -> None:
        """Run the upkeep, if the last run is `UPKEEP_INTERVAL` ago.

        Args:
            now: Aware; the clock may have been put forward or back.
            in_flight: Ids of deliveries that this process is sending: they are not abandoned.
        """
        if self._last_run and abs(now - self._last_run) < UPKEEP_INTERVAL:
            return
        await self._restore_after_clock_jump(now)
        if self.clock() >= self._recovers_at:
            await self._recover_abandoned(now, in_flight)
        late = await self.upkeep.skip_late(
            now, platform=self.platform, max_delay=self.max_delay
        )
        if late:
            log.warning("%d digests came too late and are skipped", late)
        await self._purge(now)
        self._last_run = now

    async def _recover_abandoned(
        self, now: datetime, in_flight: Collection[int]
    ) -> None:
        # If the clock jumps ahead, even deliveries being sent here look abandoned.
        recovered = await self.upkeep.recover_abandoned(
            now, platform=self.platform, hold=self.hold, excluded=in_flight
        )
        for delivery in recovered:
            log.warning(
                "digest: %s",
                delivery.state,
                extra={
                    "delivery": delivery.id,
                    "chat": delivery.key,
                    "date": delivery.date,
                    "attempt": delivery.attempts,
                    "reason": explain(
                        delivery.reason, delivery.detail, platform=self.platform
                    ),
                },
            )

    async def _restore_after_clock_jump(self, now: datetime) -> None:
        """Restore deliveries skipped while the clock was ahead, a few in each run."""
        if self._last_run and now - self._last_run > self.max_delay:
            log.warning(
                "the clock went from %s to %s: what came due in between is skipped",
                f"{self._last_run:%Y-%m-%d %H:%M}",
                f"{now:%Y-%m-%d %H:%M}",
            )
        if self._last_run and now < self._last_run:
            self._is_clock_trusted = False
        if self._is_clock_trusted:
            return
        restored = await self.upkeep.restore_after_clock_jump(
            now,
            platform=self.platform,
            max_delay=self.max_delay,
            lease=self.lease,
            limit=MAX_ROWS_PER_WRITE,
        )
        if restored:
            log.warning("%d digests, skipped while the clock was ahead, come", restored)
        self._is_clock_trusted = restored < MAX_ROWS_PER_WRITE

    async def _purge(self, now: datetime) -> None:
        if self._last_purge and abs(now - self._last_purge) < PURGE_INTERVAL:
            return
        purged = await self.upkeep.purge(
            now - RETENTION, platform=self.platform, limit=MAX_PURGED_ROWS
        )
        self._last_purge = None if purged == MAX_PURGED_ROWS else now
