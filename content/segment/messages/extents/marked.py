"""Find who signs a text that quotation marks hold or that the page sets off."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.segment.messages.extent import Extent, Form
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signature_lines import (
    MAX_SIGNATURE_CHARS,
    may_name_signer,
)
from content.segment.messages.signatures.signatures import (
    behind_office,
    first_name_signed,
    is_closing,
    person_above_office,
    signature_at_end,
    signature_line,
    signed_name,
)
from content.segment.messages.words import announces_question, sentences_of
from content.segment.names.descriptions import is_person
from content.segment.names.offices import is_role
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words
from content.segment.pieces import Piece

_MIN_NAME = 3
_MAX_INITIAL = 2
_GOES_ON = (":", "?", "：", "？", "。", "！")


def marked_extent(
    turn: Sequence[Piece],
    start: int,
    end: int,
    form: Form,
    signer: str = "",
    *,
    greeted: bool,
) -> Extent:
    """Return a marked text with its signature, which may stand below the marks."""
    last = turn[end - 1].text
    if end > 1 and turn[end - 2].spoken and not is_person(signer):
        signer = person_above_office(turn[end - 2].text, last) or signer
    signer = signer or signature_line(last) or signature_at_end(last)
    if (
        not signer
        and end > 1
        and is_closing(turn[end - 2].text)
        and may_name_signer(last)
    ):
        signer = signed_name(behind_office(last))
    alone = form is Form.SET_OFF and end > 1 and len(last) <= MAX_SIGNATURE_CHARS
    if not signer and (greeted or alone):
        signer = signed_name(last)
        if not signer and alone and last[1:2].isalpha():
            # "mgr Ada Brook" stands below her office; "i. A. Brook" signs for others.
            signer = signed_name(strip_titles(last))
    first = "" if signer else first_name_signed(last, loose=greeted)
    # Who is spoken to below a question answers it.
    asks = start > 0 and announces_question(turn[start - 1].text)
    unsigned = not (signer or first or asks)
    if unsigned and end < len(turn) and turn[end].spoken:
        below = turn[end].text.strip()
        if len(below) <= MAX_SIGNATURE_CHARS and not below.endswith(_GOES_ON):
            signer = signature_line(below)
            signer = signer or (signed_name(below) if greeted else "")
            end += bool(signer)
    extent = Extent(end=end, form=form, signer=signer, first=first, greeted=greeted)
    if signer or first:
        return extent
    signs = sign_off([piece.text for piece in turn[start:end]], letter=True)
    named = signs.closed or _announces(turn, start, signs.first)
    initial = greeted and len(signs.first) <= _MAX_INITIAL
    if signs.first and not (named or initial):
        return extent
    return replace(
        extent,
        signer=signs.name,
        first=signs.first,
        group=signs.group,
        bare=not signs.closed or _signs_for_body(last, signs.name),
    )


def _signs_for_body(text: str, name: str) -> bool:
    """Return whether an office of something stands before the name that signs.

    >>> _signs_for_body("6 May. The chair of the Harbour Club, Signed: Ada Brook", "Ada Brook")
    True
    """
    before = sentences_of(text.rpartition(name)[0]) if name else []
    words = (
        [word.strip(",.").casefold() for word in before[-1].split()] if before else []
    )
    of = label_words().particles
    return any(is_role(a) and b in of for a, b in pairwise(words))


def _announces(turn: Sequence[Piece], start: int, word: str) -> bool:
    """Return whether the paragraph above a text names whom its last word names."""
    intro = turn[start - 1].text if start else ""
    stem = re.escape(word[: max(_MIN_NAME, len(word) - 1)])
    return re.search(rf"(?<!\w){stem}\w{{0,3}}(?!\w)", intro) is not None


def announced_signer(turn: Sequence[Piece], start: int, end: int) -> str:
    """Return the name that ends a quotation, if its announcement holds a part of it."""
    name = signed_name(turn[end - 1].text) if start < end else ""
    intro = turn[start - 1].text if start else ""
    held = any(len(word) > _MIN_NAME and word in intro for word in name.split())
    return name if held and name.istitle() else ""
