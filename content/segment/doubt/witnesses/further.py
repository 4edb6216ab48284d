"""Witnesses about further paragraphs of turns, in documents most of whose turns have one."""

from collections.abc import Callable, Iterator

from content.segment.doubt.further_paragraphs import shares_of_further
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, opposes

_SURELY, _LIKELY, _PERHAPS = 0.05, 0.12, 0.25


def _further(reading: Reading, holds: Callable[[float], bool]) -> Iterator[Span]:
    """Yield the further paragraphs whose share, of being the speaker's, passes a test."""
    for n, share in shares_of_further(reading).items():
        if holds(share):
            yield n, n + 1


@opposes("an author surely tells it, between turns of one paragraph")
def is_surely_told_between(reading: Reading) -> Iterator[Span]:
    """Find further paragraphs that are hardly the speaker's, where turns have one."""
    yield from _further(reading, lambda share: share <= _SURELY)


@opposes("an author likely tells it, between turns of one paragraph")
def is_likely_told_between(reading: Reading) -> Iterator[Span]:
    """Find further paragraphs that are likely not the speaker's, where turns have one."""
    yield from _further(reading, lambda share: _SURELY < share <= _LIKELY)


@opposes("an author may tell it, between turns of one paragraph")
def may_be_told_between(reading: Reading) -> Iterator[Span]:
    """Find further paragraphs that are perhaps not the speaker's, where turns have one."""
    yield from _further(reading, lambda share: _LIKELY < share <= _PERHAPS)


WITNESSES: tuple[Witness, ...] = (
    is_surely_told_between,
    is_likely_told_between,
    may_be_told_between,
)
