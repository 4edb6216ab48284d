"""Find where a text that is read out ends, and what shows it.

The marks that open it close it, or the page no longer sets it off. Without either, its
own words are asked: a signature, a closing, words of its reader. A list goes to its
last item. Where nothing shows the end, one paragraph is taken, and the next are
doubted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.messages.evident_letters import evident_letter
from content.segment.messages.extent import Extent, Form
from content.segment.messages.extents.addressed import addressed_extent
from content.segment.messages.extents.han_letters import signed_han_letter
from content.segment.messages.extents.marked import announced_signer, marked_extent
from content.segment.messages.extents.reading_notes import is_below_reading_note
from content.segment.messages.extents.representatives import (
    with_holder,
    with_representative,
)
from content.segment.messages.extents.set_off import opens_set_off, set_off_end
from content.segment.messages.extents.unmarked import named_extent, unmarked_extent
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.signatures.signature_lines import MAX_SIGNATURE_CHARS
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.words import (
    SALUTATION,
    is_item,
    is_salutation_line,
    may_address_reader,
)
from content.segment.names.in_text.uncased.names_alone import is_name_alone
from content.segment.names.words import CJK_ROLE
from content.segment.pieces import Piece

_MAX_READ_PIECES = 12
_GAP = re.compile(r"\s{3,}")


def find_extent(turn: Sequence[Piece], start: int, *, read: bool = False) -> Extent:
    """Return where the text at a piece ends.

    Args:
        turn: The pieces of the turn.
        start: Index of its first piece.
        read: Whether somebody said that it is read now.
    """
    extent = with_holder(turn, start, _extent(turn, start, read=read))
    extent = _signed_above_office(turn, start, _signed_by_first(extent))
    return with_representative(turn, start, extent)


def _signed_above_office(turn: Sequence[Piece], start: int, extent: Extent) -> Extent:
    """Return an extent signed by the person above an office: "박은주", and below "청하시장"."""
    if not (extent.signer and CJK_ROLE.regex.search(extent.signer)):
        return extent
    above = [p.text.strip() for p in turn[max(start, extent.end - 3) : extent.end]]
    name = next((text for text in above if is_name_alone(text)), "")
    return replace(extent, signer=name) if name else extent


def _signed_by_first(extent: Extent) -> Extent:
    """Return an extent signed by who stands first, where names stand in columns.

    "Ada Brook          Tom Hall"
    """
    first = _GAP.split(extent.signer)[0]
    return extent if first == extent.signer else replace(extent, signer=first)


def _extent(turn: Sequence[Piece], start: int, *, read: bool) -> Extent:
    """Return where the text at a piece ends, and who signs it as its last lines tell."""
    greeted = may_address_reader(turn[start].text) or is_salutation_line(
        turn[start].text
    )
    if turn[start].text.lstrip()[:1] in OPENING_QUOTES:
        end, signer = find_quotation_end(turn, start)
        signer = signer or announced_signer(turn, start, end)
        return marked_extent(
            turn, start, max(end, start + 1), Form.QUOTED, signer, greeted=greeted
        )
    if opens_set_off(turn, start):
        end = set_off_end(turn, start)
        return marked_extent(turn, start, end, Form.SET_OFF, greeted=greeted)
    found = addressed_extent(turn, start) or signed_han_letter(turn, start)
    found = found or _ended(turn, start, greeted=greeted, read=read)
    if found is not None:
        return found
    if SALUTATION.opens(turn[start].text.strip()):
        end = start
        while end < len(turn) and turn[end].spoken:
            end += 1
        return Extent(end=end, form=Form.REST, greeted=True)
    end = start if is_item(turn[start].text) else start + 1
    while end < len(turn) and turn[end].spoken and is_item(turn[end].text):
        end += 1
    if end > start + 1:
        return Extent(end=end, form=Form.LIST, greeted=greeted)
    again = _up_to_label(turn, start)
    form = Form.READ if again or _is_directed(turn, start) else Form.OPEN
    return Extent(end=again or start + 1, form=form, greeted=greeted)


def _is_directed(turn: Sequence[Piece], start: int) -> bool:
    """Return whether "(Reading)" stands before a paragraph with which its turn ends."""
    if not is_below_reading_note(turn, start):
        return False
    below = turn[start + 1] if start + 1 < len(turn) else None
    return below is None or below.turn != turn[start].turn


def _up_to_label(turn: Sequence[Piece], start: int) -> int:
    """Return where the label of who reads a text stands again below it; 0 if it does not.

    "Mr. Hall: It reads:", the text, "Mr. Hall: That is all."
    """
    above = turn[start - 1] if start else turn[0]
    led = above.spoken and above.text.rstrip().endswith(COLONS)
    if not led or above.turn != turn[start].turn:
        return 0
    for n in range(start + 1, min(len(turn), start + _MAX_READ_PIECES)):
        if turn[n].spoken and turn[n].turn != above.turn:
            return n if turn[n].speaker == above.speaker else 0
    return 0


def _evident(turn: Sequence[Piece], start: int) -> Extent | None:
    """Return a text whose form alone shows that it is a letter."""
    letter = evident_letter(turn, start)
    if letter is None:
        return None
    return Extent(
        end=letter.end,
        form=Form.LETTER,
        signer=letter.signs.name,
        first=letter.signs.first,
        group=letter.signs.group,
        bare=not letter.signs.closed,
        greeted=True,
        evident=True,
    )


def _ended(
    turn: Sequence[Piece], start: int, *, greeted: bool, read: bool
) -> Extent | None:
    """Return a text without marks whose end its words show; None if they do not."""
    found = unmarked_extent(turn, start, greeted=greeted)
    if found is None or (found.form is Form.READ and not found.signed):
        found = _evident(turn, start) or found
    elif found.form is Form.LETTER:
        # A name further down may be another's, of whom an author tells.
        evident = _evident(turn, start)
        found = evident if evident and _goes_on_below(turn, evident, found) else found
    ends = found is not None and found.form is Form.READ and not found.signed
    if ends or (found is None and read):
        last = found.end if found is not None else len(turn)
        found = named_extent(turn[:last], start, greeted=greeted) or found
    return found


def _goes_on_below(turn: Sequence[Piece], one: Extent, other: Extent) -> bool:
    """Return whether whole paragraphs stand between the end of a text and a later one."""
    between = turn[one.end : other.end - 1]
    closed = is_closing(turn[one.end - 1].text)
    return not closed and any(len(p.text) > MAX_SIGNATURE_CHARS for p in between)
