"""Find the end of a text that a closing formula ends, and who signs below it."""

from collections.abc import Sequence
from dataclasses import replace

from content.language.word_lists import all_words
from content.segment.messages.extent import Extent, Form
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.signatures.signature_lines import (
    MAX_CLOSING_LINES,
    MAX_SIGNATURE_CHARS,
    first_part,
    may_name_signer,
    notes_signature,
    signature_end,
)
from content.segment.messages.signatures.signatures import (
    behind_office,
    behind_on_behalf,
    given_beside_office,
    is_closing,
    signed_name,
)
from content.segment.pieces import Piece


def closed_extent(turn: Sequence[Piece], n: int, *, greeted: bool) -> Extent | None:
    """Return a text that a closing formula ends, with some people who sign, or alone."""
    text = turn[n].text.strip()
    group = _group_signed(text, greeted=greeted)
    if group:
        return Extent(end=n + 1, form=Form.LETTER, group=group, greeted=greeted)
    return _behind_formula(turn, n, greeted=greeted) if is_closing(text) else None


def _group_signed(text: str, *, greeted: bool) -> str:
    """Return some people who sign a paragraph behind its closing: "Yours, the boys of 4 B"."""
    group = sign_off([text], letter=False).group if greeted else ""
    led = group.partition(" ")[0].casefold() in all_words("messages.articles")
    return group if led else ""


def _behind_formula(turn: Sequence[Piece], n: int, *, greeted: bool) -> Extent:
    """Return a text that a closing formula ends, with who signs on the next line."""
    end = n + 1
    while end < min(len(turn), n + MAX_CLOSING_LINES) and _continues_closing(turn[end]):
        end += 1
    if end + 1 < len(turn) and notes_signature(turn[end]):
        end += 1
    if end + 1 < len(turn) and behind_on_behalf(turn[end].text) == "":
        end += 1
    below = turn[end].text.strip() if end < len(turn) and turn[end].spoken else ""
    given = given_beside_office(below)
    if below and not given and may_name_signer(below):
        person = behind_office(below)
        signer = signed_name(person) or signed_name(first_part(person))
        signer = signer or person.rstrip(".,")
        end = signature_end(turn, end + 1, signed_by=below)
        return Extent(end=end, form=Form.LETTER, signer=signer, greeted=greeted)
    extent = Extent(end=n + 1, form=Form.LETTER, greeted=greeted)
    if not below or len(below) > MAX_SIGNATURE_CHARS or below.endswith((":", "?", "!")):
        return extent
    signs = sign_off([turn[n].text, below], letter=True)
    if not signs:
        return extent
    return replace(
        extent,
        end=signature_end(turn, end + 1, signed_by=below),
        signer=signs.name,
        first=signs.first,
        group=signs.group,
    )


def _continues_closing(piece: Piece) -> bool:
    """Return whether a line goes on with a closing that the page broke."""
    text = piece.text.strip()
    return piece.spoken and text[:1].islower() and len(text) <= MAX_SIGNATURE_CHARS
