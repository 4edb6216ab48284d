"""The question that an excerpt answers, as its card shows it above the words."""

from collections.abc import Sequence
from typing import NamedTuple

from content.excerpts.leanings import LEANS
from content.excerpts.sentences.sentence import (
    MIN_THOUGHT_SIZE,
    Sentence,
    is_function_word,
)
from content.excerpts.signs import SentenceSigns
from content.language.sentences import sentences
from content.language.text_size import SIZE_OF_WORD
from content.language.word_lists import flag
from content.model import Turn, TurnKind

MAX_QUESTION_CHARS = 220
"""Characters of a question that may stand above its answer: it is only context."""

_LONG_QUESTION_CHARS = 150
"""Characters from which a question tells of things that its answer may take up."""

MAX_QUESTION_SENTENCES = 2
"""Sentences that stand for a question which is longer than that."""

_FULL_ANSWER_SIZE = 400
"""Size (see `text_size`) of an answer that says by itself what it is about."""

_TELLING_WORDS, _TELLING_LETTERS = 6, 4
"""Words from which a question says what it is about, and their letters."""

_LEANS_A_LITTLE = frozenset(
    {
        "pronoun_later",
        "pointer_later",
        "weak_pointer_early",
        "weak_pointer_later",
        "likeness_later",
        "named_before",
        "thing",
    }
)
"""Signs of a question that mostly mean something outside of it: it is short."""

_LEANS = LEANS | {"replies"}
"""Signs of a question that goes on in a talk."""

_MAX_LEANINGS = 2
"""Words by which a question leans on earlier ones, more than which say no more."""


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


def question_signs(question: str, size: float, language: str) -> dict[str, float]:
    """Return the signs of an answer above which its question is shown.

    Args:
        question: As it is shown; empty for none.
        size: That of the answer.
        language: Primary tag.
    """
    if not question:
        return {}
    said = [SentenceSigns(each, language) for each in sentences(question, language)]
    found = {name for each in said for name, sign in each.opening_signs.items() if sign}
    leaning = len(found & _LEANS) + bool(found & _LEANS_A_LITTLE)
    words = sum(_telling_words(each) for each in said)
    return {
        "answer": 0.0,
        "asked": 1.0,
        "question_leans": min(leaning, _MAX_LEANINGS) / _MAX_LEANINGS,
        "question_bare": max(0.0, 1 - words / _TELLING_WORDS),
        "question_unmarked": float(not any(each.asks for each in said)),
        "question_speaks": float(any(each.listeners for each in said)),
        "question_long": float(len(question) > _LONG_QUESTION_CHARS),
        # What it takes up is above it.
        "takes_up": 0.0,
        "full_answer": min(1.0, size / _FULL_ANSWER_SIZE),
    }


def _telling_words(said: Sentence) -> float:
    if not flag(said.language, "spaced"):
        return said.size / SIZE_OF_WORD
    return sum(
        len(word) >= _TELLING_LETTERS and not is_function_word(word, said.language)
        for word in said.words
    )
