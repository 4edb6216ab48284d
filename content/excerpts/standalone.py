"""Whether a sentence stands on its own: how it opens, and whether it says anything."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from content.language.folding import fold_letters
from content.language.question_marks import asks
from content.language.text_size import text_size
from content.language.word_lists import (
    WordPattern,
    fast_pattern,
    searched_text,
    words,
)

MIN_THOUGHT_SIZE = 40
"""Size (see `text_size`) below which words are a fragment, not a thought."""

_MIN_QUESTION_SIZE = 100
"""Size (see `text_size`) below which a question alone says too little."""

_MAX_FORMULA_SIZE = 260
"""Size (see `text_size`) up to which a sentence may be a formula and no more."""

_MAX_HEADING_SIZE = 120
"""Size (see `text_size`) up to which a sentence may be a signature or a heading."""

_BEFORE_FIRST_WORD = re.compile(r"[\W_]*")
_STAGE_REMARK = re.compile(r"\W*[\[(（【][^\])）】]*[\])）】]\W*")
_LIST_ITEM = re.compile(
    r"\s*(?:[-–—•*·]\s|\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zА-Яа-я])[.)]\s)"
)
_FIRST_LIST_ITEM = re.compile(r"\s*\(?[1IAaАа][.)]\s")
_BETWEEN_ADDRESSEES = WordPattern(r"[,;，；、]|\b<formulas.conjunctions>\b", re.NOFLAG)
_MAX_OPENING_CHARS = 200
"""Characters that an opening, or a stage remark, takes at most."""

_LATE_REFERENCE_CHARS = 48
"""Characters of a sentence in which a reference has nothing before it to refer to."""


class Opening(IntEnum):
    """How much a sentence needs what was said before it, the least first."""

    INDEPENDENT = 0
    LATE_REFERENCE = 1
    ENUMERATOR = 2
    CONNECTIVE = 3
    REFERENCE = 4


def classify_opening(sentence: str, language: str) -> Opening:
    """Classify a sentence by its first words; without word lists it is independent.

    Args:
        sentence: Marks and spaces before its first word do not count.
        language: Primary tag.
    """
    if _LIST_ITEM.match(sentence) and not _FIRST_LIST_ITEM.match(sentence):
        return Opening.ENUMERATOR
    patterns = _opening_patterns(language)
    if not patterns:
        return Opening.INDEPENDENT
    lower = searched_text(sentence, language)
    start = _BEFORE_FIRST_WORD.match(sentence).end()  # type: ignore[union-attr]  # matches nothing too
    if sentence[start : start + 1].islower() and not sentence.islower():
        # The rest of a sentence, but for a text all in lower case.
        return Opening.CONNECTIVE
    for kind, found in patterns:
        if kind is Opening.LATE_REFERENCE:
            if found.search(lower, start, start + _LATE_REFERENCE_CHARS):
                return kind
        elif found.match(lower, start, start + _MAX_OPENING_CHARS):
            return kind
    return Opening.INDEPENDENT


@lru_cache(maxsize=256)
def _opening_patterns(language: str) -> tuple[tuple[Opening, re.Pattern[str]], ...]:
    """Return the patterns of a language in the order in which they are tried."""
    tables = (
        (Opening.INDEPENDENT, "openings.independent"),
        (Opening.REFERENCE, "openings.references"),
        (Opening.ENUMERATOR, "openings.enumerators"),
        (Opening.CONNECTIVE, "openings.connectives"),
        (Opening.LATE_REFERENCE, "openings.late_references"),
    )
    return tuple(
        (kind, found)
        for kind, table in tables
        if (found := fast_pattern(language, table)) is not None
    )


def is_stage_remark(sentence: str) -> bool:
    """Return whether a sentence is a remark in brackets, such as ``(Applause.)``."""
    short = len(sentence) < _MAX_OPENING_CHARS
    return short and _STAGE_REMARK.fullmatch(sentence) is not None


def is_formula(sentence: str, language: str) -> bool:
    """Return whether a sentence only greets, thanks or manages the meeting."""
    phrases = fast_pattern(language, "formulas.phrases")
    address = fast_pattern(language, "formulas.address")
    if not (phrases or address) or text_size(sentence) > _MAX_FORMULA_SIZE:
        return False
    start = _BEFORE_FIRST_WORD.match(sentence).end()  # type: ignore[union-attr]  # matches nothing too
    if phrases and phrases.match(searched_text(sentence[start:], language)):
        return True
    return _is_address(sentence[start:].strip(), language)


def has_substance(said: Sequence[str]) -> bool:
    """Return whether sentences are more than a fragment, and more words than figures.

    A question alone needs more words than a statement to interest anybody.
    """
    text = "".join(said)
    letters = sum(map(str.isalpha, text))
    figures = sum(map(str.isdecimal, text))
    least = _MIN_QUESTION_SIZE if all(map(asks, said)) else MIN_THOUGHT_SIZE
    return text_size(text) >= least and letters > 4 * figures


def is_heading(sentence: str, language: str) -> bool:
    """Return whether a sentence is a heading, a signature or a date line.

    Such have little in them but names and figures.
    """
    if text_size(sentence) >= _MAX_HEADING_SIZE:
        return False
    said = [word.strip("\"'“”«»([.,;:") for word in sentence.split()]
    large = sum(word[:1].isupper() or word[:1].isdecimal() for word in said)
    stop = words(language, "stop_words")
    telling = sum(
        word[:1].islower() and fold_letters(word) not in stop for word in said
    )
    least = 0 if telling == 0 else 4
    return telling < 2 and large > least


def is_salutation(sentence: str, language: str) -> bool:
    """Return whether a sentence only names whom it speaks to."""
    if text_size(sentence) > _MAX_FORMULA_SIZE:
        return False
    start = _BEFORE_FIRST_WORD.match(sentence).end()  # type: ignore[union-attr]  # matches nothing too
    found = fast_pattern(language, "excerpts.salutations")
    if found and found.match(searched_text(sentence[start:], language)):
        return True
    return _is_address(sentence[start:].strip(), language)


def _is_address(text: str, language: str) -> bool:
    address = fast_pattern(language, "formulas.address")
    never = fast_pattern(language, "formulas.never_in_address")
    lower = searched_text(text, language)
    if not (address and address.match(lower)) or (never and never.search(lower)):
        return False
    between = _BETWEEN_ADDRESSEES.regex.split(text)
    parts = [part for each in between if (part := each.strip(" \n:.!—–-！：。"))]
    if not text.endswith((",", ":", "!", "—", "-", "！", "：", "，")):
        short = all(len(part.split()) < 5 for part in parts)
        return short and (len(parts) > 1 or len(parts[0].split()) < 4)
    return all(_is_addressee(part, language) for part in parts)


def _is_addressee(part: str, language: str) -> bool:
    if part[:1].isupper() and len(part.split()) < 6:
        return True
    tables = ("formulas.address", "formulas.phrases")
    lower = searched_text(part, language)
    return any(
        found.match(lower)
        for table in tables
        if (found := fast_pattern(language, table))
    )
