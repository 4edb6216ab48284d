"""Lines that count votes, or list who voted or was present."""

import re

from content.language.word_lists import WordPattern
from content.segment.labels.exclusions.votes import (
    ends_in_side,
    holds_votes,
    is_tally,
)

_VOTE_HEADING = WordPattern(
    r"(?<!\w)\[?(?:(?:<stage.counted_votes>) ?\d+.{0,30}\]?|"
    r"(?:<stage.votes>)\s?(?:[:–—-]{1,3}\s?)?\d*\s?:?)",
    for_every_line=True,
)
# "Present: Ada Brook (Chair), Tom Ferro", "AYES – 5: Abel, S; Brook, A".
_LIST = WordPattern(
    r"(?:<stage.lists>|<stage.votes>)\s?(?:\([^()]{0,40}\)\s?)?"
    r"(?:[–—-]{1,3}\s?\d{1,4}\s?)?(?:\d{1,4}\s?)?[:：]\s*(?P<names>.*)"
)
# "For: 8. Against: 0. Abstentions: 5.", "Vote no. 12 – for: 13, against: 0"
_COUNT = (
    r"[^:\d–—()?!]{2,40}[:：]\s?\d{1,4}(?:[.,]\d{1,2})?\s?%?"
    r"(?:\s[^\W\d_]++(?!\s?[:：])){0,3}(?:\s?\([^()]{2,80}\))?\s*(?:[.,;]|[–—-]\s)?\s*"
)
_COUNTS = re.compile(rf"(?:[^:?!]{{2,40}}\s[–—-]\s)?(?>{_COUNT}){{2,9}}")
_MAX_COUNTS_CHARS = 300
# "For the motion of the board ... 109 votes"
_DOTTED_COUNT = re.compile(r"[^.:?!\d]{4,100}\s(?:\.{3}|…)\s?\d{1,4}\s[^\W\d_]{3,20}")
# "Vote: 9 for, 2 against", "For: Brook, Hall. Against: Ferro."
_FIELD = WordPattern(r"((?:<stage.record_fields>)\s?[:：])")
# "Result, as called out: for 9 against 3", whatever the words before the colon.
_BEFORE_NUMBERS = re.compile(
    r"([^:：?!\d]{2,40}[:：])\s*(?:[^\W\d_][^\d:：.?!]{0,30}\d{1,4}[\s,;.]*){2,6}"
)
_VOTERS = WordPattern(r"(?:^|[.;]\s+)(?:<stage.votes>)\s?[:：]\s?")
_LIST_PARTS = WordPattern(r"[,;、，；]|\s<names.and>\s", re.NOFLAG)
_MAX_LIST_CHARS = 4000
_MAX_LISTED_WORDS = 7
_MAX_CJK_NAME = 16
# "Hall, J.", "Hall, J. K."
_ENDS_IN_INITIAL = re.compile(r",\s(?:[^\W\d_a-z]\.\s?){1,3}$")


def is_count(text: str) -> bool:
    """Return whether a line only counts votes, whatever their words.

    >>> is_count("For: 8 Against: 0 Abstentions: 5."), is_count("At 8: we go at 9.")
    (True, False)
    >>> is_count("Vote: 3 for, 2 against."), is_count("For: Hall, Lund. Against: none.")
    (True, True)
    >>> is_count("Votes in favour: 16 (8 Lab, 5 Con)"), is_count("Boats in Moor: 16")
    (True, False)
    >>> is_count("Výsledek hlasování: Pro 9 Proti 3 Zdržel se 1")
    True
    >>> is_count("Für den Antrag der Minderheit ... 109 Stimmen")
    True
    """
    if "..." in text or "…" in text:
        return _DOTTED_COUNT.fullmatch(text.strip()) is not None
    if ":" not in text and "：" not in text:
        return False
    bare = text.strip()
    if len(bare) > _MAX_COUNTS_CHARS:
        return False
    side, _, votes = bare.partition(":")
    if _COUNTS.fullmatch(bare) is not None or (
        is_tally(votes) and ends_in_side(side.casefold())
    ):
        return True
    field = _FIELD.regex.match(bare) or _BEFORE_NUMBERS.fullmatch(bare)
    return holds_votes(bare[field.end(1) :]) if field else _lists_voters(bare)


def _lists_voters(bare: str) -> bool:
    """Return whether a line says who voted for and who against, and nothing else."""
    parts = _VOTERS.regex.split(bare)
    several = len(parts) > 2 and not parts[0]
    # "Against: none."
    return several and all(" " not in p.strip() or _are_names(p) for p in parts[1:])


def is_vote_heading(text: str) -> bool:
    """Return whether a line heads a list of votes."""
    bare = text.strip()
    return len(bare) < 60 and _VOTE_HEADING.is_all_of(bare)


def is_name_list(text: str) -> bool:
    """Return whether a line may be part of a list of names, not a sentence."""
    bare = text.strip()
    if bare.endswith((".", "!", "?", ":")) and not _ENDS_IN_INITIAL.search(bare):
        return False
    words = bare.split()
    capitalized = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capitalized >= 0.7 * len(words)


def is_list(text: str) -> bool:
    """Return whether a line lists who is present, or who voted how.

    >>> is_list("Present: Ada Brook (Chair), Tom Ferro"), is_list("Present: so we are.")
    (True, False)
    """
    if len(text) >= _MAX_LIST_CHARS or not (":" in text or "：" in text):
        return False
    found = _LIST.regex.fullmatch(text.strip())
    return found is not None and _are_names(found.group("names"))


def _are_names(text: str) -> bool:
    """Return whether all parts of a text may be names, each of a few words."""
    bare = re.sub(r"\([^()]*\)", "", text).strip(" .。")
    parts = [part.strip() for part in _LIST_PARTS.regex.split(bare) if part.strip()]
    if re.search(r"[!?！？。]|[^\W\d_]{5}\.\s+[^\W\d_]{3}", bare):
        return False
    return all(
        len(words := part.split()) <= _MAX_LISTED_WORDS
        and (words[0][:1].isupper() or not words[0][:1].islower())
        and sum(word.islower() for word in words) <= len(words) / 2
        and (len(part) <= _MAX_CJK_NAME or part.isascii() or len(words) > 1)
        for part in parts
    )
