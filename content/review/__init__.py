"""The review of a transcript file: its doubtful passages, and answers written into it."""

from content.review.answers import Answer, CannotSettleError, Choice
from content.review.passages import Passage, Review, Settlement
from content.review.steps import CannotUndoError, Step, undo

__all__ = [
    "Answer",
    "CannotSettleError",
    "CannotUndoError",
    "Choice",
    "Passage",
    "Review",
    "Settlement",
    "Step",
    "undo",
]
