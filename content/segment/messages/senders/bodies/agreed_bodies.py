"""The body that an announcement and the letter itself both name: most likely the sender.

"I have a letter from the Friends of Lower Pell", and below it "For the Friends of Lower
Pell, A. Brook". What both have in common needs no words of any language.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.language.word_lists import all_words
from content.segment.messages.senders.bodies.body_words import (
    MIN_WORDS,
    BodyWord,
    as_printed,
    body_words,
    end_of_body,
    is_led_away,
    is_no_name,
    may_be_body,
    start_of_body,
)
from content.segment.messages.words import greets_reader, sentences_of
from content.segment.names.offices import is_role

_MAX_SHORT_WORD = 3
"""Letters of a word up to which it is the same only to the letter."""

_MAX_ENDING = 4
"""Letters from which words differ in more than the ending of a grammatical case."""

_KEY_CHARS = 2
"""Letters with which words that are the same begin."""

_MIN_LONG_WORD = 9
"""Letters from which one word with a capital may be a name by itself."""

_MAX_LEADING_WORDS = 2
"""Words of a letter before its sender's name."""

_MAX_LINE_CHARS = 110
_MAX_ENDING_LINES = 5
_MIN_SENTENCE = 60

_DASH = re.compile(r"\s[–—-]\s?")

_MAX_CHARS_BEFORE_NAME = 9
"""Letters before a name in a line of its own: "For the"."""


class _Run(NamedTuple):
    """Words of a text, from one to another (exclusive)."""

    text: str
    words: Sequence[BodyWord]
    start: int
    end: int

    @property
    def run(self) -> Sequence[BodyWord]:
        """These words."""
        return self.words[self.start : self.end]


def agreed_body(
    announcement: str, ending: Sequence[str], *, opening: str = "", signer: str = ""
) -> str:
    """Return the body that an announcement and a letter both name; empty if none.

    By its longer name of the two; in the form of the letter, where a signature has no
    case.

    Args:
        announcement: The words that lead to the letter.
        ending: The last lines of the letter.
        opening: Its first words, if they greet nobody; a body may name itself there.
        signer: The person who signs it; then the body has a line of its own.

    >>> agreed_body("I have a letter from the Friends of Lower Pell.",
    ...             ["For the Friends of Lower Pell", "A. Brook"])
    'Friends of Lower Pell'
    >>> agreed_body("I have a letter about Lower Pell.", ["Ada Brook, Lower Pell"])
    ''
    """
    told = body_words(announcement)
    names = [
        _fuller(there, signed)
        for line in ending
        if line != opening
        for there, signed in _common_runs(told, announcement, line)
        if _is_signed(signed, alone=bool(signer))
    ]
    if opening:
        names += (
            _fuller(there, signed)
            for there, signed in _common_runs(told, announcement, opening)
            if signed.start <= _MAX_LEADING_WORDS and _names_itself(there, signed)
        )
    return max(names, key=len, default="")


