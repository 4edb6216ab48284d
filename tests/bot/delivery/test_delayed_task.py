import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

from bot.delivery.delayed_task import DelayedTasks

ASKED = ContextVar("asked", default="")


def noting(notes: list[str], noted: asyncio.Event) -> Callable[[], Any]:
    """Return what notes which question it stands beside, and goes on until it is ended."""

    async def note() -> None:
        notes.append(ASKED.get())
        noted.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            notes.append(f"{ASKED.get()} is answered")
            raise

    return note


async def in_task(work: Coroutine[Any, Any, None]) -> None:
    await asyncio.create_task(work)


async def test_a_task_starts_beside_slow_work_and_ends_with_it() -> None:
    notes: list[str] = []
    noted = asyncio.Event()
    with DelayedTasks(0.001).beside(noting(notes, noted)):
        assert notes == []
        await noted.wait()
    await asyncio.sleep(0)
    assert notes == ["", " is answered"]


async def test_none_starts_beside_work_that_is_over() -> None:
    notes: list[str] = []
    noted = asyncio.Event()
    tasks = DelayedTasks(0.001)
    with tasks.beside(noting(notes, noted)):
        pass
    ASKED.set("the next one")
    with tasks.beside(noting(notes, noted)):
        await noted.wait()
    assert notes == ["the next one"]


async def test_each_starts_in_time_and_knows_what_it_stands_beside() -> None:
    notes: list[str] = []
    tasks = DelayedTasks(0.001)

    async def work(question: str) -> None:
        ASKED.set(question)
        noted = asyncio.Event()
        with tasks.beside(noting(notes, noted)):
            await noted.wait()

    await asyncio.gather(*(in_task(work(each)) for each in ("one", "two", "three")))
    await in_task(work("four"))
    begun = [note for note in notes if "answered" not in note]
    assert begun == ["one", "two", "three", "four"]
