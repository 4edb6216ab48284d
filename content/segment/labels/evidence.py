"""Conventions of labels, and how much evidence each ending needs.

A colon parts words that hardly anything else does; a line end parts anything. So a
colon is evidence by itself, while a name alone on a line is a label only if it takes
turns with others, comes back, and stands above whole sentences.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.document import BlockKind
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels import stamps
from content.segment.labels.label import Ending, LabelStyle
from content.segment.labels.letters import ANSWER, QUESTION
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_labels.cjk_labels import split_korean
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.spelling.capitals import HANGUL
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.wording.in_person import FIRST_PERSON

MIN_SCORE = 0.6
"""A label with this score or more is likely one."""

Signature = tuple[Ending, LabelStyle]

_OPENING_MARKS = tuple('"“„«‟「『')
_MAX_CLOCK_WORD = 4
_MIN_SURE = 0.7
_DASHED = re.compile(r"\s*[―—─–]{1,2}\s*\S")
_MIN_ASKED = 0.6
_MIN_ANSWERS = 2
_MIN_TITLED_WORDS = 2
_MIN_PARTS, _MANY_SMALL = 3, 6


@dataclass(slots=True)
class Convention:
    """The possible labels of a document that end alike and look alike."""

    signature: Signature
    labels: list[ScoredLabel] = field(default_factory=list)

    def weight(self) -> float:
        """Return the sum of the scores of its likely labels."""
        return sum(one.score for one in self.labels if one.score >= MIN_SCORE)


def has_evidence(  # noqa: PLR0911 - one line an ending reads best
    convention: Convention, lines: Sequence[Line]
) -> bool:
    """Return whether a convention has the evidence its ending needs."""
    ending, style = convention.signature
    likely = [one for one in convention.labels if one.score >= MIN_SCORE]
    if not likely:
        return False
    if ending in {Ending.COLON, Ending.VOICE, Ending.CIRCLE}:
        return ending is not Ending.CIRCLE or _are_speakers(likely)
    times = Counter(one.key for one in likely)
    again = sum(n for n in times.values() if n > 1)
    if ending is Ending.STOP:
        spoken = [
            one
            for one in likely
            if not (
                _leads_to_quotation(one, lines)
                or (times[one.key] == 1 and _goes_on_in_small_letters(one))
            )
        ]
        return len(spoken) > 1 or any(one.score >= 0.85 for one in spoken)
    if ending is Ending.LETTER:
        return times[QUESTION] > 1 or (times[QUESTION] > 0 and times[ANSWER] > 1)
    if ending in {Ending.BRACKET, Ending.WIDE, Ending.ANGLE}:
        turns = len(times) > 1 or (
            ending is Ending.WIDE and _follow_dashes(likely, lines)
        )
        often = again >= 0.6 * len(likely) or _open_most_lines(likely, times, lines)
        return turns and len(likely) > 2 and often
    if ending is Ending.BOLD and len(times) == 1:
        return again > _MIN_ANSWERS and _follow_dashes(likely, lines)
    prominent = ending in {Ending.DASH, Ending.TIME} or style is LabelStyle.BOLD
    if prominent and _named_elsewhere(likely, lines):
        return True
    if ending is Ending.TIME:
        # "Kl. 10:05": what stands before each time is a word for it.
        word = len(times) == 1 and len(likely[0].key) <= _MAX_CLOCK_WORD
        headers = sum(one.label.header for one in likely) > 2 and len(times) > 1
        recurs = len(likely) > 1 and again >= 0.5 * len(likely)
        return headers or (recurs and not word) or _opens_alone(likely, lines)
    if ending is Ending.DASH:
        parties = sum("(" in one.label.printed for one in likely)
        # "Colleague Brook – …"
        called = sum(map(_opens_with_address, likely)) if again > 1 else 0
        return len(likely) > 2 and max(again, parties, called) >= 0.5 * len(likely)
    return _have_lines_evidence(convention, likely, lines)


def _leads_to_quotation(one: ScoredLabel, lines: Sequence[Line]) -> bool:
    """Return whether a quotation follows a label: "Ada Brook, mayor, was glad. “I am …”".

    It is the sentence of a report that leads to it.
    """
    said = lines[one.line].text[one.label.end :].lstrip()
    return said.startswith(_OPENING_MARKS)


def _goes_on_in_small_letters(one: ScoredLabel) -> bool:
    """Return whether a sentence about somebody looks like a label that ends in a full stop.

    "Ada Brook, the keeper of our pier, mended nets and sails in a shed for forty years."
    """
    parts = one.label.printed.split(", ")
    if len(parts) < _MIN_PARTS or "(" in one.label.printed:
        return False
    small = [
        sum(word.islower() and word not in label_words().particles for word in words)
        for words in map(str.split, parts[1:])
    ]
    return small[-1] >= _MANY_SMALL or sum(small) > _MANY_SMALL + 2


def _are_speakers(likely: list[ScoredLabel]) -> bool:
    """Return whether a label behind a circle comes back, or any has an office.

    "○ 추진 배경" heads an item of a notice.
    """
    again = len({one.key for one in likely}) < len(likely)
    return again or any(CJK_ROLE.regex.search(one.label.printed) for one in likely)


def _opens_with_address(one: ScoredLabel) -> bool:
    """Return whether a form of address and a name are all of a label."""
    first, *name = one.key.split() or [""]
    return len(name) == 1 and first in label_words().honorifics


def _have_lines_evidence(
    convention: Convention, likely: list[ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether names alone on a line take turns with others above sentences."""
    style = convention.signature[1]
    enough = 2 if style in {LabelStyle.BOLD, LabelStyle.HEADING} else 3
    times = Counter(one.key for one in likely)
    spoken = [one for one in likely if introduces_words(one.line, lines)]
    headings = style is LabelStyle.HEADING and len(times) > 1
    # The title of a page and a heading on it are no two speakers.
    if headings and len({lines[one.line].level for one in likely}) == len(likely):
        return False
    if headings and _in_first_person(likely, lines):
        return len(likely) >= len(convention.labels) - 1
    person = _whole_names(likely)
    times = Counter(person[one.key] for one in likely)
    said = Counter(person[one.key] for one in spoken)
    # Where who presides comes back, lists in the head do not speak against the names.
    chaired = any(
        said[person[one.key]] > 1 and is_unnamed_voice(one.label.printed)
        for one in spoken
    )
    judged, counted = (spoken, said) if chaired else (likely, times)
    again = sum(n for n in counted.values() if n > 1)
    evident = [
        one for one in judged if counted[person[one.key]] > 1 or _is_evident(one, lines)
    ]
    minutes = again > 1 and len(evident) > 3 and len(evident) >= 0.7 * len(judged)
    return (
        len(counted) > 1
        and len(spoken) >= enough
        and len(spoken) >= (0.5 if chaired else 0.7) * len(likely)
        and (again >= 0.6 * len(judged) or minutes)
        and len(judged) >= 0.4 * len(convention.labels)
    )


