"""Send the digests of a platform: what is due, once, within its limits."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.faces.outcome import Fate, Outcome
from bot.faces.ports import Outbox
from bot.logs import carry
from handlers.digest import digest
from handlers.request import Place
from storage.delivery import Delivery, State
from storage.due import WINDOW
from storage.errors import StorageError
from storage.store import Store

IN_FLIGHT = 4
"""Digests that are being sent at once; a kill leaves no more than these unknown."""

LEASE = timedelta(seconds=90)
"""How long one digest may take; longer than the slowest call with its pauses."""

KEPT = timedelta(days=90)
"""How long what came of a digest is kept, beside the latest of each chat."""

FORGOTTEN = 100
"""Deliveries deleted at once: whoever asks /quote waits for the same writer."""

TIDYING = timedelta(hours=1)

ATTEMPTS = 8
"""How often a digest is sent at most that may have arrived each time before."""

BATCH = 2
TICK = 1.0
SWEEP = timedelta(seconds=5)
LONGEST_PAUSE = 300.0
DOUBLINGS = 9  # as many make the pause the longest
log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(kw_only=True)
class Digests:
    """Run the ledger of one process.

    Attributes:
        platform: Only chats of this platform are in the outbox's reach; nothing is
            planned for others, nor skipped.
        ambiguous: What to do with a digest that may have arrived.
        lease: After this long, another process takes over a digest.
        now: The clock on the wall, aware.
    """

    store: Store
    outbox: Outbox
    ambiguous: Literal["retry", "hold"] = "retry"
    window: timedelta = WINDOW
    lease: timedelta = LEASE
    now: Callable[[], datetime] = _now
    owner: str = field(default_factory=lambda: secrets.token_hex(6))
    platform: str = "telegram"
    _under_way: set[int] = field(default_factory=set)
    _swept: datetime | None = None
    _tidied: datetime | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Send what is due until stopped; what is under way is finished."""
        slots = asyncio.Semaphore(IN_FLIGHT)
        async with asyncio.TaskGroup() as group:
            while not self._stop.is_set():
                await slots.acquire()
                delivery = await self._next()
                if delivery is None:
                    slots.release()
                    await self._rest(TICK)
                    continue
                sending = group.create_task(self._send(delivery))
                sending.add_done_callback(lambda _: slots.release())

    def stop(self) -> None:
        """Begin nothing more."""
        self._stop.set()

    async def _next(self) -> Delivery | None:
        """Take the next delivery when its turn has come; None when nothing is due."""
        try:
            await self._sweep()
            await self.outbox.turn()
            if self._stop.is_set():
                return None
            # Planned a few at a time: whoever asks /quote waits for the same writer.
            delivery = await self._claim()
            # After days of not running there may be much to write off first.
            while delivery is None and not self._stop.is_set():
                if not await self._plan():
                    break
                delivery = await self._claim()
        except StorageError as error:
            log.warning("digests wait for the database: %s", error)
        except Exception:
            # The chats that are due come round again; a dead runner would not.
            log.exception("digests could not go on")
        else:
            return delivery
        return None

    async def _plan(self) -> int:
        return await self.store.ledger.plan(
            self.now(), window=self.window, limit=BATCH, platform=self.platform
        )

    async def _claim(self) -> Delivery | None:
        claimed = await self.store.ledger.claim(
            self.now(), owner=self.owner, lease=self.lease, platform=self.platform
        )
        return claimed[0] if claimed else None

    async def _sweep(self) -> None:
        """Now and then, deal with what others left and what came too late."""
        now = self.now()
        if self._swept and abs(now - self._swept) < SWEEP:
            return
        ledger, platform = self.store.ledger, self.platform
        hold = self.ambiguous == "hold"
        # The clock may be put forward past the lease of what is being sent here.
        held = await ledger.recover(
            now, hold=hold, platform=platform, but=self._under_way
        )
        late = await ledger.skip_late(now, window=self.window, platform=platform)
        if self._tidied is None or abs(now - self._tidied) >= TIDYING:
            gone = await ledger.forget(now - KEPT, limit=FORGOTTEN, platform=platform)
            self._tidied = now if gone < FORGOTTEN else None
        if held or late:
            log.warning("%d deliveries were left half done, %d too late", held, late)
        self._swept = now

    async def _send(self, delivery: Delivery) -> None:
        """Send one delivery and write down what came of it."""
        carry(delivery=delivery.id, chat=delivery.key, date=delivery.date)
        self._under_way.add(delivery.id)
        try:
            outcome = await self._outcome(delivery)
            log.info(
                "digest: %s",
                outcome.fate,
                extra={"attempt": delivery.attempts, "reason": outcome.reason},
            )
            await self._record(delivery, outcome)
        finally:
            self._under_way.discard(delivery.id)

    async def _outcome(self, delivery: Delivery) -> Outcome:
        try:
            reply = await digest(
                delivery,
                library=self.store.library,
                search=self.store.search,
                chats=self.store.chats,
                comments=self.store.comments,
            )
            if reply is None:
                return Outcome(
                    fate=Fate.REFUSED, reason="a reload took its excerpt away"
                )
            return await self.outbox.deliver(place_of(delivery), reply)
        except StorageError as error:
            # Nothing was written yet, so nothing was sent.
            return Outcome(fate=Fate.AGAIN, reason=f"the database: {error}")
        except Exception:
            log.exception("a digest failed on our side")
            return Outcome(fate=Fate.UNKNOWN, reason="an error on our side")

    async def _record(self, delivery: Delivery, outcome: Outcome) -> None:
        """Keep an outcome, as long as it takes: a lost one could send twice."""
        until = self.now() + self.lease / 2
        while True:
            try:
                await self._settle(delivery, outcome)
            except StorageError as error:
                log.warning("what came of a digest can't be recorded: %s", error)
                if self.now() > until:
                    return  # its lease runs out, and the policy decides
                await asyncio.sleep(TICK)
            except Exception:
                log.exception("what came of a digest can't be recorded")
                return
            else:
                return

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        ledger, now = self.store.ledger, self.now()
        # What surely did not arrive is tried until it is too late.
        retries = outcome.fate is Fate.AGAIN or (
            outcome.fate is Fate.UNKNOWN
            and self.ambiguous == "retry"
            and delivery.attempts < ATTEMPTS
        )
        if retries:
            doubled = 2.0 ** min(delivery.attempts, DOUBLINGS)
            pause = outcome.pause or min(doubled, LONGEST_PAUSE)
            await ledger.put_back(
                delivery,
                owner=self.owner,
                now=now,
                ready=now + timedelta(seconds=pause),
                reason=outcome.reason,
                tried=outcome.tried,
            )
            return
        state = {
            Fate.SENT: State.SENT,
            Fate.UNKNOWN: State.AMBIGUOUS,
        }.get(outcome.fate, State.FAILED)
        await ledger.settle(
            delivery,
            state,
            owner=self.owner,
            now=now,
            reason=outcome.reason,
            message=outcome.message,
        )
        if outcome.fate is Fate.CLOSED:
            await self.store.subscriptions.close(delivery.key, now=now)

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()


def place_of(delivery: Delivery) -> Place:
    """Return where a delivery goes."""
    platform, _, chat = delivery.key.partition(":")
    return Place(platform=platform, chat=chat, thread=delivery.thread)
