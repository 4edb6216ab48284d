"""Pressed buttons, which spin until the bot acknowledges them.

Telegram puts no limit on acknowledging, so that also a chat that must wait for its
answers need not see them spin.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Protocol

from bot.delivery.delayed_task import DelayedTask, DelayedTasks

QUEUE_PATIENCE_S = 0.5
"""Seconds that a button may spin while others of its chat are answered."""

PRESS_TIMEOUT_S = 8.0
"""Seconds after which a button stops spinning, even if its answer is not there yet."""

MAX_REMEMBERED = 4096
"""Acknowledged buttons that are remembered until their answer is there."""

log = logging.getLogger(__name__)


class AnswerPress(Protocol):
    """What tells Telegram that a press was heard."""

    async def __call__(self, query: str, notice: str, *, alert: bool = False) -> bool:
        """Stop a button's spinning; return whether its notice was shown."""
        ...


class Presses:
    """The buttons that were pressed, each acknowledged once.

    Args:
        answer: Acknowledges a button with a notice; returns whether it was shown.
    """

    def __init__(self, answer: AnswerPress) -> None:
        self._answer = answer
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._early: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._slow = DelayedTasks(PRESS_TIMEOUT_S)

    def expect(self, query: str, *, must_wait: bool) -> None:
        """Acknowledge a button soon, unless it is answered before.

        Args:
            query: The id of the press.
            must_wait: Whether its chat has to wait, so that no answer comes soon.
        """
        self._timers[query] = asyncio.get_running_loop().call_later(
            0.0 if must_wait else QUEUE_PATIENCE_S, self._acknowledge_later, query
        )

    def begin(self, query: str) -> None:
        """Record that an answer is being worked on."""
        if timer := self._timers.pop(query, None):
            timer.cancel()

    def answering(self, query: str) -> DelayedTask:
        """Return a context in which a button's answer is made, be it slowly."""
        return self._slow.beside(lambda: self.acknowledge(query))

    async def acknowledge(self, query: str) -> None:
        """Stop a button's spinning before its answer is there."""
        self._early[query] = None
        if len(self._early) > MAX_REMEMBERED:
            self._early.popitem(last=False)
        await self._answer(query, "")

    def is_acknowledged(self, query: str) -> bool:
        """Return whether a button can show no notice any more."""
        return query in self._early

    async def answer(self, query: str, notice: str, *, alert: bool = False) -> bool:
        """Acknowledge a button if it spins; return whether it could show the notice.

        Args:
            query: The id of the press.
            notice: What to show, or nothing.
            alert: Whether it stays until the person has read it.
        """
        self.begin(query)
        if self.is_acknowledged(query):
            return not notice
        return await self._answer(query, notice, alert=alert)

    def _acknowledge_later(self, query: str) -> None:
        self._timers.pop(query, None)
        task = asyncio.create_task(self.acknowledge(query), name="press")
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a pressed button was not acknowledged", exc_info=error)
