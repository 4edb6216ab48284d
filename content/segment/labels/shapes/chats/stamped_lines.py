"""Names above messages of which a line tells the time, in whatever words and order.

"ada72 wrote on 2023-08-11 at 19:04", "Posted 11 Aug. 2023, 19.04 by Tom F.": without
the time, and without the words that all such lines share, the name is left.
"""

import re
from collections import Counter
from collections.abc import Sequence

from content.language.calendar_words import (
    days_and_months,
    full_days_and_months,
    may_be_weekday,
)
from content.language.word_lists import all_words
from content.segment.labels.label import Ending, Label, plain_printed
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import is_false_label, label_key
from content.segment.wording.in_person import SPOKEN_WORDS

_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d{2}(?![\d.])")
_NUMBER = re.compile(r"[\[(#]*\d[\d:.,/–-]*[^\W\d_]{0,2}[\])]*[.,:;]?")
_EDGES = " ,.:;–—-|·•()[]<>\"'“”„"
_MAX_CHARS, _MAX_WORDS = 100, 4
_MIN_LINES, _MIN_SHARED, _MIN_NAMED = 4, 0.8, 0.9
_MIN_AGAIN, _MIN_SAID = 0.6, 0.9
_MIN_DENSE = 0.2
_RECURS, _LONE = 0.8, 0.6


def labels_on_stamped_lines(lines: Sequence[Line]) -> dict[int, ScoredLabel]:
    """Return the names on lines that tell the time of the message below them.

    Two names or more take turns, most of them come back, and a fifth of all lines are such.
    """
    stamped = {n: _words(line.text) for n, line in enumerate(lines) if _may_be(line)}
    if len(stamped) < max(_MIN_LINES, _MIN_DENSE * len(lines)):
        return {}
    times = Counter(word for words in stamped.values() for word in {*words})
    shared = {word for word, n in times.items() if n >= _MIN_SHARED * len(stamped)}
    names = {
        n: " ".join(word for word in words if word not in shared).strip(_EDGES)
        for n, words in stamped.items()
    }
    # What stands before and behind other words is no name.
    named = {
        n: name
        for n, name in names.items()
        if _may_name(name) and name in lines[n].text
    }
    if len(named) < _MIN_NAMED * len(stamped) or not _take_turns(named, lines):
        return {}
    again = Counter(map(label_key, named.values()))
    return {
        n: ScoredLabel(
            line=n,
            label=Label(
                printed=plain_printed(name),
                end=len(lines[n].text),
                ending=Ending.TIME,
                alone=True,
                stamped=True,
                header=True,
            ),
            score=_RECURS if again[label_key(name)] > 1 else _LONE,
            key=label_key(name),
        )
        for n, name in named.items()
    }


def _may_be(line: Line) -> bool:
    text = line.text
    return line.spoken and len(text) <= _MAX_CHARS and _CLOCK.search(text) is not None


def _words(text: str) -> list[str]:
    """Return the words of a line but for numbers, days, months and halves of a day."""
    words = text.split()
    numbers = [_NUMBER.fullmatch(word) is not None for word in words]
    near = [any(numbers[max(0, n - 1) : n + 2]) for n in range(len(words))]
    return [
        word
        for n, word in enumerate(words)
        if not numbers[n]
        and (bare := word.strip(_EDGES).casefold())
        and bare not in all_words("dates.hour_words")
        and bare not in full_days_and_months()
        # "Tue 4 Mar", but "Jan" is a name, too.
        and not (near[n] and (bare in days_and_months() or may_be_weekday(bare)))
    ]


def _may_name(name: str) -> bool:
    return 0 < len(name.split()) <= _MAX_WORDS and not is_false_label(name)


def _take_turns(named: dict[int, str], lines: Sequence[Line]) -> bool:
    """Return whether names come back, and somebody speaks below most of them."""
    times = Counter(map(label_key, named.values()))
    again = sum(count for count in times.values() if count > 1)
    if len(times) < 2 or again < _MIN_AGAIN * len(named):
        return False
    below = [
        lines[n + 1].text for n in named if n + 1 < len(lines) and n + 1 not in named
    ]
    return len(below) >= _MIN_SAID * len(named) and any(map(SPOKEN_WORDS.is_in, below))
