"""Spell names as people write them: "MR. VANCE" is Mr. Vance."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words, entries, words
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words

# The apostrophe of "ЛУК'ЯНЧУК" is a letter's, and parts nothing.
_PARTS = re.compile(r"([-\u2010\u2011/]|(?<![\u0400-\u04ff])[’'])")
_VOWELS = frozenset(
    "AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝĀĂĄĒĖĘĚĪĮİŌŐŒŪŮŰŲİАЕЁИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩΆΈΉΊΌΎΏ"
)
_ROMAN = re.compile(r"[IVX]{2,}|[IVX]{1,4}\.?")
_SCOTTISH = re.compile(r"(Mc|MC|Mac)([^\W\d_]{3,})")
# "LaHOOD", "DeWINE": what stands before the capitals is written so.
_PREFIXED = re.compile(r"([^\W\d_][^\W\d_A-Z]{1,3})([^\W\d_]{2,})")
# "ALL'ISTRUZIONE", "DE L'INTÉRIEUR"
_ELIDED = re.compile(r"(?!O['’])[^\W\d_]{1,4}['’](?=[^\W\d_]{3})")
_TITLE, _DEGREE = 4, 2
_BETWEEN_SURNAMES = frozenset({"I", "Y"})
# An apostrophe parts the endings of cases from a Turkish name, and a possessive before them.
_TURKISH_CASE = re.compile(
    r"(?<=[^\W\d_]{2})['’\u02bc](?:(?:[dt][ae]n?|n?[ıiuü]n|[yn]?[aeıiuü]|(?:y)?l[ae]))$"
)
SMALL_TURKISH = {ord("I"): "ı", ord("İ"): "i"}
"""Small letters of capitals that Turkish has in pairs with a dot and without."""

_TURKISH_LETTERS = frozenset("İĞ")


@cache
def _abbreviations() -> frozenset[str]:
    return all_words("names.letters_behind") | all_words("names.acronyms")


def without_turkish_case(name: str) -> str:
    """Return a name without a Turkish ending behind an apostrophe.

    >>> without_turkish_case("İrfan Sungur'dan"), without_turkish_case("Ada Brook’a")
    ('İrfan Sungur', 'Ada Brook')
    >>> without_turkish_case("Tom O'Dea"), without_turkish_case("Ada Brook's")
    ("Tom O'Dea", "Ada Brook's")
    """
    return _TURKISH_CASE.sub("", name)


@lru_cache(maxsize=4096)
def as_written(name: str, *, mixed: bool = True) -> str:
    """Return a name that is printed in capitals as people write it.

    Args:
        name: A name, with or without its form of address; or an office.
        mixed: Whether single words in capitals among others are spelled, too: surnames
            are set so beside given names, but an office may hold an abbreviation.

    >>> as_written("MR. VANCE"), as_written("Mr. McCONNELL"), as_written("ANA DE LA CRUZ")
    ('Mr. Vance', 'Mr. McConnell', 'Ana de la Cruz')
    >>> as_written("Jane Hall MP"), as_written("JD BROOK"), as_written("SPEAKER II")
    ('Jane Hall MP', 'JD Brook', 'Speaker II')
    >>> as_written("ULAŞTIRMA BAKANI İNCİ DALGA")
    'Ulaştırma Bakanı İnci Dalga'
    >>> as_written("Bürgermeister DI Lund"), as_written("Ana DE LA CRUZ")
    ('Bürgermeister DI Lund', 'Ana de la Cruz')
    >>> as_written("Ο ΠΡΟΕΔΡΟΣ"), as_written("ΔΗΜΑΡΧΟΣ ΑΝΝΑ")
    ('Ο Πρόεδρος', 'Δήμαρχος Αννα')
    >>> as_written("AYŞE NUR DİNÇSOY"), as_written("ALİ-İHSAN KIR")
    ('Ayşe Nur Dinçsoy', 'Ali-İhsan Kır')
    >>> as_written("PAUL ADAMS JR."), as_written("JR ADAMS")
    ('Paul Adams Jr.', 'JR Adams')
    >>> as_written("ASSESSORE ALLE ACQUE E ALL'ISTRUZIONE", mixed=False)
    "Assessore alle Acque e all'Istruzione"
    """
    tokens = name.split()
    in_capitals = [_is_in_capitals(token) for token in tokens]
    degree = len(tokens) > 1 and tokens[-2].casefold() in label_words().particles
    if degree and in_capitals.count(True) == in_capitals[-2] == (
        len(tokens[-2]) == _DEGREE
    ):
        # "Mayor DI Lund" has a degree.
        return name
    if not any(in_capitals) or (
        not mixed and not all(map(_may_be_in_capitals, tokens))
    ):
        return name
    if len(tokens) == 1 and sum(map(str.isalpha, name)) < 3:
        # "AF" are somebody's initials.
        return name
    roles = label_words().roles
    in_office = not mixed or any(token.casefold() in roles for token in tokens)
    letters = SMALL_TURKISH if _is_turkish(tokens) else {}
    for n in range(2, len(tokens) - 1):
        # "MIREIA BOSCÀ I TUR" has two surnames, "JOHN I REED" an initial.
        if tokens[n] in _BETWEEN_SURNAMES and in_capitals[n - 1] and in_capitals[n + 1]:
            tokens[n] = tokens[n].lower()
    return " ".join(
        _spell(token, letters, first=n == 0, in_office=in_office, office=not mixed)
        if in_capitals[n]
        or (n and not mixed and token.casefold() in all_words("names.and"))
        else token
        for n, token in enumerate(tokens)
    ).replace("i\u0307", "i")


def _is_turkish(tokens: list[str]) -> bool:
    """Return whether a name in capitals has letters or offices of Turkish alone."""
    if any(not _TURKISH_LETTERS.isdisjoint(token) for token in tokens):
        return True
    lowered = {
        token.translate(SMALL_TURKISH).lower() for token in tokens if "I" in token
    }
    return not lowered.isdisjoint(words("tr", "labels.roles"))


def _letters(token: str) -> str:
    return "".join(filter(str.isalpha, token))


def _is_in_capitals(token: str) -> bool:
    """Return whether a word is in capitals, or is but for a prefix: "McCONNELL"."""
    letters = _letters(token)
    if any(map(str.isdigit, token)) or WITHOUT_CASE.search(token):
        return False  # "SM-A52", "参加者A"
    if len(letters) < 2 or letters.casefold() == letters.swapcase() == letters:
        return False
    if letters.isupper():
        # "J.P." are initials.
        return not ("." in token[:-1] and len(letters) < _TITLE)
    tail = letters[3:] if letters[:3].istitle() else letters[2:]
    return len(tail) > 2 and tail.isupper() and letters[0].isupper()


def _may_be_in_capitals(token: str) -> bool:
    letters = _letters(token)
    bare = letters.casefold()
    small = bare in label_words().particles or bare in label_words().honorifics
    return len(letters) < 2 or _is_in_capitals(token) or small


def _spell(
    token: str,
    letters: Mapping[int, str],
    *,
    first: bool,
    in_office: bool,
    office: bool,
) -> str:
    """Spell one word; in an office alone, small words join and articles are elided.

    Args:
        token: The word.
        letters: The small letters of a language that has its own.
        first: Whether it is the first of the name.
        in_office: Whether words for offices stand in the name.
        office: Whether it is an office alone.
    """
    bare = token.strip(".,()")
    if bare in _abbreviations() or (not first and _ROMAN.fullmatch(bare)):
        return token
    small = label_words().particles if in_office else label_words().surname_particles
    joins = office and bare.casefold() in all_words("names.and")
    if not first and (joins or bare.casefold() in small):
        return token.lower()
    # "PAUL ADAMS JR."
    titled = bare.casefold() in label_words().honorifics or (bare == "JR" and not first)
    if not titled and len(bare) < _TITLE and _VOWELS.isdisjoint(bare):
        return token
    elided = _ELIDED.match(token) if office and not first else None
    small_part = elided.group().lower() if elided else ""
    return small_part + "".join(
        part if _PARTS.fullmatch(part) else _capitalize(part, letters)
        for part in _PARTS.split(token[len(small_part) :])
    )


@cache
def _accented_offices() -> Mapping[str, str]:
    """Return Greek words for offices by their letters, of which capitals have no accents."""
    return {fold_letters(word): word for word in entries("el", "labels.roles")}


def _capitalize(part: str, letters: Mapping[int, str]) -> str:
    if "Α" <= part[:1] <= "Ω":  # Greek
        part = _accented_offices().get(fold_letters(part), part)
    scottish = _SCOTTISH.fullmatch(part)
    if scottish and (part.startswith(("Mc", "MC")) or not part.isupper()):
        return scottish.group(1).capitalize() + scottish.group(2).capitalize()
    prefixed = None if part.isupper() else _PREFIXED.fullmatch(part)
    if prefixed and prefixed.group(2).isupper():
        return prefixed.group(1) + prefixed.group(2).capitalize()
    return part[:1].upper() + part[1:].translate(letters).lower()
