"""A possible label at the start of a line: its words, ending and style."""

import re
from enum import StrEnum

from content.records import record
from content.segment.names.given_names import has_given_name, is_given_name

_INSIDE = r"[^\W\d_][^()（）\[\]<>{}【】«»„“”/=~]{1,60}"
_WRAPPED = re.compile(
    rf"(?!\[[a-z])(?:[(（\[<{{【]?\s?({_INSIDE})[)）\]>}}】]|[«“/=~]\s?({_INSIDE})[»”/=~])"
    r"(?=$|[\s,(（\[])"
)
_ANY_SIGN = frozenset(")）]>}】»”/=~,|·–—-")
_VOWELS = frozenset("AEIOUYÄÖÜÉÈ")
_SIGNS_BEHIND = " —–-|>»/~="
_PARTY = re.compile(r"(?<=[^\W\d_])(?:,| [/|·–—-]) ?([A-ZÀ-Þ]{2,5})/?$")


class Ending(StrEnum):
    """The ways a label can end; labels of one convention end alike."""

    COLON = "colon"
    STOP = "full stop"
    DASH = "dash"
    LINE = "own line"
    BOLD = "bold"
    TIME = "time stamp"
    LETTER = "Q and A"
    CIRCLE = "circle"
    WIDE = "wide blank"
    BRACKET = "brackets"
    ANGLE = "angle brackets"
    SIGN = "sign"
    SHAPE = "repeated shape"
    VOICE = "voice tag"


class LabelStyle(StrEnum):
    """The ways a label can be set in type."""

    PLAIN = "plain"
    CAPS = "capitals"
    BOLD = "bold"
    ITALIC = "italic"
    HEADING = "heading"


# Python 3.11 takes five times as long to look a member up, and every line is asked.
COLON_ENDING = Ending.COLON
STOP_ENDING = Ending.STOP
DASH_ENDING = Ending.DASH
LINE_ENDING = Ending.LINE
TIME_ENDING = Ending.TIME
LETTER_ENDING = Ending.LETTER
CIRCLE_ENDING = Ending.CIRCLE
VOICE_ENDING = Ending.VOICE

PLAIN_STYLE = LabelStyle.PLAIN
ITALIC_STYLE = LabelStyle.ITALIC


@record
class Label:
    """A possible label: its words, where it ends and how it looks.

    Attributes:
        printed: The label's words, without time stamps and surrounding punctuation.
        end: Offset in the line's text at which the words under the label start.
        alone: Whether nothing else stands on the line.
        stamped: Whether a time stamp stands beside it.
        header: Whether counts and dates stand beside it, as above a forum's messages.
        holder: Who held the office that it names when it was printed, if that is known.
        resumes: The label of the turn that goes on here, if it only says so.
    """

    printed: str
    end: int
    ending: Ending
    style: LabelStyle = PLAIN_STYLE
    alone: bool = False
    stamped: bool = False
    header: bool = False
    holder: str = ""
    resumes: str = ""

    @property
    def with_holder(self) -> str:
        """The label's words, with the holder of the office behind them."""
        if self.resumes:
            return self.resumes
        return f"{self.printed} ({self.holder})" if self.holder else self.printed

    @property
    def signature(self) -> tuple[Ending, LabelStyle]:
        """The ending and style, which labels of one convention share."""
        style = PLAIN_STYLE if self.ending is LETTER_ENDING else self.style
        return self.ending, style


def plain_printed(printed: str) -> str:
    """Return a label without brackets and signs around its name, its party in brackets.

    >>> plain_printed("[Ada Brook]"), plain_printed("<Ada Brook>, SVD —")
    ('Ada Brook', 'Ada Brook (SVD)')
    >>> plain_printed("Ada Brook) (SVD"), plain_printed("BROOK, ADA")
    ('Ada Brook (SVD)', 'BROOK, ADA')
    >>> plain_printed("[deleted]"), plain_printed("<ada>")
    ('[deleted]', 'ada')
    """
    if _ANY_SIGN.isdisjoint(printed):
        return printed  # So are most, and every line has some that may be labels.
    wrapped = _WRAPPED.match(printed)
    if wrapped and wrapped[2] and not has_given_name(wrapped[2]):
        wrapped = None  # "«The Northern Day»:" is a paper.
    name = (wrapped[1] or wrapped[2]).strip() if wrapped else ""
    bare = name + printed[wrapped.end() :] if wrapped else printed
    bare = bare.rstrip(_SIGNS_BEHIND) or bare
    if wrapped and bare.rfind("(") > bare.rfind(")"):
        bare += ")"
    # No party ends in a small letter, and that is found out faster.
    party = None if bare[-1:].islower() else _PARTY.search(bare)
    if party is None or is_given_name(party[1].title()):
        return bare
    # "TERRO, BREN", "MARIE - ROUX": one word before it may be half a name.
    if " " not in bare[: party.start()] and not _VOWELS.isdisjoint(party[1]):
        return bare
    return f"{bare[: party.start()]} ({party[1]})"
