"""Sentences that say nothing by themselves: greetings, salutations, headings, remarks."""

import re

from content.excerpts.sentences.openings import first_word_start
from content.language.folding import fold_letters
from content.language.word_lists import WordPattern, fast_pattern, searched_text, words
from content.language.words.text_size import text_size

_MAX_FORMULA_SIZE = 260
"""Size (see `text_size`) up to which a sentence may be a formula and no more."""

_MAX_HEADING_SIZE = 120
"""Size (see `text_size`) up to which a sentence may be a signature or a heading."""

_STAGE_REMARK = re.compile(r"\W*[\[(（【][^\])）】]*[\])）】]\W*")
_BETWEEN_ADDRESSEES = WordPattern(r"[,;，；、]|\b<formulas.conjunctions>\b", re.NOFLAG)

_MAX_REMARK_CHARS = 200
"""Characters that a remark in brackets takes at most."""


def is_stage_remark(sentence: str) -> bool:
    """Return whether a sentence is a remark in brackets, such as ``(Applause.)``."""
    short = len(sentence) < _MAX_REMARK_CHARS
    return short and _STAGE_REMARK.fullmatch(sentence) is not None


def is_formula(sentence: str, language: str) -> bool:
    """Return whether a sentence only greets, thanks or manages the meeting."""
    phrases = fast_pattern(language, "formulas.phrases")
    address = fast_pattern(language, "formulas.address")
    if not (phrases or address) or text_size(sentence) > _MAX_FORMULA_SIZE:
        return False
    start = first_word_start(sentence)
    if phrases and phrases.match(searched_text(sentence[start:], language)):
        return True
    return _is_address(sentence[start:].strip(), language)


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
    start = first_word_start(sentence)
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
