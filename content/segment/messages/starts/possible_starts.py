"""Quick checks of where a text by somebody else may be announced, and where it may start.

Few pieces pass them, so that most documents are read fast.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.quotation_marks import CLOSING_MARKS, OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.kinds import COMMENTARY, STAGE
from content.segment.messages.announcements.splitting import directs_to_read
from content.segment.messages.extents.numbered_acts import is_act_title
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.starts.read_aloud import is_marked
from content.segment.messages.words import (
    greets_reader,
    may_tell_of_text,
    says_it_is_read,
)
from content.segment.names.business import calls_item
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_MAX_LEAD, _MAX_OWN = 60, 160
MAY_BE_READ = {SegmentKind.SPEECH, SegmentKind.QUESTION}
# "“And if not?” a student asked.": a sentence of the speaker goes on behind it.
_WOVEN = re.compile(
    r"\s*[“„«\"‘](?:[^“”„«»\"‘’]|(?<=\w)’(?=\w))*[,?!][”»\"’]\s[a-zß-öø-ÿ]"
)
# "“For” – 24, “against” – 0"
_COUNTED = re.compile(r"\s*[“„«\"][^\W\d_]+(?:\s[^\W\d_]+)?[“”»\"]\s?[–—:-]?\s?\d")
_OWN_QUESTIONS = WordPattern(
    r"(?<!\w)(?:<messages.own>)\s(?:[^\W\d_]+\s)?(?:<labels.questions>)[^\W\d_]{0,2}(?!\w)"
    r"[^.!?]{0,80}[:：]\s*$"
)
_OPENS_QUOTED = frozenset('“„«"‘')
_MAX_WOVEN = 300


def may_announce(turn: Sequence[Piece], place: int) -> bool:
    """Return whether a piece may announce the text below.

    Whatever does that ends in a colon, tells of a letter or of reading, or stands above
    a direction to read or a text that looks like another's. "I call item 3:" leads to
    its title, and "My questions to the minister are:" to words of the speaker.
    """
    intro = turn[place].text
    leads = intro.rstrip().endswith(COLONS)
    own = leads and _OWN_QUESTIONS.is_in(intro[-_MAX_OWN:])
    if own or (leads and _heads_called_item(turn, place + 1)):
        return False
    below = turn[place + 1] if place + 1 < len(turn) else None
    return below is not None and (
        leads
        or below.kind is STAGE
        or may_tell_of_text(intro)
        or is_marked(below)
        or is_act_title(below.text)
    )


def as_spoken(piece: Piece) -> Piece:
    """Return what nobody says as if it were spoken."""
    return piece if piece.kind is not COMMENTARY else _spoken(piece)


# Texts that may start at each of many lines below each other have the same pieces.
@lru_cache(maxsize=512)
def _spoken(piece: Piece) -> Piece:
    return piece.attributed(
        SegmentKind.SPEECH, "", piece.read_by, piece.confidence, piece.reason
    )


def leads_to_quotation(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a brief piece ends in a colon, and quotation marks open the next."""
    if start + 1 >= len(turn):
        return False
    text, below = turn[start].text.strip(), turn[start + 1].text.lstrip()[:1]
    return len(text) <= _MAX_LEAD and text.endswith(COLONS) and below in CLOSING_MARKS


def answers_above_text(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a brief sentence stands above a text in marks or set off.

    "Gladly, Mr. Speaker.", and below it what he is asked to read. A line with figures
    may be its head: "Harbour House, 3 May."
    """
    if start + 1 >= len(turn):
        return False
    one, two = turn[start], turn[start + 1]
    text = one.text.strip()
    brief = len(text) <= _MAX_LEAD and text.endswith(SENTENCE_ENDS)
    brief = brief and not any(map(str.isdigit, text))
    marked = text[:1] in OPENING_QUOTES or is_set_off(one) or greets_reader(text)
    return brief and not marked and two.spoken and is_marked(two)


def directs_below(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a piece asks for a text to be read, and a direction says that it is.

    "Let it be read.", and below it "(The clerk reads.)".
    """
    below = turn[start + 1] if start + 1 < len(turn) else None
    asks = below is not None and below.kind is STAGE and directs_to_read(below)
    return asks and says_it_is_read(turn[start].text)


def _heads_called_item(turn: Sequence[Piece], start: int) -> bool:
    """Return whether a piece is the title of an item of business that is called above it."""
    if start >= len(turn) or turn[start].text.rstrip().endswith(SENTENCE_ENDS):
        return False
    return calls_item(turn[start - 1].text)


def may_be_read(piece: Piece, *, printed: bool) -> bool:
    """Return whether a text may start at a piece.

    An e-mail that is answered may not, nor a sentence that opens with a quotation, nor
    the count of a vote.
    """
    if printed and piece.text.lstrip().startswith(">"):
        return False
    quoted = piece.text.lstrip()[:1] in _OPENS_QUOTED
    if quoted and any(
        one.match(piece.text, 0, _MAX_WOVEN) for one in (_WOVEN, _COUNTED)
    ):
        return False
    return piece.kind in MAY_BE_READ or (
        printed and piece.kind is SegmentKind.COMMENTARY
    )
