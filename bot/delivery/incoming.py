"""An update on its way from a platform to its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Generic, TypeVar

import orjson

from storage.inbox.inbox import StoredUpdate, UpdateKey

T = TypeVar("T")


class Weight(Enum):
    """What an update asks for."""

    NOTHING = auto()
    """It is not meant for this bot, or asks for nothing."""
    ASKS = auto()
    """It asks, and changes nothing."""
    CHANGES = auto()
    """It changes something, and must not be lost."""


class State(Enum):
    """Where an update is on disk."""

    NEW = auto()
    WRITTEN = auto()
    """It is there, or is being written."""
    REFUSED = auto()
    """It could not be written."""
    FINISHED = auto()
    """It was answered, or needs no answer."""


@dataclass(slots=True, eq=False, kw_only=True)
class Incoming(Generic[T]):
    """One update on its way.

    Attributes:
        chat: The chat's key; one that is in no chat has a key without an id.
        id: The platform's; it grows with time.
        update: As the platform describes it, which JSON can write.
        moves_to: The new key of its chat, if the update changes it.
        moves_from: The old key of its chat, if the update says under the new one that it
            was changed.
        stays: Whether it is handled whatever else waits, as it tells of the chat itself.
        skipped: How many questions before it are answered by the answer to this one.
        state: Where it is on disk.
    """

    chat: str
    id: int
    update: T
    moves_to: str = ""
    moves_from: str = ""
    stays: bool = False
    skipped: int = 0
    state: State = State.NEW

    @property
    def key(self) -> UpdateKey:
        """Return by what it is known."""
        return self.chat, self.id

    @property
    def queue(self) -> str:
        """Return the chat in whose queue it waits; empty for none."""
        return "" if self.chat.endswith(":") else self.chat


def rows_of(item: Incoming[T], received: datetime) -> list[StoredUpdate]:
    """Return an update as it is stored where several processes take in those of one chat.

    What moves a chat stands under both keys: in the line of the old one behind what was
    said there before, and in that of the new one ahead of what is said there.
    """
    body = orjson.dumps(item.update)
    return [
        StoredUpdate(chat=chat, id=item.id, body=body, received=received)
        for chat in filter(None, (item.chat, item.moves_to))
    ]


def from_row(stored: StoredUpdate, read: Callable[[T], Incoming[T]]) -> Incoming[T]:
    """Return an update that is stored.

    Raises:
        Exception: It can't be read.
    """
    item = read(orjson.loads(stored.body))
    if item.moves_to == stored.chat:
        item.chat, item.moves_from, item.moves_to = stored.chat, item.chat, ""
    item.skipped = stored.skipped
    item.state = State.WRITTEN
    return item
