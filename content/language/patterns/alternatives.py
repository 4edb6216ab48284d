"""Alternatives of a regular expression, put so that few of them are tried at a place.

Where a thousand words are possible, the matcher tries one after the other, at every
word of a text. Those that begin alike are put together here, so that a look at the
first letters leaves a few. Alternatives that can match at one place keep their order,
so that the same one matches.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

# Characters that match letters of another case beside those of `lower` and `upper`.
_ODD = (
    "IKis\xb5\xc5\u0130\u0131\u017f\u0345\u0390\u0398\u03a9\u03b0\u03b2\u03b5"
    "\u03b8\u03b9\u03ba\u03bc\u03c0\u03c1\u03c2\u03c3\u03c6\u03d0\u03d1\u03d5"
    "\u03d6\u03f0\u03f1\u03f4\u03f5\u0432\u0434\u043e\u0441\u0442\u044a\u0463"
    "\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1e61\u1e9b\u1e9e"
    "\u1fbe\u1fd3\u1fe3\u2126\u212a\u212b\ua64b\ufb05\ufb06"
)
_DEPTH = 2
_MIN_GROUPED = 3
_CAPTURES = re.compile(r"(?<!\\)\((?!\?(?:[:=!]|<[=!]|-?[a-z]+:))|\\\d")
_BRACKET_OR_BAR = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
# What is in brackets at the beginning of an alternative, without brackets of its own.
_OPENING = re.compile(r"\(\?:([^()\[\]\\]*)\)(?!\?[?+]|[*+{])(\??)")
_QUANTIFIERS = tuple("?*+{")


def grouped(alternatives: Sequence[str], *, ignore_case: bool) -> str:
    """Return an expression for any of some alternatives, the first that matches.

    Args:
        alternatives: Expressions.
        ignore_case: Whether the expression will be compiled with `re.IGNORECASE`.
    """
    parts = spelled_parts(alternatives)
    return "|".join(_runs(parts, _DEPTH, ignore_case=ignore_case))


def whole_words(alternatives: Sequence[str], *, ignore_case: bool) -> str:
    """Return an expression for any of some alternatives between ends of words."""
    parts = spelled_parts(alternatives)
    inside = "|".join(_runs(parts, _DEPTH, ignore_case=ignore_case))
    # Both say the same before a letter; the boundary is found faster.
    start = r"\b" if parts and all(map(first_letter, parts)) else r"(?<!\w)"
    return rf"{start}(?:{inside})(?!\w)"


def spelled_parts(alternatives: Sequence[str]) -> list[str]:
    """Return alternatives of which most begin with a letter.

    Raises:
        ValueError: One of them captures what it matches.
    """
    if any(_CAPTURES.search(each) for each in alternatives):
        raise ValueError("alternatives that are grouped capture nothing")
    return [
        spelled
        for each in alternatives
        for part in top_level(each)
        for spelled in _spelled_out(part)
    ]


def _spelled_out(part: str) -> Iterator[str]:
    """Yield what an alternative in brackets at its beginning stands for.

    "(?:the )?clerk" is "the clerk" or "clerk", in this order.
    """
    found = _OPENING.match(part)
    if found is None:
        yield part
        return
    rest = part[found.end() :]
    for opening in found.group(1).split("|"):
        yield f"{opening}{rest}"
    if found.group(2):
        yield from _spelled_out(rest)


def top_level(expression: str) -> Iterator[str]:
    """Yield the alternatives of an expression."""
    if "|" not in expression:  # Most have none, which is found out faster.
        yield expression
        return
    depth = start = 0
    for found in _BRACKET_OR_BAR.finditer(expression):
        sign = found.group()
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and not depth:
            yield expression[start : found.start()]
            start = found.end()
    yield expression[start:]


def _runs(parts: Sequence[str], depth: int, *, ignore_case: bool) -> Iterator[str]:
    """Yield alternatives, those of the same first letter together.

    One of which no first letter is known may match wherever others do, so that none is
    moved past it.
    """
    run: dict[str, list[str]] = {}
    for part in parts:
        first = first_letter(part)
        if first:
            run.setdefault(_cases(first), []).append(part)
            continue
        yield from _groups(run, depth, ignore_case=ignore_case)
        run = {}
        yield part
    yield from _groups(run, depth, ignore_case=ignore_case)


def _groups(
    run: dict[str, list[str]], depth: int, *, ignore_case: bool
) -> Iterator[str]:
    for cases, parts in run.items():
        alike = ignore_case or len({part[0] for part in parts}) == 1
        if not alike:
            yield from parts
            continue
        # A set that ignores no case is compared before an alternative is entered.
        letter = f"(?-i:[{cases}])" if ignore_case else parts[0][0]
        rest = [part[1:] for part in parts]
        if depth > 1 and len(rest) >= _MIN_GROUPED:
            rest = list(_runs(rest, depth - 1, ignore_case=ignore_case))
        yield f"{letter}(?:{'|'.join(rest)})" if len(rest) > 1 else letter + rest[0]


def first_letter(part: str) -> str:
    """Return the letter that every match begins with, in any case; empty if unknown."""
    first, after = part[:1], part[1:2]
    if not first.isalpha() or after in _QUANTIFIERS:
        return ""
    return first if _cases(first) else ""


@cache
def _cases(letter: str) -> str:
    """Return what matches a letter in any case; empty if that is not all letters."""
    same = re.compile(letter, re.IGNORECASE)
    tried = {letter, letter.lower(), letter.upper(), letter.title(), *_ODD}
    cases = sorted(char for char in tried if len(char) == 1 and same.match(char))
    return "".join(cases) if all(char.isalpha() for char in cases) else ""
