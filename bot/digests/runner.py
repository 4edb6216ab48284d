"""Send the digests of a platform: what is due, once, within its limits."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.delivery.outbox import Outbox, Outcome, SendStatus
from bot.digests.recorder import Recorder
from bot.digests.upkeep import Care
from bot.logs import bind_ids
from bot.rendering.button_words import shorten_buttons
from handlers.contract.request import Place
from handlers.daily.digest import digest
from handlers.daily.status import explain
from storage.database.errors import StorageError
from storage.digests.delivery import Delivery, Reason
from storage.digests.due import WINDOW
from storage.store import Store

IN_FLIGHT = 4
"""Digests that are being sent at once; a kill leaves no more than these unknown."""

LEASE = timedelta(seconds=90)
"""How long one digest may take; longer than the slowest call with its pauses."""

BATCH = 2
"""Digests planned at once: whoever asks /quote waits for the same writer."""

TICK = 1.0
"""Seconds until is looked again whether something is due."""

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
        window: How late a digest may come.
        lease: After this long, another process takes over a digest.
        now: The clock on the wall, aware.
    """

    store: Store
    outbox: Outbox
    platform: str
    ambiguous: Literal["retry", "hold"] = "retry"
    window: timedelta = WINDOW
    lease: timedelta = LEASE
    now: Callable[[], datetime] = _now
    owner: str = field(default_factory=lambda: secrets.token_hex(6))
    _under_way: dict[int, str] = field(default_factory=dict)
    _waits: dict[str, datetime] = field(default_factory=dict)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Share the ledger with who looks after it and who writes into it."""
        self._care = Care(
            ledger=self.store.ledger,
            platform=self.platform,
            hold=self.ambiguous == "hold",
            window=self.window,
            lease=self.lease,
        )
        self._recorder = Recorder(
            store=self.store, owner=self.owner, ambiguous=self.ambiguous, now=self.now
        )

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
                self._under_way[delivery.id] = delivery.key
                sending = group.create_task(self._send(delivery))
                sending.add_done_callback(lambda _: slots.release())

    def stop(self) -> None:
        """Begin nothing more."""
        self._stop.set()

    async def _next(self) -> Delivery | None:
        """Take the next delivery when its turn has come; None when nothing is due."""
        try:
            await self._care.look(self.now(), under_way=self._under_way)
            await self.outbox.wait_turn()
            if self._stop.is_set():
                return None
            delivery = await self._claim()
            # Planned when nothing is left to send; after days of not running there may
            # be much to write off first, and a chat that had its share fills no turn.
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
        now = self.now()
        # No wait is as long as the window, unless the clock was put back since.
        latest = now + self.window
        self._waits = {
            key: until for key, until in self._waits.items() if now < until < latest
        }
        claimed = await self.store.ledger.claim(
            now,
            owner=self.owner,
            lease=self.lease,
            platform=self.platform,
            but={*self._waits, *self._under_way.values()},
        )
        return claimed[0] if claimed else None

    async def _send(self, delivery: Delivery) -> None:
        """Send one delivery and write down what came of it."""
        bind_ids(delivery=delivery.id, chat=delivery.key, date=delivery.date)
        outcome = await self._outcome(delivery)
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
            # Others of a chat that had its share would only take the turns of others.
            self._waits[delivery.key] = self.now() + timedelta(
                seconds=outcome.retry_after_s
            )
        if await self._recorder.record(delivery, outcome):
            self._under_way.pop(delivery.id, None)
        else:
            self._under_way[delivery.id] = ""  # its chat goes on

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
                return Outcome(status=SendStatus.REFUSED, reason=Reason.EXCERPT_GONE)
            reply = await shorten_buttons(reply, self.store.phrases)
            # The chat may have moved, and its new id have had a digest for the date.
            held = await self.store.ledger.held(delivery, owner=self.owner)
            if held is None:
                return Outcome(status=SendStatus.REFUSED, reason=Reason.OWNER_CHANGED)
            return await self.outbox.deliver(place_of(held), reply)
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

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()


def place_of(delivery: Delivery) -> Place:
    """Return where a delivery goes."""
    platform, _, chat = delivery.key.partition(":")
    return Place(platform=platform, chat=chat, thread=delivery.thread)
