"""Labels of a flat, a plot or a seat: "Flat 5", or with who has it, "No. 5 (Hall)".

Minutes of owners and tenants count by flats. A number outside the brackets and a surname
inside show such a label in any language; without brackets, a word of a table does.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from content.language.word_lists import WordPattern, all_entries, all_words
from content.segment.names.business import opens_item
from content.segment.names.name_score import is_false_label
from content.segment.names.offices import bare_word
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_NEVER_IN_NAMES, CJK_ROLE, label_words

_UNIT = re.compile(r"([^()（）:：,;]{2,24}?)\s?[(（]([^()（）\d:：,;]{1,40})[)）]")
_HELD = re.compile(r"[^()（）:：,;]{2,40}?\s?[(（]([^()（）\d:：,;]{1,40})[)）]")
# "No. 5", "Nr. 14 B"
_NUMBER_ALONE = WordPattern(
    r"(?:<labels.number_signs>)\b\.?\s?\d+\s?[^\W\d_]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
# A flat by its floor and its door: "3.º B".
_FLOOR = r"\d{1,2}\s?\.?\s?[ºª°](?:\s?(?-i:[A-Z]|\d))?"
_NOTED_UNIT = re.compile(r"[^\W\d_][^()（）]{2,40}[(（]([^()（）]{2,24})[)）]$")
# "A 12", "12B": a staircase and a flat.
_DOOR = re.compile(r"[A-ZÀ-ÞА-Я]\s?\d{1,3}|\d{1,3}\s?[A-ZÀ-ÞА-Я]")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_SHORT_NAME = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,5}")
_MAX_UNIT_WORDS, _MAX_NAME_WORDS = 3, 3
_MAX_ABBREVIATION = 3
_MAX_UNIT_CHARS = 40


@lru_cache(maxsize=4096)
def is_numbered_unit(printed: str) -> bool:
    """Return whether words name a home, a plot or a person by a number alone.

    >>> is_numbered_unit("Flat 12"), is_numbered_unit("Nr. 8"), is_numbered_unit("3.º B")
    (True, True, True)
    >>> is_numbered_unit("Section 12"), is_numbered_unit("Flat 12 has a key")
    (False, False)
    """
    counted = any(map(str.isdigit, printed)) and len(printed) <= _MAX_UNIT_CHARS
    return counted and _numbered_unit().fullmatch(printed) is not None


@lru_cache(maxsize=4096)
def names_unit(printed: str) -> bool:
    """Return whether a label is of a numbered flat, or has one in brackets at its end.

    >>> names_unit("Flat 5"), names_unit("Ada Hall (flat 5)"), names_unit("Ada Hall (A 12)")
    (True, True, True)
    >>> names_unit("Ada Hall (Labour)"), names_unit("Ada Hall (aged 12)")
    (False, False)
    """
    noted = _NOTED_UNIT.search(printed)
    inside = noted[1].strip() if noted else printed
    coded = noted is not None and _DOOR.fullmatch(inside) is not None
    return coded or is_numbered_unit(inside)


def are_items(printed: Sequence[str]) -> bool:
    """Return whether numbers without a word count on by one, as those of motions do.

    >>> are_items(["No. 1", "No. 2"]), are_items(["No. 8", "No. 23"]), are_items(["Flat 1", "Flat 2"])
    (True, False, False)
    """
    if not all(_NUMBER_ALONE.fullmatch(text) for text in printed):
        return False
    numbers = [
        int(found.group()) for text in printed if (found := _DIGITS.search(text))
    ]
    return all(after == before + 1 for before, after in pairwise(numbers))


@cache
def _numbered_unit() -> re.Pattern[str]:
    words = all_words("labels.counted_units") | all_words("labels.counted_speakers")
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    signs = rf"(?:(?:{'|'.join(all_entries('labels.number_signs'))})\b\.?|[№#])"
    number = r"\d{1,4}(?:[/.-]\d{1,4})?(?:\s?[^\W\d_])?"
    return re.compile(
        rf"(?:{either})\.?\s?(?:{signs})?\s?{number}|{signs}\s?{number}|{_FLOOR}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def split_unit(printed: str) -> tuple[str, str] | None:
    """Split a label into who has a flat and the flat; None if it is no such label.

    >>> split_unit("No. 5 (Hall)"), split_unit("2º B (Sra. Gil)")
    (('Hall', 'No. 5'), ('Sra. Gil', '2º B'))
    >>> split_unit("Article 5 (Fees)"), split_unit("Hall (Labour)"), split_unit("5 (Hall)")
    (None, None, None)
    """
    found = _UNIT.fullmatch(printed)
    if found is None or not _is_unit(found[1]):
        return None
    name = surname_in(found[2])
    return (name, found[1]) if name else None


def surname_in(inside: str) -> str:
    """Return the name that brackets hold and nothing else; or nothing.

    >>> surname_in("Mrs Hall"), surname_in("van Dam"), surname_in("the roof"), surname_in("SP")
    ('Mrs Hall', 'van Dam', '', '')
    """
    name = strip_titles(inside.strip())
    if WITHOUT_CASE.search(name):
        known = _SHORT_NAME.fullmatch(name) and not CJK_ROLE.regex.search(name)
        return name if known and not CJK_NEVER_IN_NAMES.regex.search(name) else ""
    words = name.split()
    w = label_words()
    while len(words) > 1 and bare_word(words[0]) in (
        w.titles | w.leading_articles | w.articles
    ):
        words = words[1:]
    small = w.surname_particles | w.particles
    names = [word for word in words if word.casefold() not in small]
    if not 0 < len(names) <= len(words) <= _MAX_NAME_WORDS:
        return ""
    if name.isupper() and len(name) <= _MAX_ABBREVIATION:
        return ""
    folded = {bare_word(word) for word in words}
    if folded & (w.role_words - small) or not w.never_in_labels.isdisjoint(
        folded - small
    ):
        return ""
    named = all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in names)
    return name if named else ""


@lru_cache(maxsize=4096)
def holder_in(printed: str) -> str:
    """Return the surname behind a word or a few, in brackets at the end; or nothing.

    >>> holder_in("Board (Mr Hall)"), holder_in("Board (of trustees)")
    ('Mr Hall', '')
    """
    found = _HELD.fullmatch(printed)
    return surname_in(found[1]) if found and not opens_item(printed) else ""


def _is_unit(text: str) -> bool:
    """Return whether words are the number of a flat: one has digits, none is a sentence's."""
    words = text.split()
    lettered = any(char.isalpha() for char in text)
    counted = any(char.isdigit() for char in text)
    if not (lettered and counted and len(words) <= _MAX_UNIT_WORDS):
        return False
    numbered = _NUMBER_ALONE.fullmatch(text) is not None
    return numbered or not (is_false_label(text) or opens_item(text))
