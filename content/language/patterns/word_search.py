"""Searches that tell whether any of many words is in a text, each of them fast.

One expression for all words of all languages is slow to search for: at every letter the
matcher asks whether a word may begin there, and where one may, it tries all of them. So
they are parted here into a few expressions of which one is in a text if, and only if,
one of the words is:

- words, behind a sign that parts words: from one such sign to the next the matcher skips
  in one step, and with the first letter it knows half of them not to be meant;
- what may stand at the end of a longer word, which is found by its letters alone;
- words of languages without spaces, which nearly no text has a letter of.
"""

import re
from collections.abc import Iterator, Sequence

from content.language.patterns.alternatives import first_letter, grouped, spelled_parts

ANY_BEGINNING = r"\w*"
"""What opens an alternative that may stand at the end of a longer word."""

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
        alternatives: Expressions for the words, in lower case.
        before: What says that a word begins, one that `is_searchable`.
        after: What says that a word ends.
    """
    inside: list[str] = []
    latin: list[str] = []
    lettered: list[str] = []
    others: list[str] = []
    for part in spelled_parts(alternatives):
        rest = part.removeprefix(ANY_BEGINNING)
        if rest != part and first_letter(rest):
            inside.append(rest)
        elif not first_letter(part):
            others.append(part)
        else:
            (latin if part[0].isascii() else lettered).append(part)
    if len(lettered) < _MANY:
        branches = [*_grouped(latin + lettered)]
    else:
        branches = [f"(?=[a-z]){one}" for one in _grouped(latin)]
        branches += (f"(?=[^\\x00-\\x7f]){one}" for one in _grouped(lettered))
    if branches or others:
        words = "|".join([*branches, *others])
        yield re.compile(f"{_SIGN_BEFORE[before]}(?:{words}){after}")
    if inside:
        yield re.compile(f"(?:{grouped(inside, ignore_case=False)}){after}")


def _grouped(alternatives: Sequence[str]) -> Iterator[str]:
    if alternatives:
        yield f"(?:{grouped(alternatives, ignore_case=False)})"


def unspaced_search(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Return an expression for words of languages without spaces, anywhere in a text."""
    return re.compile(grouped(alternatives, ignore_case=False))
