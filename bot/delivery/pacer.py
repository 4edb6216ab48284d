"""Pace what a platform is sent: answers at once, digests within its limits."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MINUTE = 60.0
MADE_UP = 0.07
"""Seconds of turns that bulk may make up for; a little, or each delay would cost rate."""

LONGEST_SLOWDOWN = 8.0
"""How many times slower than its rate bulk gets at most."""

ONE_EVENT = 2.0
"""Seconds in which limits slow bulk once: what was on its way could not heed the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hold what a platform allows, with headroom.

    Attributes:
        rate: Messages of bulk a second over all chats.
        gap: Seconds between two messages of bulk in a chat.
        group: Messages a minute in a group; None where groups are as other chats.
    """

    rate: float
    gap: float
    group: int | None = None


TELEGRAM = Limits(rate=28.6, gap=1.0, group=18)
"""Telegram allows 30 a second over all, 1 a second in a chat, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

DISCORD = Limits(rate=45.0, gap=1.0)
"""Discord allows 50 requests a second, without answers to interactions.

How often a channel may be written to is told with each answer; a second between two
digests of one is a caution of ours.
https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
"""


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
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._told: dict[str, float] = {}
        self._next = clock()
        self._slowdown = 1.0
        self._slowed = clock() - ONE_EVENT

    def answers(self, chat: str) -> float:
        """Note an answer that is about to be sent.

        Returns:
            Seconds that its chat must wait first, as the platform told.
        """
        now = self._clock()
        self._note(chat, now)
        return max(0.0, self._told.get(chat, now) - now)

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
        ready = self._told.get(chat, now)
        most = self._limits.group
        if sent := self._sent.get(chat):
            ready = max(ready, sent[-1] + self._limits.gap)
            if group and most and len(sent) >= most:
                ready = max(ready, sent[-most] + MINUTE)
        if ready > now:
            return ready - now
        self._note(chat, now)
        return 0.0

    def told_to_wait(self, chat: str, seconds: float) -> None:
        """Let a chat wait as the platform told, and slow bulk down.

        Bulk is not slowed again for a chat that is told again within a minute after
        its wait, nor for others that are told in the same `ONE_EVENT`.
        """
        now = self._clock()
        self._note(chat, now)
        self._told = {
            key: until for key, until in self._told.items() if until + MINUTE > now
        }
        if chat not in self._told and now >= self._slowed + ONE_EVENT:
            self._slowed = now
            self._slowdown = min(self._slowdown * 1.5, LONGEST_SLOWDOWN)
        self._told[chat] = max(self._told.get(chat, now), now + seconds)

    def went_well(self) -> None:
        """Let bulk get back to its rate, bit by bit."""
        self._slowdown = max(1.0, self._slowdown * 0.98)

    def _note(self, chat: str, now: float) -> None:
        if chat not in self._sent:
            self._sent[chat] = deque(maxlen=64)
        self._sent[chat].append(now)
        self._sent.move_to_end(chat)
        # What was sent over a minute ago counts no more.
        while next(iter(self._sent.values()))[-1] + MINUTE < now:
            self._sent.popitem(last=False)
