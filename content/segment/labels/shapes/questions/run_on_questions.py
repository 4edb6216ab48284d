"""Questions in bold or italics that open the paragraph of their answer.

"**When did you start?** I was ten.": each gets a line of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.language.question_marks import asks
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.kinds import PARAGRAPH_BLOCK
from content.segment.lines import Line

_MIN_PARTED, _MIN_SHARE, _MIN_CHARS = 3, 0.5, 8


def part_run_on_questions(lines: Sequence[Line]) -> list[Line]:
    """Return lines parted behind questions that are set off, where most of them open so."""
    parted = {n: end for n, line in enumerate(lines) if (end := _question_end(line))}
    if len(parted) < _MIN_PARTED:
        return list(lines)
    within = sum(
        line.kind is PARAGRAPH_BLOCK for line in lines[min(parted) : max(parted) + 1]
    )
    if len(parted) < _MIN_SHARE * within:
        return list(lines)
    first, last = min(parted), max(parted)
    parted |= {
        n: end
        for n, line in enumerate(lines[first:last], first)
        if (end := _remark_end(line))
    }
    return [
        part
        for n, line in enumerate(lines)
        for part in (_parts(line, parted[n]) if n in parted else (line,))
    ]


def _question_end(line: Line) -> int:
    """Return where a set-off question ends and an answer goes on; 0 if none does."""
    end = line.bold or line.italic
    if not _MIN_CHARS <= end < len(line.text) or line.kind is not PARAGRAPH_BLOCK:
        return 0
    asked = asks(line.text[:end])
    return end if asked and any(map(str.isalpha, line.text[end:])) else 0


def _remark_end(line: Line) -> int:
    """Return where a bold sentence ends that stands as the questions around it do."""
    end = line.bold
    told = _MIN_CHARS <= end < len(line.text) and line.kind is PARAGRAPH_BLOCK
    sentence = told and line.text[:end].rstrip().endswith(SENTENCE_ENDS)
    return end if sentence and any(map(str.isalpha, line.text[end:])) else 0


def _parts(line: Line, end: int) -> tuple[Line, Line]:
    asked, said = line.text[:end].rstrip(), line.text[end:].strip()
    return (
        replace(line, text=asked),
        replace(line, text=said, bold=0, italic=0, ruled=False),
    )
