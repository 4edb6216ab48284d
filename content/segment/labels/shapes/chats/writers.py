"""Writers in a chat whom no name gives away: "+44 7700 900143", "Olga flat 47".

An export prints time, writer and colon before every message, so what stands between the
time and the colon is a writer where the other lines show that this is an export.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from content.segment.labels import stamps
from content.segment.labels.candidates import label_candidates
from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_WRITER = re.compile(
    rf"\s*{stamps.BEFORE_LABEL}(?:~\s?)?(?P<name>[^\s:：“”„«»\"][^:：“”„«»\"]{{1,39}}):\s+(?=\S)"
)
_PHONE = re.compile(r"\+\d{1,3}[\s()-]*(?:[\d*•x][\s()-]{0,2}){6,14}")
_MIN_STAMPED, _MIN_STAMPED_SHARE, _MAX_WORDS = 4, 0.8, 4
_SCORE = 0.8


def with_chat_writers(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels with those of telephone numbers, and of other writers who come back.

    Nearly all labels have to stand behind a time.
    """
    stamped = sum(one.label.stamped for one in chosen.values())
    other = [n for n, line in enumerate(lines) if line.spoken and n not in chosen]
    # A number between a time and a colon is nothing else.
    numbers = sum(
        is_phone(writer["name"])
        for n in other
        if "+" in lines[n].text and (writer := _WRITER.match(lines[n].text))
    )
    stamped, labels = stamped + numbers, len(chosen) + numbers
    if stamped < _MIN_STAMPED or stamped < _MIN_STAMPED_SHARE * labels:
        return dict(chosen)
    found = {n: writer for n in other if (writer := _WRITER.match(lines[n].text))}
    times = Counter(writer["name"].strip() for writer in found.values())
    added = {
        n: _label(n, writer["name"].strip(), writer.end())
        for n, writer in found.items()
        if is_phone(name := writer["name"].strip())
        or (times[name] > 1 and len(name.split()) <= _MAX_WORDS)
    }
    return dict(chosen) | added | _above_messages(chosen, lines)


def _above_messages(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return writers with any name where a time and a name stand above each message.

    "18:03 Ada Brook [guest]" / "18:09 pinecone [guest]"
    """
    alone = [n for n, one in chosen.items() if one.label.ending is Ending.TIME]
    opens = [n for n in alone if stamps.PREFIX.match(lines[n].text)]
    if len(opens) < _MIN_STAMPED or len(opens) < _MIN_STAMPED_SHARE * len(chosen):
        return {}
    found = {
        n: label
        for n in range(min(opens), len(lines) - 1)
        if n not in chosen
        and stamps.PREFIX.match(lines[n].text)
        and not stamps.PREFIX.match(lines[n + 1].text)
        and lines[n + 1].spoken
        for label in label_candidates(lines[n])
        if label.ending is Ending.TIME and len(label.printed.split()) <= _MAX_WORDS
    }
    return {
        n: ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(label.printed))
        for n, label in found.items()
    }


def is_phone(name: str) -> bool:
    """Return whether a writer goes by a telephone number."""
    return _PHONE.fullmatch(name.strip()) is not None


def _label(n: int, printed: str, end: int) -> ScoredLabel:
    label = Label(printed=printed, end=end, ending=Ending.COLON, stamped=True)
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))
