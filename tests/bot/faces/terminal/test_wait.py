"""Waiting for answers: a spinner for the slow, nothing for the quick."""

import asyncio
from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from bot.faces.terminal.prompt import wait_for_answer


async def test_a_long_answer_turns_a_spinner() -> None:
    drawn = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Watched(StringIO):
        def write(self, text: str) -> int:
            if "Working" in text:
                loop.call_soon_threadsafe(drawn.set)
            return super().write(text)

    async def answer() -> str:
        await drawn.wait()
        return "done"

    screen = Watched()
    errors = Console(file=screen, force_terminal=True, width=40)
    assert await wait_for_answer(answer(), errors, delay=0) == "done"
    assert "Working …" in screen.getvalue()


async def test_the_line_beside_the_spinner_tells_the_progress() -> None:
    drawn = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Watched(StringIO):
        def write(self, text: str) -> int:
            if "Reading [a].txt … 40%" in text:
                loop.call_soon_threadsafe(drawn.set)
            return super().write(text)

    shows: list[Callable[[str], None]] = []

    async def answer() -> str:
        shows[0]("Reading [a].txt … 40%")
        await drawn.wait()
        return "done"

    errors = Console(file=Watched(), force_terminal=True, width=40)
    waited = wait_for_answer(answer(), errors, delay=0, follow=shows.append)
    assert await waited == "done"


async def test_a_quick_answer_turns_none() -> None:
    async def answer() -> str:
        return "done"

    screen = StringIO()
    errors = Console(file=screen, force_terminal=True, width=40)
    assert await wait_for_answer(answer(), errors) == "done"
    assert screen.getvalue() == ""


async def test_being_cancelled_cancels_the_work() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def answer() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    waiting = asyncio.ensure_future(wait_for_answer(answer(), Console(file=StringIO())))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended.is_set()
