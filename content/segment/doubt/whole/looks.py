"""Witnesses about what lines look like, whatever the rules make of them.

`content.segment.line_roles` weighs the looks of all lines of a document, and knows no house.
"""

from collections.abc import Callable, Iterator

from content.language.question_marks import asks_unmarked
from content.segment.doubt.counted_items import counted_items
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, opposes, supports
from content.segment.kinds import MESSAGE, QUESTION
from content.segment.line_roles.roles import LineRole, RoleShares

_SURELY, _LIKELY, _EVEN = 0.95, 0.8, 0.5
_MAY_OPEN, _MAY_BE_LABEL = 0.5, 0.3
_SOME_DIFFER, _MANY_DIFFER = 0.08, 0.2


def _looking(
    reading: Reading, holds: Callable[[int, RoleShares], bool]
) -> Iterator[Span]:
    """Yield the pieces given to somebody of whose lines something holds.

    Questions are set as headings are, and say themselves what they are.
    """
    for n, _ in reading.whole.spoken:
        own = reading.roles.get(n)
        piece = reading.pieces[n]
        asked = piece.kind is QUESTION and asks_unmarked(piece.text)
        if own is not None and not asked and holds(n, own):
            yield n, n + 1


@opposes("it surely does not look like anybody's words")
def looks_surely_unspoken(reading: Reading) -> Iterator[Span]:
    """Find lines that look like a heading, a note or an author's words, next to surely."""
    yield from _looking(reading, lambda _, own: own.spoken <= 1 - _SURELY)


@opposes("it does not look like anybody's words")
def looks_unspoken(reading: Reading) -> Iterator[Span]:
    """Find lines that likely are a heading, a note or an author's words."""
    yield from _looking(reading, lambda _, own: 1 - _SURELY < own.spoken <= 1 - _LIKELY)


@opposes("it looks rather unlike anybody's words")
def looks_rather_unspoken(reading: Reading) -> Iterator[Span]:
    """Find lines that rather are a heading, a note or an author's words."""
    yield from _looking(reading, lambda _, own: 1 - _LIKELY < own.spoken <= _EVEN)


@supports("it looks like somebody's words")
def looks_spoken(reading: Reading) -> Iterator[Span]:
    """Find lines that surely are somebody's words."""
    yield from _looking(reading, lambda _, own: own.spoken > _SURELY)


def _inside(reading: Reading, holds: Callable[[RoleShares], bool]) -> Iterator[Span]:
    """Yield the pieces inside turns that open a line of which something holds."""
    pieces = reading.pieces
    inside = {
        n
        for turn in reading.turns
        for n in turn.inside
        if pieces[n - 1].line != pieces[n].line
        or pieces[n - 1].block != pieces[n].block
    }
    yield from _looking(reading, lambda n, own: n in inside and holds(own))


@opposes("another label seems to stand here, or right above")
def looks_like_another_turn(reading: Reading) -> Iterator[Span]:
    """Find lines inside a turn that look as if they stood under a label of their own."""
    counted = counted_items(reading)
    likely = _inside(
        reading, lambda own: own.opens_turn + own[LineRole.BELOW_LABEL] > _MAY_OPEN
    )
    yield from (span for span in likely if span[0] not in counted)


@opposes("somebody else seems to go on here")
def looks_like_another_voice(reading: Reading) -> Iterator[Span]:
    """Find lines inside a turn that look like the words of somebody whom no label names."""
    yield from _inside(reading, lambda own: own[LineRole.ANOTHER] > _MAY_OPEN)


@opposes("its label does not look like one")
def label_looks_like_none(reading: Reading) -> Iterator[Span]:
    """Find turns whose first line seems to stand under no label."""
    for turn, _ in reading.labelled:
        own = reading.roles.get(turn.start)
        if own is None or reading.pieces[turn.start].kind is MESSAGE:
            continue
        if own.opens_turn + own[LineRole.BELOW_LABEL] < _MAY_BE_LABEL:
            yield turn.start, turn.end


def _share_that_differs(reading: Reading) -> float:
    """Return the share of the letters that look like somebody's and are nobody's, or the other way."""
    differ = total = 0
    for n, own in reading.roles.items():
        letters = len(reading.pieces[n].text)
        total += letters
        differ += letters * ((own.spoken > _EVEN) is not reading.pieces[n].spoken)
    return differ / max(1, total)


def _differing(reading: Reading, least: float, most: float) -> Iterator[Span]:
    if least <= _share_that_differs(reading) < most:
        yield from _looking(reading, lambda _, _own: True)


@opposes("some lines here look as if they were not read rightly")
def some_look_otherwise(reading: Reading) -> Iterator[Span]:
    """Find all words where some lines look like somebody's and are nobody's, or the other way."""
    yield from _differing(reading, _SOME_DIFFER, _MANY_DIFFER)


@opposes("many lines here look as if they were not read rightly")
def many_look_otherwise(reading: Reading) -> Iterator[Span]:
    """Find all words where many lines look like somebody's and are nobody's, or the other way."""
    yield from _differing(reading, _MANY_DIFFER, 1.1)


WITNESSES: tuple[Witness, ...] = (
    looks_surely_unspoken,
    looks_unspoken,
    looks_rather_unspoken,
    looks_spoken,
    looks_like_another_turn,
    looks_like_another_voice,
    label_looks_like_none,
    some_look_otherwise,
    many_look_otherwise,
)
