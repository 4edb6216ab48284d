"""Find the end of a text without marks: a signature, a closing, words of its reader."""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS, STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import all_words
from content.segment.messages.announcements.announcements import Announced, announced_by
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.closed import closed_extent
from content.segment.messages.extents.han_letters import last_han_signer
from content.segment.messages.extents.reading_notes import notes_end
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.senders.people.writers import is_from_line
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signature_lines import (
    MAX_OFFICE_CHARS,
    MAX_SIGNATURE_CHARS,
    SIGNED_NOTE,
    signature_end,
)
from content.segment.messages.signatures.signatures import (
    first_name_signed,
    given_beside_office,
    is_closing,
    person_above_office,
    signature_at_end,
    signature_line,
    signed_name,
)
from content.segment.messages.words import (
    greets_reader,
    is_salutation_line,
    reader_ends,
    speaks_of_message,
)
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import opens_with_han_surname
from content.segment.pieces import Piece

_MAX_PIECES = 60
_MAX_CLOSING_CHARS = 40
_MAX_HAN_LINE = 40
_AROUND_WORD = f"{OPENING_QUOTES} :."
_HAN_BLANK = re.compile("[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")


def unmarked_extent(
    turn: Sequence[Piece], start: int, *, greeted: bool
) -> Extent | None:
    """Return a text without marks that a signature or its reader closes."""
    # "Dear Ms Brook / Thank you for …" opens a letter, and ends none.
    first = start + is_salutation_line(turn[start].text)
    for n in range(first, min(len(turn), start + _MAX_PIECES)):
        text = turn[n].text.strip()
        if not turn[n].spoken:
            noted = n > first and notes_end(turn, n, start)
            return Extent(end=n, form=Form.READ, greeted=greeted) if noted else None
        # "Dear brother! / Thank you for the letter." is what it opens with.
        opens = n > start and is_salutation_line(turn[n - 1].text)
        goes_on = opens or text[:1].islower()  # The page may have broken a sentence.
        # "With kind greetings. Yours, Ada Brook": a closing speaks of greetings, too.
        goes_on = goes_on or bool(signature_at_end(text))
        if n > first and not goes_on and reader_ends(text):
            signer = last_han_signer([piece.text for piece in turn[start:n]])
            return Extent(end=n, form=Form.READ, signer=signer, greeted=greeted)
        if n > start and (_announces_another(turn, n) or is_from_line(text)):
            break
        if n > start and not greeted and greets_reader(text):
            if any(len(p.text) > MAX_SIGNATURE_CHARS for p in turn[start:n]):
                break  # Another letter starts here.
            greeted = True
        given = given_beside_office(text) if greeted and n > start else ""
        apart = given or _is_quoted_apart(turn[n], turn[start])
        signer = "" if apart else _signature(turn, n, start, greeted=greeted)
        if signer:
            end = signature_end(turn, n + 1, signed_by=text)
            return Extent(end=end, form=Form.LETTER, signer=signer, greeted=greeted)
        given = given or ("" if apart else _first_signed(text, greeted=greeted))
        if given:
            return _first_name_extent(turn, n, given, greeted=greeted)
        if n > start and (closed := closed_extent(turn, n, greeted=greeted)):
            return closed
    return None


def _is_quoted_apart(piece: Piece, first: Piece) -> bool:
    """Return whether a long paragraph is quoted as a whole, which the first one is not.

    Who signs what a text quotes does not sign the text.
    """
    text = piece.text.strip()
    if len(text) <= MAX_SIGNATURE_CHARS or _is_quotation(first):
        return False
    return _is_quotation(piece) and text[-1:] in CLOSING_QUOTES


def _is_quotation(piece: Piece) -> bool:
    """Return whether the page sets a piece off, or it opens with a quotation mark."""
    return is_set_off(piece) or piece.text.lstrip()[:1] in OPENING_QUOTES


