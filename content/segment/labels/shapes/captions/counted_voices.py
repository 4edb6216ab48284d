"""Voices that a program counts: "SPEAKER_01: …", "Sprecher 2  00:14", "Speaker : spk3".

A program that writes down what it hears knows no names. It counts the voices behind a
word for somebody who speaks, whatever parts them from the words: "Room 1:" is none.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from content.language.sentence_marks import FULL_STOPS
from content.language.word_lists import all_words
from content.segment.labels import stamps
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import bare_score, is_unnamed_voice, label_key

_MAX_CHARS, _MAX_NAME_CHARS = 120, 60
_MIN_LABELS, _MIN_VOICES, _MIN_AGAIN, _MIN_FIELDS = 3, 2, 0.5, 0.8
_SCORE, _MIN_NAME_SCORE = 0.95, 0.4
_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_Ａ-Ｚ]+)")
_BEFORE = (
    rf"\s*(?:{stamps.BEFORE_LABEL}|\[[\d.:,s\s–>-]{{5,40}}\]\s*|>>+\s*)?(?:[-–—]\s)?"
    r"(?P<open>[\[(<【〈]\s*|\*{1,2})?"
)
_COUNT = r"(?:\d{1,3}|(?-i:[A-ZＡ-Ｚ]))(?!\w)"
_STAMP = rf"[\s,]*[\[(（]?{stamps.STAMP}[\])）]?"
_BEHIND = (
    rf"(?:(?:{_STAMP})?[\s*]*[:：](?!\d)[\s*]*(?:[\[(]{stamps.STAMP}[\])])?"
    rf"|\s*[\])>】〉]+\s*[:：]?|{_STAMP}(?=\s|$)|\s[–—-](?=\s)|\s*\*{{0,2}}\s*$)\s*"
)


def labels_of_counted(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with those of voices that are counted, or named in a field of their own.

    Two or more of them take turns, and come back.
    """
    likely = [n for n, line in enumerate(lines) if line.spoken and _may_begin(line)]
    if len(likely) < _MIN_LABELS:
        return dict(chosen)
    found = _counted(lines, likely) or _in_fields(lines, likely)
    if not found:
        return dict(chosen)
    labels = {n: _label(*words, lines[n], n) for n, words in found.items()}
    own = [one for one in labels.values() if one.label.alone]
    if len(own) > len(labels) / 2:
        labels |= _unnumbered(lines, labels)
    return dict(chosen) | labels


def _may_begin(line: Line) -> bool:
    """Return whether a line may begin with a word for somebody who speaks: cheaply."""
    first = _FIRST_WORD.match(line.text, 0, _MAX_CHARS)
    return first is not None and (
        first.group(1).casefold() in _first_words() or line.text.lstrip()[:1] == "["
    )


def _counted(
    lines: Sequence[Line], likely: Sequence[int]
) -> dict[int, tuple[str, int]]:
    """Return the printed words of labels of counted voices, and where each ends."""
    pattern = _pattern()
    found = {
        n: (_printed(label), label.end())
        for n in likely
        if (label := pattern.match(lines[n].text, 0, _MAX_CHARS)) and not lines[n].voice
    }
    return found if _take_turns([printed for printed, _ in found.values()]) else {}


def _printed(label: re.Match[str]) -> str:
    parted = label["parted"]
    if any(sign in parted for sign in ":："):
        parted = " "
    return f"{label['word']}{parted}{label['count']}"


def _in_fields(
    lines: Sequence[Line], likely: Sequence[int]
) -> dict[int, tuple[str, int]]:
    """Return the names behind "Speaker:" on lines of their own, above what each says.

    Nearly all lines that begin so hold a name and no more; else that is who presides.
    """
    pattern = _field_pattern()
    begun = {
        n: field
        for n in likely
        if (field := pattern.match(lines[n].text, 0, _MAX_CHARS))
    }
    if len(begun) < _MIN_LABELS:
        return {}
    found = {}
    for n, field in begun.items():
        name = lines[n].text[field.end() :].strip(" *_")
        below = lines[n + 1] if n + 1 < len(lines) else None
        said = below is not None and n + 1 not in begun and below.spoken
        if said and _may_name(name):
            found[n] = (name, len(lines[n].text))
    if len(found) < _MIN_FIELDS * len(begun):
        return {}
    return found if _take_turns([printed for printed, _ in found.values()]) else {}


def _may_name(words: str) -> bool:
    if not 0 < len(words) <= _MAX_NAME_CHARS or words.endswith(FULL_STOPS):
        return False
    counted = " " not in words and words[-1].isdigit()
    return counted or bare_score(words) >= _MIN_NAME_SCORE


def _take_turns(printed: Sequence[str]) -> bool:
    times = Counter(map(label_key, printed))
    again = sum(n for n in times.values() if n > 1)
    return (
        len(printed) >= _MIN_LABELS
        and len(times) >= _MIN_VOICES
        and again >= _MIN_AGAIN * len(printed)
    )


def _unnumbered(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> dict[int, ScoredLabel]:
    """Return lines below the first counted voice that name one without a number."""
    return {
        n: _label(name, len(lines[n].text), lines[n], n)
        for n in range(min(labels), len(lines))
        if n not in labels and lines[n].spoken and (name := _unnamed(lines[n].text))
    }


def _unnamed(text: str) -> str:
    """Return the voice without a name that is all of a line: "[Unknown Speaker]"."""
    if len(text.strip()) > _MAX_NAME_CHARS:
        return ""
    name = stamps.without_stamps(text.strip()).strip("[]<>")
    return name if is_unnamed_voice(name) else ""


def _label(printed: str, end: int, line: Line, n: int) -> ScoredLabel:
    label = Label(
        printed=printed,
        end=end,
        ending=Ending.VOICE,
        alone=not line.text[end:].strip(),
        stamped=stamps.without_stamps(line.text[:end]) != line.text[:end].strip(" :："),
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE}(?P<word>{_words()})(?P<parted>\s?[_#:：-]?\s?)(?P<count>{_COUNT}){_BEHIND}",
        re.IGNORECASE,
    )


@cache
def _field_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\s*\*{{0,2}}(?:{_words()})\s?[:：]\*{{0,2}}(?=\s)", re.IGNORECASE
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the words of all languages, up to a sign or a blank inside of them."""
    words = all_words("labels.counted_speakers")
    return frozenset(
        found.group(1).casefold()
        for word in words
        if (found := _FIRST_WORD.match(word))
    )


def _words() -> str:
    words = sorted(all_words("labels.counted_speakers"), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)