def _common_runs(
    told: Sequence[BodyWord], announcement: str, line: str
) -> Iterator[tuple[_Run, _Run]]:
    """Yield words that may be a name, as an announcement and as a line have them."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for k, word in enumerate(told):
        if not word.link:
            starts[word.key[:_KEY_CHARS]].append(k)
    signed = body_words(line)
    for n, word in enumerate(signed):
        for k in starts.get(word.key[:_KEY_CHARS], ()):
            length = _common_words(told, k, signed, n)
            if length and _counts(told, k, length):
                yield (
                    _Run(announcement, told, k, k + length),
                    _Run(line, signed, n, n + length),
                )


def _is_signed(signed: _Run, *, alone: bool) -> bool:
    """Return whether a last line of a letter names a body by some of its words.

    Args:
        signed: The words.
        alone: Whether the line has to hold nothing else, since a person signs, too.
    """
    named = any(word.capital for word in signed.run)
    return (named and not alone) or _has_own_line(signed)


def _names_itself(told: _Run, signed: _Run) -> bool:
    """Return whether the first words of a letter name a body, and go on behind it.

    A line of address has nothing behind it.
    """
    named = all(any(w.capital for w in each.run) for each in (told, signed))
    return named and any(map(_is_plain, signed.words[signed.end :]))


def _is_plain(word: BodyWord) -> bool:
    return not (word.capital or word.link)


def _has_own_line(signed: _Run) -> bool:
    """Return whether a line holds the words of a name, and no others with capitals."""
    above = signed.words[: signed.start]
    rest = [*above, *signed.words[signed.end :]]
    return (
        sum(len(w.text) for w in above) <= _MAX_CHARS_BEFORE_NAME
        and len(rest) <= MIN_WORDS
        and not any(w.capital for w in rest[1 if above else 0 :])
        and not any(is_role(w.text.casefold()) for w in signed.words)
    )


def ending_lines(texts: Sequence[str]) -> list[str]:
    """Return the last lines of a letter, in which who sends it may be named."""
    lines = _lines(texts)
    if len(lines) == 1 and len(lines[0]) > _MIN_SENTENCE and _is_sentence(lines[0]):
        return []  # What ends it is a part of what it says.
    ending: list[str] = []
    for line in reversed(lines[-_MAX_ENDING_LINES:]):
        last = line if len(line) <= _MAX_LINE_CHARS else sentences_of(line)[-1]
        ending.insert(0, last[-_MAX_LINE_CHARS:])
        if len(line) > _MAX_LINE_CHARS:
            break
    return ending


def _is_sentence(line: str) -> bool:
    """Return whether a line is one sentence, which no dash parts from who signs it."""
    return len(sentences_of(line)) == 1 and not _DASH.search(line)


def opening_words(texts: Sequence[str]) -> str:
    """Return the first words of a letter; empty if they address somebody.

    >>> opening_words(["The Lower Pell Club asks for a lamp.", "Ada Brook"])
    'The Lower Pell Club asks for a lamp.'
    >>> opening_words(["To the Lower Pell Club", "We ask for a lamp."])
    ''
    """
    first = next(iter(_lines(texts)), "")
    if not first or first.endswith((",", ":")) or greets_reader(first):
        return ""
    leading = [word.text.casefold() for word in body_words(first[:_MAX_LINE_CHARS])]
    if not all_words("messages.elsewhere").isdisjoint(
        leading[: _MAX_LEADING_WORDS + 1]
    ):
        return ""
    return (
        first
        if len(first) <= _MAX_LINE_CHARS
        else first[:_MAX_LINE_CHARS].rpartition(" ")[0]
    )


def _lines(texts: Sequence[str]) -> list[str]:
    lines = [line.strip() for text in texts for line in text.split("\n")]
    return [line for line in lines if line]


def _common_words(
    one: Sequence[BodyWord], k: int, two: Sequence[BodyWord], n: int
) -> int:
    """Return how many words of two texts are alike from two places on, and not before."""
    if not _alike(one[k], two[n]):
        return 0
    joined = k > 0 and n > 0 and (one[k].beside or two[n].beside)
    if joined and not one[k - 1].link and _alike(one[k - 1], two[n - 1]):
        return 0
    length = 1
    for a, b in zip(one[k + 1 :], two[n + 1 :], strict=False):
        if not (_alike(a, b) and (a.beside or b.beside)):
            break
        length += 1
    while length and one[k + length - 1].link:
        length -= 1
    return length


def _alike(one: BodyWord, two: BodyWord) -> bool:
    """Return whether two words are the same, perhaps in another case."""
    a, b = one.text, two.text
    if min(len(a), len(b)) <= _MAX_SHORT_WORD or abs(len(a) - len(b)) >= _MAX_ENDING:
        return a.casefold() == b.casefold()
    return one.key.startswith(two.key) or two.key.startswith(one.key)


def _counts(told: Sequence[BodyWord], k: int, length: int) -> bool:
    """Return whether words that stand in both texts may be a name, or a part of one."""
    run = told[k : k + length]
    telling = [w for w in run if not (w.link or is_no_name(w.text.casefold()))]
    if run[0].link or run[0] not in telling:
        return False
    if not any(len(w.text) > _MAX_SHORT_WORD or w.text.isupper() for w in telling):
        return False
    word = run[0].text
    known = word.isupper() and len(word) > 1
    known = known or (k > 0 and run[0].capital and len(word) >= _MIN_LONG_WORD)
    if len(telling) < MIN_WORDS and not known:
        return False
    return not is_led_away(told, k)


def _fuller(told: _Run, signed: _Run) -> str:
    """Return the fuller name of a body, of the two forms that texts have of it."""
    there = as_printed(
        signed.text,
        signed.words,
        signed.start,
        end_of_body(signed.words, signed.end - 1),
    )
    here = as_printed(
        told.text,
        told.words,
        start_of_body(told.words, told.start, beside=True),
        end_of_body(told.words, told.end - 1),
    )
    same = [w.text for w in told.run] == [w.text for w in signed.run]
    small = not any(map(str.isupper, there))
    name = here if small or (same and len(here) > len(there)) else there
    lone = " " not in name and len(told.run) == 1 and not is_role(name.casefold())
    return name if any(map(str.isupper, name)) and (lone or may_be_body(name)) else ""


def signs_alone(name: str, lines: Sequence[str]) -> bool:
    """Return whether a line is a name and at most a small word before it.

    >>> signs_alone("Lower Pell Club", ["For the Lower Pell Club,", "Ada Brook"])
    True
    """
    bare = [line.strip(f"{CLOSING_QUOTES} .,") for line in lines]
    found = [line for line in bare if line.endswith(name.rstrip("."))]
    return name != "" and any(
        len(line) - len(name) <= _MAX_CHARS_BEFORE_NAME for line in found
    )
