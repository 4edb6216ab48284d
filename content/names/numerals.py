"""Numbers behind names: Elizabeth II is neither Elizabeth I nor anybody called I."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from content.language.folding import fold_letters
from content.language.language_files import languages
from content.language.word_lists import all_words, entries, words

_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_DIGITS = re.compile(r"(\d{1,2})(?:\W?[^\W\d]{1,3}|[.º°ª])?")
_EAST_ASIAN = re.compile(r"[一二三四五六七八九十]+(?=世$)")
_EAST_ASIAN_DIGITS = "零一二三四五六七八九"
_AROUND = "\"'“”«»,;:?!()—–-"
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_TENS = ("", "x", "xx", "xxx")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_CHINESE_NAME = "xi"


def typed_number(text: str) -> int:
    """Return the number of a ruler's name as typed, or 0.

    An initial with its point is none, nor is one after another ("Petrov V. I.").

    >>> typed_number("Queen Elizabeth II"), typed_number("Elizabeth the Second")
    (2, 2)
    >>> typed_number("Henry V"), typed_number("Henry V."), typed_number("Lincoln 1863")
    (5, 0, 0)
    """
    typed = _tokens(text)
    if not typed or (found := _EAST_ASIAN.search(typed[-1])):
        return _east_asian(found[0]) if typed and found else 0
    number, _ = _number_at_end(typed)
    inside = (_roman(word) for word in typed[1:-1] if len(word) > 1 and word.isupper())
    return number or next(filter(None, inside), 0)


def with_roman_numeral(text: str) -> str:
    """Return a name with the number at its end in Roman numerals.

    >>> with_roman_numeral("Elizabeth the 2nd"), with_roman_numeral("Елизавета Вторая")
    ('Elizabeth II', 'Елизавета II')
    """
    typed = _tokens(text)
    number, count = _number_at_end(typed)
    if not number:
        return text
    return " ".join([*typed[: len(typed) - count], to_roman(number).upper()])


def held_number(name: Sequence[str]) -> int:
    """Return the number of a name in the library by its folded words, or 0."""
    if found := _EAST_ASIAN.search(name[-1]):
        return _east_asian(found[0])
    # A word that was romanised bears a mark.
    return _number_at_end([word.lstrip("~") for word in name])[0]


def number_follows(typed: Sequence[str], at: int) -> bool:
    """Return whether what stands before a word is the name of a ruler with a number.

    Only what can hardly be anything else counts: "Lincoln I have a dream" and "Lincoln
    second inaugural" have no number.
    """
    if at >= len(typed):
        return False
    word = typed[at].strip(f"{_AROUND}.")
    word = _POSSESSIVE.sub("", word)
    is_roman = len(word) > 1 and bool(_roman(word.casefold()))
    if is_roman and (word.isupper() or word.casefold() != _CHINESE_NAME):
        return True
    ends = all_words("names.about") | all_words("names.on")
    ends |= all_words("queries.after_speakers")
    stop = next(
        (n for n in range(at, len(typed)) if typed[n].casefold() in ends), len(typed)
    )
    number, count = _number_at_end(_tokens(" ".join(typed[:stop])))
    return bool(number) and stop - count <= at


def to_roman(number: int) -> str:
    """Return a number under 40 in Roman numerals, in small letters; nothing for others."""
    tens, units = divmod(number, 10)
    return f"{_TENS[tens]}{_UNITS[units]}" if 0 < number < 40 else ""


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:400])
    stripped = (word.strip(_AROUND) for word in plain.split())
    return [_POSSESSIVE.sub("", word) for word in stripped if word]


def _number_at_end(typed: Sequence[str]) -> tuple[int, int]:
    """Return the number at the end of a name, and of how many words it is."""
    if len(typed) < 2:
        return 0, 0
    before, last = typed[-2], fold_letters(typed[-1])
    if number := _roman(last):
        is_initial = len(last) == 1 and len(before.strip(".")) == 1
        return (0, 0) if is_initial else (number, 1)
    has_article = len(typed) > 2 and fold_letters(before) in all_words(
        "names.before_ordinals"
    )
    count = 2 if has_article else 1
    if (found := _DIGITS.fullmatch(last)) and to_roman(int(found[1])):
        return int(found[1]), count
    for language, ordinals in _ordinals().items():
        articles = words(language, "names.before_ordinals")
        if last in ordinals and (not articles or fold_letters(before) in articles):
            return ordinals[last], count if articles else 1
    return 0, 0


def _roman(word: str) -> int:
    found = _ROMAN.fullmatch(word.casefold())
    return 10 * _TENS.index(found[1]) + _UNITS.index(found[2]) if found else 0


def _east_asian(written: str) -> int:
    tens, ten, units = written.rpartition("十")
    tens_value = _EAST_ASIAN_DIGITS.find(tens) if tens else 1
    value = _EAST_ASIAN_DIGITS.find(units) if units else 0
    return (10 * tens_value if ten else 0) + value


@cache
def _ordinals() -> Mapping[str, Mapping[str, int]]:
    """Return the ordinals of each language that has any, with their numbers."""
    found = {
        language: dict(
            entry.split("=") for entry in entries(language, "names.ordinals")
        )
        for language in languages()
    }
    return {
        language: {word: int(number) for word, number in ordinals.items()}
        for language, ordinals in found.items()
        if ordinals
    }
