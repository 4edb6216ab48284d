"""Labels on a page that prints one speech: those of whoever breaks into it for a line.

"The mayor: By All Saints!" stands inside the speech, and "Ada: You all heard it." goes on
with it. Read without them the page is somebody's speech above the first and below the last.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import same_person
from content.segment.names.words import label_words
from content.segment.pieces import UNNAMED, Piece
from content.segment.voices.one_speech.interruptions import CALLED_OUT
from content.segment.voices.one_speech.salutations import calls_listeners, is_call

_MAX_CALLS, _MAX_CALL = 4, 200
_MIN_AROUND, _MIN_SPEECH = 0.15, 1000
_SPEECH_AROUND = 3  # Above a label, the label, and below it.


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


def break_in(read: Sequence[Piece], author: str) -> bool:
    """Return whether the lines of labels break into one speech, by a page read without them.

    Whoever gives it is surely named, and is not who wrote the page.

    Args:
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
    return (
        sure
        and len(names) == 1
        and names.isdisjoint({UNNAMED, author})
        and not same_person(author, min(names))
        and given >= _MIN_SPEECH
    )
