"""The table of contents of a record, and the cover above it: nobody speaks there."""

import re
from collections.abc import Collection, Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.language.typography.leaders import LEADER_AND_PAGE
from content.language.word_lists import all_words
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.offices import without_address

# "Oral questions 12": the number of a page ends an entry, without dots before it.
_PLAIN_ENTRY = re.compile(
    r"[^\W\d_]{2}[)»”\"’':]?(?:\s?\([^()]{1,60}\))?\s{1,4}(\d{1,5})$"
)
_COUNTED, _MIN_COUNTED = re.compile(r"\s*(\d{1,3})\s?[-–—.)]\s"), 4
_MAX_HEAD_LINES, _MAX_GAP, _MAX_LINES = 60, 6, 600
_MIN_LED, _MIN_PLAIN = 3, 6
_MIN_GROWTH = 3
_BOXED = re.compile(r".*\s{2,}[:)](?:\s.*)?|[:)]")
_MIN_BOXED = 4
_MIN_LISTED, _MAX_LISTED_CHARS, _TWICE = 2, 160, 2
_MAX_PLAIN, _MAX_END_CHARS = 60, 200
_MIN_ADDRESSED, _MIN_ADDRESSED_SHARE = 6, 0.9


def without_contents(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those above the end of a table of contents.

    A name before dots is no label that is dropped: it says who a surname below is. An
    index at the foot of a transcript looks alike, but speakers stand above it. The caption
    of a case stands in a box of colons or brackets, and "ORAL ARGUMENT OF: PAGE" heads columns.
    """
    words = all_words("pages.page_words")
    columns = {
        one.key
        for n, one in chosen.items()
        if lines[n].text[one.label.end :].strip().casefold() in words
    }
    caption = _end_of_caption(lines)
    chosen = {
        n: one for n, one in chosen.items() if n > caption and one.key not in columns
    }
    start, end = _bounds_of_contents(lines)
    above = sum(n < start for n in chosen)
    if 2 * above > len(chosen):
        return dict(chosen)
    return {
        n: one
        for n, one in chosen.items()
        if n > end or one.label.ending is Ending.STOP
    }


def without_summary(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those of a summary that counts who did what, above the turns.

    "1 - ADA BROOK" and "Opens the sitting." below it, "2 - TOM HALL" …; the labels of the
    turns have no numbers.
    """
    end, counted = -1, 0
    for n in sorted(chosen):
        number = _COUNTED.match(lines[n].text)
        if number is None or int(number[1]) != counted + 1:
            break
        end, counted = n, counted + 1
    summary = counted >= _MIN_COUNTED and len(chosen) - counted >= _MIN_COUNTED
    return {n: one for n, one in chosen.items() if n > end or not summary}


def without_heads_above_addressed(
    chosen: Mapping[int, ScoredLabel],
) -> dict[int, ScoredLabel]:
    """Return labels without those above the first "El señor …", where all below open so.

    What heads the agenda and the contents, "INTERPELACIONES", comes back there alone.
    """
    forms = {one.label.printed for one in chosen.values()}
    forms = {form for form in forms if without_address(form) != form}
    addressed = [n for n, one in chosen.items() if one.label.printed in forms]
    first = min(addressed, default=0)
    below = {n: one for n, one in chosen.items() if n >= first}
    again = {one.key for one in below.values()}
    throughout = len(addressed) >= max(
        _MIN_ADDRESSED, _MIN_ADDRESSED_SHARE * len(below)
    )
    heads = throughout and all(
        one.label.alone and one.key not in again
        for n, one in chosen.items()
        if n < first
    )
    return below if heads else dict(chosen)


def without_listed_above(
    found: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those of a list near the top that all come back below it.

    A press office says so whose words follow: "Remarks by Ada Brook", "Remarks by Tom
    Ferro".
    """
    head = [n for n, one in found.items() if n < _MAX_HEAD_LINES and one.label.alone]
    listed = _listed_above(lines, found) if head else ()
    return {n: one for n, one in found.items() if n not in listed}


def _listed_above(lines: Sequence[Line], labelled: Collection[int]) -> frozenset[int]:
    """Return lines in a row near the top that all come back once as labels, in their order."""
    places: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if len(line.text) <= _MAX_LISTED_CHARS:
            places.setdefault(line.text.strip(), []).append(n)
    found: list[int] = []
    last = -1
    for n, line in enumerate(lines[:_MAX_HEAD_LINES]):
        again = places.get(line.text.strip(), [])
        listed = len(again) == _TWICE and again[0] == n and again[1] in labelled
        # Words stand below each where it comes back.
        if listed and again[1] > last + 1:
            found, last = [*found, n], again[1]
        elif len(found) >= _MIN_LISTED:
            break
        else:
            found, last = [], -1
    below = [places[lines[n].text.strip()][1] for n in found]
    return (
        frozenset(found)
        if len(found) >= _MIN_LISTED and below[0] > found[-1] + 1
        else frozenset()
    )


def _end_of_caption(lines: Sequence[Line]) -> int:
    """Return the last line of a box that names the parties of a case; -1 without one.

    "Petitioner,   :   No. 23-1906"
    """
    run = [
        n
        for n, line in enumerate(lines[:_MAX_HEAD_LINES])
        if _BOXED.fullmatch(line.text)
    ]
    return run[-1] if len(run) >= _MIN_BOXED else -1


def _bounds_of_contents(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first and the last line of a table of contents at the top; -1 without one.

    Several lines near each other end in numbers of pages, with dots before them; or in
    numbers that go up.
    """
    led, plain = _near(LEADER_AND_PAGE, lines), _near(_PLAIN_ENTRY, lines)
    found = [led] if len(led) >= _MIN_LED else []
    going_up = _going_up(plain[:_MAX_PLAIN])
    grows = (
        len(going_up) >= _MIN_PLAIN
        and going_up[-1][1] - going_up[0][1] >= _MIN_GROWTH
        # Turns may be counted, too, and sentences stand between.
        and not any(
            line.text.rstrip().endswith(SENTENCE_ENDS)
            for line in lines[going_up[0][0] : going_up[-1][0]]
        )
    )
    found += [going_up] if grows else []
    if not found:
        return -1, -1
    return min(run[0][0] for run in found), max(run[-1][0] for run in found)


def _near(pattern: re.Pattern[str], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return places and numbers of entries near the top, and near each other."""
    entries: list[tuple[int, int]] = []
    for n, line in enumerate(lines[:_MAX_LINES]):
        near = n - entries[-1][0] <= _MAX_GAP if entries else n < _MAX_HEAD_LINES
        if not near:
            break
        end = line.text[-_MAX_END_CHARS:]
        # Few lines end in a number, which is found out faster.
        found = pattern.search(end) if end.rstrip()[-1:].isdigit() else None
        if found is not None:
            entries.append((n, int(found[1])))
    return entries


def _going_up(entries: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return most of the entries so that no number is lower than the one before.

    Years on the cover are higher than the numbers of pages.
    """
    longest: list[list[tuple[int, int]]] = []
    for place, number in entries:
        before = [run for run in longest if run[-1][1] <= number]
        longest.append([*max(before, key=len, default=[]), (place, number)])
    return max(longest, key=len, default=[])
