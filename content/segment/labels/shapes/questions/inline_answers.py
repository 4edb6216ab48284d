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

    The lines open with a letter for a question, and the answer's is of its language.
    """
    opened = {
        n: found for n, line in enumerate(lines) if (found := _letters(line.text))
    }
    parted = {n: list(_parts(lines[n], opened[n])) for n in opened}
    if sum(len(parts) > 1 for parts in parted.values()) < _MIN_PARTED:
        return list(lines)
    return [part for n, line in enumerate(lines) for part in parted.get(n) or (line,)]


def _letters(text: str) -> frozenset[str]:
    """Return the letters of the pairs whose question letter opens a line."""
    letter = text[:1]
    if text[1:2] != "." or not letter.isupper():
        return frozenset()
    return _pairs().get(letter, frozenset())


@cache
def _pairs() -> dict[str, frozenset[str]]:
    """Return by letter for a question the letters that stand for it and its answers."""
    found: dict[str, set[str]] = {}
    for code in languages():
        asked = {one.upper() for one in words(code, "labels.question_letters")}
        answered = {one.upper() for one in words(code, "labels.answer_letters")}
        for one in asked:
            if len(one) == 1 and answered:
                found.setdefault(one, {one}).update(answered)
    return {one: frozenset(letters) for one, letters in found.items()}


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
