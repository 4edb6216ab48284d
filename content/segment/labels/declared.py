"""Initials that a document declares: "Ruth Enders (RE)", "RE = Ruth Enders"."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from content.segment.lines import Line
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.cases.nominatives import nominative_among_forms

_MAX_HEAD_LINES = 60
_MAX_NAMING_LINES, _MAX_FIELD_CHARS, _MIN_INITIALS = 12, 300, 2
_LABEL = re.compile(r"\s*(?:\d{1,4}\s+)?([^\W\d_a-z]{2,3})\s?[:：]\s")
_CAPITALIZED = re.compile(
    r"(?<![^\W\d_a-z])(?:[^\W\d_a-z][\w'’-]+\s)+[^\W\d_a-z][\w'’-]+"
)
# No word is longer; in a longer one, every dash would start a search to its end.
_NAME = r"(?:[^\W\d_][\w'’-]{0,60}\.?\s){1,4}[^\W\d_][\w'’-]{1,60}"
_BRACKETED = r"[\[(]([^\W\d_]{2,4}|(?:[^\W\d_]{1,2}\.\s?){2,3})[\]),]"
_SHORT_IN_BRACKETS = re.compile(_BRACKETED)
_BEHIND = re.compile(rf"(?<![^\W\d_])({_NAME})\s?{_BRACKETED}")
_INITIALS = re.compile(
    r"[A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я]{2,4}|(?:[^\W\d_a-z][^\W\d_]?\.\s?){1,3}[^\W\d_a-z][^\W\d_]?\.?"
)
# "Informante: Obdulia Cabo (I), 88 anos", "Interviewer (E): Jane Hall"
_FIELD = re.compile(
    rf"\s*[^\W\d_][^:：()\n]{{2,30}}?\s?(?:\(([^\W\d_a-z])\))?\s?[:：]\s*"
    rf"({_NAME})\s?(?:\(([^\W\d_a-z])\))?(?![\w)])"
)
_IN_BRACKETS = re.compile(r"\([^\W\d_a-z]\)")
_LETTER = re.compile(r"\s*([^\W\d_a-z])\s?[:：.](?:\s|[-–—])")
_BEFORE = re.compile(
    rf"\s*[\[(]?([^\W\d_]{{2,4}})[\])]?\s?(?:=|[–—-])\s({_NAME})\s*(?:[,(]|$)"
)


def declared_initials(lines: Sequence[Line]) -> dict[str, str]:
    """Return full names by the initials that the top of a document declares for them.

    Initials of two people are nobody's.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines[:_MAX_HEAD_LINES]:
        # Few lines have letters in brackets, which is found out faster.
        bracketed = _SHORT_IN_BRACKETS.search(line.text)
        for found in _BEHIND.finditer(line.text) if bracketed else ():
            _add(holders, found.group(2), found.group(1))
        legend = _BEFORE.match(line.text)
        if legend:
            _add(holders, legend.group(1), legend.group(2))
    return {
        initials: min(names) for initials, names in holders.items() if len(names) == 1
    }


