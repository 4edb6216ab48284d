"""Witnesses that explain an attribution: what says whose words they are.

Without one of them nothing is served, however little speaks against it. The first
reader's reason tells what it went by; where a label stands above, its turn does.
"""

import re
from collections.abc import Iterator

from content.reasons import READ_OUT_FOR, is_under_label
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, explains
from content.segment.kinds import MESSAGE, QUESTION

_ANNOUNCED = re.compile(
    "announced by words|a line above |a line below the headline|printed below words|"
    "the head says|the head speaks|a dash below words|quoted (?:behind|at length)|"
    ".+ stands beside an office|the page names the |the headline quotes|"
    "the headline names who praises|the line below the quotation|"
    "told in the first person|the document declares"
)
_AUTHOR = re.compile(
    "a line at the top|the headline names the author|the by-line names|"
    "a by-line stands|who signs it|.+ signs? at the end|the author's own|"
    "the head names the author"
)
_ASKED = re.compile(
    "answers (?:a|the) question|a title names|the introduction says|"
    "before the first label|greets before the first label"
)
_TAGGED = re.compile("quoted (?:beside|as words)|quotes what|repeats what")
_SENT = re.compile(
    f"{READ_OUT_FOR}|.+ (?:signs?|wrote it)|the headline names|quote[ds] |a message"
)
_WRITTEN = re.compile("a (?:mail|post|message) from")
_LOOKS = re.compile("a question set apart")


def _by_reason(reading: Reading, known: re.Pattern[str]) -> Iterator[Span]:
    """Yield what somebody says, and is not read out, for reasons of a kind."""
    for n, piece in enumerate(reading.pieces):
        if piece.spoken and piece.kind is not MESSAGE and known.match(piece.reason):
            yield n, n + 1


@explains("a label stands above it")
def stands_under_label(reading: Reading) -> Iterator[Span]:
    """Find what is given to whoever the label of its turn names."""
    for n, piece in enumerate(reading.pieces):
        if piece.spoken and is_under_label(piece.reason):
            yield n, n + 1


@explains("words beside it say who speaks")
def speaker_is_announced(reading: Reading) -> Iterator[Span]:
    """Find speeches that words above them, or the head of the page, give to somebody."""
    return _by_reason(reading, _ANNOUNCED)


@explains("the page names its author")
def author_is_named(reading: Reading) -> Iterator[Span]:
    """Find what the author of a page says, whom headline, by-line or signature name."""
    return _by_reason(reading, _AUTHOR)


@explains("it answers questions, and the page says who was asked")
def answers_who_was_asked(reading: Reading) -> Iterator[Span]:
    """Find the answers of interviews in which no label stands above them."""
    return _by_reason(reading, _ASKED)


@explains("it is set as the questions of this page are")
def is_set_as_questions(reading: Reading) -> Iterator[Span]:
    """Find questions that only their look tells."""
    for start, end in _by_reason(reading, _LOOKS):
        if reading.pieces[start].kind is QUESTION:
            yield start, end


@explains("a verb of saying and a name stand beside the quotation")
def quotation_has_tag(reading: Reading) -> Iterator[Span]:
    """Find quotations of reports: “…”, said Ada Brook."""
    return _by_reason(reading, _TAGGED)


@explains("the page says who wrote what is read out")
def sender_is_named(reading: Reading) -> Iterator[Span]:
    """Find texts read out or printed whose sender is announced, or signs."""
    for n, piece in enumerate(reading.pieces):
        if piece.kind is MESSAGE and _SENT.match(piece.reason):
            yield n, n + 1


@explains("the head of the message names its writer")
def head_names_writer(reading: Reading) -> Iterator[Span]:
    """Find mails and posts."""
    return _by_reason(reading, _WRITTEN)


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

    The first reader's reason tells there only why it was in doubt.
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
