"""The answers that are being given, so that a stop can wait for them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """The tasks that are answering somebody; the library starts one for each event."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count the current task as answering until the block ends."""
        task = asyncio.current_task()
        if task is None or task in self._tasks:
            yield
            return
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def finish(self) -> None:
        """Wait until nothing is being answered any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Cancel what is being answered."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
