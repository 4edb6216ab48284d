"""The review of a transcript file: its passages, voices and excerpts, and the answers."""

from content.review.answers import Answer, CannotSettleError, Choice
from content.review.cast import CastVoice
from content.review.cast_answers import CastAnswer, CastChoice
from content.review.excerpt_choices import Decision, ExcerptChoice, ExcerptChoices
from content.review.one_person.paragraphs import Paragraph
from content.review.passages import Passage
from content.review.review import Review, Settlement
from content.review.steps import CannotUndoError, Step, undo
from content.review.taught_label import TaughtLabel, TaughtVoice

__all__ = [
    "Answer",
    "CannotSettleError",
    "CannotUndoError",
    "CastAnswer",
    "CastChoice",
    "CastVoice",
    "Choice",
    "Decision",
    "ExcerptChoice",
    "ExcerptChoices",
    "Paragraph",
    "Passage",
    "Review",
    "Settlement",
    "Step",
    "TaughtLabel",
    "TaughtVoice",
    "undo",
]
