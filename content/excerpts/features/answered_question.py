"""Features of an excerpt that is shown with the question that it answers."""

from content.excerpts.features.context_dependence import DEPENDENT
from content.excerpts.features.sentence_features import SentenceFeatures
from content.excerpts.sentences.sentence import Sentence, is_function_word
from content.language.sentences import sentences
from content.language.word_lists import flag
from content.language.words.text_size import SIZE_OF_WORD

_LONG_QUESTION_CHARS = 150
"""Characters from which a question tells of things that its answer may take up."""

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
"""Features of a question that mostly mean something outside of it: it is short."""

_LEANS = DEPENDENT | {"replies"}
"""Features of a question that goes on in a talk."""

_MAX_LEANINGS = 2
"""Words by which a question leans on earlier ones, more than which say no more."""


def question_features(question: str, size: float, language: str) -> dict[str, float]:
    """Return the features of an answer above which its question is shown.

    Args:
        question: As it is shown; empty for none.
        size: That of the answer.
        language: Primary tag.
    """
    if not question:
        return {}
    said = [SentenceFeatures(each, language) for each in sentences(question, language)]
    found = {
        name
        for each in said
        for name, feature in each.opening_features.items()
        if feature
    }
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
