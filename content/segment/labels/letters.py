"""Letters and words that mark questions and answers: "Q. … A. …", "P: … R: …", "問 … 答 …".

A letter alone says little: "P:" is a question in Spanish, and may be the initial of Paul.
So letters count only in pairs that one language uses; see letter_pairs.py.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import normalize

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import all_words

QUESTION, ANSWER = "q", "a"
"""The keys of labels that mark a question and an answer."""
_MIN_WORD = 3
_MAX_HEAD_BLANKS = 3


@cache
def letter_pattern() -> re.Pattern[str]:
    """Return what matches a letter or word for a question or an answer, and its mark."""
    letters = all_words("labels.question_letters") | all_words("labels.answer_letters")
    whole = all_words("labels.questions") | all_words("labels.answers")
    spaced = {form for word in letters | whole if word.isascii() or word.upper() != word
              for form in (word.upper(), word[:1].upper() + word[1:])}  # fmt: skip
    unspaced = {word for word in letters | whole if word.upper() == word}
    # "Reply – Ada Brook: …": behind a word, a dash may lead to who replies.
    single = {word.upper() for word in letters if len(word) == 1} - unspaced
    return re.compile(
        # "Q" stands without a mark, too; "A" would be an article.
        r"([QA])(?:\d{1,3})?(?:\s?[.:)]\s*(?:[—–]\s*|-\s+)?|\s{2,}|\s(?=[\"“(\[]?[^\W\d_a-z]))"
        # "R. — Nothing, sir.", "R.- Nothing", "R – Nothing"
        rf"|({_any(spaced)})(?:\.?\s?\d{{1,3}})?"
        r"(?:\s?[.:)]:?(?:\s?(?:[—–]|-\s)\s*|\s+(?![^\W\d_]\.\s)|$))"
        rf"|({_any(single)})\s?(?:[—–]\s*|-\s+)"
        rf"|({_any(unspaced)}|[ＱＡ])(?:\s?\d{{1,3}})?(?:\s?[.:：．、)]\s*|\u3000+)"
        r"|([QA])(?:\d{1,3})?[：．]\s*"
    )


def _any(forms: set[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@lru_cache(maxsize=65536)
def letter_form(printed: str) -> str:
    """Return a letter or word in lower case, without a number.

    >>> letter_form("Ｑ"), letter_form("K2."), letter_form("Respuesta")
    ('q', 'k', 'respuesta')
    """
    return re.sub(r"\W*\d*\W*$", "", normalize("NFKC", printed)).casefold()


def head_questions(texts: Iterable[str]) -> bool:
    """Return whether some lines open with a word for a question, and some for an answer."""
    first = {text.split(maxsplit=1)[0].casefold() for text in texts if text.strip()}
    asked = not first.isdisjoint(all_words("labels.questions"))
    return asked and not first.isdisjoint(answer_words())


def have_written_answers(texts: Iterable[str]) -> bool:
    """Return whether short lines head questions and answers, and one asks by a word alone.

    >>> have_written_answers(["Question", "Will it open?", "Answer (3 May)", "It will."])
    True
    >>> have_written_answers(["Question 1: Will it open?", "Answer: It will."])
    False
    """
    short = [text.strip() for text in texts if text.count(" ") <= _MAX_HEAD_BLANKS]
    short = [text for text in short if text and not text.endswith(SENTENCE_ENDS)]
    alone = all_words("labels.questions")
    return any(text.casefold() in alone for text in short) and head_questions(short)


@cache
def answer_words() -> frozenset[str]:
    """Return the words that head an answer, letters left out."""
    words = all_words("labels.answers")
    return frozenset(word.casefold() for word in words if len(word) > _MIN_WORD)
