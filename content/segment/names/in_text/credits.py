"""Lines that say who made a page: "Text: Ada Brook. Photos: Jane Hall"."""

import re

from content.language.word_lists import WordPattern

_CREDIT = WordPattern(r"(?:<pages.credits>)\s?[:：]\s?(?=\S)")
_PARTS = re.compile(r"\s*[|·•/;]\s*|(?<=[^\W\d_]{2})[.,]\s+|\s[–—-]\s|\s{2,}|　|\n")
_MAX_CREDIT = 160
_FIELDS = 2
_MAX_NAME_WORDS = 5
_ENDS_SENTENCE = re.compile(r"[!?…。！？:：]\W*$")


def is_credit(text: str) -> bool:
    """Return whether a short line only says who made a page, and when.

    >>> is_credit("Text: Ada Brook. Photos: Jane Hall"), is_credit("Text: We wait.")
    (True, False)
    """
    bare = text.strip()
    if len(bare) > _MAX_CREDIT or _ENDS_SENTENCE.search(bare):
        return False
    parts = [part for part in _PARTS.split(bare) if part]
    fields = [found for part in parts if (found := _CREDIT.regex.match(part))]
    short = all(len(part.split()) <= _MAX_NAME_WORDS + 1 for part in parts)
    return short and len(fields) >= _FIELDS
