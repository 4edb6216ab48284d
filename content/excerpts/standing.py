"""Judge whether words stand on their own: what points back, what only greets."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words, pattern, words

FRAGMENT = 40
"""Characters (see `size`) below which words are a fragment, not a thought."""

_QUESTION = 100
"""Characters (see `size`) below which a question alone says too little."""

_FORMULA = 260
"""Characters (see `size`) up to which a sentence may be a formula and no more."""

_LABEL = 120
"""Characters (see `size`) up to which a sentence may be a signature or a heading."""

_ENTRANCE = re.compile(r"[\W_]*")
_STAGE = re.compile(r"\W*[\[(（【][^\])）】]*[\])）】]\W*")
_ITEM = re.compile(
    r"\s*(?:[-–—•*·]\s|\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zА-Яа-я])[.)]\s)"
)
_FIRST_ITEM = re.compile(r"\s*\(?[1IAaАа][.)]\s")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_OPENING = 200
"""Characters that an opening, or a stage remark, takes at most."""

_NEAR_THE_START = 48
"""Characters of a sentence in which a pointer has nothing before it to point at."""

_PER_UNSPACED = 2.5
"""A Chinese or Japanese character says as much as so many letters."""


class Opening(IntEnum):
    """Say how much a sentence needs what was said before it, the least first."""

    INDEPENDENT = 0
    LATE_REFERENCE = 1
    ENUMERATOR = 2
    CONNECTIVE = 3
    REFERENCE = 4


def opening(sentence: str, language: str) -> Opening:
    """Judge a sentence by its first words; languages without a table always stand.

    Args:
        sentence: Marks and spaces before its first word do not count.
        language: Primary tag.
    """
    if _ITEM.match(sentence) and not _FIRST_ITEM.match(sentence):
        return Opening.ENUMERATOR
    patterns = _opening_patterns(language)
    if not patterns:
        return Opening.INDEPENDENT
    start = _ENTRANCE.match(sentence).end()  # type: ignore[union-attr]  # matches nothing too
    if sentence[start : start + 1].islower() and not sentence.islower():
        return (
            Opening.CONNECTIVE
        )  # the rest of a sentence, but for a text all in lower case
    for kind, found in patterns:
        if kind is Opening.LATE_REFERENCE:
            if found.search(sentence, start, start + _NEAR_THE_START):
                return kind
        elif found.match(sentence, start, start + _OPENING):
            return kind
    return Opening.INDEPENDENT


@lru_cache(maxsize=256)
def _opening_patterns(
    language: str,
) -> tuple[tuple[Opening, re.Pattern[str]], ...]:
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
        if (found := pattern(language, table)) is not None
    )


def is_stage(sentence: str) -> bool:
    """Tell a remark in brackets, such as ``(Applause.)``."""
    return len(sentence) < _OPENING and _STAGE.fullmatch(sentence) is not None


def is_formula(sentence: str, language: str) -> bool:
    """Tell a sentence that only greets, thanks or manages the meeting."""
    phrases = pattern(language, "formulas.phrases")
    address = pattern(language, "formulas.address")
    if not (phrases or address) or size(sentence) > _FORMULA:
        return False
    start = _ENTRANCE.match(sentence).end()  # type: ignore[union-attr]  # matches nothing too
    if phrases and phrases.match(sentence[start:]):
        return True
    return _is_salutation(sentence[start:].strip(), language)


def has_substance(told: Sequence[str]) -> bool:
    """Tell whether sentences hold more than a fragment, and more words than figures.

    A question alone needs more words than a statement to interest anybody.
    """
    text = "".join(told)
    letters = sum(char.isalpha() for char in text)
    figures = sum(char.isdecimal() for char in text)
    asks = all(each.rstrip("\"'”’»」 \n").endswith(("?", "？")) for each in told)
    least = _QUESTION if asks else FRAGMENT
    return size(text) >= least and letters > 4 * figures


def is_label(sentence: str, language: str) -> bool:
    """Tell a signature, a date line or a heading: little in it but names and figures."""
    said = [word.strip("\"'“”«»([.,;:") for word in sentence.split()]
    large = sum(word[:1].isupper() or word[:1].isdecimal() for word in said)
    stop = words(language, "stop_words")
    telling = sum(
        word[:1].islower() and fold_letters(word) not in stop for word in said
    )
    least = 0 if telling == 0 else 4
    return telling < 2 and large > least and size(sentence) < _LABEL


def size(text: str) -> float:
    """Return the length of a text in letters' worth, its outer white space aside."""
    text = text.strip()
    if text.isascii():
        return len(text)
    return len(text) + (_PER_UNSPACED - 1) * len(_UNSPACED.findall(text))


def _is_salutation(text: str, language: str) -> bool:
    address = pattern(language, "formulas.address")
    never = pattern(language, "formulas.never_in_address")
    if not (address and address.match(text)) or (never and never.search(text)):
        return False
    parts = [part.strip(" \n:.!—–-！：。") for part in _parts().split(text)]
    parts = [part for part in parts if part]
    if not text.endswith((",", ":", "!", "—", "-", "！", "：", "，")):
        short = all(len(part.split()) < 5 for part in parts)
        return short and (len(parts) > 1 or len(parts[0].split()) < 4)
    return all(_is_addressee(part, language) for part in parts)


def _is_addressee(part: str, language: str) -> bool:
    if part[:1].isupper() and len(part.split()) < 6:
        return True
    tables = ("formulas.address", "formulas.phrases")
    return any(
        found.match(part) for table in tables if (found := pattern(language, table))
    )


@cache
def _parts() -> re.Pattern[str]:
    """Match what stands between those whom a salutation greets."""
    joining = "|".join(map(re.escape, sorted(all_words("formulas.conjunctions"))))
    return re.compile(rf"[,;，；、]|\b(?:{joining})\b")
