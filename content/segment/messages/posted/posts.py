"""Find posts of others that a post of a forum or a chat quotes or forwards."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from content.language.word_lists import WordPattern, all_words
from content.segment.messages.extents.set_off import is_set_off
from content.segment.messages.words import WRITES
from content.segment.names.descriptions import is_person
from content.segment.names.spelling.capitals import SMALL
from content.segment.pieces import Piece

_MAX_HEAD = 90
_MIN_REPEATED = 15
_MIN_QUOTED = 10
_QUOTE_MARKS = ' >«»“”"…'
_MAX_BEFORE = 200
_WROTE = WordPattern(
    rf"(?P<who>[^.!?:：\n]{{2,40}}?)\s(?:\w{{1,3}}\s)?"
    rf"(?:{WRITES}|<<messages.speeches>>)\s?[:：]",
    by_words=True,
)
_FORWARDED = WordPattern(
    r"[\W_]*(?:<<messages.forwarded>>)(?:\s?[:：]\s?|\s)(?P<who>[^\n]{2,70})",
    by_words=True,
)
# "from the channel “Harbour News”"
_CHANNEL = re.compile(rf"{SMALL}\w*\s[«“„\"](?P<who>[^«»“”„\"]{{2,60}})[»”“\"]")
_BESIDE = re.compile(r"\s[·|•]\s")
_EDGES = " []()（）［］:：*_\t"
_BRACKETS = frozenset("[]［］")
_SURE = 0.95
_LIKELY = 0.8
_DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The end (exclusive) of a post that another holds, and whose it is."""

    end: int
    sender: str
    confidence: float


def post_below(
    turn: Sequence[Piece],
    place: int,
    *,
    speakers: Collection[str],
    before: Sequence[Piece],
) -> Post | None:
    """Return the post that a line says another wrote; None if it says no such thing.

    What is quoted is what the page sets off, or one paragraph: its author writes in the
    document, too. What is forwarded goes on to the end of its post.

    Args:
        turn: The pieces of the turn.
        place: Index of the line.
        speakers: Who speaks in the document.
        before: The pieces before the turn; what is quoted may stand there.
    """
    line = turn[place].text.strip()
    start = place + 1
    if len(line) > _MAX_HEAD or start >= len(turn) or not turn[start].spoken:
        return None
    forwarded = _FORWARDED.fullmatch(line)
    if forwarded is not None:
        sender = _channel(forwarded.group("who"))
        end = start
        while end < len(turn) and turn[end].turn == turn[place].turn:
            end += 1
        known = sender in speakers or is_person(sender) or _is_programs(forwarded)
        confidence = _LIKELY if known else _DOUBTFUL
        return Post(end=end, sender=sender, confidence=confidence) if sender else None
    wrote = _WROTE.fullmatch(line)
    if wrote is None:
        return None
    name = wrote.group("who").strip(_EDGES + "@")
    if name not in speakers or name == turn[start].speaker:
        return None
    end = start + 1
    while end < len(turn) and is_set_off(turn[start]) and is_set_off(turn[end]):
        end += 1
    quoted = _with_single_blanks(turn[start].text.strip(_QUOTE_MARKS)).rstrip(".")
    repeats = len(quoted) >= _MIN_REPEATED and any(
        quoted in _with_single_blanks(piece.text) for piece in before[-_MAX_BEFORE:]
    )
    return Post(end=end, sender=name, confidence=_SURE if repeats else _LIKELY)


def forwarded_from(text: str) -> str:
    """Return whom a line alone says that what is below it is forwarded from; empty if none.

    >>> forwarded_from("Forwarded from Harbour News · daily")
    'Harbour News'
    >>> forwarded_from("Forwarded by mistake"), forwarded_from("I was forwarded it.")
    ('', '')
    """
    line = text.strip()
    found = _FORWARDED.fullmatch(line) if len(line) <= _MAX_HEAD else None
    sender = _channel(_BESIDE.split(found.group("who"))[0]) if found else ""
    return "" if sender[:1].islower() else sender


def _is_programs(line: re.Match[str]) -> bool:
    """Return whether a program printed who is forwarded: in brackets, or behind "from"."""
    head, who = line.string[: line.start("who")], line.group("who").strip(_EDGES)
    bracketed = line.string[0] in _BRACKETS and line.string[-1] in _BRACKETS
    beside = {*head.rstrip(_EDGES).casefold().split()[-1:], who.split()[0].casefold()}
    from_whom = not beside.isdisjoint(_before_channels())
    return bracketed or (from_whom and not who[:1].islower())


def quoted_speaker(text: str, before: Sequence[Piece]) -> str:
    """Return who said above what a line such as "> …" repeats; empty if nobody did."""
    bare = text.strip()
    if not bare.startswith(">"):
        return ""
    quoted = _with_single_blanks(bare.strip(_QUOTE_MARKS)).rstrip(".")
    if len(quoted) < _MIN_QUOTED:
        return ""
    for piece in reversed(before[-_MAX_BEFORE:]):
        if piece.spoken and piece.speaker and quoted in _with_single_blanks(piece.text):
            return piece.speaker
    return ""


def _with_single_blanks(text: str) -> str:
    return " ".join(text.split())


@cache
def _before_channels() -> frozenset[str]:
    return all_words("messages.from") | all_words("messages.forwarded_from")


def _channel(words: str) -> str:
    """Return who is forwarded, without the words before the name of a channel."""
    bare = words.strip(_EDGES)
    first, _, rest = bare.partition(" ")
    if rest and first.strip(_EDGES).casefold() in _before_channels():
        bare = rest.strip(_EDGES)
    channel = _CHANNEL.search(bare)
    return channel.group("who").strip() if channel else bare
