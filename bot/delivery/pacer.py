"""Pace the messages to a platform: answers at once, bulk (digests) within its limits."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MINUTE_S = 60.0
MAX_CATCH_UP_S = 0.07
"""Seconds of lost time that bulk may catch up on, so that short delays cost no rate."""

MAX_SLOWDOWN = 8.0
"""The largest factor by which bulk is slowed below its rate."""

SLOWDOWN_INTERVAL_S = 2.0
"""Seconds between two slowdowns: messages already sent are not affected by the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a platform allows, with headroom.

    Attributes:
        bulk_per_s: Messages of bulk a second over all chats.
        chat_gap_s: Seconds between two messages of bulk in a chat.
        group_per_minute: Messages a minute in a group; None where groups are like other
            chats.
    """

    bulk_per_s: float
    chat_gap_s: float
    group_per_minute: int | None = None


class Pacer:
    """The times at which messages may be sent to a platform.

    An answer waits only where the platform made its chat wait; the limit over all chats
    does not apply to it. It counts in its chat, so that bulk waits longer there.
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
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._ready_at: dict[str, float] = {}
        self._next_turn = clock()
        self._slowdown = 1.0
        self._slowed_at = clock() - SLOWDOWN_INTERVAL_S

    def note_answer(self, chat: str) -> float:
        """Record an answer that is about to be sent.

        Returns:
            Seconds that its chat must wait first, as the platform demands.
        """
        now = self._clock()
        self._record(chat, now)
        return max(0.0, self._ready_at.get(chat, now) - now)

    async def wait_turn(self) -> None:
        """Wait until one more message of bulk may be sent on this platform."""
        now = self._clock()
        at = max(self._next_turn, now - MAX_CATCH_UP_S)
        self._next_turn = at + self._slowdown / self._limits.bulk_per_s
        if at > now:
            await self._wait(at - now)

    def reserve(self, chat: str, *, group: bool) -> float:
        """Return the seconds until bulk may be sent to a chat; if 0, record it as sent."""
        now = self._clock()
        ready = self._ready_at.get(chat, now)
        limit = self._limits.group_per_minute
        if sent := self._sent.get(chat):
            ready = max(ready, sent[-1] + self._limits.chat_gap_s)
            if group and limit and len(sent) >= limit:
                ready = max(ready, sent[-limit] + MINUTE_S)
        if ready > now:
            return ready - now
        self._record(chat, now)
        return 0.0

    def slow_down(self, chat: str, seconds: float) -> None:
        """Make a chat wait as the platform demands, and slow bulk down.

        Bulk is slowed once for a chat until a minute after its wait, and at most once
        in `SLOWDOWN_INTERVAL_S` for other chats.
        """
        now = self._clock()
        self._record(chat, now)
        self._ready_at = {
            key: until
            for key, until in self._ready_at.items()
            if until + MINUTE_S > now
        }
        if chat not in self._ready_at and now >= self._slowed_at + SLOWDOWN_INTERVAL_S:
            self._slowed_at = now
            self._slowdown = min(self._slowdown * 1.5, MAX_SLOWDOWN)
        self._ready_at[chat] = max(self._ready_at.get(chat, now), now + seconds)

    def pause_bulk(self, seconds: float) -> None:
        """Pause bulk sending, as the platform demands for all chats at once."""
        self._next_turn = max(self._next_turn, self._clock() + seconds)

    def speed_up(self) -> None:
        """Bring bulk back towards its rate, by 2 per cent for each message sent."""
        self._slowdown = max(1.0, self._slowdown * 0.98)

    def _record(self, chat: str, now: float) -> None:
        if chat not in self._sent:
            self._sent[chat] = deque(maxlen=64)
        self._sent[chat].append(now)
        self._sent.move_to_end(chat)
        # Only the last minute counts against the limits.
        while next(iter(self._sent.values()))[-1] + MINUTE_S < now:
            self._sent.popitem(last=False)
