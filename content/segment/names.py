"""Turn printed labels into names: who it is, in what role, and who is the same."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.segment import words as w
from content.segment.likeness import bare, is_voice, key

_EDGE = '.,:;*_"“”„«»()[]'
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,160})[)）\]]")
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
    if folded in w.QUESTION or printed.casefold().strip(_EDGE) in w.QUESTION:
        return Name(name="Question", voice=True)
    noted = _BRACKET.search(printed)
    aside = noted.group(1).strip() if noted else ""
    text = bare(printed).strip(" ,")
    if is_voice(text) or is_voice(printed):
        return Name(name=text, voice=True)
    if _CJK.search(text):
        return Name(name=text, role="" if _CJK.search(aside) is None else aside)
    name, comma, role = text.partition(",")
    office = _is_role(text.split()[0].strip(_EDGE).casefold())
    if comma and len(name.split()) > 1 and role.strip() and not office:
        inner = _split(name)
        return Name(name=inner.name, role=role.strip())
    found = _split(text)
    return Name(name=found.name, role=found.role or aside, voice=found.voice)


def _split(text: str) -> Name:
    """Part a role that stands before a name from the name."""
    tokens = text.split()
    folded = [token.strip(_EDGE).casefold() for token in tokens]
    roles = [n for n, word in enumerate(folded) if _is_role(word)]
    if roles and roles[0] < len(tokens) - 1:
        start = _name_start(tokens, folded, roles[-1])
        if start is not None and len(tokens) - start > 1:
            role = " ".join(tokens[:start]).strip(" ,")
            return Name(name=untitled(" ".join(tokens[start:])), role=role)
        return Name(name=text, voice=_all_roles(folded))
    return Name(name=untitled(text), voice=bool(roles) and _all_roles(folded))


def _all_roles(folded: list[str]) -> bool:
    return any(_is_role(word) for word in folded)


def _is_role(word: str) -> bool:
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
    while start < len(tokens) and tokens[start].strip(_EDGE).casefold() in w.TITLES:
        start += 1
    rest = tokens[start:]
    if len(rest) < 2 or rest[0].casefold() in w.PARTICLES or rest[1] in {"of", "from"}:
        return text
    if start and all(token.isupper() for token in rest):
        # "Ms. HALL WEISS" has no given name.
        return text
    return " ".join(rest)


class Directory:
    """Resolve the labels of one document, where who is meant is certain."""

    def __init__(self, printed: Iterable[str]) -> None:
        self._forms = {text: named(text) for text in dict.fromkeys(printed)}
        self._settle_spelling()
        self._settle_holders()
        self._settle_roles()
        self._settle_surnames()

    def __getitem__(self, printed: str) -> Name:
        return self._forms.get(printed) or named(printed)

    def _settle_spelling(self) -> None:
        """Spell a name one way where labels differ only in capitals or signs."""
        first: dict[str, str] = {}
        for text, name in self._forms.items():
            spelling = first.setdefault(key(name.name), name.name)
            if spelling != name.name:
                self._forms[text] = replace(name, name=spelling)

    def _settle_holders(self) -> None:
        """Let "The Minister (Jane Hall)" be Jane Hall where she has a label too."""
        whole = {key(name.name) for name in self._forms.values() if not name.voice}
        for text, name in self._forms.items():
            noted = _BRACKET.search(text)
            holder = noted.group(1).strip() if noted else ""
            if (
                holder
                and key(untitled(holder)) in whole
                and _all_roles(key(name.name).split())
            ):
                self._forms[text] = Name(name=untitled(holder), role=name.name)

    def _settle_roles(self) -> None:
        """Take a name out of a longer label where it is another label by itself."""
        whole = {key(name.name): name.name for name in self._forms.values()}
        for text, name in self._forms.items():
            if name.voice and is_voice(text):
                continue
            original = bare(text).split()
            tokens = key(bare(text)).split()
            for n in range(1, len(tokens) - 1):
                tail = " ".join(tokens[n:])
                if tail in whole and whole[tail] != name.name:
                    kept = len(whole[tail].split())
                    role = " ".join(original[:-kept]).strip(" ,") or name.role
                    self._forms[text] = Name(name=whole[tail], role=role)
                    break

    def _settle_surnames(self) -> None:
        """Let "Mr. Hall" be "John Hall" where the document knows only one Hall."""
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._forms.values():
            if not name.voice:
                by_surname[_surname(name.name)].add(name.name)
        for text, name in self._forms.items():
            others = by_surname[_surname(name.name)] - {name.name}
            if name.voice or not others or not _short(name.name):
                continue
            full = {other for other in others if not _short(other)}
            short = {other for other in others if _short(other)}
            if len(full) == 1 and _agrees(name.name, short):
                self._forms[text] = Name(name=full.pop(), role=name.role)


def _surname(name: str) -> str:
    # "Mr. HALL of Northmoor" is a HALL.
    head = re.split(r"\s(?:of|from|de|aus|von)\s", name)[0] if _short(name) else name
    tokens = key(head).split()
    return tokens[-1] if tokens else ""


def _short(name: str) -> bool:
    """Tell whether a name is only a surname, with or without a form of address."""
    tokens = [token.strip(_EDGE).casefold() for token in name.split()]
    while len(tokens) > 1 and (tokens[0] in w.TITLES or _is_role(tokens[0])):
        tokens = tokens[1:]
    return len(tokens) == 1 or (len(tokens) > 2 and tokens[1] in {"of", "from"})


def _agrees(name: str, others: set[str]) -> bool:
    """Refuse a surname that two forms of address share: Mr. and Mrs. Hall."""
    forms = {
        other.split()[0].strip(_EDGE).casefold() for other in {name, *others}
    } & w.HONORIFICS_ONLY
    return len(forms) <= 1
