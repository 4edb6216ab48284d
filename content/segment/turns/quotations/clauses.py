"""The clauses around a quotation: how long they may be, and where one ends."""

import re

from content.segment.names.spelling.capitals import CAPITAL

LONGER_WORD = re.compile(r"[^\W\d_][\w’'-]+")
# “…”, rekao je. Behind two letters a vowel shows that no short form ends there.
_VOWELS = "aeiouyàáâãäåæèéêëěēėęìíîïīòóôõöøőùúûüūůűýÿαεηιοωυάέήίόύώаеёєиіїоуъыэюя"
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][^\W\d_][\w)])[.!?](?:\s|$)|\n\n|[。！？]"
    rf"|(?<=\s[^\W\d_][{_VOWELS}])[.!?](?=\s+{CAPITAL})"
)
PARTING_SIGN = re.compile(r"\s?[,–—-]|[、，]")
"""A comma or a dash between a quotation and its tag."""

MAX_LEAD, MAX_TAG, MAX_BARE_TAG, MAX_TITLE, MAX_BEFORE_VERB = 400, 160, 60, 40, 60
"""Characters of a lead, of a tag, of one without a verb; those before a name or a verb."""

MIN_STATEMENT = 40
"""Characters of what is quoted at length."""

FEW_WORDS, MAX_BESIDE = 3, 2


def is_one_clause(text: str) -> bool:
    """Return whether a text is the rest of one sentence."""
    bare = text.strip(" ,.–—-\u00a0\n")
    brief = 0 < len(bare) <= MAX_TAG and not bare[:1].isupper()
    return brief and not SENTENCE_END.search(bare[:-1])


def goes_on(between: str) -> bool:
    """Return whether a quotation goes on behind some words within a sentence."""
    ended = SENTENCE_END.search(between.rstrip()[:-1]) is not None
    return not ended and len(between) <= MAX_TAG
