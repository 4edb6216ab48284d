"""The body that an announcement and the letter itself both name: most likely the sender.

"I have a letter from the Friends of Lower Pell", and below it "For the Friends of Lower
Pell, A. Brook". What both have in common needs no words of any language.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from content.language.word_lists import all_words
from content.segment.messages.bodies import (
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
from content.segment.messages.words import CLOSING_QUOTES, greets_reader, sentences_of
from content.segment.names.offices import is_role

_MIN_LENGTH = 3
_MAX_BENT = 4
_ALIKE = 2
_LONG_WORD = 9
_MAX_LEADING = 2
_MAX_LINE = 110
_MAX_LINES = 5
_MAX_BEFORE = 9


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
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for k, word in enumerate(told):
        if not word.link:
            starts[word.key[:_ALIKE]].append(k)
    best = ""
    for line in [*ending, *([opening] if opening else [])]:
        signed = body_words(line)
        first = _MAX_LEADING + 1 if line is opening else len(signed)
        for n in range(min(first, len(signed))):
            for k in starts.get(signed[n].key[:_ALIKE], ()):
                length = _common_words(told, k, signed, n)
                if not length or not _counts(told, k, length):
                    continue
                own = _has_own_line(signed, n, length)
                named = any(w.capital for w in signed[n : n + length])
                if line is opening:
                    # A line of address has nothing behind it.
                    named = named and any(w.capital for w in told[k : k + length])
                    goes_on = any(_is_plain(w) for w in signed[n + length :])
                    counts = named and goes_on
                else:
                    counts = own or (named and not signer)
                if counts:
                    name = _fuller(
                        _Run(announcement, told, k, k + length),
                        _Run(line, signed, n, n + length),
                    )
                    best = max(best, name, key=len)
    return best


def _is_plain(word: BodyWord) -> bool:
    return not (word.capital or word.link)


def _has_own_line(signed: Sequence[BodyWord], n: int, length: int) -> bool:
    """Return whether a line holds the words of a name, and no others with capitals."""
    rest = [*signed[:n], *signed[n + length :]]
    before = sum(len(w.text) for w in signed[:n])
    return (
        before <= _MAX_BEFORE
        and len(rest) <= MIN_WORDS
        and not any(w.capital for w in rest[1 if n else 0 :])
        and not any(is_role(w.text.casefold()) for w in signed)
    )


def ending_lines(texts: Sequence[str]) -> list[str]:
    """Return the last lines of a letter, in which who sends it may be named."""
    lines = _lines(texts)
    ending: list[str] = []
    for line in reversed(lines[-_MAX_LINES:]):
        last = line if len(line) <= _MAX_LINE else sentences_of(line)[-1]
        ending.insert(0, last[-_MAX_LINE:])
        if len(line) > _MAX_LINE:
            break
    return ending


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
    leading = [word.text.casefold() for word in body_words(first[:_MAX_LINE])]
    if not all_words("messages.elsewhere").isdisjoint(leading[: _MAX_LEADING + 1]):
        return ""
    return first if len(first) <= _MAX_LINE else first[:_MAX_LINE].rpartition(" ")[0]


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
    if min(len(a), len(b)) <= _MIN_LENGTH or abs(len(a) - len(b)) >= _MAX_BENT:
        return a.casefold() == b.casefold()
    return one.key.startswith(two.key) or two.key.startswith(one.key)


def _counts(told: Sequence[BodyWord], k: int, length: int) -> bool:
    """Return whether words that stand in both texts may be a name, or a part of one."""
    run = told[k : k + length]
    telling = [w for w in run if not (w.link or is_no_name(w.text.casefold()))]
    if run[0].link or run[0] not in telling:
        return False
    if not any(len(w.text) > _MIN_LENGTH or w.text.isupper() for w in telling):
        return False
    word = run[0].text
    known = word.isupper() and len(word) > 1
    known = known or (k > 0 and run[0].capital and len(word) >= _LONG_WORD)
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
    return name != "" and any(len(line) - len(name) <= _MAX_BEFORE for line in found)
