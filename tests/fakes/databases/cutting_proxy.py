"""A proxy before a server that cuts connections at a chosen moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(slots=True)
class CuttingProxy:
    """What a proxy cuts, and what it has done.

    Attributes:
        port: Where it listens.
        cut_at: Bytes from a client at which its connection is cut, once; empty for none.
        forwards: Whether the server still gets these bytes.
        cuts: How often it has cut.
        lets_in: Whether it passes anything on, as of the next byte.
    """

    port: int = 0
    cut_at: bytes = b""
    forwards: bool = True
    cuts: int = 0
    lets_in: bool = True

    async def _serve(
        self,
        target: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        if not self.lets_in:
            writer.transport.abort()
            return
        from_server, to_server = await asyncio.open_connection(HOST, target)
        answers = asyncio.create_task(_pass_on(from_server, writer))
        try:
            while (data := await reader.read(65536)) and self.lets_in:
                if self.cut_at and self.cut_at in data:
                    self.cut_at = b""
                    self.cuts += 1
                    answers.cancel()
                    if self.forwards:
                        to_server.write(data)
                        await to_server.drain()
                        await from_server.read(1)  # the server has done it
                    break
                to_server.write(data)
                await to_server.drain()
        except ConnectionError:
            pass
        finally:
            answers.cancel()
            await asyncio.wait([answers])
            writer.transport.abort()
            to_server.transport.abort()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def cutting_proxy(target: int) -> AsyncIterator[CuttingProxy]:
    """Yield a proxy before the server that listens on a port of this machine."""
    proxy = CuttingProxy()
    served: set[asyncio.Task[None]] = set()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(proxy._serve(target, reader, writer))  # noqa: SLF001 - its own
        served.add(task)
        task.add_done_callback(served.discard)

    server = await asyncio.start_server(serve, HOST)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in served:
            task.cancel()
        if served:
            await asyncio.wait([*served])
