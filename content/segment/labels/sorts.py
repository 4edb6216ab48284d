"""Sort the words of a label: names, initials, common words, verbs."""

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from enum import Enum, auto

from content.segment.labels import words as w

EDGE = ".,'’\"“”„«»*_()[]"
INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}(?:[^\W\d_]\.)?")
_PARTS = w.PARTICLES | w.HONORIFICS_ONLY | w.ROLES
# Of the words no label holds, some also stand in roles ("Minister of State for …").
STRICT = w.SENTENCE - w.PARTICLES


class Sort(Enum):
    """Name what a word of a label may be."""

    NAME = auto()
    INITIAL = auto()
    COMMON = auto()
    SMALL = auto()
    VERB = auto()
    NUMBER = auto()
    PART = auto()


def sorts_of(
    tokens: list[str], folded: list[str], lowered: AbstractSet[str]
) -> Counter[Sort]:
    """Count the words of a label by what they are."""
    verbal = _verbal(tokens, folded)
    sorts: Counter[Sort] = Counter()
    for token, word in zip(tokens, folded, strict=True):
        initial = INITIALS.fullmatch(token) is not None
        if len(tokens) == 1 and _initials_or_part(token, word):
            sort = Sort.NAME
        elif verbal and word in STRICT:
            sort = Sort.VERB
        elif token[0].isdigit():
            sort = Sort.NUMBER
        elif not word or word in _PARTS:
            sort = Sort.PART
        elif not is_capital(token):
            sort = Sort.SMALL
        elif word in lowered and not initial:
            sort = Sort.COMMON
        else:
            sort = Sort.INITIAL if initial and "." in token else Sort.NAME
        sorts[sort] += 1
    return sorts


def _initials_or_part(token: str, word: str) -> bool:
    """Tell whether capitals alone name a voice: "AF", or "SON" in a play.

    Some language has a small word that is written like them.
    """
    small = word in STRICT or word in w.PARTICLES
    return small and len(word) > 1 and token.isupper() and word not in w.ROLES


def ends_in_name(
    tokens: list[str], folded: list[str], lowered: AbstractSet[str]
) -> bool:
    """Tell whether a name ends a label: "Keeper of the Lamp Ada Brook"."""
    return all(
        is_capital(token) and word not in lowered and word not in w.PARTICLES
        for token, word in zip(tokens[-2:], folded[-2:], strict=True)
    )


def _verbal(tokens: list[str], folded: list[str]) -> bool:
    """Tell whether a label's small words are a sentence's and not names.

    "Han", "May" and "Will" are somebody's names where they are written large among
    large words; two of them in one label, or one before a small word, are not.
    """
    strict = [n for n, word in enumerate(folded) if word in STRICT]
    small = [n for n in strict if not is_capital(tokens[n]) or tokens[n] == "I"]
    if small or len(strict) > 1 or len(tokens) == len(strict):
        return True
    follows = tokens[strict[0] + 1 : strict[0] + 2] if strict else []
    return bool(follows) and strict[0] == 0 and not is_capital(follows[0])


def is_capital(token: str) -> bool:
    """Tell whether a word is written as a name may be."""
    letters = [sign for sign in token if sign.isalpha()]
    if not letters:
        return False
    head = letters[0]
    # "d'Estaing", "McCONNELL", "al-Sisi" and scripts without cases are names too.
    return (
        head.isupper()
        or head.lower() == head.upper()
        or (len(letters) > 2 and any(sign.isupper() for sign in letters[1:4]))
    )
