"""Witnesses about what leads to the words of another: a colon, an address, a quotation."""

import re
from collections.abc import Iterator, Sequence

from content.language.sentence_marks import CALL_ENDS, COLONS, SENTENCE_GAP
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.doubt.reading import Reading
from content.segment.doubt.witness import Span, Witness, opposes
from content.segment.doubt.witnesses.openings import lists_in
from content.segment.kinds import COMMENTARY, HEADING
from content.segment.messages.words import speaks_of_message
from content.segment.names.name_score import is_direct_address
from content.segment.names.words import CJK_ROLE
from content.segment.pieces import Piece
from content.segment.voices.one_speech.salutations import addresses_audience

_MAX_ADDRESS = 60
_PARTS = re.compile("[,、，。]\\s*")
# "1. The pier", "a) the pier", "1.º El muelle"; a dash before a capital may open talk.
_COUNT = re.compile(
    r"\s*(?:\(?(?P<count>\d{1,2}|[^\W\d_])(?:[.)][ºª]?|[ºª][.)]?)\s"
    r"|(?P<dash>[-–—•])\s+(?=[^\W\d_A-ZÀ-Þ]))"
)


@opposes("it opens like a letter")
def opens_like_a_letter(reading: Reading) -> Iterator[Span]:
    """Find where a line of address stands inside a turn, to the turn's end."""
    for turn, _ in reading.labelled:
        for n in turn.inside:
            text = reading.pieces[n].text.strip()
            short = len(text) <= _MAX_ADDRESS and text.endswith(CALL_ENDS)
            led = reading.pieces[n - 1].text.rstrip().endswith(COLONS)
            if short and led:
                yield n, turn.end
                break


@opposes("what stands before it announces the words of another", decides=True)
def is_announced(reading: Reading) -> Iterator[Span]:
    """Find the passage after a colon, where the colon's words speak of a message.

    The same where the passage is a quotation.
    """
    for n, before in _below_colons(reading):
        piece = reading.pieces[n]
        quoted = piece.quoted or piece.text.lstrip()[:1] in OPENING_QUOTES
        if quoted or speaks_of_message(before[-200:]):
            yield n, n + 1


@opposes("what stands before it ends in a colon")
def follows_colon(reading: Reading) -> Iterator[Span]:
    """Find the other passages after one that ends in a colon.

    But for the first item of what whoever speaks counts: "1. A pier.", "2. A ferry.",
    and below a call to those who listen.
    """
    announced = {n for n, _ in is_announced.spans(reading)} | lists_in(reading)
    for n, before in _below_colons(reading):
        counted = n in announced or _opens_list(reading.pieces, n)
        if not (counted or _is_call(before)):
            yield n, n + 1


def _is_call(text: str) -> bool:
    """Return whether words before a colon call those who listen, and say no more.

    >>> _is_call("Dear colleagues:"), _is_call("主席、各位同事：")
    (True, True)
    >>> _is_call("Dear colleagues, he said this:"), _is_call("I ask you:")
    (False, False)
    """
    bare = SENTENCE_GAP.split(text.strip())[-1].rstrip("".join(COLONS)).strip()
    if not 0 < len(bare) <= _MAX_ADDRESS:
        return False
    parts = [part for part in _PARTS.split(bare) if part]
    called = [addresses_audience(f"{part}:") for part in parts]
    return any(called) and all(
        one or is_direct_address(part) or CJK_ROLE.regex.fullmatch(part) is not None
        for one, part in zip(called, parts, strict=True)
    )


def _opens_list(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a passage and the next one of its turn open as items of one list."""
    first = _COUNT.match(pieces[n].text)
    last = n + 1 < len(pieces) and pieces[n + 1].turn == pieces[n].turn
    second = _COUNT.match(pieces[n + 1].text) if last else None
    if first is None or second is None:
        return False
    one, two = first["count"], second["count"]
    if one is None or two is None:
        return first["dash"] is not None and first["dash"] == second["dash"]
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return len(one) == len(two) == 1 and ord(two) == ord(one) + 1


def _below_colons(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the passages below a colon, and what stands before them."""
    for turn, _ in reading.labelled:
        before = None
        for n in range(turn.start, turn.end):
            piece = reading.pieces[n]
            if piece.kind in {COMMENTARY, HEADING}:
                # What was announced is nobody's, or the title below "I call item 3:".
                before = None
            if not piece.spoken:
                continue
            text = piece.text.rstrip(" \t*_")
            if before and before.endswith(COLONS) and not piece.read_by:
                yield n, before
            before = text


@opposes("a colon a few lines above may have announced the words of another")
def is_announced_above(reading: Reading) -> Iterator[Span]:
    """Find the second and third passage after one that ends in a colon."""
    for first, _ in is_announced.spans(reading):
        turn = reading.pieces[first].turn
        for n in range(first + 1, min(first + 3, len(reading.pieces))):
            if reading.pieces[n].turn != turn or reading.pieces[n].read_by:
                break
            yield n, n + 1


@opposes("a letter or a message is announced before it, and its end is not marked")
def below_announcement(reading: Reading) -> Iterator[Span]:
    """Find what follows the announcement of a text, to the end of its turn."""
    for turn in reading.turns:
        for n in range(turn.start, turn.end - 1):
            piece = reading.pieces[n]
            if not piece.spoken or piece.read_by:
                continue
            text = piece.text.rstrip(" \t*_")
            if text.endswith(COLONS) and speaks_of_message(text[-200:]):
                yield n + 1, turn.end
                break


@opposes("it opens with a quotation mark")
def opens_quoted(reading: Reading) -> Iterator[Span]:
    """Find passages that open with a quotation mark and go on with a speaker's words.

    An interview may print each answer as a quotation.
    """
    for turn in reading.turns:
        for n in turn.inside:
            before = reading.pieces[n - 1]
            opens = before.spoken and before.speaker != reading.pieces[n].speaker
            if not opens and reading.pieces[n].text.lstrip()[:1] in OPENING_QUOTES:
                yield n, n + 1


WITNESSES: tuple[Witness, ...] = (
    opens_like_a_letter,
    is_announced,
    follows_colon,
    is_announced_above,
    below_announcement,
    opens_quoted,
)
