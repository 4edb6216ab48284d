"""The result of segmentation: segments, each with the words of one speaker."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from content.records import record

MIN_CONFIDENCE = 0.75
"""Below this confidence a person should check before the words are served."""


def confidence_of(log_odds: float) -> float:
    """Return how likely something is by its log odds, from 0 to 1.

    >>> confidence_of(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-log_odds))


class SegmentKind(StrEnum):
    """The kinds of words a segment can hold: the kinds of a turn, and comments."""

    SPEECH = "speech"
    QUESTION = "question"
    MESSAGE = "message"
    STAGE = "stage"
    HEADING = "heading"
    COMMENTARY = "commentary"
    BOILERPLATE = "boilerplate"
    COMMENT = "comment"

    @cached_property
    def attributed(self) -> bool:
        """Whether words of this kind belong to somebody."""
        return self in _ATTRIBUTED


_ATTRIBUTED = {SegmentKind.SPEECH, SegmentKind.QUESTION, SegmentKind.MESSAGE}
LEFT_TO_NOBODY = frozenset((SegmentKind.COMMENTARY, SegmentKind.BOILERPLATE))
"""The kinds of words that are nobody's for now, and may be doubted."""


def may_be_doubtful(kind: SegmentKind) -> bool:
    """Return whether words of a kind are somebody's, or were left to nobody for now."""
    return kind.attributed or kind in LEFT_TO_NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What one witness says about a passage.

    Attributes:
        witness: The sign's name.
        weight: In log odds: above 0 for the attribution, below 0 against it.
        says: A clause that people can read.
    """

    witness: str
    weight: float
    says: str


@record
class Segment:
    r"""Consecutive words of one speaker, or of nobody, all sure or all doubtful.

    Attributes:
        text: Paragraphs separated by ``"\n\n"``, line breaks of the page by ``"\n"``.
        line: The source line on which it starts, counted from 1.
        speaker: Whose words these are; None if they are nobody's.
        read_by: For a message, who reads it aloud, if anybody does.
        confidence: From 0 to 1; under `MIN_CONFIDENCE` a person should look.
        reason: Why it was read so, for people.
        label: The labels it was printed with, one per line; they are not in `text`.
        under: The label of the turn it stands in, as printed, on this segment or above.
        testimonies: What speaks for and against the attribution, where it is weakest.
        depth: For a comment, how many comments it is nested under.
        author: For a comment, who wrote it, as printed.
        date: For a comment, when it was written, as printed.
    """

    kind: SegmentKind
    text: str
    line: int
    speaker: str | None = None
    read_by: str | None = None
    confidence: float = 1.0
    reason: str = ""
    label: str = ""
    under: str = ""
    testimonies: tuple[Testimony, ...] = ()
    depth: int = 0
    author: str = ""
    date: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look whose words these are."""
        return may_be_doubtful(self.kind) and self.confidence < MIN_CONFIDENCE
