"""Send the digests of a platform: what is due, once, within its limits."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.delivery.outbox import Outbox, Outcome, SendStatus
from bot.digests.upkeep import PeriodicUpkeep
from bot.faces.port import run_until
from bot.logs import bind_ids
from bot.rendering.buttons import shorten_buttons
from handlers.contract.request import Place
from handlers.daily.digest import digest
from handlers.daily.status import explain
from storage.database.errors import StorageError
from storage.database.time import utc_now
from storage.digests.delivery import Delivery, Reason, State
from storage.digests.ledger import Completion
from storage.digests.schedule import MAX_DELAY
from storage.store import Store

LEASE = timedelta(seconds=90)
"""How long one digest may take; longer than the slowest call with its pauses."""

GRACE = timedelta(seconds=20)
"""How long a process that shares its database lets others record what they have sent.

Longer than the database is tried for, and a pause before it is tried again.
"""

MAX_ENQUEUED = 2
"""Digests enqueued in one write; kept small, since answers wait for the same writer."""

POLL_INTERVAL_S = 1.0
"""Seconds from finding that nothing is due to looking again."""

MAX_AMBIGUOUS_SENDS = 8
"""How often a digest is sent at most when each earlier attempt may have arrived."""

MAX_RETRY_S = 300.0
"""The longest pause in seconds before a digest is sent again; the first is 2 s."""

MAX_RETRY_DOUBLINGS = 9
"""Attempts after which the pause no longer doubles."""

FIRST_RECORD_RETRY_S, MAX_RECORD_RETRY_S = 1.0, 5.0
"""The first and the longest pause in seconds before an outcome is recorded again.

A stop may lose up to the longest of the time that it has for recording.
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


