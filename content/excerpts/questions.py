"""The question that an excerpt answers, as its card shows it above the words."""

from collections.abc import Sequence
from typing import NamedTuple

from content.excerpts.sentences.sentence import (
    MIN_THOUGHT_SIZE,
    Sentence,
)
from content.model import Turn, TurnKind

MAX_QUESTION_CHARS = 220
"""Characters of a question that may stand above its answer: it is only context."""

MAX_QUESTION_SENTENCES = 2
"""Sentences that stand for a question which is longer than that."""


class Question(NamedTuple):
    """What somebody else asked, right before an answer.

    Attributes:
        text: The end of the turn that asks, on one line.
        asked_by: Its speaker, where somebody is named.
    """

    text: str
    asked_by: str | None


def find_question(
    turn: Turn, last: Turn | None, said: Sequence[Sentence]
) -> Question | None:
    """Return the question that a turn answers; None where no short one is sure.

    Args:
        turn: What somebody says.
        last: The turn before it, but for those that `stands_between`.
        said: The sentences of that turn.
    """
    if last is None or turn.kind is not TurnKind.SPEECH or not _may_ask(last):
        return None
    if last.speaker == turn.speaker:
        return None
    said = [each for each in said if each.text.strip() and not each.is_remark]
    end = said[-MAX_QUESTION_SENTENCES:]
    asking = [place for place, each in enumerate(end) if each.asks]
    if not asking and last.kind is TurnKind.QUESTION:
        # Many a question of an interview has no question mark: "Tell me about the flood."
        asking = [place for place, each in enumerate(end) if not each.is_formula][-1:]
    if not asking or _hands_over(end[-1], last):
        return None
    for some in (said, end, end[asking[0] :]):
        text = " ".join("".join(each.text for each in some).split())
        if len(text) <= MAX_QUESTION_CHARS:
            return Question(text, last.speaker)
    return None


def _hands_over(end: Sentence, last: Turn) -> bool:
    """Return whether a turn ends by calling the next speaker: "Who will speak? Mr. Reed."."""
    is_name = not end.asks and end.size < MIN_THOUGHT_SIZE
    return is_name and last.kind is not TurnKind.QUESTION


def stands_between(turn: Turn) -> bool:
    """Return whether a turn may stand between a question and its answer."""
    return turn.kind is TurnKind.STAGE or not turn.text.strip()


def _may_ask(turn: Turn) -> bool:
    return turn.kind.attributed and not turn.doubt
