"""Votes that a line of a record counts: "Ayes 7, Noes 4"."""

import re

from content.language.word_lists import WordPattern
from content.segment.wording.in_person import SPOKEN_WORDS

_COUNTED = WordPattern(
    r"(?<![^\W\d_])(?:<stage.votes>)(?![^\W\d_])(?:\s?[:：–—-])?\s?\d"
    r"|\d\s(?:<stage.votes>)(?![^\W\d_])"
)
_SIDES = WordPattern(r"(?<![^\W\d_])(?:<stage.votes>)(?![^\W\d_])")
_MIN_SIDES = 2
_NUMBER = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_MARK_SIGNS = '«»„“”"'
_MARKS = re.compile(f"[{_MARK_SIGNS}]")
_MAX_COUNTS, _FULL, _MAX_BRIEF = 200, 3, 6
# "Result: for – 24, against – 0, did not vote – 2"
_ALONE = re.compile(
    r"(?:[^:!?]{2,60}:\s?)?"
    r"(?:[^\W\d_]+\.?(?:\s[^\W\d_]+\.?){0,2}\s?[:–—-]?\s?\d{1,3}(?:[.,;]\s*|\s+|$)){2,8}"
    r"(?:(?<=\.\s)[^\W\d_]+(?:\s[^\W\d_]+){0,3}\.)?"
)
# "United Moor 48; Harbour Party 34."
_BY_PARTY = re.compile(r"(?:[^\W\d_][^\d;:.!?]{1,60}\s\d{1,3}(?:;\s|\.?$)){2,20}")
# "16 (8 Lab, 5 Con)"
_TALLY = re.compile(r"\d{1,3}(?:\s?\([^()?!]{2,80}\))?\.?")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SIDE = WordPattern(r"\A(?:.*[^\w])?(?:<stage.votes>)")


def holds_votes(text: str) -> bool:
    """Return whether votes for and against are counted in a text.

    >>> holds_votes("Ayes 7, Noes 4."), holds_votes("We have 7 for you and 3 for me.")
    (True, False)
    >>> holds_votes("«за» – 9, «проти» – 4")
    True
    """
    counted = _COUNTED.regex.findall(_MARKS.sub("", text))
    return len({_NO_LETTERS.sub("", one).casefold() for one in counted}) > 1


def names_both_sides(text: str) -> bool:
    """Return whether a short text has numbers, and words for two sides of a vote.

    >>> names_both_sides("61 of the members present voted for it, against it 38.")
    True
    >>> names_both_sides("I am against it, and for a vote at 9.")
    False
    """
    if len(text) > _MAX_COUNTS or len(_NUMBER.findall(text)) < _MIN_SIDES:
        return False
    sides = {one.casefold() for one in _SIDES.regex.findall(_MARKS.sub("", text))}
    return len(sides) >= _MIN_SIDES


def counts_votes_alone(text: str) -> bool:
    """Return whether a text is nothing but votes for and against, perhaps behind a lead.

    A few words may tell behind them what came of it (`tells_of_outcome`).

    >>> counts_votes_alone("«За» – 24, «проти» – 0, «утримались» – 0.")
    True
    >>> counts_votes_alone("Balsavo 23: už – 21, prieš – 0, susilaikė 2.")
    True
    >>> counts_votes_alone("Ayes 7, Noes 4. The motion is carried.")
    True
    >>> counts_votes_alone("Pro: 57. Proti: 0. Zdr.: 0. Návrh byl přijat.")
    True
    >>> counts_votes_alone("Ayes 7, Noes 4. I thank you all for your patience.")
    False
    >>> counts_votes_alone("United Moor 48; Harbour Party 34.")
    True
    """
    bare, listed = text.strip(), ";" in text
    if any(map(bare.__contains__, _MARK_SIGNS)):
        bare = _MARKS.sub("", bare).strip()
    # Most texts are long, or have no number, which is found out faster.
    if (not listed and len(bare) > _MAX_COUNTS) or _DIGIT.search(bare) is None:
        return False
    if listed and _BY_PARTY.fullmatch(bare):
        return True
    if len(bare) > _MAX_COUNTS or not bare[-1:] or bare.count(" ") < _FULL:
        return False
    return _ALONE.fullmatch(bare) is not None and holds_votes(bare)


def is_brief_count(body: str) -> bool:
    """Return whether a few words with a number stand behind a field, and no sentence.

    >>> is_brief_count("22 of 23, carried."), is_brief_count("We have 22 boats in Moor.")
    (True, False)
    """
    bare = body.strip()
    numbered = _DIGIT.search(bare) is not None and bare.count(" ") <= _MAX_BRIEF
    return numbered and not SPOKEN_WORDS.is_in(bare)


def tells_of_outcome(text: str) -> bool:
    """Return whether words stand behind the votes that a line counts."""
    return text.strip(" .;,\n")[-1:].isalpha()


def ends_in_side(key: str) -> bool:
    """Return whether a label ends in a side of a vote: "tellers for the ayes"."""
    return _SIDE.regex.fullmatch(key) is not None


def is_tally(body: str) -> bool:
    """Return whether words are a number of votes, perhaps with that of each party.

    >>> is_tally("16 (8 Lab, 5 Con)"), is_tally("16 boats lay here.")
    (True, False)
    """
    return _TALLY.fullmatch(body.strip()) is not None
