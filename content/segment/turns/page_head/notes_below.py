"""Notes below a text: contact data, footnotes, sources, words about who spoke."""

import re

from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece
from content.segment.wording.in_person import FIRST_PERSON

FIELD = re.compile(r"[^\W\d_][^.!?:：]{2,40}[:：]\s*\S")
"""A line of contact data or the like: "Press office: 555 0100"."""

_NOTE = re.compile(
    r"\s*(?:\[\d{1,3}\]|[¹²³⁴-⁹*†‡]\s?\w|\d{1,2}\s*[↩^]|https?://|www\.)"
    r"|.{0,200}(?:[\w.-]+@[\w.-]+\.\w|\bhttps?://|©)",
    re.DOTALL,
)


def is_note_below(piece: Piece, surname: str = "") -> bool:
    """Return whether a paragraph at the end is a note, contact data, or on the speaker."""
    text = piece.text.strip()
    if FIRST_PERSON.is_in(text):
        return False
    return bool(
        piece.italic
        or _NOTE.match(text)
        or FIELD.match(text)
        or (surname and names_surname(text, surname))
    )
