"""Witnesses about texts that somebody quotes at length, or reads out, inside a turn."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.segment.basis import Basis
from content.segment.doubt.reading import Reading, Turn
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.kinds import MESSAGE
from content.segment.messages.quotations import (
    are_quoted,
    closes_quotation,
    is_long,
)
from content.segment.messages.words import (
    announces_reading,
    greets_reader,
    is_item,
    reader_ends,
    says_it_is_read,
    speaks_of_message,
    tells_of_text_read,
)
from content.segment.pieces import READ_FOR_UNNAMED, Piece
from content.segment.result import SegmentKind

_MAX_QUOTED = 40
_MAX_READING_CHARS = 60
_MAX_ADDRESS = 90
_MIN_PLAIN_TURNS = 4
_GOES_ON = (*SENTENCE_ENDS, ":", ";", ",", ")")
_BETWEEN = {SegmentKind.STAGE, SegmentKind.BOILERPLATE, SegmentKind.HEADING}
"""What may stand inside a quotation: directions, and the head of the next page."""


def _own(piece: Piece) -> bool:
    """Return whether a piece is given to whoever speaks, and not as a message."""
    return piece.spoken and piece.kind is not MESSAGE


def _quotations(reading: Reading, turn: Turn) -> Iterator[Span]:
    """Yield the quotations of whole paragraphs, 20 words or more, that are closed.

    Each paragraph may open the quotation anew.
    """
    pieces = reading.pieces
    n = turn.start
    while n < turn.end:
        mark = pieces[n].text.lstrip()[:1]
        opens = mark in CLOSING_MARKS  # which few do
        end = _end(pieces[n : min(turn.end, n + _MAX_QUOTED)], mark) if opens else 0
        # The items of an amendment are of no other person.
        item = bool(end) and is_item(pieces[n].text.lstrip()[1:])
        if (
            end
            and not item
            and is_long(" ".join(p.text for p in pieces[n : n + end] if p.spoken))
        ):
            yield n, n + end
        n += max(end, 1)


def _end(pieces: Sequence[Piece], mark: str) -> int:
    """Return how many pieces a quotation at the start of the first one takes; else 0."""
    end = 0
    if mark not in CLOSING_MARKS or mark == "»" or not _own(pieces[0]):
        return 0
    for n, piece in enumerate(pieces):
        if piece.kind in _BETWEEN:
            continue
        opens = piece.text.lstrip()[:1] == mark
        if not _own(piece) or (end and not opens):
            break
        end = n + 1 if closes_quotation(piece.text, mark) else 0
    return end


def _same_speaker(
    reading: Reading, turn: Turn, n: int, end: int
) -> tuple[list[int], list[int]]:
    """Return what the speaker of a quotation says before it, and what behind it."""
    pieces = reading.pieces
    speaker = pieces[n].speaker
    before = [k for k in range(turn.start, n) if _own(pieces[k])]
    behind = [k for k in range(end, turn.end) if _own(pieces[k])]
    return (
        before if before and pieces[before[-1]].speaker == speaker else [],
        behind if behind and pieces[behind[0]].speaker == speaker else [],
    )


@opposes("whoever speaks quotes whole paragraphs here", decides=True)
def quotes_at_length(reading: Reading) -> Iterator[Span]:
    """Find quotations of whole paragraphs below words of the same speaker."""
    for turn in reading.turns:
        for n, end in _quotations(reading, turn):
            before = _same_speaker(reading, turn, n, end)[0]
            if before and not (
                turn.label is None and _goes_on_quoted(reading.pieces, before, n)
            ):
                yield n, end


def _goes_on_quoted(pieces: Sequence[Piece], before: Sequence[int], n: int) -> bool:
    """Return whether all that is said is quoted, and opens again behind an aside."""
    mark = pieces[n].text.lstrip()[:1]
    opens = pieces[before[0]].text.lstrip()[:1] == mark
    aside = any(p.kind is SegmentKind.COMMENTARY for p in pieces[before[-1] + 1 : n])
    return opens and aside and closes_quotation(pieces[before[-1]].text, mark)


@opposes("a turn opens with a quotation here and goes on outside of it", decides=True)
def opens_turn_quoted(reading: Reading) -> Iterator[Span]:
    """Find quotations at the start of turns in which the speaker goes on.

    Below a line that says who speaks, such a quotation is what the line leads to. None
    where the document quotes what everybody says: what stands below is not said.
    """
    texts = [reading.pieces[turn.start].text for turn, _ in reading.labelled]
    if are_quoted(texts):
        return
    for turn in reading.turns:
        for n, end in _quotations(reading, turn):
            if reading.pieces[n].reason.basis is Basis.LINE_ABOVE:
                continue
            before, behind = _same_speaker(reading, turn, n, end)
            quoted = {
                k for a, b in _quotations(reading, turn) for k in range(a, b) if a != n
            }
            if not before and [k for k in behind if k not in quoted]:
                yield n, end


@opposes("all of its turn is one quotation, and other turns are not", decides=True)
def is_all_quoted(reading: Reading) -> Iterator[Span]:
    """Find turns of several paragraphs that one pair of quotation marks holds.

    Who opens a turn with a mark and closes it at its end reads what another wrote, unless
    the document prints so what everybody says.
    """
    found: list[Span] = []
    quoted = 0
    for turn, _ in reading.labelled:
        own = [n for n in range(turn.start, turn.end) if _own(reading.pieces[n])]
        mark = reading.pieces[own[0]].text.lstrip()[:1] if own else ""
        if mark not in CLOSING_MARKS or mark == "»":
            continue
        quoted += closes_quotation(reading.pieces[own[-1]].text, mark)
        if len(own) > 1 and _is_one_quotation([reading.pieces[n] for n in own], mark):
            found.append((own[0], own[-1] + 1))
    if quoted * _MIN_PLAIN_TURNS <= len(reading.labelled):
        yield from found


def _is_one_quotation(own: Sequence[Piece], mark: str) -> bool:
    """Return whether what the mark of the first piece opens is long, and all they say."""
    # Each paragraph may open it anew.
    quoted = "\n".join(piece.text.strip().removeprefix(mark) for piece in own)
    depth = 1
    for place, char in enumerate(quoted):
        if char in CLOSING_MARKS[mark]:
            depth -= 1
        elif char == mark:
            depth += 1
        if not depth:
            rest = quoted[place + 1 :]
            return is_long(quoted) and not any(map(str.isalpha, rest))
    return False


@opposes("a letter is announced before it, and it opens like one", decides=True)
def opens_announced_letter(reading: Reading) -> Iterator[Span]:
    """Find a line of address below words about a letter, to what ends the letter."""
    for turn in reading.turns:
        for n in turn.inside:
            above, text = reading.pieces[n - 1], reading.pieces[n].text
            if (
                _own(above)
                and above.speaker == reading.pieces[n].speaker
                and greets_reader(text)
                and not reader_ends(text)
                and tells_of_text_read(above.text)
            ):
                yield n, _letter_end(reading, turn, n)
                break


@opposes("its label says that somebody reads out what another wrote", decides=True)
def label_says_it_is_read(reading: Reading) -> Iterator[Span]:
    """Find turns under a label such as "Letter from Ada Brook, read by Tom Ferro:"."""
    for turn, label in reading.labelled:
        printed = label.label.printed
        if speaks_of_message(printed) and says_it_is_read(printed):
            yield turn.start, turn.end


@opposes("whoever speaks says no more than that a text is read now", decides=True)
def only_reads(reading: Reading) -> Iterator[Span]:
    """Find what stands below a turn's only words of its own: "I read it out.".

    Where the text was found, what stands below it is the reader's.
    """
    for turn in reading.turns:
        first = reading.pieces[turn.start]
        own = reading.pieces[turn.start : turn.end]
        if (
            turn.inside
            and all(piece.kind is not MESSAGE for piece in own)
            and _own(first)
            and turn.label is not None
            and len(first.text.strip()) <= _MAX_READING_CHARS
            and announces_reading(first.text)
        ):
            yield turn.inside[0], _letter_end(reading, turn, turn.inside[0])
        elif turn.label is not None and (n := _below_heads(own)):
            yield turn.start + n, turn.end


def _below_heads(pieces: Sequence[Piece]) -> int:
    """Return where words go on below a text that is read out, if only titles were found.

    "I have it read:", and below it the item's number and title; 0 if there are none.
    """
    found = [
        n for n, p in enumerate(pieces) if p.reason.words.startswith(READ_FOR_UNNAMED)
    ]
    if not found or any(pieces[n].text.rstrip().endswith(SENTENCE_ENDS) for n in found):
        return 0
    return found[-1] + 1


@opposes(
    "it may be read out, since titles and a line of address stand above", decides=True
)
def stands_below_address(reading: Reading) -> Iterator[Span]:
    """Find what a turn has from a line of address below titles on.

    The record of a parliament puts titles between "I have it read" and the text: a short
    line without a stop ("To the Presidency of the Assembly"), paragraphs, who signs.
    """
    for turn in reading.turns:
        opening = _address_below_titles(reading.pieces[turn.start : turn.end])
        for n in range(turn.start + opening, turn.end) if opening else ():
            if _own(reading.pieces[n]):
                yield n, n + 1


def _address_below_titles(turn: Sequence[Piece]) -> int:
    """Return where a line of address stands below titles of a turn; 0 if none does."""
    said = [n for n, piece in enumerate(turn) if piece.spoken]
    for above, n in pairwise(said):
        titled = any(p.kind is SegmentKind.HEADING for p in turn[above + 1 : n])
        if titled and n < said[-1] and _is_address(turn[n].text.strip()):
            return n
    return 0


def _is_address(line: str) -> bool:
    short = len(line) <= _MAX_ADDRESS and line[:1].isupper()
    return short and not line.endswith(_GOES_ON)


def _letter_end(reading: Reading, turn: Turn, start: int) -> int:
    """Return the index after the last piece of a turn that a letter may take."""
    pieces = reading.pieces
    mark = pieces[start].text.lstrip()[:1]
    quoted = _end(pieces[start : min(turn.end, start + _MAX_QUOTED)], mark)
    if quoted:
        return start + quoted
    for n in range(start + 1, turn.end):
        if not _own(pieces[n]) and pieces[n].kind not in _BETWEEN:
            return n
        if _own(pieces[n]) and reader_ends(pieces[n].text):
            return n
    return turn.end


WITNESSES: tuple[Witness, ...] = (
    quotes_at_length,
    opens_turn_quoted,
    is_all_quoted,
    opens_announced_letter,
    label_says_it_is_read,
    only_reads,
    stands_below_address,
)
