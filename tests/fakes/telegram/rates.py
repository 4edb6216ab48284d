"""How often Telegram lets a bot send, and what it says to more."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.telegram.rules import too_many


@dataclass(kw_only=True)
class Rates:
    """The limits on how often a bot may send.

    Telegram publishes rates (about 30 a second over all, 1 a second in a chat where
    short bursts pass, 20 a minute in a group) but not over which time it counts. Here
    seconds are counted by threes, which lets through what the network bunches and
    refuses what is over the rate for longer. Answers to somebody are counted in their
    chat alone. What is refused must wait for as long as it was counted over.

    Attributes:
        overall: Messages a second that answer nobody: three times as many in any three
            seconds.
        burst: Messages of a chat in three seconds, which average one a second.
        group: Messages of a group in a minute.
        asked: What people said in each chat and has no answer yet.
        sent: When each message that was let through came, and its chat.
        refused: Chats of those that were not.
    """

    overall: int = 30
    burst: int = 3
    group: int = 20
    clock: Callable[[], float] = time.monotonic
    asked: Counter[int] = field(default_factory=Counter)
    sent: list[tuple[float, int]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    _all: deque[float] = field(default_factory=deque)
    _chats: defaultdict[int, deque[float]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=64))
    )

    def peak(self) -> int:
        """Return the most messages that were let through in any one second."""
        most, lately = 0, deque[float]()
        for at, _ in self.sent:
            lately.append(at)
            while lately[0] <= at - 1:
                lately.popleft()
            most = max(most, len(lately))
        return most

    def check(self, chat: int) -> None:
        """Accept a message, or refuse it."""
        now = self.clock()
        while self._all and self._all[0] <= now - 3:
            self._all.popleft()
        own = self._chats[chat]
        lately = sum(at > now - 3 for at in own)
        minute = sum(at > now - 60 for at in own)
        crowded = chat < 0 and minute >= self.group
        answers = self.asked[chat] > 0
        many = not answers and len(self._all) >= 3 * self.overall
        if many or lately >= self.burst or crowded:
            self.refused.append(chat)
            raise too_many(40 if crowded else 3)
        if answers:
            self.asked[chat] -= 1
        else:
            self._all.append(now)
        own.append(now)
        self.sent.append((now, chat))
