"""Values by key, of which only the latest are kept."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The values that were set latest, by key.

    Args:
        size: How many are remembered.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return a value; None where there is none (any more)."""
        return self._values.get(key)

    def pop(self, key: K) -> V | None:
        """Return a value, and forget it."""
        return self._values.pop(key, None)

    def set(self, key: K, value: V) -> None:
        """Remember a value in place of the one before, and of the oldest if need be."""
        self._values.pop(key, None)
        self._values[key] = value
        if len(self._values) > self._size:
            self._values.popitem(last=False)
