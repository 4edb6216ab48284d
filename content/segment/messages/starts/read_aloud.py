"""Signs that paragraphs of a turn are a text of somebody else, read aloud."""

from collections.abc import Sequence

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.kinds import STAGE
from content.segment.messages.addresses import addresses_body
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.evident_letters import evident_letter, may_be_evident
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.reading_notes import is_below_reading_note
from content.segment.messages.extents.set_off import is_set_off, opens_set_off
from content.segment.messages.quotations import is_long
from content.segment.messages.senders.introductions import names_sender
from content.segment.messages.words import (
    SALUTATION,
    announces_reading,
    greets_reader,
    is_item,
    names_document,
    opens_as_address,
    reader_ends,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_SHORT_QUOTATION, _BRIEF_QUOTATION = 80, 45
_LONG_QUOTATION = 120
_MAX_HEAD = 5
_MAX_TURNS, _MAX_TELLING = 4, 3
_MAX_SALUTATION = 60
_MAX_READ_NEAR = 400
_MAX_READING_CHARS = 60
_MAX_BRIEF_TURN = 160


def is_message(
    turn: Sequence[Piece], start: int, extent: Extent, announced: Announced
) -> bool:
    """Return whether a text is the message of somebody, and no words of its reader.

    The less clearly it is announced, the more of a letter it has to show.
    """
    leads = announced < Announced.SURE and _announces_another(turn, start, extent)
    return not leads and _shows_message(turn, start, extent, announced)


def _shows_message(
    turn: Sequence[Piece], start: int, extent: Extent, announced: Announced
) -> bool:
    several = extent.end - start > 1
    text = turn[start].text.strip()
    greets = greets_reader(text)
    set_off = extent.form in {Form.QUOTED, Form.SET_OFF}
    headed = extent.greeted and len(text) <= _MAX_SALUTATION
    letter = extent.form is Form.LETTER and (headed or greets)
    length = sum(len(p.text) for p in turn[start : extent.end])
    signed = letter and greets and extent.signed and not text.endswith(COLONS)
    if start and (extent.evident or signed) and length >= _SHORT_QUOTATION:
        return True
    if announced is Announced.NOT:
        quotation = extent.form is Form.QUOTED and len(text) >= _LONG_QUOTATION
        if quotation and start and names_sender(turn[start - 1].text):
            return True
        framed = set_off or (letter and _is_salutation(turn[start]))
        return framed and extent.signed and (several or greets)
    if announced is Announced.COLON:
        return (letter or set_off) and extent.signed and length >= _SHORT_QUOTATION
    if announced is Announced.SURE or extent.form in {Form.REST, Form.OPEN}:
        noted = announced > Announced.COLON and is_below_reading_note(turn, start)
        noted = noted and turn[start - 1].turn == turn[start].turn
        return announced is Announced.SURE or greets or noted
    # It may announce another text itself.
    leads = not set_off and announced_by(text, quoted=False) is Announced.SURE
    told = start > 0 and _tells_of_text(turn[start - 1].text)
    least = _BRIEF_QUOTATION if told else _SHORT_QUOTATION
    short = len(text) < least and len(sentences_of(text)) < 2
    whole = extent.form is not Form.QUOTED or several or extent.signed or not short
    return whole and not leads


def _announces_another(turn: Sequence[Piece], start: int, extent: Extent) -> bool:
    """Return whether a text leads to a letter within it, which another signs then.

    A speaker calls the listeners, tells of a letter, and reads it: "I read: Dear Sir, …".
    """
    return any(
        turn[n].text.rstrip().endswith(COLONS)
        and greets_reader(turn[n + 1].text)
        and announced_by(turn[n].text, quoted=False, greeted=True) >= Announced.LIKELY
        for n in range(start + 1, extent.end - 1)
        if turn[n].spoken and turn[n + 1].spoken
    )


def _tells_of_text(intro: str) -> bool:
    """Return whether the last sentence before a text tells of a message, or of writing."""
    last = " ".join(sentences_of(intro[-_MAX_READ_NEAR:])[-1:])
    return speaks_of_message(last) or tells_of_writing(last)


def may_be_message(
    turn: Sequence[Piece], start: int, intro: str, announced: Announced
) -> bool:
    """Return whether a text may be a message that is hardly announced: a quick check.

    It is marked, stands below a colon, or is a letter, which opens with an address or,
    where words say that something is read, with a short line above one.
    """
    text = turn[start].text
    led = start > 0 and turn[start - 1].text.rstrip().endswith(COLONS)
    short = len(text.strip()) <= _MAX_SALUTATION
    return (
        led
        or intro.rstrip().endswith(COLONS)
        or text.lstrip()[:1] in OPENING_QUOTES
        or opens_set_off(turn, start)
        or greets_reader(text)
        or (short and (announced > Announced.NOT or SALUTATION.opens(text.strip())))
        or evident_letter(turn, start) is not None
        or addresses_body(text)
    )


def is_marked(piece: Piece) -> bool:
    """Return whether a text opens as one of another may: greeting, quoted or set off."""
    quoted = piece.text.lstrip()[:1] in OPENING_QUOTES
    set_off = quoted or is_set_off(piece) or greets_reader(piece.text)
    return set_off or may_be_evident(piece.text) or addresses_body(piece.text)


def quotes_at_length(turn: Sequence[Piece], start: int, extent: Extent) -> bool:
    """Return whether a speaker quotes whole paragraphs, 20 words or more.

    Whoever does that most likely says whose they are.
    """
    above = turn[start - 1] if start else None
    return (
        above is not None
        and above.spoken
        and above.speaker == turn[start].speaker
        and (extent.form is Form.QUOTED or _stands_out(turn, start, extent))
        and not is_item(turn[start].text.lstrip()[1:])
        and is_long(" ".join(p.text for p in turn[start : extent.end] if p.spoken))
    )


def _stands_out(turn: Sequence[Piece], start: int, extent: Extent) -> bool:
    """Return whether the page sets off what somebody says below a colon and a name.

    Not an oath, or a list.
    """
    return (
        extent.form is Form.SET_OFF
        and not turn[start].italic
        and turn[start - 1].text.rstrip().endswith(COLONS)
        and any(FIRST_PERSON.is_in(p.text) for p in turn[start : extent.end])
    )


def stands_below_writing(turn: Sequence[Piece], start: int, extent: Extent) -> bool:
    """Return whether the page sets off words in person below a speaker's about writing.

    "He wrote me a card in his last winter. His wife agrees."
    """
    above = turn[start - 1] if start else None
    if above is None or not above.spoken or above.speaker != turn[start].speaker:
        return False
    near = " ".join(sentences_of(above.text[-_MAX_READ_NEAR:])[-_MAX_TELLING:])
    said = [p.text for p in turn[start : extent.end] if p.spoken]
    return (
        extent.form is Form.SET_OFF
        and not turn[start].italic
        and tells_of_writing(near)
        and is_long(" ".join(said))
        and any(map(FIRST_PERSON.is_in, said))
    )


def was_announced(
    turn: Sequence[Piece], start: int, extent: Extent, before: Sequence[Piece]
) -> bool:
    """Return whether a marked text was announced in the last turns, by who reads it or not.

    "Here is a letter from him. Shall I read it?" – "Please." – "“Dear Ada, …”"
    """
    marked = extent.form in {Form.QUOTED, Form.SET_OFF}
    reader = turn[start].speaker
    if not marked or not reader:
        return False
    if not is_long(" ".join(p.text for p in turn[start : extent.end] if p.spoken)):
        return False
    own = [p.text for p in before if p.spoken and p.speaker == reader]
    asked = bool(before) and before[-1].spoken
    if asked and any(speaks_of_message(text) for text in own[-2:]):
        return True
    # A text that is read out announces no other.
    said = (p for p in before if p.spoken and p.kind is not SegmentKind.MESSAGE)
    spoken = [p.text for p in said]
    told = any(map(tells_of_writing, own[-2:]))
    opens = extent.form is Form.SET_OFF or greets_reader(turn[start].text)
    return opens and (told or any(map(speaks_of_message, spoken[-_MAX_TURNS:])))


def is_read(turn: Sequence[Piece], start: int, before: Sequence[Piece]) -> bool:
    """Return whether somebody says that a text is read now, and it opens like one.

    No colon leads to it: "He can't be here, so I'll read it." "To the meeting. I move …"
    Where little else is said, the turn above may speak of it: "Right, I read."
    """
    above, text = turn[start - 1], turn[start].text
    if not (above.spoken and announces_reading(above.text)):
        return False
    near = above.text[-_MAX_READ_NEAR:]
    if start == 1 and before and len(near) <= _MAX_BRIEF_TURN:
        told = " ".join(piece.text for piece in before[-2:] if piece.spoken)
        near = f"{told[-_MAX_READ_NEAR:]} {near}"
    opens = text.lstrip()[:1] in OPENING_QUOTES or opens_as_address(text)
    if not opens and not _closes_with_reading(above.text, text):
        return False
    if text.rstrip().endswith(COLONS):
        return False  # It announces a text itself.
    return any(
        tells(near) for tells in (speaks_of_message, tells_of_writing, names_document)
    )


def _closes_with_reading(above: str, text: str) -> bool:
    """Return whether a paragraph's last, brief sentence says that a text is read now.

    "I have a letter from a foreman. I read a piece of it." Below it stands the text,
    unless it is spoken of there.
    """
    last = sentences_of(above[-_MAX_READ_NEAR:])[-1:]
    brief = bool(last) and len(last[0]) <= _MAX_READING_CHARS
    return (
        brief
        and announces_reading(last[0])
        and not speaks_of_message(text[:_MAX_READING_CHARS])
        and not reader_ends(text)
    )


def heads_text(piece: Piece) -> bool:
    """Return whether a piece is a heading in brackets: "[TEXT OF LETTER]"."""
    return (
        piece.kind is STAGE
        and piece.text.strip()[:1] in {"[", "(", "（", "［"}
        and speaks_of_message(piece.text)
    )


def opens_letter(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a salutation stands at a piece, or below the head of a letter."""
    for piece in turn[start : start + _MAX_HEAD]:
        if greets_reader(piece.text):
            return True
        told = len(sentences_of(piece.text)) > 1 or tells_of_writing(piece.text)
        if not piece.spoken or len(piece.text) > _MAX_SALUTATION or told:
            break
    return False


def _is_salutation(piece: Piece) -> bool:
    """Return whether a piece is a line of address, and announces nothing."""
    text = piece.text.strip()
    return (
        len(text) <= _MAX_SALUTATION
        and SALUTATION.opens(text)
        and announced_by(text, quoted=False) <= Announced.COLON
    )
