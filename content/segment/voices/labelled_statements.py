"""Statements with labels beside what a page is about: "What the parish says".

A page that prints a speech explains itself without labels. Where it ends in a few
paragraphs that each open with another name and a colon, below a line that heads them,
these are their statements all the same; a person must look, as readers write so, too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.in_labels.parsing import parse_label
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.voices.words import is_comments_heading

_CONFIDENCE = 0.6
_OPEN = {SegmentKind.COMMENTARY, SegmentKind.SPEECH}
_MIN_STATEMENTS = 2
_MIN_CHARS, _MAX_HEAD = 40, 60


def with_labelled_statements(
    pieces: Sequence[Piece],
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    assign: Callable[[Mapping[int, ScoredLabel]], list[Piece]],
) -> list[Piece]:
    """Return pieces with the labelled statements of a page given to whom they name.

    Args:
        pieces: The pieces of a page that explains itself without labels.
        labels: What look like its labels.
        lines: Its lines.
        assign: Gives the words below labels to whom these name.
    """
    own = _statements(labels, lines)
    if not own:
        return list(pieces)
    last = max((0, *(piece.turn for piece in pieces)))
    said: dict[tuple[int, int], list[Piece]] = {}
    for piece in assign({n: labels[n] for n in own}):
        least = min(piece.confidence, _CONFIDENCE)
        said.setdefault(piece.position, []).append(
            replace(piece, turn=last + piece.turn, confidence=least)
        )
    positions = {lines[n].position for n in own}
    found: list[Piece] = []
    for piece in pieces:
        if piece.position not in positions or piece.kind not in _OPEN:
            found.append(piece)
        else:
            found += said.pop(piece.position, ())
    return found


def _statements(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> list[int]:
    """Return the lines of a run of statements, which a short line heads."""
    run: list[int] = []
    for n in sorted(labels):
        if not _states(labels[n], lines[n]):
            continue
        if run and run[-1] + 1 == n:
            run.append(n)
        elif len(run) < _MIN_STATEMENTS:
            run = [n] if n and _heads(lines[n - 1]) else []
    several = len({labels[n].key for n in run}) == len(run) >= _MIN_STATEMENTS
    above = lines[: run[0]] if several else ()
    comments = any(is_comments_heading(line.text.strip()) for line in above)
    return run if several and not comments else []


def _heads(line: Line) -> bool:
    """Return whether a line is a heading, or a short line without a stop."""
    text = line.text.strip()
    short = len(text) <= _MAX_HEAD and not text.endswith((*SENTENCE_ENDS, *COLONS, ","))
    return bool(text) and (short or line.kind is HEADING_BLOCK)


def _states(one: ScoredLabel, line: Line) -> bool:
    """Return whether a label names somebody in full, and sentences stand behind it."""
    label = one.label
    said = line.text[label.end :].strip()
    whole = len(said) >= _MIN_CHARS and said.endswith(SENTENCE_ENDS)
    name = parse_label(label.printed).name
    return (
        label.ending is COLON_ENDING
        and not label.alone
        and whole
        and " " in name
        and is_person(name)
    )