def _whole_names(likely: Sequence[ScoredLabel]) -> dict[str, str]:
    """Return the whole name that another label has alone, by the key of each label.

    "President Ada Brook" and "Ada Brook, chair" come back where "Ada Brook" does.
    """
    keys = {one.key for one in likely}
    korean = {
        one.key: split_korean(one.label.printed)
        for one in likely
        if HANGUL.search(one.key)
    }
    return {
        key: name.name
        if (name := korean.get(key))
        else next((one for one in ends_of(key) if one in keys), key)
        for key in keys
    }


def ends_of(key: str) -> Iterator[str]:
    """Yield the words that open and end a label, two or more, the shortest first.

    The first and the last word are "Mr Brook" in "Mr Adam Brook".
    """
    words = key.split()
    if len(words) > _MIN_TITLED_WORDS:
        yield f"{words[0]} {words[-1]}"
    for size in range(_MIN_TITLED_WORDS, len(words)):
        yield " ".join(words[:size]).rstrip(",")
        yield " ".join(words[-size:])


def _opens_alone(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether one whole name and a time open a recording of one person."""
    one = likely[0]
    opens = len(likely) == 1 and not one.line and one.label.alone
    return opens and " " in one.key and _in_first_person(likely, lines)


def _open_most_lines(
    likely: list[ScoredLabel], times: Counter[str], lines: Sequence[Line]
) -> bool:
    """Return whether labels open half of the lines below the first, and two come back.

    Reporters ask once each: "【Dorn Daily】".
    """
    first, last = min(one.line for one in likely), max(one.line for one in likely)
    said = sum(
        line.spoken and line.text.rstrip().endswith(SENTENCE_ENDS)
        for line in lines[first : last + 1]
    )
    again = sum(count > 1 for count in times.values())
    return again > 1 and len(likely) > 4 and 2 * len(likely) >= said


def _follow_dashes(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether a line behind a long dash, which asks, stands before most labels."""
    asked = sum(
        _DASHED.match(lines[one.line - 1].text) is not None
        for one in likely
        if one.line
    )
    return asked >= _MIN_ASKED * len(likely)


def _is_evident(one: ScoredLabel, lines: Sequence[Line]) -> bool:
    """Return whether a label is one by itself: the chair's, or a name with more.

    That is a party, a title or an office, or the time or number of a turn before it.
    """
    printed = one.label.printed
    if is_unnamed_voice(printed) or (printed.endswith(")") and printed[0] != "("):
        return True
    words = one.key.split()
    if len(words) < _MIN_TITLED_WORDS:
        return False
    before = lines[one.line].text.lstrip()[:1].isdigit()
    w = label_words()
    return before or words[0] in w.honorifics or words[0] in w.roles


def is_steady(convention: Convention) -> bool:
    """Return whether nearly all possible labels of the convention are likely."""
    likely = sum(one.score >= MIN_SCORE for one in convention.labels)
    return likely > 4 and likely >= 0.8 * len(convention.labels)


def _named_elsewhere(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether names that are labels once each also stand elsewhere."""
    if not 1 < len(likely) <= 12 or not all(" " in one.key for one in likely):
        return False
    where = {one.line for one in likely}
    others = " ".join(
        line.text.casefold() for n, line in enumerate(lines[:400]) if n not in where
    )
    known = all(one.key.split()[-1] in others for one in likely)
    several = len({one.key for one in likely}) > 1
    return known and several and _in_first_person(likely, lines)


def introduces_words(index: int, lines: Sequence[Line]) -> bool:
    """Return whether a label on its own line is followed by a sentence."""
    end = index + 3
    for n in range(index + 1, min(index + 4, len(lines))):
        text = lines[n].text.strip()
        # The hour may stand between.
        end += stamps.is_time_of_day(text)
        if n >= end or lines[n].kind is HEADING_BLOCK:
            return False
        if len(text) > 60 or text.endswith(SENTENCE_ENDS):
            return True
    return False


def _in_first_person(likely: list[ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether the words under most labels are in the first person."""
    if any(one.score < _MIN_SURE for one in likely):
        return False
    own = sum(
        any(
            FIRST_PERSON.is_in(after.text)
            for after in lines[one.line : one.line + 4]
            if after.kind is not BlockKind.HEADING
        )
        for one in likely
    )
    return own >= 0.8 * len(likely)
