"""Titles within turns: "The first item is", and below it what the item is called.

They are in bold type, or the number of their paper stands below them.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from content.document import BlockKind
from content.language.sentence_marks import (
    CALL_ENDS,
    COLONS,
    PHRASE_ENDS,
    SENTENCE_ENDS,
)
from content.language.word_lists import all_words
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.wording.in_person import FIRST_PERSON

_MIN_WORDS, _MAX_CHARS, _MAX_NUMBER_CHARS = 2, 400, 40
_MIN_TITLES = 2
_SIGNS = frozenset((*SENTENCE_ENDS, *COLONS, *CALL_ENDS))
_NO_TITLE_ENDS = (*PHRASE_ENDS, *SENTENCE_ENDS, *COLONS, *CALL_ENDS)


def titles_in_bold(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], under: Container[int]
) -> Iterator[int]:
    """Yield paragraphs in bold type that are no sentences, and the numbers of their papers.

    One is a title where the sentence above it breaks off; several are on any page.

    Args:
        lines: The lines of the document.
        labels: The labels.
        under: The lines right below a label that has its own.
    """
    first = min(labels)
    titles = [
        n
        for n, line in enumerate(lines)
        if line.bold and n > first and n not in labels and n not in under
        if _is_title(line)
    ]
    titles += _above_numbers(lines, labels, under, first)
    broken = [n for n in titles if _breaks_off(lines[n - 1])]
    if not broken and len(titles) < _MIN_TITLES:
        return
    for n in titles if len(titles) >= _MIN_TITLES else broken:
        yield n
        if n + 1 < len(lines) and n + 1 not in labels and _is_number(lines[n + 1]):
            yield n + 1


def _above_numbers(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    under: Container[int],
    first: int,
) -> Iterator[int]:
    """Yield titles that are not bold, between a sentence that breaks off and a number."""
    for n in range(first + 1, len(lines) - 2):
        line = lines[n]
        if line.bold or not line.opens or line.text.rstrip()[-1:] in _SIGNS:
            continue
        free = not any(m in labels or m in under for m in (n, n + 1))
        parted = lines[n + 2].opens and _leaves_open(lines[n - 1])
        if free and parted and _is_number(lines[n + 1]) and _reads_as_title(line):
            yield n


def _is_title(line: Line) -> bool:
    """Return whether all of a paragraph is bold, and no sentence."""
    return line.bold >= len(line.text.strip()) and _reads_as_title(line)


def _reads_as_title(line: Line) -> bool:
    """Return whether a paragraph is no sentence, and opens with a capital."""
    text = line.text.strip()
    whole = line.opens and line.kind is BlockKind.PARAGRAPH
    if not whole or len(text) > _MAX_CHARS or text.endswith(_NO_TITLE_ENDS):
        return False
    named = len(text.split()) >= _MIN_WORDS and text[:1].isupper()
    return named and not FIRST_PERSON.is_in(text)


def _breaks_off(line: Line) -> bool:
    """Return whether a spoken line ends without a sign: "The next item is"."""
    text = line.text.rstrip()
    return line.spoken and text[-1:].isalpha() and line.bold < len(text)


def _leaves_open(line: Line) -> bool:
    """Return whether a line breaks off at a verb such as "is", which leads to a title."""
    last = line.text.rstrip().rpartition(" ")[2].casefold()
    return _breaks_off(line) and last in all_words("pages.copulas")


def _is_number(line: Line) -> bool:
    """Return whether a short line below a title has a number, and is no sentence: "Paper 211"."""
    text = line.text.strip()
    short = line.opens and line.spoken and len(text) <= _MAX_NUMBER_CHARS
    return (
        short
        and text[:1].isalpha()
        and any(map(str.isdigit, text))
        and not text.endswith(_NO_TITLE_ENDS)
    )
