"""Write down what came of a digest, for as long as it takes."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.delivery.outbox import Outcome, SendStatus
from storage.database.errors import StorageError
from storage.digests.delivery import Delivery, State
from storage.store import Store

ATTEMPTS = 8
"""How often a digest is sent at most that may have arrived each time before."""

LONGEST_PAUSE = 300.0
"""Seconds that a digest waits at most to be sent again; it waits 2 after the first try."""

DOUBLINGS = 9
"""Tries after which the pause is the longest."""

SOON, LATER = 1.0, 5.0
"""Seconds until an outcome is recorded again, at first and at most.

At most, too, what a stop loses of the time that it has for this.
"""

ENDS = {SendStatus.SENT: State.SENT, SendStatus.AMBIGUOUS: State.AMBIGUOUS}
"""States of what is not sent again; all else has failed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Bring deliveries of an owner to their end, or let them be tried again."""

    store: Store
    owner: str
    ambiguous: Literal["retry", "hold"]
    now: Callable[[], datetime]

    async def record(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Keep an outcome, however long the database can't: a lost one could send twice.

        Returns:
            Whether it is kept; else nobody may take the delivery up in this process.
        """
        pause = SOON
        while True:
            try:
                await self._settle(delivery, outcome)
            except StorageError as error:
                log.warning("what came of a digest can't be recorded: %s", error)
            except Exception:
                # Our own mistake, which would be made again.
                log.exception("what came of a digest can't be recorded")
                return False
            else:
                return True
            await asyncio.sleep(pause)
            pause = min(2 * pause, LATER)

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        ledger, now = self.store.ledger, self.now()
        if self._again(delivery, outcome):
            doubled = 2.0 ** min(delivery.attempts, DOUBLINGS)
            pause = outcome.retry_after_s or min(doubled, LONGEST_PAUSE)
            await ledger.put_back(
                delivery,
                owner=self.owner,
                now=now,
                ready=now + timedelta(seconds=pause),
                reason=outcome.reason,
                detail=outcome.detail,
                tried=outcome.tried,
            )
            return
        await ledger.settle(
            delivery,
            ENDS.get(outcome.status, State.FAILED),
            owner=self.owner,
            now=now,
            reason=outcome.reason,
            detail=outcome.detail,
            message=outcome.message,
        )
        if outcome.status is SendStatus.UNREACHABLE:
            await self.store.subscriptions.close(delivery.key, now=now)

    def _again(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Tell whether a digest is sent again; what surely did not arrive always is."""
        if outcome.status is SendStatus.AMBIGUOUS:
            return self.ambiguous == "retry" and delivery.attempts < ATTEMPTS
        return outcome.status is SendStatus.RETRY
