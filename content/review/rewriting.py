"""Other voices for some passages of a file, with as few lines changed as the format allows.

What stands under one heading, a section, is written anew where a passage of it changes
its voice; lines of other passages are copied as they stand.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from content.model import Turn, TurnKind
from content.review.answers import Voice, voice_of
from content.review.front_matter import line_end
from content.review.steps import Hunk, difference
from content.transcript_file.parser import Layout
from content.transcript_file.text import put_in_front
from content.transcript_file.turns import Opening, Place
from content.transcript_file.writer import heading_line

_QUOTE_MARK = re.compile(r"[^\S\r\n]*>[ \t]?")


@dataclass(slots=True, kw_only=True)
class _State:
    """What stands above the next line: the open heading, and the last words.

    Attributes:
        opening: The kind and speaker of the open heading.
        words_last: Whether the open turn's own words stand just above.
        doubtful: Whether these words are marked.
    """

    opening: tuple[TurnKind, str] | None = None
    words_last: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class _Section:
    """What stands under one heading."""

    opening: Opening | None
    numbers: list[int]
    lines: list[str] = field(default_factory=list)


class Rewriter:
    """The lines of a file, and the turns that stand on them.

    Args:
        lines: With their ends.
        layout: Of these lines.
    """

    def __init__(self, lines: Sequence[str], layout: Layout) -> None:
        self._lines = lines
        self._turns = layout.transcript.turns
        self._places = layout.places
        self._newline = line_end(lines)
        self._settled: Collection[int] = ()
        self._labels: Mapping[int, str] = {}
        # Where each token starts, and the end of the last.
        self._ends = [
            *(
                min(after.first, _heading_above(after, place) or after.first)
                for place, after in zip(self._places, self._places[1:], strict=False)
            ),
            min(layout.body_end, len(lines) + 1),
        ]

    def change(
        self,
        voices: Mapping[int, Voice],
        settled: Collection[int] | None = None,
        labels: Mapping[int, str] | None = None,
    ) -> Iterator[Hunk]:
        """Yield what gives turns their voices and takes away marks, in order.

        Args:
            voices: By the number of the turn, counted from 0.
            settled: Of these, those that are in doubt no more; all if left out.
            labels: What to put in front of the words of turns that lose their speaker.
        """
        self._labels = labels or {}
        self._settled = voices.keys() if settled is None else settled
        state = _State()
        numbers = range(len(self._turns))
        for _, group in groupby(numbers, key=self._line_of_heading):
            section = _Section(None, list(group))
            section.opening = self._places[section.numbers[0]].opening
            touched = [n for n in section.numbers if n in voices]
            if any(voices[n] != voice_of(self._turns[n]) for n in touched):
                start, end = self._bounds(section)
                new = self._write(section, voices, state)
                if hunk := difference(start, self._lines[start:end], new):
                    yield hunk
            else:
                yield from (self._unmark(n) for n in touched if self._is_unmarked(n))
                self._pass_over(section, state)

    def _line_of_heading(self, number: int) -> int:
        opening = self._places[number].opening
        return opening.line if opening else 0

    def _bounds(self, section: _Section) -> tuple[int, int]:
        """Return the indexes of a section's first line and of the line after its last."""
        first = self._places[section.numbers[0]].first
        start = section.opening.line if section.opening else first
        return start - 1, self._ends[section.numbers[-1]] - 1

    def _is_unmarked(self, number: int) -> bool:
        return number in self._settled and bool(self._turns[number].doubt)

    def _stays_doubtful(self, number: int) -> bool:
        return bool(self._turns[number].doubt) and number not in self._settled

    def _pass_over(self, section: _Section, state: _State) -> None:
        """Take the state to the end of a section that stays as it is."""
        if section.opening:
            state.opening = (section.opening.kind, section.opening.speaker)
        last = section.numbers[-1]
        turn = self._turns[last]
        state.words_last = turn.kind.attributed and not turn.read_by
        state.doubtful = self._stays_doubtful(last)

    def _unmark(self, number: int) -> Hunk:
        """Return what deletes a mark, and the blank lines that it needed."""
        turn, check = self._turns[number], self._places[number].check - 1
        end = check + 1
        above = self._bare(number, check - 1)
        if not turn.kind.attributed or not above.strip():
            while not self._bare(number, end).strip():
                end += 1
        new: tuple[str, ...] = ()
        # A line of words would go on the quotation just above.
        touches = turn.read_by is None and above.lstrip().startswith(">")
        if touches and self._lines[end].strip():
            new = (self._newline,)
        return Hunk(at=check, old=tuple(self._lines[check:end]), new=new)

    def _bare(self, number: int, index: int) -> str:
        """Return a line without the mark of the quotation that a turn stands in."""
        return bare_line(self._lines[index], self._turns[number])

    def _write(
        self, section: _Section, voices: Mapping[int, Voice], state: _State
    ) -> list[str]:
        """Return the lines of a section, and take the state to its end."""
        out = section.lines
        new_voices = {
            n: voices.get(n, voice_of(self._turns[n])) for n in section.numbers
        }
        attributed = [n for n in section.numbers if new_voices[n].kind.attributed]
        if section.opening and attributed:
            stays = _reads_under(
                new_voices[attributed[0]],
                (section.opening.kind, section.opening.speaker),
            )
            if stays:
                start, _ = self._bounds(section)
                out += self._lines[start : self._places[section.numbers[0]].first - 1]
                state.opening = (section.opening.kind, section.opening.speaker)
                state.words_last = False
        for number in section.numbers:
            voice = new_voices[number]
            doubtful = self._stays_doubtful(number)
            if voice.kind.attributed:
                self._open(section, voice, state, doubtful=doubtful)
            moved = voice != voice_of(self._turns[number])
            body = self._body(number, voice) if moved else self._kept(number)
            if moved:
                self._separate(section)
            out += body
            end = self._ends[number] - 1
            out += self._lines[self._places[number].last : end]
            if moved and end < len(self._lines) and self._lines[end].strip():
                self._separate(section)
            state.words_last = voice.kind.attributed and voice.read_by is None
            state.doubtful = doubtful
        start, end = self._bounds(section)
        if (
            end == len(self._lines)
            and out
            and not self._lines[-1].endswith(("\n", "\r"))
        ):
            out[-1] = out[-1].rstrip("\r\n")
        return out

    def _open(
        self, section: _Section, voice: Voice, state: _State, *, doubtful: bool
    ) -> None:
        """Write the heading that words need, unless they may go on under the open one."""
        marked = state.words_last and (doubtful or state.doubtful)
        joins = voice.read_by is not None or not marked
        if state.opening and _reads_under(voice, state.opening) and joins:
            return
        if voice.read_by is not None:
            opening = (TurnKind.SPEECH, voice.read_by)
        else:
            opening = (voice.kind, voice.speaker or "")
        line = heading_line(*opening) + self._newline
        there = section.opening
        if there and _reads_under(voice, (there.kind, there.speaker)):
            line = self._lines[there.line - 1]
            opening = (there.kind, there.speaker)
        self._separate(section)
        section.lines += [line, self._newline]
        state.opening, state.words_last = opening, False

    def _separate(self, section: _Section) -> None:
        """Add a blank line above what is written next, if there is none."""
        start, _ = self._bounds(section)
        above = section.lines[-1] if section.lines else self._lines[start - 1]
        if above.strip():
            section.lines.append(self._newline)

    def _kept(self, number: int) -> list[str]:
        """Return the lines of a turn whose voice stays, without a settled mark."""
        place = self._places[number]
        first, last = place.first - 1, place.last
        if not self._is_unmarked(number):
            return list(self._lines[first:last])
        mark = self._unmark(number)
        return [
            *self._lines[first : mark.at],
            *mark.new,
            *self._lines[mark.at + len(mark.old) : last],
        ]

    def _body(self, number: int, voice: Voice) -> list[str]:
        """Return the words of a turn as the lines of another voice."""
        turn, place = self._turns[number], self._places[number]
        last = place.last - (not turn.kind.attributed)
        words = [self._bare(number, n) for n in range(place.words - 1, last)]
        while not words[-1].strip():
            words.pop()
        if not words[-1].endswith(("\n", "\r")):
            words[-1] += self._newline
        if label := self._labels.get(number):
            words[0] = put_in_front(f"{label}: ", words[0])
        if self._stays_doubtful(number):
            mark = f"<!-- check: {turn.doubt} -->{self._newline}"
            words = [mark, self._newline, *words]
        if not voice.kind.attributed:
            return [f"::: {voice.kind}{self._newline}", *words, f":::{self._newline}"]
        if voice.read_by is not None:
            return [
                f"> **{voice.speaker}**{self._newline}",
                f">{self._newline}",
                *(f"> {line}" if line.strip() else f">{line}" for line in words),
            ]
        return words


def bare_line(line: str, turn: Turn) -> str:
    """Return a line of a turn without the mark of the quotation that it stands in."""
    return line if turn.read_by is None else _QUOTE_MARK.sub("", line, count=1)


def _heading_above(place: Place, before: Place) -> int:
    """Return the line of a heading that stands between two places; 0 for none."""
    opening = place.opening
    return opening.line if opening and opening.line > before.last else 0


def _reads_under(voice: Voice, opening: tuple[TurnKind, str]) -> bool:
    """Return whether words may stand under a heading."""
    if voice.read_by is None:
        return (voice.kind, voice.speaker) == opening
    kind, speaker = opening
    return kind is not TurnKind.MESSAGE and speaker == voice.read_by
