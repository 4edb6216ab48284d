"""Which witness the questions in court call by name: "Q   Ms. Hall, did you see it?"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from content.language.word_lists import all_words
from content.segment.labels.label import Ending
from content.segment.labels.letters import QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.words import NAME_WORD, articles

_MAX_CALL_CHARS, _MIN_ADDRESS = 120, 2
_BEFORE_CALLS = frozenset(("", ",", ".", "?", "!"))
_CAPITAL = r"[^\W\d_a-zß-ÿ]"


def addressed_witness(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], others: Sequence[str]
) -> str:
    """Return the whole name of the one witness whom all questions call; empty if none.

    Args:
        labels: The labels of the record, with letters for questions.
        lines: Its lines; one of them has the name in full.
        others: Who examines; an objection calls them, too.
    """
    known = {
        word.casefold()
        for name in (*others, *_printed(labels))
        for word in NAME_WORD.findall(name)
    }
    called: dict[str, bool] = {}
    for n, label in labels.items():
        if label.label.ending is not Ending.LETTER or label.key != QUESTION:
            continue
        text = lines[n].text[:_MAX_CALL_CHARS]
        for one in _call().finditer(text, label.label.end):
            before = text[label.label.end : one.start()].rstrip()[-1:]
            name = one["name"].casefold()
            called[name] = called.get(name, False) or before in _BEFORE_CALLS
    others_left = [name for name in called if name not in known]
    # "Did you tell Mr. Brook?" may ask of another.
    sure = [name for name in others_left if called[name]]
    one_left = sure if len(sure) == 1 else others_left
    return _whole_name(one_left[0], lines) if len(one_left) == 1 else ""


def _printed(labels: Mapping[int, ScoredLabel]) -> list[str]:
    return [
        one.label.printed
        for one in labels.values()
        if one.label.ending is not Ending.LETTER
    ]


def _whole_name(surname: str, lines: Sequence[Line]) -> str:
    """Return the one name of two words or three that ends in a surname."""
    text = " ".join(line.text for line in lines if line.text)
    whole = re.compile(
        rf"\b(?P<name>(?:{_CAPITAL}[\w'’-]*\.?\s+){{1,2}}"
        rf"(?i:{re.escape(surname)}))\b(?!-)"
    )
    found: dict[str, str] = {}
    for one in whole.finditer(text):
        words = [word.strip(".") for word in one["name"].split()]
        called = not _addresses().isdisjoint(word.casefold() for word in words)
        if not called and len(words[0]) >= _MIN_ADDRESS:
            found.setdefault(" ".join(words).casefold(), one["name"])
    return next(iter(found.values())) if len(found) == 1 else ""


@cache
def _addresses() -> frozenset[str]:
    words = all_words("labels.before_surnames") | all_words("labels.forms_of_address")
    return frozenset(w for w in words if len(w) >= _MIN_ADDRESS) - articles()


@cache
def _call() -> re.Pattern[str]:
    """Return the expression of a form of address and a surname, set off by a mark."""
    forms = "|".join(map(re.escape, sorted(_addresses(), key=len, reverse=True)))
    return re.compile(
        rf"(?<!\w)(?i:{forms})\.?\s(?P<name>{_CAPITAL}[\w'’-]+)(?=\s?[,.?!;])"
    )
