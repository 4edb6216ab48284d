"""Long sequences of records, most of which differ from others in text and line alone."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from operator import attrgetter, eq
from typing import Any, Protocol, TypeVar, overload


class Placed(Protocol):
    """A record that has a text, and the line of the source on which it starts."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def line(self) -> int:
        """The line."""


_R = TypeVar("_R", bound=Placed)

MANY = 50_000
"""Up to so many records stay in a tuple: they take no memory to speak of."""

_CHUNK = 256  # records whose texts are kept as one string
_MAX_KNOWN = 100_000  # shapes that are looked for among those that are there


class Packed(Sequence[_R]):
    """A sequence of records of one class that is made to be long.

    A record takes some twelve bytes beside its text, if many others have the same values
    in all other fields (its shape). It is made anew whenever somebody asks for it.
    """

    def __init__(self, records: Iterable[_R] = ()) -> None:
        self._class: Any = None
        self._chunks: list[str] = []
        self._last: list[str] = []
        self._ends = array("I")  # where each text ends in its chunk
        self._lines = array("i")
        self._shapes = array("I")
        self._rests: list[dict[str, Any]] = []
        self._known: dict[tuple[Any, ...], int] = {}
        self.extend(records)

    def extend(self, records: Iterable[_R]) -> None:
        """Add records at the end."""
        end = self._ends[-1] if self._last else 0
        for one in records:
            if not self._rests:
                self._class = type(one)
                self._names = [
                    field.name
                    for field in fields(self._class)
                    if field.name not in {"text", "line"}
                ]
                self._rest = attrgetter(*self._names)
            text = one.text
            end += len(text)
            self._ends.append(end)
            self._lines.append(one.line)
            self._shapes.append(self._shape(one))
            self._last.append(text)
            if len(self._last) == _CHUNK:
                self._chunks.append("".join(self._last))
                self._last.clear()
                end = 0

    def _shape(self, one: Any) -> int:  # noqa: ANN401 - of whatever class is kept
        """Return the number of what a record has beside text and line."""
        rest = self._rest(one)
        found = self._known.get(rest)
        if found is None:
            found = len(self._rests)
            self._rests.append(dict(zip(self._names, rest, strict=True)))
            if found < _MAX_KNOWN:
                self._known[rest] = found
        return found

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> _R: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[_R, ...]: ...

    def __getitem__(self, place: int | slice) -> _R | tuple[_R, ...]:
        """Return one record, or some."""
        if isinstance(place, slice):
            return tuple(map(self._make, range(*place.indices(len(self)))))
        return self._make(range(len(self))[place])

    def __iter__(self) -> Iterator[_R]:
        """Yield the records."""
        return map(self._make, range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence of this class has equal records."""
        if not isinstance(other, Packed):
            return NotImplemented
        return self._lines == other._lines and all(map(eq, self, other))

    def __hash__(self) -> int:
        """Return the hash of the lines, which equal sequences share."""
        return hash(self._lines.tobytes())

    def _make(self, n: int) -> _R:
        chunk, place = divmod(n, _CHUNK)
        if chunk == len(self._chunks):
            text = self._last[place]
        else:
            start = self._ends[n - 1] if place else 0
            text = self._chunks[chunk][start : self._ends[n]]
        made: _R = self._class(
            text=text, line=self._lines[n], **self._rests[self._shapes[n]]
        )
        return made


def packed(records: Iterable[_R]) -> Sequence[_R]:
    """Return records in as little memory as their number asks for."""
    left = iter(records)
    few = tuple(islice(left, MANY + 1))
    if len(few) <= MANY:
        return few
    many = Packed(few)
    del few
    many.extend(left)
    return many
