"""A witness: a named sign that speaks for or against an attribution."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from content.segment.doubt.reading import Reading
from content.segment.labels.scoring import ScoredLabel

Span = tuple[int, int]
"""The first and last piece (exclusive) about which a witness speaks."""


def turns_under(
    reading: Reading, holds: Callable[[ScoredLabel], bool]
) -> Iterator[Span]:
    """Yield the turns under the labels for which a condition holds."""
    for turn, label in reading.labelled:
        if holds(label):
            yield turn.start, turn.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A sign, what it says in words, and where it is found.

    Attributes:
        favours: Whether it speaks for the attribution; its weight keeps to that side.
        says: A clause that goes on "This is doubtful:" or "This is sure:".
        decides: Whether what it speaks against is doubtful, whatever others say.
        explains: Whether it says whose words they are; without one nothing is served.
    """

    name: str
    favours: bool
    says: str
    find: Callable[[Reading], Iterator[Span]]
    decides: bool = False
    explains: bool = False

    def spans(self, reading: Reading) -> list[Span]:
        """Return the passages about which the witness speaks, found once."""
        if self.name not in reading.found:
            reading.found[self.name] = list(self.find(reading))
        return reading.found[self.name]


def hear_all(
    witnesses: Sequence[Witness],
    reading: Reading,
    report: Callable[[float], None] = lambda _share: None,
) -> list[int]:
    """Return which witnesses speak about each piece, as bits in their order.

    Args:
        witnesses: Who is heard.
        reading: The document as the first reader gave it away.
        report: Called with the share of the witnesses that are heard.
    """
    heard = [0] * len(reading.pieces)
    for number, witness in enumerate(witnesses):
        report(number / len(witnesses))
        bit = 1 << number
        for start, end in witness.spans(reading):
            for n in range(start, end):
                heard[n] |= bit
    return heard


def supports(
    says: str,
) -> Callable[[Callable[[Reading], Iterator[Span]]], Witness]:
    """Make a witness for an attribution of the function that finds it."""

    def decorate(find: Callable[[Reading], Iterator[Span]]) -> Witness:
        return Witness(name=find.__name__, favours=True, says=says, find=find)

    return decorate


def explains(
    says: str,
) -> Callable[[Callable[[Reading], Iterator[Span]]], Witness]:
    """Make a witness that says whose words they are of the function that finds it."""

    def decorate(find: Callable[[Reading], Iterator[Span]]) -> Witness:
        return Witness(
            name=find.__name__, favours=True, says=says, find=find, explains=True
        )

    return decorate


def opposes(
    says: str, *, decides: bool = False
) -> Callable[[Callable[[Reading], Iterator[Span]]], Witness]:
    """Make a witness against an attribution of the function that finds it."""

    def decorate(find: Callable[[Reading], Iterator[Span]]) -> Witness:
        return Witness(
            name=find.__name__, favours=False, says=says, find=find, decides=decides
        )

    return decorate