def _signature(turn: Sequence[Piece], n: int, start: int, *, greeted: bool) -> str:
    """Return who signs in a paragraph of a text without marks; empty if nobody."""
    text = turn[n].text.strip()
    if text.endswith(":"):
        return ""
    above = turn[n - 1].text.strip() if n > start else ""
    if above.strip(_AROUND_WORD).casefold() in all_words("messages.to"):
        return ""  # "TO" above "THE SPEAKER OF THE HOUSE"
    signer = signature_line(text) if n > start else ""
    if not signer and SIGNED_NOTE.opens(text):
        signer = sign_off([text], letter=False).name
    if not signer and above.endswith(",") and len(above) < _MAX_CLOSING_CHARS:
        # "Sincerely," stands on a line of its own.
        signer = signature_at_end(f". {above} {text}")
    signer = signer or signature_at_end(text)
    led = n == start > 0 and _leads_to_message(turn[start - 1].text)
    if signer or not (greeted or led):
        return signer
    name = "" if text.isupper() else signed_name(text)
    if name and text.startswith(name) and greets_reader(text):
        name = ""  # "Chère Aline, l'eau est jaune."
    return name or (_han_signature(text) if n > start else "")


def _leads_to_message(text: str) -> bool:
    """Return whether a colon behind words of a letter or a telegram leads to a text."""
    return text.rstrip().endswith(COLONS) and speaks_of_message(text)


def _han_signature(text: str) -> str:
    """Return who signs on a short Chinese line: an office, a blank and a name."""
    if len(text) > _MAX_HAN_LINE or not _HAN_BLANK.search(text):
        return ""
    signs = sign_off([text], letter=False)
    return signs.name if opens_with_han_surname(signs.name) else ""


def _first_signed(text: str, *, greeted: bool) -> str:
    """Return the only word of a name that signs a paragraph behind its closing."""
    if is_closing(text.rpartition("\n")[0]):
        return first_name_signed(text)
    # A quotation in a letter may be signed by another.
    if not greeted or text[:1] in OPENING_QUOTES:
        return ""
    return sign_off([text], letter=False).first


def _first_name_extent(
    turn: Sequence[Piece], n: int, given: str, *, greeted: bool
) -> Extent:
    """Return a text that one word signs; a line below may have the whole name.

    "Dein treuer Bruder / Jakob Weidner": nouns have capitals, too.
    """
    below = turn[n + 1] if n + 1 < len(turn) else None
    line = below.text.strip() if below is not None and below.spoken else ""
    whole = line if len(line) <= MAX_OFFICE_CHARS and is_person(line) else ""
    if whole and " " in whole and line[-1:] not in STOPS:
        end = signature_end(turn, n + 2, signed_by=line)
        return Extent(end=end, form=Form.LETTER, signer=whole, greeted=greeted)
    return Extent(end=n + 1, form=Form.LETTER, first=given, greeted=greeted)


def named_extent(turn: Sequence[Piece], start: int, *, greeted: bool) -> Extent | None:
    """Return a text up to a line of its own without a stop that is a name, no more."""
    for n in range(start, min(len(turn), start + _MAX_PIECES)):
        above, parted, last = turn[n].text.strip().rpartition("\n")
        if not turn[n].spoken or _announces_another(turn, n):
            break
        line = last.strip()
        if not (parted or n > start) or len(line) > MAX_SIGNATURE_CHARS:
            continue
        if line[-1:] in STOPS:
            continue
        above = (above or turn[n - 1].text).strip()[-MAX_SIGNATURE_CHARS:]
        person = person_above_office(above.rpartition("\n")[2], line)
        name = person or sign_off([above, line], letter=True).name
        if name:
            end = signature_end(turn, n + 1, signed_by=line)
            return Extent(end=end, form=Form.LETTER, signer=name, greeted=greeted)
    return None


def _announces_another(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph announces a text itself, and so is its reader's."""
    below = turn[n + 1].text.lstrip()[:1] if n + 1 < len(turn) else ""
    quoted = bool(below) and below in OPENING_QUOTES
    colon = turn[n].text.rstrip().endswith(COLONS)
    if not (quoted or colon):
        return False
    return announced_by(turn[n].text, quoted=quoted) is Announced.SURE