def letters_of_parts(lines: Sequence[Line]) -> dict[str, str]:
    """Return who has which letter by the part that they take, as fields on top say it.

    "Informant: Ada Cole (I)", "Interviewer: Jane Hall (E)": two or more have to be labels
    again and again.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines[:_MAX_NAMING_LINES]:
        text = line.text[:_MAX_FIELD_CHARS]
        if "(" not in text or _IN_BRACKETS.search(text) is None:
            continue  # Most lines have none, which is found out faster.
        # Fields may have run on into one line.
        for found in _FIELD.finditer(text):
            if letter := found.group(1) or found.group(3):
                holders[letter].add(found.group(2))
    if len(holders) < _MIN_INITIALS:
        return {}
    used = Counter(one.group(1) for line in lines if (one := _LETTER.match(line.text)))
    # "Cllr A. Hall (I)" tells the party.
    named = {
        letter: min(names)
        for letter, names in holders.items()
        if len(names) == 1 and used[letter] > 1
    }
    return named if len(named) >= _MIN_INITIALS else {}


def initials_of_named(lines: Sequence[Line]) -> dict[str, str]:
    """Return who is named on top by the initials that are labels again and again.

    "TO:" and "CC:" may be Terry Orr and Carla Canning. Two or more have to be labels.
    """
    used = Counter(
        found.group(1) for line in lines if (found := _LABEL.match(line.text))
    )
    again = [initials for initials, times in used.items() if times > 1]
    if len(again) < _MIN_INITIALS:
        return {}
    people = {
        " ".join(words[n : n + size])
        for line in lines[:_MAX_NAMING_LINES]
        for run in _CAPITALIZED.findall(line.text)
        for words in [run.split()]
        for size in (2, 3)
        for n in range(len(words) - size + 1)
    }
    holders = {
        initials: [name for name in people if stand_for(initials, name)]
        for initials in again
    }
    language = guess_language(line.text for line in lines[:_MAX_NAMING_LINES])
    one = {
        initials: nominative_among_forms(names, language)
        for initials, names in holders.items()
    }
    return {initials: name for initials, name in one.items() if name}


def initials_of_declared(names: Collection[str]) -> dict[str, str]:
    """Return the names that a document declares for speakers by their initials.

    One letter stands for a name only where each of several names has its own.

    >>> initials_of_declared(["Ines Caldera", "Tom Hobb"])
    {'IC': 'Ines Caldera', 'I': 'Ines Caldera', 'TH': 'Tom Hobb', 'T': 'Tom Hobb'}
    >>> initials_of_declared(["Ines Caldera"])
    {'IC': 'Ines Caldera'}
    """
    parted = {
        name: [word for word in name.split() if word[0].isupper()] for name in names
    }
    opening = Counter(words[0][0] for words in parted.values() if words)
    each = len(parted) > 1 and set(opening.values()) == {1}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in parted.items():
        if len(words) > 1:
            found["".join(word[0] for word in words)].add(name)
        if words and each:
            found[words[0][0]].add(name)
    return {initials: min(own) for initials, own in found.items() if len(own) == 1}


def _add(holders: dict[str, set[str]], initials: str, words: str) -> None:
    """Add the part of some words before or behind initials that they abbreviate."""
    name = words.split()
    letters = _letters(initials)
    if not initials.replace(".", "").replace(" ", "").isupper() or len(letters) < 2:
        return
    # The shortest end of the words that opens with the first initial.
    for n in range(len(name) - 2, -1, -1):
        if stand_for(initials, " ".join(name[n:])):
            holders[initials].add(" ".join(name[n:]))
            return


def stand_for(initials: str, name: str) -> bool:
    """Return whether initials are those of a name: its first, its last, and no other's.

    >>> stand_for("WE", "Walter T. Enders"), stand_for("Sz. M.", "Szabó Márta")
    (True, True)
    >>> stand_for("WT", "Walter T. Enders"), stand_for("AB", "Ada Hall")
    (False, False)
    """
    parts = _letters(initials)
    words = [word.casefold() for word in name.replace("-", " ").split()]
    if len(parts) < 2 or len(words) < 2 or len(parts) > len(words):
        return False
    ends = words[0].startswith(parts[0]) and words[-1].startswith(parts[-1])
    rest = iter(words[1:-1])
    return ends and all(
        any(word.startswith(part) for word in rest) for part in parts[1:-1]
    )


def _letters(initials: str) -> list[str]:
    """Return the initials of "WE", "W. E." or "Sz. M." in lower case."""
    parts = [part for part in re.split(r"[.\s]+", initials) if part]
    if len(parts) == 1:
        parts = list(parts[0])
    return [part.casefold() for part in parts]


def is_initials(printed: str) -> bool:
    """Return whether a label may be initials: "WE", "W. E.", "Sz. M."."""
    return _INITIALS.fullmatch(printed) is not None
