"""Turns of whoever speaks under labels that nobody had taken for some, as lines of a file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from content.model import Speaker, TurnKind
from content.reasons import BELOW_LABEL
from content.review.front_matter import line_end
from content.review.rewriting import bare_line
from content.review.speaker_edits import declare
from content.review.steps import Hunk, difference
from content.review.taught_label import TaughtLabel
from content.review.text_lines import TextLine
from content.segment.turns.unspoken.directions import is_direction
from content.transcript_file.parser import Layout
from content.transcript_file.text import protect, unescape
from content.transcript_file.writer import heading_line

_MIN_TURNS = 2
_MOST = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """A line at which somebody begins to speak.

    Attributes:
        line: The line.
        end: Where the words behind the label start.
        heading: What is written above the words.
    """

    line: TextLine
    end: int
    heading: str


def teach(
    lines: Sequence[str],
    layout: Layout,
    texts: Sequence[TextLine],
    found: TaughtLabel,
) -> list[Hunk]:
    """Return what gives the words under labels to whoever speaks there.

    What stands below a label up to the next one, or to the end of the passage, is theirs.
    From its second paragraph on it is marked where other turns have one; at the end of a
    passage that was nobody's, where what closes a page stands; and where somebody is given
    the passage, whose own labels are none of its words. So is what goes on behind
    a passage under the same heading.

    Args:
        lines: Of the file.
        layout: Of these lines.
        texts: Its lines with words.
        found: The labels.

    Raises:
        CannotSettleError: The speakers are written in a way that can't be changed.
    """
    starts: defaultdict[int, list[_Start]] = defaultdict(list)
    for voice in found.voices:
        heading = heading_line(voice.kind, voice.name)
        for one in voice.lines:
            line = texts[one.place]
            starts[line.turn].append(
                _Start(line=line, end=one.label.end, heading=heading)
            )
    for own in starts.values():
        own.sort(key=lambda start: start.line.at)
    return [
        *_declare(lines, layout, found),
        *_Passages(lines, layout, starts).hunks(),
    ]


def _declare(
    lines: Sequence[str], layout: Layout, found: TaughtLabel
) -> Iterator[Hunk]:
    """Yield the lines of the front matter that declare all voices as they are to be."""
    new = [voice.speaker for voice in found.voices if not voice.known]
    becomes: dict[str, Speaker | None] = {
        voice.known: voice.speaker for voice in found.voices if voice.known
    }
    yield from declare(lines, layout, new, becomes)


def _is_direction(paragraph: Sequence[str]) -> bool:
    """Return whether a written paragraph is only a stage direction."""
    return len(paragraph) == 1 and is_direction(unescape(paragraph[0].strip())[0])


class _Passages:
    """The turns of a file in which labels stand."""

    def __init__(
        self,
        lines: Sequence[str],
        layout: Layout,
        starts: Mapping[int, Sequence[_Start]],
    ) -> None:
        self._lines = lines
        self._turns, self._places = layout.transcript.turns, layout.places
        self._starts = starts
        self._newline = line_end(lines)

    def hunks(self) -> Iterator[Hunk]:
        """Yield what is written anew, in order."""
        taught = ""
        for number, place in enumerate(self._places):
            above = self._places[number - 1] if number else None
            if above is None or place.opening != above.opening:
                taught = ""
                yield from self._without_heading(number)
            goes_on = self._going_on(number, taught) if taught else []
            if number in self._starts:
                yield from self._split(number, goes_on)
                taught = self._starts[number][-1].heading
            elif goes_on:
                at = place.first - 1 if self._is_restored(number) else place.words - 1
                yield Hunk(at=at, old=(), new=tuple(goes_on))
                taught = "" if self._is_restored(number) else taught

    def _is_restored(self, number: int) -> bool:
        """Return whether whoever speaks above a label is again who speaks below it."""
        return bool(self._turns[number].doubt)

    def _going_on(self, number: int, taught: str) -> list[str]:
        """Return what words need that go on under a heading below a label.

        What is in doubt anyway stays whose it was.

        Args:
            number: Of their turn.
            taught: The heading that stands above them now.
        """
        turn, opening = self._turns[number], self._places[number].opening
        if not turn.kind.attributed or opening is None:
            return []
        if self._is_restored(number):
            return [self._lines[opening.line - 1], self._newline]
        mark = f"<!-- check: {BELOW_LABEL} -->{self._newline}"
        if turn.read_by is not None:
            return [f"> {mark}", f">{self._newline}"]
        if number - 1 in self._starts:
            # A mark stands below a heading, or behind what is no word of a speaker.
            return [taught + self._newline, self._newline, mark, self._newline]
        return [mark, self._newline]

    def _split(self, number: int, goes_on: Sequence[str]) -> Iterator[Hunk]:
        """Yield the lines of a turn in which labels stand.

        Args:
            number: The turn's.
            goes_on: What the words above its first label need.
        """
        starts = self._starts[number]
        first, end = self._first_line(number), self._places[number].last
        out = self._before(number, starts[0], goes_on)
        for start, after in zip(starts, [*starts[1:], None], strict=True):
            above = out[-1] if out else self._lines[first - 1]
            if above.strip():
                out.append(self._newline)
            out += self._words(number, start, after)
        if end < len(self._lines) and self._lines[end].strip():
            out.append(self._newline)
        if end == len(self._lines) and not self._lines[-1].endswith(("\n", "\r")):
            out[-1] = out[-1].rstrip("\r\n")
        if hunk := difference(first, self._lines[first:end], out):
            yield hunk

    def _first_line(self, number: int) -> int:
        """Return the index of a turn's first line: its heading's, if it is the first."""
        place = self._places[number]
        above = self._places[number - 1] if number else None
        own = place.opening
        if own and (above is None or own.line > above.last):
            return own.line - 1
        return place.first - 1

    def _before(self, number: int, start: _Start, goes_on: Sequence[str]) -> list[str]:
        """Return the lines of a turn above its first label; none if no words are there."""
        place, turn = self._places[number], self._turns[number]
        if not self._has_words_before(number):
            return []
        # A heading stays above words of its speaker alone.
        attributed = turn.kind.attributed
        first = self._first_line(number) if attributed else place.first - 1
        until = place.first if self._is_restored(number) else place.words
        out = [*self._lines[first : until - 1], *goes_on]
        out += self._lines[until - 1 : start.line.at]
        self._end_paragraph(out)
        if not attributed:
            while not out[-1].strip():
                out.pop()
            out.append(f":::{self._newline}")
        elif turn.read_by is not None:
            while not bare_line(out[-1], turn).strip():
                out.pop()
        return out

    def _has_words_before(self, number: int) -> bool:
        """Return whether a turn has words above its first label."""
        place, first = self._places[number], self._starts[number][0]
        return any(
            bare_line(self._lines[n], self._turns[number]).strip()
            for n in range(place.words - 1, first.line.at)
        )

    def _without_heading(self, number: int) -> Iterator[Hunk]:
        """Yield what takes away a heading under which nothing is left but nobody's words.

        Args:
            number: Of the first turn under it.
        """
        opening = self._places[number].opening
        if opening is None or number in self._starts:
            return
        for below in range(number, len(self._turns)):
            attributed = self._turns[below].kind.attributed
            if self._places[below].opening != opening:
                return
            if below in self._starts and not (
                attributed and self._has_words_before(below)
            ):
                at = opening.line - 1
                blank = not self._lines[at + 1].strip()
                yield Hunk(at=at, old=tuple(self._lines[at : at + 1 + blank]), new=())
                return
            if attributed:
                return

    def _words(self, number: int, start: _Start, after: _Start | None) -> list[str]:
        """Return the lines of the words behind a label, up to the next."""
        paragraphs = self._paragraphs(number, start, after)
        heading = start.heading
        doubtful = (
            self._is_single or after is None or self._turns[number].kind.attributed
        )
        mark = [f"<!-- check: {BELOW_LABEL} -->{self._newline}", self._newline]
        out = [heading + self._newline]
        words_last = is_marked = False
        for place, words in enumerate(paragraphs):
            out.append(self._newline)
            if place and _is_direction(words):
                close = f":::{self._newline}"
                out += [f"::: {TurnKind.STAGE}{self._newline}", *words, close]
                words_last = is_marked = False
                continue
            if place and doubtful and not is_marked:
                if words_last:
                    out += [heading + self._newline, self._newline]
                out += mark
                is_marked = True
            out += words
            words_last = True
        return out

    def _paragraphs(
        self, number: int, start: _Start, after: _Start | None
    ) -> list[list[str]]:
        """Return the lines of each paragraph behind a label, up to the next label."""
        turn, at = self._turns[number], start.line.at
        last = self._places[number].last - (not turn.kind.attributed)
        bare = [
            bare_line(self._lines[n], turn)
            for n in range(at, after.line.at if after else last)
        ]
        rest = bare[0].strip().removeprefix("\\").lstrip()[start.end :].lstrip()
        bare[0] = (protect(rest) if rest.strip("\\") else "") + self._newline
        if not bare[-1].endswith(("\n", "\r")):
            bare[-1] += self._newline
        if after:
            self._end_paragraph(bare)
        grouped = groupby(bare, key=lambda line: bool(line.strip()))
        first, *others = (list(words) for has_words, words in grouped if has_words)
        head, below = first[:1], first[1:]
        if turn.kind.attributed and below and self._end_paragraph(head):
            return [head, below, *others]
        return [first, *others]

    @cached_property
    def _is_single(self) -> bool:
        """Whether nearly all turns that end at another label are one paragraph."""
        sizes = [
            sum(not _is_direction(one) for one in self._paragraphs(number, *both))
            for number, starts in self._starts.items()
            for both in pairwise(starts)
        ]
        single = sum(size == 1 for size in sizes)
        return len(sizes) > _MIN_TURNS and single >= _MOST * len(sizes)

    def _end_paragraph(self, out: list[str]) -> bool:
        """Take the line break away behind the last of some lines; return if it was one."""
        bare = out[-1].rstrip("\r\n").rstrip()
        backslashes = len(bare) - len(bare.rstrip("\\"))
        if backslashes % 2:
            out[-1] = bare[:-1].rstrip() + self._newline
        return bool(backslashes % 2)
