"""Patterns of the words that introduce a message which is read aloud."""

import re

from content.language.word_lists import WordPattern

OPENING_QUOTES = "\"“”„«‟「『‘'"

CLOSING_QUOTES = "\"”“»‟」』’'"

NOUN = "(?:<<messages.nouns>>)"
"""A part of patterns: a word for a message."""

_READ = "(?:<<messages.read_aloud>>)"

INTRODUCED = WordPattern(
    rf"{_READ}[^.!?。]{{0,90}}?{NOUN}|{NOUN}[^.!?。]{{0,60}}?{_READ}|"
    rf"{NOUN}\s(?:\w+\s){{0,3}}(?:from|by|von|vom|de|del|di|от)\s"
)

REPORTED = WordPattern(r"(?:<messages.announcements>)\s*[:：.]?\s*$")

# "As follows" introduces lists and motions, too; `TEXT` says that it is a text.
AMBIGUOUS_INTRODUCTION = WordPattern("<messages.bare_announcements>")

TEXT = WordPattern(rf"\b{NOUN}|<<messages.texts>>")

SALUTATION = WordPattern(r"(?:<messages.salutations>).{0,120}[,!:，！：]\s*$")

_DOCUMENT = WordPattern(rf"{NOUN}|(?:<<messages.documents>>)|<<messages.texts>>")

_LAW = WordPattern("<<messages.documents>>")

_WORDING = WordPattern(r"(?:<<messages.wordings>>)[^.!?。]{0,40}[:：]\s*$")

_READER_ENDS = WordPattern(r"[\W_]{0,3}(?:<messages.ends>)(?!\w)")

_ITEM = WordPattern(
    r"(?:[-•·–—*]|§+|\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})[.)])\s?\S"
    r"|(?:(?:<messages.documents>)\.?|art\.|sec\.|第)\s?\d{1,4}"
)


def announces_text(text: str) -> bool:
    """Return whether a paragraph ends by announcing a document, word for word.

    >>> announces_text("Section 4 of the Harbour Act provides:")
    True
    >>> announces_text("I have a message for you:")
    False
    """
    end = text.strip()[-260:]
    if not end.endswith((":", "：")):
        return False
    sentences = re.split(r"(?<=[.!?。])\s*", end)
    named = _DOCUMENT.regex.search(" ".join(sentences[-2:]))
    worded = _WORDING.regex.search(sentences[-1]) or INTRODUCED.regex.search(
        sentences[-1]
    )
    return bool(named and worded)


def is_document(text: str) -> bool:
    """Return whether words name a document that nobody sent: "the Harbour Act"."""
    return _LAW.regex.search(text) is not None


def reader_ends(text: str) -> bool:
    """Return whether a paragraph starts by saying that what was read out ends."""
    return _READER_ENDS.regex.match(text.strip()[:80]) is not None


def is_item(text: str) -> bool:
    """Return whether a paragraph is an item of a list, or an article of a law."""
    return _ITEM.regex.match(text.strip()[:40]) is not None
