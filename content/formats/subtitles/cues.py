"""Read the cues of SubRip and WebVTT files: when, and which lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_STAMP}[ \t]*-{{1,2}}>[ \t]*{_STAMP}(?:\s|$)")
_TAG = re.compile(r"<[^<>]*>")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Hold the lines shown at one time.

    Attributes:
        start: Seconds from the beginning.
        end: Seconds from the beginning.
        lines: Each with its number in the source, markup and all.
    """

    start: float
    end: float
    lines: tuple[tuple[int, str], ...]


def cues_of(text: str) -> list[Cue]:
    """Give a file's cues; what stands before the first, and notes, is left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [
        (n, times) for n, line in enumerate(lines) if (times := _TIMES.match(line))
    ]
    ends = [*(n for n, _ in found), len(lines)][1:]
    cues = []
    for (n, times), end in zip(found, ends, strict=True):
        named = end < len(lines) and _is_name(lines, end - 1)
        shown = tuple(_shown(lines, n + 1, end - named))
        start, stop = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        if shown:
            cues.append(Cue(start=start, end=stop, lines=shown))
    return _unrolled(cues)


def _is_name(lines: Sequence[str], n: int) -> bool:
    """Tell whether a line before times only numbers or names the cue."""
    line = lines[n].strip()
    return line.isdigit() or bool(line and n and not lines[n - 1].strip())


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction}")


def _shown(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    fresh = aside = False
    for n in range(start, end):
        line = lines[n].strip()
        if not line:
            fresh, aside = True, False
            continue
        aside = aside or bool(fresh and _ASIDE.match(line))
        fresh = False
        if not aside:
            yield n + 1, line


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """Undo captions that roll: there, each cue shows the last line once more."""
    repeats = sum(
        _bare(after.lines[0][1]) == _bare(before.lines[-1][1])
        for before, after in pairwise(cues)
    )
    if len(cues) < 6 or repeats * 2 < len(cues):
        return cues
    kept = []
    last = ""
    for cue in cues:
        lines = cue.lines[_repeats(cue, last) :]
        if lines:
            last = _bare(lines[-1][1])
            kept.append(Cue(start=cue.start, end=cue.end, lines=lines))
    return kept


def _repeats(cue: Cue, last: str) -> int:
    """Count the lines a cue opens with that only show the last one again."""
    return sum(1 for _ in takewhile(lambda line: _bare(line[1]) == last, cue.lines))


def _bare(line: str) -> str:
    return _TAG.sub("", line).strip()
