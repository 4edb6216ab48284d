"""How often Discord lets a bot send to channels, and what it says to more."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.discord.rules import too_many


@dataclass(kw_only=True)
class Rates:
    """The limits on how often a bot may send.

    Answers to interactions are under none of them. Whoever is refused must wait until
    what was counted over is old enough.

    https://docs.discord.com/developers/topics/rate-limits

    Attributes:
        overall: Requests in any second.
        channel: Messages to a channel in any 5 seconds.
        sent: When each message that was let through came, and its channel.
        refused: Channels of those that were not.
    """

    overall: int = 50
    channel: int = 5
    clock: Callable[[], float] = time.monotonic
    sent: list[tuple[float, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _all: deque[float] = field(default_factory=deque)
    _channels: defaultdict[str, deque[float]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def check(self, channel: str) -> None:
        """Accept a message, or refuse it."""
        now = self.clock()
        own = self._channels[channel]
        for times, window in ((self._all, 1.0), (own, 5.0)):
            while times and times[0] <= now - window:
                times.popleft()
        if len(self._all) >= self.overall:
            self.refused.append(channel)
            raise too_many(self._all[0] + 1.0 - now, "global")
        if len(own) >= self.channel:
            self.refused.append(channel)
            raise too_many(own[0] + 5.0 - now)
        self._all.append(now)
        own.append(now)
        self.sent.append((now, channel))
