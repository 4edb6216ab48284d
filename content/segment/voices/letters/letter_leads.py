"""Lines right above a letter that lead to it: words with a colon, a place and a day."""

import re
from collections.abc import Sequence
from itertools import islice

from content.language.sentence_marks import COLONS
from content.segment.messages.signatures.signatures import is_closing
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose
from content.segment.voices.letters.letter_signatures import heads_signers, may_sign

_YEAR = re.compile(r"\d{4}")


def leads(line: str) -> bool:
    """Return whether a line leads to what is below it, and that is no signature."""
    ends = line.rstrip().endswith(COLONS)
    return ends and not (is_closing(line) or heads_signers(line))


def is_announced(pieces: Sequence[Piece], start: int) -> bool:
    """Return whether a line right above a letter, or above its place and day, leads to it."""
    first = date_line_above(pieces, start)
    above = (pieces[n].text for n in range(first - 1, -1, -1) if is_prose(pieces[n]))
    return leads(next(above, ""))


def date_line_above(pieces: Sequence[Piece], start: int) -> int:
    """Return where a letter starts with its place and its day, below a line that leads to it."""
    every = (n for n in range(start - 1, -1, -1) if is_prose(pieces[n]))
    date, lead = [*islice(every, 2), -1, -1][:2]
    if lead < 0 or not leads(pieces[lead].text):
        return start
    line = pieces[date]
    return date if may_sign(line) and _YEAR.search(line.text) else start
