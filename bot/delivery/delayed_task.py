"""Tasks that start only if other work takes long, such as a typing indicator."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from types import TracebackType
from typing import Any

Act = Callable[[], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)


class DelayedTasks:
    """Tasks that start beside blocks of code which take longer than so many seconds.

    Most blocks are quicker. All share one timer, since making one for each costs more
    than many of them take.

    Args:
        delay_s: Seconds after which a block's task starts.
    """

    def __init__(self, delay_s: float) -> None:
        self._delay_s = delay_s
        self._begun: dict[DelayedTask, None] = {}  # the first is due first
        self._timer: asyncio.TimerHandle | None = None

    def beside(self, act: Act) -> "DelayedTask":
        """Return a context that runs a task while its block takes too long."""
        return DelayedTask(self, act)

    def begin(self, work: "DelayedTask") -> None:
        """Start the timer of a block's task."""
        loop = asyncio.get_running_loop()
        work.due = loop.time() + self._delay_s
        self._begun[work] = None
        if self._timer is None:
            self._timer = loop.call_at(work.due, self._start_due)

    def end(self, work: "DelayedTask") -> None:
        """Forget a block that has ended; its task is not needed any more."""
        self._begun.pop(work, None)
        if not self._begun and self._timer:
            self._timer.cancel()
            self._timer = None

    def _start_due(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._timer = None
        for work in [*self._begun]:
            if work.due > now:
                self._timer = loop.call_at(work.due, self._start_due)
                return
            del self._begun[work]
            work.start()


class DelayedTask:
    """A task that starts if the block of this context takes too long, and ends with it."""

    __slots__ = ("_act", "_context", "_task", "_tasks", "due")

    def __init__(self, tasks: DelayedTasks, act: Act) -> None:
        self._tasks = tasks
        self._act = act
        self._context = copy_context()  # the timer was made for another one's work
        self._task: asyncio.Task[None] | None = None
        self.due = 0.0

    def __enter__(self) -> None:
        """Begin to wait."""
        self._tasks.begin(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the task, or see to it that it never starts."""
        if self._task:
            self._task.cancel()
        else:
            self._tasks.end(self)

    def start(self) -> None:
        """Start the task."""
        self._task = asyncio.create_task(self._act(), context=self._context)
        self._task.add_done_callback(_log_failure)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a task beside an answer failed", exc_info=error)