@dataclass(kw_only=True)
class DigestSender:
    """The sender of one platform's digests in one process.

    Attributes:
        platform: The outbox's; nothing is enqueued or skipped for chats of others.
        ambiguous: What to do with a digest that may have arrived.
        max_delay: How late a digest may come.
        lease: After this long, another process takes over a digest.
        grace: Before that, this one takes over none.
        now: Returns the current time, aware.
    """

    store: Store
    outbox: Outbox
    platform: str
    ambiguous: Literal["retry", "hold"] = "retry"
    max_delay: timedelta = MAX_DELAY
    lease: timedelta = LEASE
    grace: timedelta = timedelta()
    now: Callable[[], datetime] = utc_now
    owner: str = field(default_factory=lambda: secrets.token_hex(6))
    _in_flight: dict[int, str] = field(default_factory=dict)
    _waiting_chats: dict[str, datetime] = field(default_factory=dict)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Make the upkeep of this sender's deliveries."""
        self._upkeep = PeriodicUpkeep(
            upkeep=self.store.upkeep,
            platform=self.platform,
            hold=self.ambiguous == "hold",
            max_delay=self.max_delay,
            lease=self.lease,
            grace=self.grace,
        )

    async def run(self) -> None:
        """Send what is due until stopped; what is in flight is finished."""
        slots = asyncio.Semaphore(self.outbox.max_in_flight)
        async with asyncio.TaskGroup() as group:
            while not self._stop.is_set():
                await slots.acquire()
                delivery = await self._claim_next()
                if delivery is None:
                    slots.release()
                    await self._idle(POLL_INTERVAL_S)
                    continue
                self._in_flight[delivery.id] = delivery.key
                sending = group.create_task(self._send(delivery))
                sending.add_done_callback(lambda _: slots.release())

    def stop(self) -> None:
        """Start no further delivery; return at once."""
        self._stop.set()

    async def _claim_next(self) -> Delivery | None:
        """Claim the next delivery when its turn has come; None when nothing is due."""
        try:
            await self._upkeep.run_if_due(self.now(), in_flight=self._in_flight)
            await run_until(self._stop, self.outbox.wait_turn())
            if self._stop.is_set():
                return None
            delivery = await self._claim()
            # Enqueue only when nothing is left to send. After days of not running, many
            # deliveries may be skipped, or their chats may have to wait, before one can
            # be claimed.
            while delivery is None and not self._stop.is_set():
                enqueued = await self.store.ledger.enqueue_due(
                    self.now(),
                    max_delay=self.max_delay,
                    limit=MAX_ENQUEUED,
                    platform=self.platform,
                )
                if not enqueued:
                    break
                delivery = await self._claim()
        except StorageError as error:
            log.warning("digests wait for the database: %s", error)
        except Exception:
            # The due chats are tried again; a sender that ended would not be.
            log.exception("digests could not go on")
        else:
            return delivery
        return None

    async def _claim(self) -> Delivery | None:
        now = self.now()
        # A wait longer than `max_delay` means that the clock was put back: drop it.
        latest = now + self.max_delay
        self._waiting_chats = {
            key: until
            for key, until in self._waiting_chats.items()
            if now < until < latest
        }
        claimed = await self.store.ledger.claim(
            now,
            owner=self.owner,
            lease=self.lease,
            platform=self.platform,
            excluded={*self._waiting_chats, *self._in_flight.values()},
        )
        return claimed[0] if claimed else None

    async def _send(self, delivery: Delivery) -> None:
        """Send one delivery and record the outcome."""
        bind_ids(delivery=delivery.id, chat=delivery.key, date=delivery.date)
        outcome = await self._deliver(delivery)
        log.info(
            "digest: %s",
            outcome.status,
            extra={
                "attempt": delivery.attempts,
                "reason": explain(
                    outcome.reason, outcome.detail, platform=self.platform
                ),
            },
        )
        if outcome.status is SendStatus.RETRY and not outcome.tried:
            # Its other digests would be refused too, and use up the turns of other chats.
            self._waiting_chats[delivery.key] = self.now() + timedelta(
                seconds=outcome.retry_after_s
            )
        if await self._record(delivery, outcome):
            self._in_flight.pop(delivery.id, None)
        else:
            self._in_flight[delivery.id] = ""  # the chat still gets its other digests

    async def _deliver(self, delivery: Delivery) -> Outcome:
        try:
            reply = await digest(
                delivery,
                library=self.store.library,
                search=self.store.search,
                daily_excerpts=self.store.daily_excerpts,
                comments=self.store.comments,
            )
            if reply is None:
                return Outcome(status=SendStatus.REFUSED, reason=Reason.EXCERPT_GONE)
            reply = await shorten_buttons(reply, self.store.button_words)
            # The chat's id may have changed, and the new id may have had this digest.
            owned = await self.store.ledger.get_owned(delivery, owner=self.owner)
            if owned is None:
                return Outcome(status=SendStatus.REFUSED, reason=Reason.OWNER_CHANGED)
            platform, _, chat = owned.key.partition(":")
            place = Place(platform=platform, chat=chat, thread=owned.thread)
            return await self.outbox.deliver(place, reply, key=f"digest-{owned.id}")
        except StorageError as error:
            # Nothing was written yet, so nothing was sent.
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.STORAGE_ERROR,
                detail=str(error),
            )
        except Exception:
            log.exception("a digest failed on our side")
            return Outcome(status=SendStatus.AMBIGUOUS, reason=Reason.INTERNAL_ERROR)

    async def _record(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Record an outcome, retrying until it is stored: if lost, a digest is sent twice.

        Returns:
            Whether it is stored; if not, this process must not send the delivery again.
        """
        pause = FIRST_RECORD_RETRY_S
        while True:
            try:
                await self._complete(delivery, outcome)
            except StorageError as error:
                log.warning("what came of a digest can't be recorded: %s", error)
            except Exception:
                # A bug, so that another attempt would fail too.
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
            subscriptions = self.store.subscriptions
            if outcome.thread_only and delivery.thread:
                await subscriptions.close_thread(delivery.key, delivery.thread, now=now)
            else:
                await subscriptions.close_chat(delivery.key, now=now)

    def _is_retried(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Return whether a digest is sent again, as it always is if it surely did not arrive."""
        if outcome.status is SendStatus.AMBIGUOUS:
            return self.ambiguous == "retry" and delivery.attempts < MAX_AMBIGUOUS_SENDS
        return outcome.status is SendStatus.RETRY

    async def _idle(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()
