"""Which lines a signature takes, by their form: the name, and the office or date below it."""

import re
from collections.abc import Sequence

from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.messages.words import GOODBYE
from content.segment.names.offices import is_role
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

MAX_SIGNATURE_CHARS = 90
MAX_OFFICE_CHARS = 60
_MAX_SIGNATURE_WORDS = 8
_MAX_OFFICE_WORDS = 2
MAX_CLOSING_LINES = 3
# "(Signed)", which may be taken for a direction.
SIGNED_NOTE = WordPattern(
    r"[(\[（]\W*+(?:<<messages.signed>>|<messages.closings>)\W*[)\]）]"
)
_HAN_DATE = re.compile(
    r"[\s\d年月日./-]{4,20}|[\s〇零一二三四五六七八九十年月日]{4,20}"
)


def may_name_signer(text: str) -> bool:
    """Return whether a line has the form of a name that signs, with or without office."""
    text = first_part(text)
    words = text.split()
    if not words:
        return False
    return (
        len(text) <= MAX_SIGNATURE_CHARS
        and len(words) <= _MAX_SIGNATURE_WORDS
        and text[:1].isupper()
        and not text.isupper()
        and not text.endswith((":", "?", "!"))
        and words[-1].strip("()")[:1].isupper()
        # "Long live the Republic."
        and not GOODBYE.opens(text)
    )


def first_part(text: str) -> str:
    """Return what stands before the first comma: "J. van der Bos, constable"."""
    return text.partition(",")[0].strip(" .>" + OPENING_QUOTES + CLOSING_QUOTES)


def notes_signature(piece: Piece) -> bool:
    """Return whether a direction says that a name follows: "(Signed)"."""
    return piece.kind is SegmentKind.STAGE and SIGNED_NOTE.is_all_of(piece.text.strip())


def signature_end(turn: Sequence[Piece], end: int, *, signed_by: str) -> int:
    """Return the end of a signature that goes on with an office below the name.

    Args:
        turn: The pieces of the turn.
        end: Index after the line with the name.
        signed_by: This line.
    """
    below = turn[end].text.strip() if end < len(turn) and turn[end].spoken else ""
    if _is_office(below) or _HAN_DATE.fullmatch(below):
        return end + 1
    goes_on = signed_by.endswith(",")
    alone = goes_on or "," not in signed_by
    alone = alone and len(signed_by) <= MAX_OFFICE_CHARS
    if end >= len(turn) or not turn[end].spoken or not alone:
        return end
    line = turn[end].text.strip()
    words = line.split()
    office = any(is_role(word.strip(",.()").casefold()) for word in words)
    titled = sum(word[:1].isupper() for word in words) * 2 > len(words) > 1
    stopped = goes_on and line[-1:] == "." and len(words) <= _MAX_SIGNATURE_WORDS
    plain = len(line) <= MAX_OFFICE_CHARS and (
        stopped or line[-1:] not in ".!?:…。！？"
    )
    named = line[:1].isupper() and (office or titled)
    return end + 1 if plain and (goes_on or named) else end


def _is_office(text: str) -> bool:
    """Return whether a line is an office alone, in small letters: "headmistress"."""
    words = text.split()
    return 0 < len(words) <= _MAX_OFFICE_WORDS and any(map(is_role, words))
