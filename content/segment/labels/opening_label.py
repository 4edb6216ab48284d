"""A possible label made of the first words of a line: what it prints, and how it looks."""

import re
from collections.abc import Iterator

from content.segment.kinds import HEADING_BLOCK
from content.segment.labels import stamps
from content.segment.labels.label import (
    ITALIC_STYLE,
    PLAIN_STYLE,
    Ending,
    Label,
    LabelStyle,
    plain_printed,
)
from content.segment.lines import Line
from content.segment.names.spelling.capitals import CAPITAL, SMALL
from content.segment.names.words import label_words

_MIN_CAPITALS = 3
# Behind it office and party follow; the name alone tells whether a label is in capitals.
_AFTER_NAME = re.compile(r"[,(（]")
# "ADA BROOK minister of schools": an office in small letters stands behind a whole name.
_SMALL_BEHIND_CAPITALS = re.compile(rf"(?<={CAPITAL}{{2}})\s{SMALL}{{3}}.*")
# "ADA BROOK /Arland/:": slashes for brackets.
_IN_SLASHES = re.compile(r"(?<=\w)\s/([^\W\d_][^/:]{1,60})/$")
OPENING_BRACKETS = "([{（【〔"
CLOSING_BRACKETS = ")]}）】〕"


def make_label(line: Line, start: int, words: str, end: int, ending: Ending) -> Label:
    """Return a possible label without stamps, marks of style and signs around its words.

    Args:
        line: The line.
        start: Where the label starts in it, behind numbers and times.
        words: The words of the label.
        end: Where the words under the label start.
        ending: What ends it.
    """
    bare = words.strip().strip("*_").strip()
    # A time has a colon, and few labels do.
    trail = stamps.stamp_at_end(bare) if ":" in bare else None
    trimmed = bare[: trail.start()] if trail else bare
    stamped = trimmed != bare or opens_with_stamp(line.text[:start])
    printed = trimmed.strip().rstrip(":：").strip()
    if printed.endswith("/"):
        printed = _IN_SLASHES.sub(r" (\1)", printed)
    return Label(
        printed=plain_printed(" ".join(printed.split())),
        end=end,
        ending=ending,
        style=_style(line, start, printed),
        alone=not line.text[end:].strip(),
        stamped=stamped,
    )


def opens_with_stamp(before: str) -> bool:
    """Return whether what stands before a label begins with a time."""
    return bool(before) and stamps.PREFIX.match(before) is not None


def _without_titles(name: str) -> str:
    tokens = name.split()
    w = label_words()
    if len(tokens) > 1 and tokens[0].casefold() in w.articles_before_titles:
        # "El Sr. BROOK", "La ALCALDESSA"
        tokens = tokens[1:]
    start = next(
        (
            n
            for n, token in enumerate(tokens[:-1])
            if (folded := token.strip(".,").casefold()) not in w.titles
            and folded not in w.roles
        ),
        len(tokens) - 1,
    )
    return " ".join(tokens[start:])


def _style(line: Line, start: int, printed: str) -> LabelStyle:
    if line.kind is HEADING_BLOCK:
        return LabelStyle.HEADING
    # A label with a role in italics beside a bold name is bold.
    if line.bold > start and line.bold >= min(start + 2, len(line.text)):
        return LabelStyle.BOLD
    if is_in_capitals(printed):
        return LabelStyle.CAPS
    return ITALIC_STYLE if line.italic > start else PLAIN_STYLE


def is_in_capitals(printed: str) -> bool:
    """Return whether the name in a label is in capitals.

    >>> is_in_capitals("Dr. ADA BROOK (Arland)"), is_in_capitals("Ada BROOK")
    (True, False)
    >>> is_in_capitals("ADA BROOK minister of schools")
    True
    """
    name = _AFTER_NAME.split(printed, maxsplit=1)[0]
    without_office = _SMALL_BEHIND_CAPITALS.sub("", name, count=1)
    if len(_without_titles(without_office).split()) > 1:
        name = without_office
    may_be = len(name) > 1 and not name[-1].islower()
    return may_be and all(map(is_word_in_capitals, _without_titles(name).split()))


def is_word_in_capitals(word: str) -> bool:
    """Return whether a word is in capitals, but for a letter: "McCONNELL"."""
    capitals = sum(map(str.isupper, word))
    return word.isupper() or (capitals > _MIN_CAPITALS and capitals == _letters(word))


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word)) - 1


def outside_brackets(text: str, signs: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the signs outside brackets, with their offsets.

    Args:
        text: The text.
        signs: Matches one of the signs, or a bracket.
    """
    depth = 0
    for found in signs.finditer(text):
        char = found.group()
        if char in OPENING_BRACKETS:
            depth += 1
        elif char in CLOSING_BRACKETS:
            depth = max(0, depth - 1)
        elif not depth:
            yield found.start(), char


def may_start_name(char: str) -> bool:
    """Return whether a name may start with a character: no lower-case letter."""
    return char.isalpha() and not char.islower()
