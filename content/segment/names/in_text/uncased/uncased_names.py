"""Names in headlines of scripts that have neither capitals nor names without blanks.

In Arabic and Hebrew nothing but what stands beside a name shows where it starts and
ends: a form of address or an office before it, a comma, an office or "at" behind it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from content.language.word_lists import all_words
from content.segment.names.given_names import is_given_name
from content.segment.names.spelling.capitals import HEBREW_OR_ARABIC
from content.segment.names.text_words import SPEECH_WORD

_TOKEN = re.compile(r"[^\s,،:;؛|–—()]+|[,،:;؛|–—()]")
_SIGNS = frozenset(",،:;؛|–—()")
_COMMAS = frozenset(",،")
_MIN_NAME, _MAX_NAME, _MAX_BETWEEN_COMMAS = 2, 5, 3
_MAX_LINE = 400


def uncased_name(text: str) -> str:
    """Return the one person whom a phrase in Arabic or Hebrew letters names; else empty.

    >>> uncased_name("كلمة معالي الدكتورة سلمى بنت ناصر الرحبي وزيرة الثقافة في حفل")
    'سلمى بنت ناصر الرحبي'
    >>> uncased_name("נאום ראש העיר, רונית אלקיים, בטקס יום הזיכרון")
    'רונית אלקיים'
    >>> uncased_name("كلمة وزير التربية والتعليم في حفل الافتتاح")
    ''
    """
    if not HEBREW_OR_ARABIC.search(text[:_MAX_LINE]):
        return ""
    found = [*dict.fromkeys(_names_in(_TOKEN.findall(text[:_MAX_LINE])))]
    return found[0] if len(found) == 1 else ""


def uncased_speaker(texts: Iterable[str]) -> tuple[str, bool]:
    """Return whom most texts name above a speech, and whether several do, and nobody else."""
    found = Counter(filter(None, map(uncased_name, texts)))
    if not found:
        return "", False
    name, times = found.most_common(1)[0]
    return name, len(found) == 1 and times > 1


def _names_in(tokens: Sequence[str]) -> Iterator[str]:
    titles, offices = _titles(), _offices()
    for n, token in enumerate(tokens):
        if token not in titles and token not in offices:
            continue
        if token in titles and _is_called_after(tokens[:n]):
            continue
        start = n + 1
        apart = start < len(tokens) and tokens[start] in _COMMAS
        start += apart
        end = start
        while end < len(tokens) and not _ends(tokens[end]):
            end += 1
        name = tokens[start:end]
        if not _MIN_NAME <= len(name) <= _MAX_NAME:
            continue
        closed = end < len(tokens) and tokens[end] in _COMMAS
        between = apart and closed and len(name) <= _MAX_BETWEEN_COMMAS
        if token in titles or between or is_given_name(name[0]):
            yield " ".join(name)


def _is_called_after(before: Sequence[str]) -> bool:
    """Return whether words before a title are of what is called after somebody.

    >>> _is_called_after(["كلمة", "رئيس", "جامعة"])
    True
    >>> _is_called_after(["كلمة", "وزير", "الثقافة"])
    False
    """
    for token in reversed(before):
        if token in all_words("pages.sites"):
            return True
        if token in _titles() or token in _offices() or token in _SIGNS:
            return False
        if SPEECH_WORD.is_in(token):
            return False
        if token in all_words("names.behind_uncased"):
            return True
    return bool(before)


def _ends(token: str) -> bool:
    """Return whether a word or sign behind a name is none of it."""
    beside = token in _titles() or token in _offices()
    return beside or token in _SIGNS or token in all_words("names.behind_uncased")


@cache
def _titles() -> frozenset[str]:
    return all_words("names.uncased_titles")


@cache
def _offices() -> frozenset[str]:
    return all_words("names.uncased_offices")
