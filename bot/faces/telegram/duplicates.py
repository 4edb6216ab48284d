"""Know which updates came before."""

from collections import OrderedDict


class Seen:
    """Remember the latest update ids: Telegram may send an update twice."""

    def __init__(self, size: int = 4096) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._size = size

    def again(self, id_: int) -> bool:
        """Tell whether an id came before, and remember it."""
        if id_ in self._ids:
            return True
        self._ids[id_] = None
        if len(self._ids) > self._size:
            self._ids.popitem(last=False)
        return False
