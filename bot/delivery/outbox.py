"""Bulk sending on any platform: the outbox, and what is known about a message."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from handlers.contract.reply import Reply
from handlers.contract.request import Place
from storage.digests.delivery import Reason


class SendStatus(StrEnum):
    """What is known about a message, and so what may be done next."""

    SENT = "sent"
    RETRY = "retry"
    """It surely did not arrive: it may be sent again."""
    AMBIGUOUS = "ambiguous"
    """It may have arrived: nobody can tell."""
    UNREACHABLE = "unreachable"
    """The chat can't be written to until it lets the bot in again."""
    REFUSED = "refused"
    """The platform does not take this message, now or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one attempt to send a message.

    Attributes:
        reason: Why it was not simply sent.
        detail: What goes with the reason, as `Reason` says.
        message: The platform's id of what was sent; empty where there is none.
        retry_after_s: Seconds to wait before the next attempt, as the platform demands;
            0 leaves it to the sender.
        tried: Whether the platform was asked at all.
        moved_to: The chat's new id, where the platform has just named one.
        thread_only: Whether only the thread can't be reached; its chat may be.
    """

    status: SendStatus
    reason: Reason = Reason.NONE
    detail: str = ""
    message: str = ""
    retry_after_s: float = 0.0
    tried: bool = True
    moved_to: str = ""
    thread_only: bool = False


def chat_is_full(pause_s: float) -> Outcome:
    """Return the outcome of a message that was not sent, to keep to its chat's limit."""
    return Outcome(
        status=SendStatus.RETRY,
        reason=Reason.CHAT_LIMIT,
        retry_after_s=pause_s,
        tried=False,
    )


class Outbox(Protocol):
    """Bulk sending on one platform, within its limits."""

    @property
    def max_in_flight(self) -> int:
        """Return how many digests may be under way at once.

        After a kill, only of so many is it unknown whether they were sent.
        """
        ...

    async def wait_turn(self) -> None:
        """Wait until one more bulk message may be sent to the platform."""
        ...

    async def deliver(self, place: Place, reply: Reply, *, key: str) -> Outcome:
        """Send a digest once and return what is known about it.

        Args:
            place: Where to.
            reply: The digest.
            key: At most 20 characters, the same in each attempt to send this digest: a
                platform that knows such keys does not take it twice.
        """
        ...
