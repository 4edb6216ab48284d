"""The part of a platform's chats that one process serves, where several share them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the equal parts into which a platform's chats are divided.

    A chat is in part `partition % count`; the partition is a column of its row. On
    Discord the parts are shards.

    Attributes:
        ids: The parts, counted from 0, in ascending order.
        count: How many there are in all.
    """

    ids: tuple[int, ...] = (0,)
    count: int = 1

    @property
    def is_all(self) -> bool:
        """Return whether no chat is left for another process."""
        return len(self.ids) == self.count

    @property
    def name(self) -> str:
        """Return the share as settings write it, such as ``0,1/4``; empty for all."""
        return "" if self.is_all else f"{','.join(map(str, self.ids))}/{self.count}"

    @classmethod
    def parse(cls, name: str) -> "Share":
        """Return the share with a name."""
        if not name:
            return ALL_CHATS
        ids, _, count = name.partition("/")
        return cls(tuple(map(int, ids.split(","))), int(count))

    def conflicts(self, other: "Share") -> bool:
        """Return whether two processes can't have these shares at a time.

        >>> Share((0, 1), 4).conflicts(Share((2, 3), 4))
        False
        >>> Share((0, 1), 4).conflicts(Share((1, 2), 4)), ALL_CHATS.conflicts(Share((1,), 4))
        (True, True)
        """
        return self.count != other.count or not {*self.ids}.isdisjoint(other.ids)

    def condition(self, table: str) -> tuple[str, Mapping[str, int]]:
        """Return the SQL condition that the chat of a table's row is in this share.

        Args:
            table: Has a column `chat_id`.

        Returns:
            The condition and its parameters.
        """
        if self.is_all:
            return "TRUE", {}
        ids = {f"share{number}": id_ for number, id_ in enumerate(self.ids)}
        listed = ", ".join(f":{name}" for name in ids)
        partition = f"(SELECT partition FROM chats WHERE chats.id = {table}.chat_id)"  # noqa: S608 - a fixed table
        return f"{partition} % :share_count IN ({listed})", {
            **ids,
            "share_count": self.count,
        }


ALL_CHATS = Share()
"""The share of a process that serves a platform alone."""

Shares = Mapping[str, Share]
"""The share of each platform that is not served alone."""
