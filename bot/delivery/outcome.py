"""What came of sending a digest."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """Say what is known about a message, and so what may be done next."""

    SENT = "sent"
    AGAIN = "again"
    """It surely did not arrive: try again after `pause`."""
    UNKNOWN = "unknown"
    """It may have arrived: nobody can tell."""
    CLOSED = "closed"
    """The chat can't be written to until it lets us in again."""
    REFUSED = "refused"
    """The platform does not take this message, now or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Hold the fate of one message.

    Attributes:
        reason: Why, for people.
        message: The platform's id of what was sent; empty where there is none.
        pause: Seconds to wait before trying again; 0 leaves it to whoever sends.
        tried: Whether the platform was asked at all.
    """

    fate: Fate
    reason: str = ""
    message: str = ""
    pause: float = 0.0
    tried: bool = True
