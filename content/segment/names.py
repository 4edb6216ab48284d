"""Split a printed label into the name it holds and the role."""

import re
from dataclasses import dataclass

from content.segment import words as w
from content.segment.likeness import bare, is_voice, key

EDGE = '.,:;*_"“”„«»()[]'
BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,160})[)）\]]")
_CJK_HONOUR = re.compile("(?<=..)(?:君|さん|氏|議員)$")
# Small words of offices ("Keeper of the Lamp") that are in nobody's name.
_OFFICE = {
    "of",
    "for",
    "the",
    "and",
    "on",
    "für",
    "des",
    "im",
    "por",
    "para",
    "по",
    "и",
}
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold who a label names.

    Attributes:
        name: The person's name, or the label where it is only a role.
        role: What the label says of them beside the name; may be empty.
        voice: It is only a role: nobody is named.
    """

    name: str
    role: str = ""
    voice: bool = False


def named(printed: str) -> Name:
    """Split one label into name and role, by itself.

    >>> named("President of Arland Jana Novak")
    Name(name='Jana Novak', role='President of Arland', voice=False)
    """
    folded = key(printed)
    if folded in w.QUESTION or printed.casefold().strip(EDGE) in w.QUESTION:
        return Name(name="Question", voice=True)
    noted = BRACKET.search(printed)
    aside = noted.group(1).strip() if noted else ""
    text = bare(printed).strip(" ,")
    if _CJK_HONOUR.search(aside):
        # "議長（山田太郎君）": the office, then who holds it.
        return Name(name=_CJK_HONOUR.sub("", aside), role=text)
    if is_voice(text) or is_voice(printed):
        return Name(name=text, voice=True)
    if _CJK.search(text):
        role = aside if _CJK.search(aside) else ""
        return Name(name=_CJK_HONOUR.sub("", text), role=role)
    name, comma, role = text.partition(",")
    office = is_role(text.split()[0].strip(EDGE).casefold())
    if comma and len(name.split()) > 1 and role.strip() and not office:
        inner = _split(name)
        return Name(name=inner.name, role=role.strip())
    found = _split(text)
    return Name(name=found.name, role=found.role or aside, voice=found.voice)


def _split(text: str) -> Name:
    """Part a role that stands before a name from the name."""
    tokens = text.split()
    folded = [token.strip(EDGE).casefold() for token in tokens]
    roles = [n for n, word in enumerate(folded) if is_role(word)]
    if roles and roles[0] < len(tokens) - 1:
        start = _name_start(tokens, folded, roles[-1])
        if start is not None and len(tokens) - start > 1:
            role = " ".join(tokens[:start]).strip(" ,")
            return Name(name=untitled(" ".join(tokens[start:])), role=role)
        return Name(name=text, voice=has_role(folded))
    return Name(name=untitled(text), voice=bool(roles) and has_role(folded))


def has_role(folded: list[str]) -> bool:
    """Tell whether any of these words, in small letters, is a role."""
    return any(is_role(word) for word in folded)


def is_role(word: str) -> bool:
    """Tell whether a word in small letters is a role, also as part of one."""
    parts = (word, *word.split("-")) if "-" in word else (word,)
    return any(part in w.ROLES and part not in w.HONORIFICS_ONLY for part in parts)


def _name_start(tokens: list[str], folded: list[str], last: int) -> int | None:
    """Find where the name starts after a role, if one stands there."""
    rest = folded[last + 1 :]
    if not rest or not all(_large(token) for token in tokens[-1:]):
        return None
    complement = rest[0] in w.PARTICLES or any(word in _OFFICE for word in rest[:-2])
    if not complement:
        # "Energy Minister Jana Novak": all after the role is the name.
        if not _large(tokens[last + 1]) or any(word in _OFFICE for word in rest):
            # "King Olav of Nordia" is called so as a whole.
            return None
        return max(last + 1, _cyrillic_start(tokens))
    start = len(tokens) - 1
    while start > last + 1 and len(tokens) - start < 2:
        start -= 1
    # "of Trade Ursula van der Berg": particles belong to the name they stand in.
    while start - 1 > last + 1 and folded[start] in w.PARTICLES:
        start -= 1
    large = [token for token in tokens[start:] if _large(token)]
    before = folded[start - 1]
    if len(large) < 2 or before in w.PARTICLES or start - 1 <= last:
        return None
    return start


def _cyrillic_start(tokens: list[str]) -> int:
    """Count a country in the genitive to the role, as Russian puts it before names."""
    if not re.search("[а-яё]", tokens[-1]):
        return 0
    patronymic = len(tokens) > 2 and re.search("(?:вич|вн|ич)[а-яё]{0,2}$", tokens[-2])
    return len(tokens) - (3 if patronymic else 2)


def _large(token: str) -> bool:
    letters = [sign for sign in token if sign.isalpha()]
    return bool(letters) and (letters[0].isupper() or not letters[0].islower())


def untitled(text: str) -> str:
    """Strip forms of address and degrees where a full name is left.

    >>> untitled("Prof. Dr. Anna Berg"), untitled("Mr. HALL")
    ('Anna Berg', 'Mr. HALL')
    """
    tokens = text.split()
    start = 0
    while start < len(tokens) and tokens[start].strip(EDGE).casefold() in w.TITLES:
        start += 1
    rest = tokens[start:]
    if len(rest) < 2 or rest[0].casefold() in w.PARTICLES or rest[1] in {"of", "from"}:
        return text
    if start and all(token.isupper() for token in rest):
        # "Ms. HALL WEISS" has no given name.
        return text
    return " ".join(rest)
