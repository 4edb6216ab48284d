"""The end of an act or a motion that is read out in clauses, each in a paragraph.

"DECREE No. 97. Under article 98 I hereby decree:", "1. Colonel Brook is appointed …"; or
"The Council,", "having heard the debate,", "asks the mayor to wait."
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS, PAUSES
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.senders.named_bodies.announcing_words import (
    names_motion,
    names_text,
)
from content.segment.messages.senders.named_bodies.named_body import named_body
from content.segment.messages.words import is_item, says_it_is_read
from content.segment.pieces import Piece

_TITLE = re.compile(r"\W*(?:\d{1,4}\W{1,3}\w{0,12}\s)?(?P<word>[^\W\d_]{4,})")
_MAX_TITLE, _MAX_READING, _MIN_CLAUSES = 60, 200, 2
_CLAUSE_ENDS = (*COLONS, *PAUSES)


def is_act_title(text: str, language: str = "") -> bool:
    """Return whether a text may open with the title of an act: a word in capitals.

    >>> is_act_title("DECREE No. 97", "en"), is_act_title("AGENDA No. 97", "en")
    (True, False)
    """
    found = _TITLE.match(text, 0, _MAX_TITLE)
    titled = found is not None and found.group("word").isupper()
    return titled and (not language or names_text(text[:_MAX_TITLE], language))


def announced_act_end(
    turn: Sequence[Piece], place: int, start: int, intro: str, language: str
) -> int:
    """Return the end of an act that somebody announces to read out; 0 if none."""
    if place < 0 or not (turn[place].spoken and turn[start].spoken):
        return 0
    titled = is_act_title(turn[start].text, language)
    told = turn[place].text if titled else intro
    known = titled and _leads_to_text(told) and named_body(told, language)
    if not (known or announces_act(told, language)):
        return 0
    quoted = turn[start].text.lstrip()[:1] in CLOSING_MARKS
    return 0 if quoted else _act_end(turn, start)


def moved_clauses_end(
    turn: Sequence[Piece], place: int, start: int, language: str
) -> int:
    """Return the end of a motion in clauses that somebody leads to; 0 if there is none.

    All clauses but the last end in a comma or the like, and some open in small letters.
    """
    led = place >= 0 and turn[place].spoken and place + 1 == start < len(turn)
    # "My amendment has three parts:", "a) …;"
    if not led or is_item(turn[start].text):
        return 0
    told = turn[place].text.rstrip()
    if not (told.endswith(COLONS) and names_motion(told[-_MAX_READING:], language)):
        return 0
    end, small = start, 0
    while end < len(turn) and turn[end].spoken:
        text = turn[end].text.strip()
        small += text[:1].islower()
        end += 1
        if not text.endswith(_CLAUSE_ENDS):
            break
    return end if end - start > _MIN_CLAUSES and small >= _MIN_CLAUSES else 0


def _leads_to_text(told: str) -> bool:
    return told.endswith(COLONS) or says_it_is_read(told[-_MAX_READING:])


def _act_end(turn: Sequence[Piece], start: int) -> int:
    """Return the index behind the last paragraph of an act; 0 if it is of one only.

    Its clauses end in commas or colons, and what it resolves is in numbered paragraphs.
    """
    end = start + 1
    while end < len(turn) and turn[end].spoken and _goes_on(turn, end):
        end += 1
    return end if end > start + 1 else 0


def _goes_on(turn: Sequence[Piece], n: int) -> bool:
    """Return whether a paragraph is a numbered one, or goes on with the one above."""
    return is_item(turn[n].text) or turn[n - 1].text.rstrip().endswith(_CLAUSE_ENDS)
