"""The report on a draft as data: what a person should look at."""

from dataclasses import dataclass

MAX_DOUBTS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A place that a person should look at.

    Attributes:
        number: Of its mark in the draft, counted from 0.
        line: Of the source, counted from 1.
        opening: Its first words.
        confidence: From 0 to 1.
    """

    number: int
    line: int
    opening: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is to be said of a draft beside its voices.

    Attributes:
        furniture: Words of page furniture left out.
        doubts: The most doubtful places, at most `MAX_DOUBTS_SHOWN`, worst first.
        doubt_count: How many places are doubtful in all, each marked in the draft.
        doubted: Characters of these places, without blanks.
        unnamed: Those of the voices whom the document calls by an office or a letter
            only; whoever merely asks is left out.
        guessed_encoding: The encoding the document was read in, where that is only a
            guess.
    """

    furniture: int
    doubts: tuple[Doubt, ...]
    doubt_count: int
    doubted: int = 0
    unnamed: tuple[str, ...] = ()
    guessed_encoding: str = ""
