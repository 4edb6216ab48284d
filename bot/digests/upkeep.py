"""Look after the ledger now and then: what was left, came too late, or is over."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.daily.status import explain
from storage.digests.ledger import PORTION, Ledger

OFTEN = timedelta(seconds=5)
"""How often is looked."""

KEPT = timedelta(days=90)
"""How long what came of a digest is kept, beside the latest of each chat."""

TIDYING = timedelta(hours=1)
"""How long nothing is forgotten after all that is old was."""

FORGOTTEN = 1_000
"""Deliveries looked for at once that may be forgotten: all old ones are gone through."""

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Care:
    """Keep the ledger of a platform in order.

    Attributes:
        hold: Whether what may have arrived ends, or is sent again.
        window: How late a digest may come.
        lease: After this long, another process takes over a digest.
    """

    ledger: Ledger
    platform: str
    hold: bool
    window: timedelta
    lease: timedelta
    _looked: datetime | None = None
    _tidied: datetime | None = None
    _clock_is_sure: bool = False

    async def look(self, now: datetime, *, under_way: Collection[int]) -> None:
        """Deal with what others left and what came too late; do nothing in between.

        Args:
            now: Aware; the clock may have been put forward or back.
            under_way: Ids of what is being sent here, which nobody left.
        """
        if self._looked and abs(now - self._looked) < OFTEN:
            return
        await self._trust(now)
        ledger, platform = self.ledger, self.platform
        # The clock may be put forward past the lease of what is being sent here.
        left = await ledger.recover(
            now, hold=self.hold, platform=platform, but=under_way
        )
        for each in left:
            log.warning(
                "digest: %s",
                each.state,
                extra={
                    "delivery": each.id,
                    "chat": each.key,
                    "date": each.date,
                    "attempt": each.attempts,
                    "reason": explain(each.reason, each.detail, platform=platform),
                },
            )
        late = await ledger.skip_late(now, window=self.window, platform=platform)
        if late:
            log.warning("%d digests came too late and are skipped", late)
        await self._tidy(now)
        self._looked = now

    async def _trust(self, now: datetime) -> None:
        """Undo what was written while the clock was ahead, a portion at a time."""
        if self._looked and now - self._looked > self.window:
            log.warning(
                "the clock went from %s to %s: what came due in between is skipped",
                f"{self._looked:%Y-%m-%d %H:%M}",
                f"{now:%Y-%m-%d %H:%M}",
            )
        if self._looked and now < self._looked:
            self._clock_is_sure = False
        if self._clock_is_sure:
            return
        undone = await self.ledger.undo_ahead(
            now,
            window=self.window,
            lease=self.lease,
            platform=self.platform,
            limit=PORTION,
        )
        if undone:
            log.warning("%d digests, skipped while the clock was ahead, come", undone)
        self._clock_is_sure = undone < PORTION

    async def _tidy(self, now: datetime) -> None:
        if self._tidied and abs(now - self._tidied) < TIDYING:
            return
        gone = await self.ledger.forget(
            now - KEPT, limit=FORGOTTEN, platform=self.platform
        )
        self._tidied = None if gone == FORGOTTEN else now
