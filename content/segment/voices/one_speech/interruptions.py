"""Labels on a page that is one speech: its salutation, and voices that call into it.

"Mr. Speaker: I had not meant to …" opens a speech, and "A voice: Louder!" breaks into
one. Where a page has no other labels, it is read as if it had none; the voices keep
what they call. Who listens has a line at most: "Audience: Good evening!" So does whoever
breaks in by name, where the page without the labels is one person's speech around them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from content.language.question_marks import asks
from content.language.sentence_marks import SENTENCE_ENDS
from content.language.word_lists import all_words
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.name_score import (
    is_crowd,
    is_heckling,
    label_key,
    without_brackets,
)
from content.segment.names.words import label_words
from content.segment.pieces import UNNAMED, Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.one_speech.salutations import (
    addresses_audience,
    calls_listeners,
    is_call,
)

CALLED_OUT = "calls out during the speech"
"""Why words inside a speech are given to somebody beside who gives it."""

_MAX_CALL, _MAX_FOOT = 200, 3
_MAX_CALLS = 4
_MIN_AROUND, _MIN_SPEECH = 0.15, 900
_SPEECH_AROUND = 3  # Above a label, the label, and below it.
_CALL = re.compile(r"(\S[^:：]{0,28}[:：])\s*([^\d:：]{1,200})")


def interruptions_of(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel] | None:
    """Return the voices that break into a speech; None if labels name who speaks.

    Args:
        labels: All labels of a document.
        lines: Its lines.
    """
    voices = {n: one for n, one in labels.items() if _calls_out(one, lines[n])}
    voices |= _calls_of_listeners(labels, lines)
    if not (labels or voices):
        return None
    others = [n for n in labels if n not in voices and not _is_at_foot(n, lines)]
    called = all(_is_salutation(n, labels, lines) for n in others)
    return voices if called and (others or voices) else None


def _calls_out(one: ScoredLabel, line: Line) -> bool:
    """Return whether a label is for a voice, and a short call stands behind it."""
    key = label_key(one.label.printed)
    known = all_words("labels.interjections") | all_words("labels.listeners")
    named = key in known or is_heckling(one.label.printed)
    return named and not one.label.alone and len(line.text) <= _MAX_CALL


def _calls_of_listeners(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the lines behind words for all who listen that are no labels: they are too few."""
    found: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines):
        call = _CALL.fullmatch(line.text.strip()) if n not in labels else None
        if call is None or not call[2].rstrip().endswith(SENTENCE_ENDS):
            continue
        printed = call[1][:-1].strip()
        key = label_key(printed)
        if key not in all_words("labels.listeners"):
            continue
        end = len(line.text) - len(line.text.lstrip()) + call.end(1)
        label = Label(printed=printed, end=end, ending=Ending.COLON)
        found[n] = ScoredLabel(line=n, label=label, score=1.0, key=key)
    return found


def _is_salutation(
    n: int, labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether a label of a document only calls those who listen."""
    times = Counter(one.key for one in labels.values())
    call = lines[n].text[: labels[n].label.end]
    return times[labels[n].key] == 1 and (addresses_audience(call))


def _is_at_foot(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line is one of the last, and no sentence: who made the page."""
    near = len(lines) - n <= _MAX_FOOT
    return near and not lines[n].text.rstrip().endswith(SENTENCE_ENDS)


def set_aside(
    pieces: Sequence[Piece], voices: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> list[Piece]:
    """Return pieces with the lines of voices set aside, so that nobody else gets them."""
    called = {lines[n].position for n in voices}
    return [
        unattribute(piece, SegmentKind.STAGE, CALLED_OUT)
        if piece.position in called
        else piece
        for piece in pieces
    ]


def _opens_with_given_name(name: str) -> bool:
    return any(is_given_name(word) for word in name.split()[:1])


def give_back(
    pieces: Sequence[Piece], voices: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> list[Piece]:
    """Return pieces with what single voices call given to them."""
    called = {lines[n].position: one for n, one in voices.items()}
    return [
        _called(piece, one)
        if (one := called.get(piece.position)) and piece.reason.words == CALLED_OUT
        else piece
        for piece in pieces
    ]


def _called(piece: Piece, one: ScoredLabel) -> Piece:
    """Return the piece of a voice, without its label."""
    label, text = piece.text[: one.label.end], piece.text[one.label.end :]
    piece = replace(piece, text=text.strip(), label=label.strip())
    if is_crowd(one.label.printed):
        return piece
    kind = SegmentKind.QUESTION if asks(text) else SegmentKind.SPEECH
    speaker = without_brackets(one.label.printed).strip()
    return replace(piece, kind=kind, speaker=speaker or one.label.printed.strip())


def possible_calls(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels below the headlines if they are few, each before a line of words.

    None of them is far up the page, or far down.
    """
    calls = {n: one for n, one in labels.items() if lines[n].kind is not HEADING_BLOCK}
    if not 0 < len(calls) <= _MAX_CALLS:
        return {}
    short = all(
        len(lines[n].text) <= _MAX_CALL
        and not one.label.alone
        and not _leads_on(lines[n].text[one.label.end :].strip())
        and one.key not in label_words().questions
        for n, one in calls.items()
    )
    above = sum(len(line.text) for line in lines[: min(calls)])
    below = sum(len(line.text) for line in lines[max(calls) + 1 :])
    inside = min(above, below) >= _MIN_AROUND * (above + below)
    return calls if short and inside else {}


def _leads_on(words: str) -> bool:
    """Return whether words behind a label open a speech, or give the floor to somebody.

    "we won't be long", "Dear all", "Next comes Tom Hall."
    """
    opens = words[:1].islower() or calls_listeners(words) or is_call(words)
    return opens or any(
        " " in one.name and is_given_name(one.name.split()[0])
        for one in mentions_in(words)
    )


def break_in(calls: Iterable[ScoredLabel], read: Sequence[Piece], author: str) -> bool:
    """Return whether the lines of labels break into one speech, by a page read without them.

    Whoever gives it is surely named, and is not who wrote the page; nor a place, beside
    people whom labels name by given names that are known.

    Args:
        calls: The labels.
        read: The pieces of the page, the lines of labels set aside.
        author: Whose page it is; empty if nobody says.
    """
    said = [p for p in read if p.spoken or p.reason.words == CALLED_OUT]
    runs = [
        (called, [*run])
        for called, run in groupby(said, lambda p: p.reason.words == CALLED_OUT)
    ]
    if len(runs) < _SPEECH_AROUND or runs[0][0] or runs[-1][0]:
        return False
    beside = [
        one
        for n, (called, _) in enumerate(runs)
        if called
        for one in (runs[n - 1][1][-1], runs[n + 1][1][0])
    ]
    names = {one.speaker or "" for one in beside}
    given = sum(len(p.text) for p in said if p.speaker in names)
    sure = not any(one.doubtful for one in beside)
    callers = (parse_label(one.label.printed).name for one in calls)
    people = any(map(_opens_with_given_name, callers))
    return (
        sure
        and (not people or any(map(_opens_with_given_name, names)))
        and len(names) == 1
        and names.isdisjoint({UNNAMED, author})
        and not same_person(author, min(names))
        and given >= _MIN_SPEECH
    )
