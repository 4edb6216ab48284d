"""Answers that stand in one paragraph with their questions: "D. — Whose? — R. His.".

Printed trials set letters so. Each answer, and each question behind it, gets a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from content.language.language_files import languages
from content.language.word_lists import words
from content.segment.lines import Line

_MIN_PARTED = 2
_DASH = r"(?:[—–]|--?)"


def part_inline_answers(lines: Sequence[Line]) -> list[Line]:
    """Return lines parted before letters for answers, and for questions behind these.

    Lines open with a letter for a question; the letters are those of the one language of
    which most are there.
    """
    opened = [n for n, line in enumerate(lines) if _opens_with_letter(line.text)]
    best: dict[int, list[Line]] = {}
    for asked, answered in _pairs():
        parted = {
            n: parts
            for n in opened
            if lines[n].text[0] in asked
            and len(parts := list(_parts(lines[n], asked | answered))) > 1
        }
        if sum(map(len, parted.values())) > sum(map(len, best.values())):
            best = parted
    if len(best) < _MIN_PARTED:
        return list(lines)
    return [part for n, line in enumerate(lines) for part in best.get(n, (line,))]


def _opens_with_letter(text: str) -> bool:
    return text[1:2] == "." and text[0].isupper()


@cache
def _pairs() -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the letters for questions and for answers, each pair once."""
    pairs: dict[tuple[frozenset[str], frozenset[str]], None] = {}
    for code in languages():
        asked, answered = (
            frozenset(one.upper() for one in words(code, f"labels.{name}_letters"))
            for name in ("question", "answer")
        )
        single = frozenset(one for one in asked if len(one) == 1)
        if single and answered:
            pairs[single, answered] = None
    return list(pairs)


@cache
def _break(letters: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, letters), key=len, reverse=True))
    return re.compile(
        rf"(?<=[.?!…»”])\s+(?=(?:{_DASH}\s?)?(?:{either})\.\s?(?:{_DASH}\s?)?[^\W_])"
    )


def _parts(line: Line, letters: frozenset[str]) -> Iterator[Line]:
    place = 0
    breaks = list(_break(letters).finditer(line.text))
    for found in (*breaks, None):
        end = found.end() if found else len(line.text)
        text = line.text[place:end]
        yield replace(
            line,
            text=text.rstrip(),
            opens=line.opens and not place,
            bold=0,
            italic=0,
        )
        place = end
