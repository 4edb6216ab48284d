"""Say what a label is: its words, what ends it and how it looks."""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """Name what a label ends with, which is the first mark of its convention."""

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
    VOICE = "voice tag"


class Look(StrEnum):
    """Name what a label looks like."""

    PLAIN = "plain"
    CAPS = "capitals"
    BOLD = "bold"
    ITALIC = "italic"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Hold what may be a label: its text, where it ends, and its looks.

    Attributes:
        printed: The label's words, without time stamps and punctuation around.
        end: Where the words it introduces begin, in the line's text.
        alone: Nothing but the label stands on the line.
        stamped: A time stamp stands with it.
    """

    printed: str
    end: int
    ending: Ending
    look: Look
    alone: bool
    stamped: bool = False

    @property
    def signature(self) -> tuple[Ending, Look]:
        """Tell what labels of one convention have in common."""
        look = Look.PLAIN if self.ending is Ending.LETTER else self.look
        return self.ending, look
