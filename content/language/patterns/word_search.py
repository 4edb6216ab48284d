"""Searches that tell whether any of many words is in a text, each of them fast.

One expression for all words of all languages is slow to search for: at every letter the
matcher asks whether a word may begin there, and where one may, it tries all of them. So
they are parted here into a few expressions of which one is in a text if, and only if,
one of the words is:

- words, behind a sign that parts words: from one such sign to the next the matcher skips
  in one step, and with the first letter it knows half of them not to be meant;
- what may or must stand at the end of a longer word, which is found by its letters alone;
- words of languages without spaces, which nearly no text has a letter of.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from content.language.patterns.alternatives import first_letter, grouped, spelled_parts

# What opens an alternative that stands at the end of a longer word, or may do so.
_ANY_BEGINNING = re.compile(r"\\w(?:\*|\+|\{(?P<fewest>\d),\})")
# Letters beyond ASCII that may open a word which goes on beyond it.
_BEYOND_ASCII = re.compile(
    r"(?:\[[^\x00-,.-\x7f]+\]|[^\W\x00-\x7f])(?:[*?]|\{0,\d\})(?=[^\W\x00-\x7f])"
)
_LETTER = r"\w"
_SIGN_BEFORE = {r"(?<!\w)": r"\W", r"(?<![^\W\d_])": r"[\W\d_]"}
_MANY = 40
"""Words from which on it is worth to ask whether a word begins in another script."""
_ANCHOR = re.compile(r"(?<![\[\\])\^|\\A")


def is_searchable(alternatives: Sequence[str], before: str) -> bool:
    """Return whether alternatives can be found behind a line end that is put before a text.

    Args:
        alternatives: Expressions.
        before: What says that a word begins.
    """
    return before in _SIGN_BEFORE and not any(map(_ANCHOR.search, alternatives))


def word_searches(
    alternatives: Sequence[str], before: str, after: str
) -> Iterator[re.Pattern[str]]:
    """Yield expressions of which one is in a text, behind a line end, if a word is.

    Args:
        alternatives: Expressions for the words, in lower case unless the text is not.
        before: What says that a word begins, one that `is_searchable`.
        after: What says that a word ends.
    """
    inside: defaultdict[int, list[str]] = defaultdict(list)
    latin: list[str] = []
    lettered: list[str] = []
    beyond_ascii: list[str] = []
    others: list[str] = []
    for part in spelled_parts(alternatives):
        opened = _ANY_BEGINNING.match(part)
        ends = spelled_parts([part[opened.end() :]]) if opened else []
        if opened and all(map(first_letter, ends)):
            inside[_fewest_letters(opened)] += ends
        elif first_letter(part):
            (latin if part[0].isascii() else lettered).append(part)
        else:
            (beyond_ascii if _is_beyond_ascii(part) else others).append(part)
    if len(lettered) + len(beyond_ascii) < _MANY:
        branches = [*_grouped(latin + lettered + beyond_ascii)]
    else:
        branches = [f"(?=[A-Za-z]){one}" for one in _grouped(latin)]
        beyond_ascii = lettered + beyond_ascii
        branches += (f"(?=[^\\x00-\\x7f]){one}" for one in _grouped(beyond_ascii))
    if branches or others:
        words = "|".join([*branches, *others])
        yield re.compile(f"{_SIGN_BEFORE[before]}(?:{words}){after}")
    for fewest, ends in inside.items():
        yield _word_ends(ends, fewest, after)


def _fewest_letters(opened: re.Match[str]) -> int:
    r"""Return how many letters the beginning of a word has at least: `\w{2,}` has two."""
    return int(opened["fewest"] or opened[0].endswith("+"))


def _is_beyond_ascii(part: str) -> bool:
    """Return whether each match begins with a letter beyond ASCII: "[가-힣]*편지"."""
    opened = _BEYOND_ASCII.match(part)
    return opened is not None and first_letter(part[opened.end() :]) != ""


def _word_ends(ends: Sequence[str], fewest: int, after: str) -> re.Pattern[str]:
    """Return an expression for ends of words, behind so many letters at least.

    It opens with the first letters of the ends, to which the matcher skips; only there
    does it look back for the letters before.
    """
    if not fewest:
        return re.compile(f"(?:{grouped(ends, ignore_case=False)}){after}")
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for end in ends:
        by_letter[end[0]].append(end[1:])
    behind = f"(?<={(fewest + 1) * _LETTER})"
    branches = (
        f"{letter}{behind}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )
    return re.compile(f"(?:{'|'.join(branches)}){after}")


def _grouped(alternatives: Sequence[str]) -> Iterator[str]:
    if alternatives:
        yield f"(?:{grouped(alternatives, ignore_case=False)})"


def unspaced_search(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Return an expression for words of languages without spaces, anywhere in a text."""
    return re.compile(grouped(alternatives, ignore_case=False))
