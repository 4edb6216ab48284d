"""Labels that only say that somebody asks, answers or speaks, and name nobody: "A:"."""

from functools import lru_cache

from content.language.word_lists import WordPattern, all_words
from content.segment.labels.letters import letter_form
from content.segment.names.name_score import label_key
from content.segment.names.words import label_words

_SPEAKER = WordPattern(r"(?:<headlines.presenters>)")


@lru_cache(maxsize=4096)
def is_question_label(printed: str) -> bool:
    """Return whether a label only marks a question, such as "Q"."""
    words = label_words().questions | all_words("labels.question_letters")
    return not words.isdisjoint((label_key(printed), letter_form(printed)))


# Asked of every piece, and few speak.
@lru_cache(maxsize=4096)
def is_answer_label(printed: str) -> bool:
    """Return whether a label only marks an answer, such as "A"."""
    words = label_words().answers | label_words().answer_letters
    return not words.isdisjoint((label_key(printed), letter_form(printed)))


def is_lecturer_label(printed: str) -> bool:
    """Return whether a label only says that somebody speaks or answers.

    >>> is_lecturer_label("Lecturer:"), is_lecturer_label("A."), is_lecturer_label("Ada")
    (True, True, False)
    """
    bare = printed.strip(" .:*")
    return is_answer_label(bare) or _SPEAKER.regex.fullmatch(bare) is not None
