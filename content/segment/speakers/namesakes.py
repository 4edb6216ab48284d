"""People whose name ends in somebody else's: "John Paul Adams", beside "Paul Adams".

The shorter one may as well be what a document calls the same person after the first
time. So the order of the turns is asked: who is one person is not answered by himself.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import label_key


class Namesakes:
    """Who speaks in each turn of a document, by the names of their labels."""

    def __init__(self, turns: Sequence[str]) -> None:
        """Keep the name in the label of each turn, in order."""
        self._names = turns

    def are_two(self, longer: str, shorter: str) -> bool:
        """Return whether a name and one in which it ends are of two people.

        They are where one answers the other; and where the words before the shorter one
        end in a given name, unless the longer one stands once, above all of the
        shorter, or is shortened once.

        >>> turns = Namesakes(["Hans Peter Lang", "Ada", "Peter Lang", "Ada", "Peter Lang"])
        >>> turns.are_two("Hans Peter Lang", "Peter Lang")
        False
        >>> turns = Namesakes(["Peter Lang", "Hans Peter Lang", "Ada", "Peter Lang"])
        >>> turns.are_two("Hans Peter Lang", "Peter Lang")
        True
        """
        before = label_key(longer).removesuffix(f" {label_key(shorter)}")
        if (
            before == label_key(longer)
            or longer not in self._first
            or shorter not in self._first
        ):
            return False
        if " " not in shorter:
            # "Martin" is John Martin below each of his reports, "Lena" no Anna Lena, and
            # "Brook" not the "V. Brook" who breaks in.
            both = {(longer, shorter), (shorter, longer)} <= self._pairs
            return both and (len(before) == 1 or is_given_name(shorter, surely=True))
        if (longer, shorter) in self._pairs or (shorter, longer) in self._pairs:
            return True
        if not is_given_name(before.rpartition(" ")[2]):
            return False
        if self._times[longer] == 1:
            return self._first[shorter] < self._first[longer]
        return self._times[shorter] > 1

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self._names)

    @cached_property
    def _first(self) -> dict[str, int]:
        return {name: n for n, name in reversed(list(enumerate(self._names)))}

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return set(pairwise(self._names))
