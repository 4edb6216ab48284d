"""Record the outcomes of digests, for as long as it takes."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.delivery.outbox import Outcome, SendStatus
from storage.database.errors import StorageError
from storage.digests.delivery import Delivery, State
from storage.digests.ledger import Completion
from storage.store import Store

MAX_AMBIGUOUS_SENDS = 8
"""How often a digest is sent at most that may have arrived each time before."""

MAX_RETRY_S = 300.0
"""Seconds that a digest waits at most to be sent again; it waits 2 after the first try."""

MAX_RETRY_DOUBLINGS = 9
"""Tries after which the pause is the longest."""

FIRST_RECORD_RETRY_S, MAX_RECORD_RETRY_S = 1.0, 5.0
"""Seconds until an outcome is recorded again, at first and at most.

At most, too, what a stop loses of the time that it has for this.
"""

FINAL_STATES = {
    SendStatus.SENT: State.SENT,
    SendStatus.AMBIGUOUS: State.AMBIGUOUS,
    SendStatus.RETRY: State.FAILED,
    SendStatus.UNREACHABLE: State.FAILED,
    SendStatus.REFUSED: State.FAILED,
}
"""The state of a delivery that is not sent again, by its last outcome."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecorder:
    """Writes outcomes of an owner's deliveries into the ledger."""

    store: Store
    owner: str
    ambiguous: Literal["retry", "hold"]
    now: Callable[[], datetime]

    async def record(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Record an outcome, trying until it is stored: a lost one could send twice.

        Returns:
            Whether it is stored; else nobody may send the delivery in this process.
        """
        pause = FIRST_RECORD_RETRY_S
        while True:
            try:
                await self._complete(delivery, outcome)
            except StorageError as error:
                log.warning("what came of a digest can't be recorded: %s", error)
            except Exception:
                # Our own mistake, which would be made again.
                log.exception("what came of a digest can't be recorded")
                return False
            else:
                return True
            await asyncio.sleep(pause)
            pause = min(2 * pause, MAX_RECORD_RETRY_S)

    async def _complete(self, delivery: Delivery, outcome: Outcome) -> None:
        now = self.now()
        retry_at, state = None, FINAL_STATES[outcome.status]
        if is_retried := self._is_retried(delivery, outcome):
            doubled = 2.0 ** min(delivery.attempts, MAX_RETRY_DOUBLINGS)
            pause = outcome.retry_after_s or min(doubled, MAX_RETRY_S)
            retry_at, state = now + timedelta(seconds=pause), State.PENDING
        await self.store.ledger.complete(
            delivery,
            Completion(
                state=state,
                reason=outcome.reason,
                detail=outcome.detail,
                message=outcome.message,
                retry_at=retry_at,
                counted=outcome.tried or not is_retried,
            ),
            owner=self.owner,
            now=now,
        )
        if outcome.status is SendStatus.UNREACHABLE:
            await self.store.subscriptions.close_chat(delivery.key, now=now)

    def _is_retried(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Return whether a digest is sent again; what surely did not arrive always is."""
        if outcome.status is SendStatus.AMBIGUOUS:
            return self.ambiguous == "retry" and delivery.attempts < MAX_AMBIGUOUS_SENDS
        return outcome.status is SendStatus.RETRY
