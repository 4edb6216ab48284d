"""The messages by which systemd knows whether a service is ready, alive or stopping.

They are lines in a datagram to the socket that `NOTIFY_SOCKET` names, see
https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Self

START_EXTENSION_S = 60
"""Seconds by which a start that goes on may take longer, from the last message."""

START_MESSAGE_INTERVAL_S = 15.0

log = logging.getLogger(__name__)


class Notifier:
    """A sender of messages to systemd; nothing is sent where nobody listens.

    Args:
        address: Of the socket; empty for none.
        watchdog_s: Seconds within which systemd has to hear that the process is alive;
            0 for no watchdog.
        wait: Waits for so many seconds.
    """

    def __init__(
        self,
        address: str = "",
        *,
        watchdog_s: float = 0.0,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._address = address
        self._watchdog_s = watchdog_s
        self._wait = wait

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], pid: int) -> Self:
        """Return the way that systemd has named to the process with this id."""
        try:
            for_us = int(environment.get("WATCHDOG_PID", pid)) == pid
            watchdog_us = int(environment.get("WATCHDOG_USEC", 0)) if for_us else 0
        except ValueError:
            watchdog_us = 0
        return cls(
            environment.get("NOTIFY_SOCKET", ""), watchdog_s=max(watchdog_us, 0) / 1e6
        )

    def send(self, **fields: str | int) -> None:
        """Send one message, such as ``READY=1``; what can't be sent is logged."""
        if not self._address:
            return
        text = "\n".join(f"{name}={value}" for name, value in fields.items())
        # A name that begins with @ is in the abstract namespace.
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
                channel.setblocking(False)
                channel.sendto(text.encode(), address)
        except OSError as error:
            log.warning("systemd was not told %r: %s", text, error)

    @asynccontextmanager
    async def starting(self) -> AsyncIterator[None]:
        """Ask for patience while a start takes long, such as a large library's first."""

        async def extend() -> None:
            while True:
                self.send(EXTEND_TIMEOUT_USEC=START_EXTENSION_S * 1_000_000)
                await self._wait(START_MESSAGE_INTERVAL_S)

        async with self._repeating(extend):
            yield

    @asynccontextmanager
    async def serving(self, status: str) -> AsyncIterator[None]:
        """Notify systemd that the service is ready, and is alive until the block ends.

        Alive means that the event loop goes round: whoever asks is answered by it.
        """

        async def stay_alive() -> None:
            while self._watchdog_s:
                self.send(WATCHDOG=1)
                await self._wait(self._watchdog_s / 2)

        self.send(READY=1, STATUS=status)
        async with self._repeating(stay_alive):
            yield

    def stopping(self) -> None:
        """Notify systemd that the service stops when it has finished what is under way."""
        self.send(STOPPING=1, STATUS="finishing what is under way")

    @asynccontextmanager
    async def _repeating(
        self, repeat: Callable[[], Awaitable[None]]
    ) -> AsyncIterator[None]:
        task = asyncio.ensure_future(repeat())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
