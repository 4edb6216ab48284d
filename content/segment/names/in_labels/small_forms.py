"""The forms of labels that hold words in small letters beside a name."""

import re

from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

_LONGEST = 60
PARTY_BEHIND = re.compile(
    r"(?:[^\W\d_][\w'’.-]*\s){2,4}[^\W\d_A-Z]{2,5}"
    r"|(?:[^\W\d_a-z][\w'’-]+\s){2,3}[^\W\d_A-Z]"
)
"""A name of two words or more and a party in small letters: "Anna Lund vih", "Bo Ek r"."""
PARTY_IN_BRACKETS = re.compile(
    r"((?:[^\W\d_a-z][\w'’.-]*\s){0,2}[^\W\d_a-z][\w'’-]+)\s?"
    r"[(（]([^\W\d_a-z][^\W\d_]{0,5}\.?(?:[-/ ][^\W\d_]{1,5})?)[)）]"
    r"(?:\s?(?:[–—-]\s)?[^\W\d_A-Z]{4,14})?"
)
"""A name, a short party in brackets, and what kind of turn it is: "Lund (Ap) – reply"."""
_INITIALS_FIRST = re.compile(r"(?:[А-ЯЁІЇЄҐ]\.\s?){2,3}(?:[А-ЯЁІЇЄҐ][\w'’-]+\s?){1,2}")
_MAX_TO_OFFICE = 3
INITIALLED_IN_PARTY = re.compile(
    r"(?:[^\W\d_a-z]\.\s?){1,2}[^\W\d_a-z][\w'’-]+\s?"
    r"[(（](?:\d{1,3}\.\s?(?=[^\W\d_]))?[^()（）\d]{2,60}[)）]"
)
"""Initials, a surname and what the person belongs to: "T.Hall (11. Diet's clerk)"."""
CAPITALS_IN_PARTY = re.compile(
    rf"(?:{CAPITAL}[^\W\d_]+[\s-]){{1,3}}(?:{CAPITAL}[’'-]?){{2,20}}"
    rf"(?:\s(?:{CAPITAL}[’'-]?){{2,20}})?\s[(（][^()（）]{{2,120}}[)）]"
    r"(?:\s[–—-]\s[^.:()\d]{3,40})?"
)
"""A given name, a surname in capitals and what the person belongs to: "Ada BROOK (Harbour Group)"."""
_ABBREVIATION = re.compile(r"[^\W\d_]{1,5}\.")
# "Lund ml.", "Lund jr": which of two with one name.
_GENERATION = re.compile(r"[^\W\d_A-Z]{2}\.?")
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def is_titled(printed: str) -> bool:
    """Return whether a label is a title in small letters and a name or an office.

    >>> is_titled("p. Lund"), is_titled("občan p. Lund"), is_titled("p. Lund said")
    (True, True, False)
    >>> is_titled("br. Lund ml")
    True
    >>> is_titled("hl. kontrolórka"), is_titled("the ferry")
    (True, False)
    """
    if printed[:1].isalnum() and not printed[0].islower():
        return False
    # "p. Jan Lund, farmer"
    name = without_brackets(printed).partition(",")[0]
    words = name.split() if len(printed) <= _LONGEST else []
    if len(words) < 2 or not words[0][:1].islower():
        return False
    if len(words) > 2 and _GENERATION.fullmatch(words[-1]):
        words = words[:-1]
    small = 0
    while small < len(words) and words[small][:1].islower():
        small += 1
    names = words[small:]
    if not all(_NAME.fullmatch(word) and word[0].isupper() for word in names):
        return False
    if names:
        return small <= 3 and len(names) <= 3
    return len(words) == 2 and _ABBREVIATION.fullmatch(words[0]) is not None


def is_abbreviated(printed: str) -> bool:
    """Return whether a title in a label is an abbreviation: "p.", "hl."."""
    return any(
        _ABBREVIATION.fullmatch(word) is not None and word[:1].islower()
        for word in printed.split()[:-1]
    )


def is_initialled(printed: str) -> bool:
    """Return whether Cyrillic initials and a surname are a label, or open it before an office.

    Records in other letters print none so, and their texts tell of "J.K. Brook.".

    >>> is_initialled("В.К. Бадмаев"), is_initialled("В.К. Бадмаев, член Комитета")
    (True, True)
    >>> is_initialled("В. Бадмаев"), is_initialled("J.K. Brook")
    (False, False)
    """
    name, comma, office = printed.partition(",")
    if _INITIALS_FIRST.fullmatch(name.strip()) is None:
        return False
    words = label_key(office).split()[:_MAX_TO_OFFICE]
    shared = not label_words().shared_offices.isdisjoint(words)
    return not comma or shared or has_role(words)
