"""Find the person who signs for an office or for somebody else."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.segment.messages.extent import Extent
from content.segment.messages.signatures.signature_lines import (
    MAX_CLOSING_LINES,
    first_part,
    may_name_signer,
)
from content.segment.messages.signatures.signatures import behind_on_behalf, signed_name
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.offices import is_role, split_office
from content.segment.names.words import label_words
from content.segment.pieces import Piece


def with_holder(turn: Sequence[Piece], start: int, extent: Extent) -> Extent:
    """Return a text that an office signs with the name on the line below it.

    "The Governor of Upper Moor", "Tom Ferro".
    """
    office = extent.signer or extent.group or extent.first
    words = [word.strip(",.").casefold() for word in office.split()]
    told = any(is_role(word) or word in label_words().chairs for word in words)
    holder = split_office(office)
    # "Marszałek Ziemi Górnej" has the form of an office and a name.
    if not told or (holder and is_given_name(holder[0].partition(" ")[0])):
        return extent
    for n in range(max(start + 1, extent.end - MAX_CLOSING_LINES), extent.end):
        below = turn[n + 1].text.strip() if n + 1 < len(turn) else ""
        name = below.strip(" .,>" + CLOSING_QUOTES)
        if turn[n].text.strip(" ,.:").endswith(office) and is_person(name):
            end = max(extent.end, n + 2)
            return replace(extent, signer=name, first="", group="", end=end)
    return extent


def with_representative(turn: Sequence[Piece], start: int, extent: Extent) -> Extent:
    """Return a text with the name below words that say that who signs does so for another.

    "By order", "Ada Brook"; "For and on behalf of the Council", "Ada Brook".
    """
    first = max(start + 1, extent.end - MAX_CLOSING_LINES)
    for n in range(first, extent.end if extent.signed else first):
        rest = behind_on_behalf(turn[n].text)
        if rest is None:
            continue
        apart = behind_on_behalf(extent.signer) is None
        if apart and rest[:1].isupper() and rest not in extent.signer:
            return extent  # "i. A. Brook", "Town of Pell": for whom, stands below.
        extent = replace(extent, for_another=True)
        if apart:
            return extent
        below = turn[n + 1].text.strip() if n + 1 < len(turn) else ""
        if is_person(rest) or not (
            below and turn[n + 1].spoken and may_name_signer(below)
        ):
            return replace(extent, signer=rest)
        signer = signed_name(below) or first_part(below)
        return replace(extent, signer=signer, end=max(extent.end, n + 2))
    return extent
