"""A worker process for heavy work, so that the event loop stays free to answer."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Any, TypeVar

T = TypeVar("T")

NICENESS = 10
"""What is added to the niceness of work that answers go before."""


CONTEXT: SpawnContext | ForkServerContext = multiprocessing.get_context("spawn")
"""A forked process would inherit the threads' locks and the database."""


class WorkerEndedError(Exception):
    """The process ended before it had sent what was waited for."""


class WorkerProcess:
    """A process that ends with this one, and the pipe that messages go through.

    Args:
        name: What logs and lists of processes call it.
        target: Called in the process with its end of the pipe, then `args`.
    """

    def __init__(self, name: str, target: Callable[..., None], *args: object) -> None:
        self._context = CONTEXT
        self._pipe, self._child_pipe = self._context.Pipe()
        self._name = name
        self._args = (target, self._child_pipe, *args)
        self._process: multiprocessing.process.BaseProcess | None = None
        # A thread of its own: those of the event loop are for answers.
        self._thread = ThreadPoolExecutor(1, name)

    async def start(self) -> None:
        """Start the process."""
        await self._in_thread(self._start)

    async def send(self, message: object) -> None:
        """Send a message.

        Raises:
            WorkerEndedError: The process has ended.
        """
        await self._in_thread(lambda: self._pipe.send(message))

    async def receive(self) -> Any:  # noqa: ANN401 - whatever the process sends
        """Wait for the next message.

        Raises:
            WorkerEndedError: The process has ended.
        """
        return await self._in_thread(self._pipe.recv)

    async def end(self) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        if self._process:
            self._process.kill()  # the thread may be waiting for it
        # Should even this be cancelled, the thread carries on.
        await asyncio.shield(self._in_thread(self._end))
        self._thread.shutdown(wait=False)

    async def _in_thread(self, step: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, step)
        except (EOFError, OSError) as error:
            raise WorkerEndedError(str(error)) from error

    def _start(self) -> None:
        # Python ends what is a daemon when it exits itself.
        process = self._context.Process(
            target=_run, args=self._args, name=self._name, daemon=True
        )
        process.start()
        self._process = process
        self._child_pipe.close()  # or the end of the process would not be noticed

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
        self._child_pipe.close()
        self._pipe.close()


def lower_priority() -> None:
    """Lower this thread's priority; all of the process's where it has but one."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _run(target: Callable[..., None], pipe: Pipe, *args: object) -> None:
    # Ctrl-C goes to every process of a terminal; this one is ended by its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    target(pipe, *args)


def _exit_with_parent() -> None:
    # A parent that was killed closes nothing; its worker would wait for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
