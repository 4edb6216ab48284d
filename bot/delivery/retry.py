"""Repeat calls to any platform where that is safe."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.delivery.outbox import Outcome, SendStatus
from bot.delivery.pacer import Pacer
from handlers.contract.request import Place

MAX_ATTEMPTS = 8
"""How often a platform is asked to take one answer, the first time included."""

MAX_PAUSE_S = 30.0
"""Seconds, at most, until a platform that can't be reached is asked again; a minute and a
half in all, so that an answer outlives what restarts and routers take."""

MAX_WAIT_S = 120.0
"""Seconds of waiting in all; an answer that comes later is of no use any more."""

Wait = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

Park = Callable[[], AbstractContextManager[bool]]
"""Frees a chat's places for others while it waits; yields whether it may wait."""

_T = TypeVar("_T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrier:
    """Calls to a platform about one chat, repeated where that is safe.

    Attributes:
        classify: Returns what an error means; None for one that is not the platform's.
        pacer: The platform's pace.
        migrate: Called when the platform gave a chat a new id.
        close: Called when a chat, or the thread that is named, can't be written to any
            more.
        wait: Waits for so many seconds.
        park: Entered while the platform makes a chat wait.
    """

    classify: Callable[[Exception], Outcome | None]
    pacer: Pacer
    migrate: Callable[[Place, Place], Awaitable[None]]
    close: Callable[[Place], Awaitable[None]]
    wait: Wait
    park: Park

    async def call(
        self, place: Place, send: Callable[[Place], Awaitable[_T]]
    ) -> _T | None:
        """Call a platform about a chat; return None if all attempts fail.

        Raises:
            Exception: The platform's error, where it refuses what it is given.
        """
        waited = 0.0
        # Ahead of all digests, but not before the platform takes messages here again.
        pause = self.pacer.note_answer(place.key)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            waited += pause
            if pause and not await self._wait_parked(place, pause, waited):
                return None
            pause = 0.0
            try:
                return await send(place)
            except Exception as error:
                outcome = self.classify(error)
                if outcome is None or outcome.status is SendStatus.REFUSED:
                    raise
                if outcome.moved_to:
                    place = await self.migrate_chat(place, outcome.moved_to)
                elif outcome.retry_after_s:
                    pause = outcome.retry_after_s
                    self.pacer.slow_down(place.key, pause)
                    log.warning("chat %s must wait %.0f s", place.chat, pause)
                elif not await self._may_repeat(place, outcome, error, attempt):
                    return None
        log.error("chat %s goes without an answer", place.chat)
        return None

    async def migrate_chat(self, old: Place, new: str) -> Place:
        """Report a chat's new id to the app, and return the place under that id."""
        try:
            await self.migrate(
                Place(platform=old.platform, chat=old.chat),
                Place(platform=old.platform, chat=new),
            )
        except Exception:  # any error of the app's
            # The answer matters more than the record, which can be made later.
            log.exception("chat %s is now %s, which could not be kept", old.chat, new)
        return replace(old, chat=new)

    async def _wait_parked(self, place: Place, pause: float, waited: float) -> bool:
        """Wait as long as a chat must; return False if its answer must be dropped."""
        if waited > MAX_WAIT_S:
            log.warning(
                "chat %s goes without an answer: it must wait %.0f s", place.chat, pause
            )
            return False
        with self.park() as has_room:
            if has_room:
                await self.wait(pause)
            else:
                log.warning(
                    "chat %s goes without an answer: too many chats must wait",
                    place.chat,
                )
        return has_room

    async def _may_repeat(
        self, place: Place, outcome: Outcome, error: Exception, attempt: int
    ) -> bool:
        """Wait after a failed call; return whether it may be repeated."""
        if outcome.status is SendStatus.RETRY:
            log.warning("chat %s can't be reached yet: %r", place.chat, error)
            if attempt < MAX_ATTEMPTS:
                await self.wait(min(2.0 ** (attempt - 1), MAX_PAUSE_S))
            return True
        if outcome.status is SendStatus.UNREACHABLE:
            log.info("chat %s is closed to us: %s", place.chat, error)
            await self._close(
                place if outcome.thread_only else replace(place, thread="")
            )
        else:
            log.warning("chat %s may not have heard us: %r", place.chat, error)
        return False

    async def _close(self, place: Place) -> None:
        try:
            await self.close(place)
        except Exception:  # any error of the app's
            log.exception(
                "chat %s is closed to us, which could not be kept", place.chat
            )
