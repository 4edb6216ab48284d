"""Witnesses that explain an attribution: what says whose words they are.

Without one of them nothing is served, however little speaks against it. What the first
reader went by is the basis of its reason; a doubt that takes a reason's place has none.
"""

from collections.abc import Collection, Iterator
from itertools import chain

from content.segment.basis import Basis
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, explains
from content.segment.kinds import MESSAGE, QUESTION

_ANNOUNCED = {Basis.ANNOUNCEMENT, Basis.HOLDER, Basis.LINE_ABOVE}
_AUTHOR = {Basis.HEADLINE, Basis.BY_LINE, Basis.SIGNATURE}
_SENT = {
    Basis.SENDER,
    Basis.UNSURE_SENDER,
    Basis.SIGNATURE,
    Basis.LINE_ABOVE,
    Basis.HEADLINE,
    Basis.HOLDER,
}


def _resting_on(reading: Reading, known: Collection[Basis]) -> Iterator[Span]:
    """Yield what somebody says, and is not read out, if it rests on one of these."""
    found = chain.from_iterable(reading.resting.get(basis, ()) for basis in known)
    yield from ((n, n + 1) for n in sorted(found))


@explains("a label stands above it")
def stands_under_label(reading: Reading) -> Iterator[Span]:
    """Find what is given to whoever the label of its turn names."""
    for n, piece in enumerate(reading.pieces):
        if piece.spoken and piece.reason.basis is Basis.LABEL:
            yield n, n + 1


@explains("words beside it say who speaks")
def speaker_is_announced(reading: Reading) -> Iterator[Span]:
    """Find speeches that words above them, or the head of the page, give to somebody."""
    return _resting_on(reading, _ANNOUNCED)


@explains("the page names its author")
def author_is_named(reading: Reading) -> Iterator[Span]:
    """Find what the author of a page says, whom headline, by-line or signature name."""
    return _resting_on(reading, _AUTHOR)


@explains("it answers questions, and the page says who was asked")
def answers_who_was_asked(reading: Reading) -> Iterator[Span]:
    """Find the answers of interviews in which no label stands above them."""
    return _resting_on(reading, {Basis.ASKED})


@explains("it is set as the questions of this page are")
def is_set_as_questions(reading: Reading) -> Iterator[Span]:
    """Find questions that only their look tells."""
    for start, end in _resting_on(reading, {Basis.LOOK}):
        if reading.pieces[start].kind is QUESTION:
            yield start, end


@explains("a verb of saying and a name stand beside the quotation")
def quotation_has_tag(reading: Reading) -> Iterator[Span]:
    """Find quotations of reports: “…”, said Ada Brook."""
    return _resting_on(reading, {Basis.TAG})


@explains("the page says who wrote what is read out")
def sender_is_named(reading: Reading) -> Iterator[Span]:
    """Find texts read out or printed whose sender is announced, or signs."""
    for n, piece in enumerate(reading.pieces):
        if piece.kind is MESSAGE and piece.reason.basis in _SENT:
            yield n, n + 1


@explains("the head of the message names its writer")
def head_names_writer(reading: Reading) -> Iterator[Span]:
    """Find mails and posts."""
    return _resting_on(reading, {Basis.MESSAGE_HEAD})


_FIRST: tuple[Witness, ...] = (
    stands_under_label,
    speaker_is_announced,
    author_is_named,
    answers_who_was_asked,
    is_set_as_questions,
    quotation_has_tag,
    sender_is_named,
    head_names_writer,
)


@explains("it goes on from words that are explained")
def goes_on_from_explained(reading: Reading) -> Iterator[Span]:
    """Find what follows explained words of the same speaker in the same turn.

    The first reader was in doubt there, so that its reason rests on nothing.
    """
    explained = {start for one in _FIRST for start, _ in one.spans(reading)}
    above: tuple[int, str | None] | None = None
    for n, piece in enumerate(reading.pieces):
        if not piece.spoken or piece.kind is MESSAGE:
            continue
        own = piece.turn, piece.speaker
        if n in explained:
            above = own
        elif own == above:
            yield n, n + 1
        else:
            above = None


WITNESSES: tuple[Witness, ...] = (*_FIRST, goes_on_from_explained)
