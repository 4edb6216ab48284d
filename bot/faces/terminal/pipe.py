"""Read lines from a pipe or a file without holding up the event loop."""

import asyncio
import os
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

LONGEST = 1_000_000
"""Bytes of a line; what goes on after that is no command, and is dropped."""

_CHUNK = 65536


async def lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Yield the lines of an open file, decoded as UTF-8, bad bytes replaced.

    A line longer than `LONGEST` bytes comes cut to that length. Cancelling is safe:
    nothing that blocks the end of the process is left behind.
    """
    kept = bytearray()
    async with aclosing(_chunks(descriptor)) as chunks:
        async for chunk in chunks:
            *ended, rest = chunk.split(b"\n")
            for part in ended:
                kept += part
                yield _decoded(kept)
                kept.clear()
            kept += rest[: max(LONGEST - len(kept), 0)]
    if kept:
        yield _decoded(kept)


def _decoded(line: bytearray) -> str:
    return line[:LONGEST].decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")


async def _chunks(descriptor: int) -> AsyncGenerator[bytes, None]:
    loop = asyncio.get_running_loop()
    while True:
        got: asyncio.Future[bytes] = loop.create_future()
        # It reads from a copy: a thread that nobody waits for any more must not read
        # from another file that has got the number since.
        try:
            copy = os.dup(descriptor)
        except OSError:
            return  # a closed input has no lines
        # A thread of the loop's own pool would keep the process from ending while it
        # waits for a silent writer, and files can't be watched by the event loop.
        threading.Thread(
            target=_read, args=(copy, loop, got), name="stdin", daemon=True
        ).start()
        if not (chunk := await got):
            return
        yield chunk


def _read(
    descriptor: int, loop: asyncio.AbstractEventLoop, got: "asyncio.Future[bytes]"
) -> None:
    try:
        chunk = os.read(descriptor, _CHUNK)
    except OSError:
        chunk = b""  # an unreadable input, such as a folder, has no lines
    finally:
        os.close(descriptor)
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_hand_over, got, chunk)


def _hand_over(got: "asyncio.Future[bytes]", chunk: bytes) -> None:
    if not got.done():
        got.set_result(chunk)
