"""Pace what a platform is sent: answers at once, digests within its limits."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

MINUTE = 60.0
MADE_UP = 0.07
"""Seconds of turns that bulk may make up for; a little, or each delay would cost rate."""

LONGEST_SLOWDOWN = 8.0
"""How many times slower than its rate bulk gets at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hold what a platform allows, with headroom.

    Attributes:
        rate: Messages of bulk a second over all chats.
        gap: Seconds between two messages of bulk in a chat.
        group: Messages a minute in a group.
    """

    rate: float
    gap: float
    group: int


@dataclass(slots=True)
class _Chat:
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=64))
    closed_until: float = 0.0


class Pacer:
    """Tell each send when it may go.

    Answers wait for nothing but a chat that the platform told to wait: they are not
    under the limit over all chats. They count in their chat, where bulk waits for them.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._wait = wait
        self._chats: OrderedDict[str, _Chat] = OrderedDict()
        self._next = clock()
        self._slowdown = 1.0

    def answers(self, chat: str) -> float:
        """Note an answer that is about to be sent.

        Returns:
            Seconds that its chat must wait first, as the platform told.
        """
        now = self._clock()
        self._note(chat, now)
        return max(0.0, self._chats[chat].closed_until - now)

    async def turn(self) -> None:
        """Wait for the next turn of bulk."""
        now = self._clock()
        at = max(self._next, now - MADE_UP)
        self._next = at + self._slowdown / self._limits.rate
        if at > now:
            await self._wait(at - now)

    def delay(self, chat: str, *, group: bool) -> float:
        """Return the seconds until a chat may be sent bulk; 0 counts as sent."""
        now = self._clock()
        known = self._chats.get(chat)
        if known:
            ready = known.closed_until
            if known.sent:
                ready = max(ready, known.sent[-1] + self._limits.gap)
            if group and len(known.sent) >= self._limits.group:
                ready = max(ready, known.sent[-self._limits.group] + MINUTE)
            if ready > now:
                return ready - now
        self._note(chat, now)
        return 0.0

    def told_to_wait(self, chat: str, seconds: float) -> None:
        """Let a chat wait as the platform told, and slow bulk down."""
        now = self._clock()
        self._note(chat, now)
        self._chats[chat].closed_until = max(
            self._chats[chat].closed_until, now + seconds
        )
        self._slowdown = min(self._slowdown * 1.5, LONGEST_SLOWDOWN)

    def went_well(self) -> None:
        """Let bulk get back to its rate, bit by bit."""
        self._slowdown = max(1.0, self._slowdown * 0.98)

    def _note(self, chat: str, now: float) -> None:
        known = self._chats.setdefault(chat, _Chat())
        known.sent.append(now)
        self._chats.move_to_end(chat)
        # What was sent over a minute ago counts no more.
        while self._chats:
            oldest, was = next(iter(self._chats.items()))
            if max(was.sent[-1] + MINUTE, was.closed_until) >= now:
                break
            del self._chats[oldest]
