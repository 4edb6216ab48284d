"""A text that is read out: where it stands in a turn, who sent it, and how sure that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.extent import Extent, Form
from content.segment.messages.senders.bodies.agreed_bodies import (
    agreed_body,
    signs_alone,
)
from content.segment.messages.senders.origin import SURE, Origin
from content.segment.messages.words import (
    is_salutation_line,
    names_document,
    sentences_of,
    speaks_of_message,
)
from content.segment.names.body_names import may_be_named_body
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname, stem_of
from content.segment.pieces import Piece, opens_line
from content.segment.result import SegmentKind

DOUBT = 0.6
"""How sure a message is that a person has to check."""
# How many paragraphs after the first one of an open text may belong to it.
_MAX_DOUBTED_PIECES = 3
_MIN_NAME = 2
_MAX_UNMARKED = 20
_MAX_BELOW, _MAX_BODY_LINE = 2, 90
_UNANNOUNCED = 0.7
_PLAIN = 0.9
_MAX_NEAR = 120
_UNNAMED = 0.7
_HEADING = SegmentKind.HEADING
_MAX_SHORT_WORD = 4
_MAX_CONTACTS, _MAX_CONTACT_CHARS = 4, 70
# "tel. 555 0100", "office@moor.example", "www.moor.example"
_CONTACT = re.compile(
    r"^(?:[^\W\d_]{1,9}[.:]{0,2}\s?)?[+(]?\d[\d\s/()-]{5,18}\d$|^\S+@\S+$|^(?:www\.|https?:)\S+$"
)
CONFIDENCE = {
    Form.QUOTED: 0.95,
    Form.SET_OFF: 0.85,
    Form.LETTER: 0.85,
    Form.READ: 0.85,
    Form.LIST: 0.8,
    Form.REST: 0.75,
    Form.OPEN: 0.65,
}
"""How sure a message is by what marks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in a turn: its first and last piece (exclusive), and its sender.

    Attributes:
        sender: Empty where it is read out for somebody who is not named, or is a law.
        doubt: Index after the last piece that may belong to it, too; at least `end`.
        printed: Whether the record prints it, and no speaker reads it.
        open_ended: Whether nothing shows its end.
        doubted: Whether others who are named near it may as well have sent it.
    """

    start: int
    end: int
    sender: str
    confidence: float
    doubt: int = 0
    printed: bool = False
    open_ended: bool = False
    doubted: bool = False


def paragraphs_below(turn: Sequence[Piece], start: int, extent: Extent) -> list[str]:
    """Return the paragraphs that follow a text, or may follow it."""
    open_ended = extent.form in {Form.OPEN, Form.REST}
    first = start + 1 if open_ended else extent.end
    last = first + (_MAX_UNMARKED if open_ended else 1)
    return [piece.text for piece in turn[first:last] if piece.spoken]


def up_to_address(
    turn: Sequence[Piece], start: int, extent: Extent, sender: str
) -> Extent:
    """Return a text without a marked end, up to where its reader addresses the sender."""
    names = [re.escape(word) for word in sender.split() if len(word) > _MIN_NAME]
    addressed = (
        re.compile(rf"(?:\w+\s){{0,2}}(?:{'|'.join(names)})[,!?]\s") if names else None
    )
    for n in range(start + 1, min(len(turn), start + _MAX_UNMARKED)):
        if addressed is None or not turn[n].spoken:
            break
        if addressed.match(turn[n].text.lstrip()):
            return replace(extent, end=n, form=Form.READ)
    return extent


def with_body_below(turn: Sequence[Piece], extent: Extent, intro: str) -> Extent:
    """Return a signed text with the line below who signs that names its body, too."""
    end = extent.end
    while extent.signed and end < min(len(turn), extent.end + _MAX_BELOW):
        text = turn[end].text.strip()
        brief = len(text) <= _MAX_BODY_LINE and not text.endswith((":", "?", "!"))
        if not (
            turn[end].spoken
            and brief
            and signs_alone(agreed_body(intro, [text]), [text])
        ):
            break
        end += 1
    if extent.signed and extent.form is Form.LETTER:
        near = turn[end : end + _MAX_CONTACTS + 1]
        # Each message of a chat has a label.
        below = [*takewhile(lambda piece: not piece.label, near)]
        end += len(below) if _ends_signature(below) else 0
    return replace(extent, end=end)


def _ends_signature(below: Sequence[Piece]) -> bool:
    """Return whether the last lines of a turn only say where whoever signed above them works.

    "Moor Town Council", "Tel. 555 0100"
    """
    texts = [piece.text.strip() for piece in below]
    return (
        0 < len(texts) <= _MAX_CONTACTS
        and all(piece.spoken for piece in below)
        and all(_is_contact(text) for text in texts)
    )


def _is_contact(text: str) -> bool:
    """Return whether a line is a body's name, or a number or an address on the net.

    >>> _is_contact("Moor Town Council"), _is_contact("tel. 555 0100")
    (True, True)
    >>> _is_contact("The council is wrong."), _is_contact("I ask the council to answer")
    (False, False)
    """
    if len(text) > _MAX_CONTACT_CHARS or text.endswith((*SENTENCE_ENDS, *COLONS)):
        return False
    first, last = text[:1], text.split()[-1:]
    named = first.isupper() and last[0][:1].isupper() and may_be_named_body(text)
    return named or _CONTACT.search(text) is not None


def _may_be_open(extent: Extent, origin: Origin) -> bool:
    """Return whether who sent a text is named so clearly that it needs no marks."""
    return extent.greeted or origin.confidence >= SURE


def is_printed_letter(
    found: Message, extent: Extent, announced: Announced, intro: str
) -> bool:
    """Return whether what the record prints is surely the letter of somebody."""
    signed = extent.signed and (
        announced_by(intro, quoted=True, greeted=extent.greeted) > Announced.COLON
    )
    letter = extent.greeted and announced >= Announced.LIKELY
    letter = letter and any(map(speaks_of_message, sentences_of(intro)[-1:]))
    # "The clerk reads the letter sent by Ada Brook: “…”"
    named = extent.form is Form.QUOTED and found.confidence >= _PLAIN
    named = named and announced >= Announced.LIKELY and intro.rstrip().endswith(COLONS)
    named = named and speaks_of_message(intro[-_MAX_NEAR:])
    told = letter or named or announced is Announced.SURE
    sure = found.sender and (signed or told)
    marked = extent.form in {Form.QUOTED, Form.SET_OFF, Form.LETTER}
    return bool(sure and marked)


def is_signed_quote(turn: Sequence[Piece], start: int, extent: Extent) -> bool:
    """Return whether a page sets off a letter from its salutation to whom it just named.

    No word has to say that it is a letter: "Ada Brook, mayor, answered:". Of a body, a
    heading for a letter has a word: "The parents' letter". Between a salutation on a
    line of its own and a signature, nothing else has to set it off.
    """
    first, last = turn[start], turn[extent.end - 1]
    signer = extent.signer
    if start and extent.signed and is_salutation_line(first.text):
        return True
    if not (start and extent.greeted and first.quoted and last.quoted):
        return False
    if not signer:
        # "A greeting came from Ada Brook", and "Ada" below it.
        named = {one.name for one in mentions_in(turn[start - 1].text)}
        called = [name for name in named if name.split()[0] == extent.first]
        return len(called) == 1
    if names_surname(turn[start - 1].text, signer):
        return True
    heads = (p for p in turn[max(0, start - 2) : start] if p.kind is _HEADING)
    words = [
        word
        for word in signer.split()
        if word.istitle() and len(word) > _MAX_SHORT_WORD
    ]
    return any(
        speaks_of_message(p.text)
        and any(stem_of(w) in p.text.casefold() for w in words)
        for p in heads
    )


def is_signed_in_full(extent: Extent) -> bool:
    """Return whether a known given name and a surname sign a text."""
    given, _, rest = extent.signer.partition(" ")
    return rest != "" and is_given_name(given) and is_person(extent.signer)


def message_of(
    turn: Sequence[Piece],
    start: int,
    extent: Extent,
    announced: Announced,
    origin: Origin,
    *,
    read: bool = False,
) -> Message:
    """Return a message by its sender; where nobody is known, what to doubt."""
    end, several = extent.end, extent.end - start > 1
    confidence = CONFIDENCE[extent.form]
    if announced is Announced.NOT and not (
        origin.confidence >= SURE
        and extent.form is Form.QUOTED
        and opens_line(turn, start)
        and is_signed_in_full(extent)
    ):
        confidence = _UNANNOUNCED
    doubt = end
    if extent.form is Form.OPEN:
        while doubt < min(len(turn), start + 1 + _MAX_DOUBTED_PIECES):
            if not turn[doubt].spoken:
                break
            doubt += 1
    colon = start > 0 and turn[start - 1].text.rstrip().endswith(COLONS)
    # "It says:" leads to one paragraph at least.
    open_ended = extent.form is Form.OPEN and not _may_be_open(extent, origin)
    led = read or (announced is Announced.SURE and colon)
    if origin.name and (not open_ended or led):
        if open_ended:
            confidence = DOUBT
        return Message(
            start=start,
            end=end,
            sender=origin.name,
            confidence=min(confidence, origin.confidence),
            doubt=doubt,
            open_ended=extent.form in {Form.REST, Form.OPEN},
        )
    # "She was never wrong, and I quote her:" may be read out for nobody else.
    told = colon or announced is Announced.SURE or extent.greeted or extent.signer
    law = start > 0 and names_document(turn[start - 1].text[-260:])
    if extent.form in {Form.LIST, Form.READ} and (law or announced is Announced.SURE):
        return Message(start=start, end=end, sender="", confidence=confidence)
    unmarked = read and extent.form is not Form.QUOTED
    if extent.form is Form.REST:
        end, doubt = start, min(end, start + 1 + _MAX_DOUBTED_PIECES)
    elif several and extent.form is not Form.OPEN and told and not unmarked:
        return Message(start=start, end=end, sender="", confidence=_UNNAMED)
    return Message(start=start, end=start, sender="", confidence=DOUBT, doubt=doubt)
