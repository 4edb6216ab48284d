"""Notes of a record that a dash opens: "– Laughter.", "– The motion is put and agreed."."""

import re
from collections.abc import Mapping, Sequence

from content.language.word_lists import WordPattern
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.turns.unspoken.minutes_sentences import is_minutes_sentence
from content.segment.wording.in_person import SPOKEN_WORDS

_MIN_NOTES, _MIN_KNOWN, _MIN_PER_OTHER = 3, 2, 4
_MAX_CHARS, _MAX_KNOWN_CHARS = 240, 60
_DASHED = re.compile(r"\s*(?:[–—―]|--?)\s*(?=[^\W\d_])")
_KNOWN = WordPattern(
    r"(?:<stage.directions>)(?![^\W\d_])|(?:<stage.directions_in_words>)"
    r"|(?<![^\W\d_])(?:<<stage.decisions>>)(?![^\W\d_])"
)


def find_dashed_notes(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> frozenset[int]:
    """Return the lines of a record, by index, that are notes behind a dash.

    A dash also opens what somebody answers, or the items of a list. So all that it opens
    between the labels has to be a whole sentence in which nobody speaks, and one of them
    a direction or a decision that is known; of fewer than three notes, each. Where two
    are known, few may be longer, or look otherwise.
    """
    found: dict[int, str] = {}
    others = 0
    first = min(labels, default=len(lines))
    for n in range(first, len(lines)):
        dash = None if n in labels else _DASHED.match(lines[n].text)
        if dash is None:
            continue
        line, note = lines[n], lines[n].text[dash.end() :].strip()
        if line.opens_paragraph and _may_be_note(note):
            found[n] = note
        else:
            others += 1
    known = sum(map(_is_known, found.values()))
    if others and (known < _MIN_KNOWN or _MIN_PER_OTHER * others > len(found)):
        return frozenset()
    enough = known > 0 if len(found) >= _MIN_NOTES else known == len(found)
    return frozenset(found if enough else ())


def _may_be_note(note: str) -> bool:
    """Return whether words behind a dash tell something, in a sentence or more."""
    ended = note.endswith((".", ".)", ":"))
    told = len(note) <= _MAX_CHARS and note[:1].isupper() and ended
    return told and not SPOKEN_WORDS.is_in(note)


def _is_known(note: str) -> bool:
    if is_minutes_sentence(note):
        return True
    return len(note) <= _MAX_KNOWN_CHARS and _KNOWN.opens(note)
