"""The server's clock, by which all processes of a database go."""

import time
from datetime import UTC, datetime, timedelta

from storage.database.postgres.connection import Raw
from storage.database.time import utc_now

MAX_TRIP_S = 1.0
"""An answer that took longer tells too little of the time at the server."""


class ServerClock:
    """What the server's clock shows, worked out from when it was asked last.

    This machine's own clock may be wrong, or set meanwhile, and changes nothing.
    """

    def __init__(self) -> None:
        self._asked = time.monotonic()
        self._time = utc_now()

    def now(self) -> datetime:
        """Return the server's time, aware."""
        return self._time + timedelta(seconds=time.monotonic() - self._asked)

    async def ask(self, raw: Raw) -> timedelta:
        """Ask the server; return how far this machine's clock is ahead of its.

        Raises:
            Exception: The connection was lost.
        """
        began = time.monotonic()
        at: datetime = await raw.fetchval("SELECT CLOCK_TIMESTAMP()")
        ended, here = time.monotonic(), utc_now()
        middle = (began + ended) / 2
        if ended - began <= MAX_TRIP_S:
            self._asked, self._time = middle, at.astimezone(UTC)
        return here - timedelta(seconds=ended - middle) - at.astimezone(UTC)
