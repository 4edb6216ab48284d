"""Labels of initials and a surname alone on a line, where labels end in full stops."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from content.segment.labels.label import (
    PLAIN_STYLE,
    Ending,
    Label,
    LabelStyle,
)
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.words import label_words

_LONGEST = 100
_NAMED = re.compile(
    r"(?P<name>(?:[^\W\d_a-z]\.\s?){1,2}[^\W\d_a-z][\w'’-]+"
    r"|(?P<title>[^\W\d_]{1,12})\.?\s(?:[^\W\d_a-z]{2,}[\s'’-]?){1,3})"
    r"(?P<note>\s?[(（][^()（）\d]{2,80}[)）])?\.(?:\s+(?=[^\W_a-z])|\s*$)"
)
_SCORE = 0.85
_FEW = 2


def lone_stops(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels alone on their lines, where others end in a full stop before words.

    "A.Hall." has initials, or "Mr. HALL." a form of address and capitals: a sentence may
    be as short. The name stands so twice, has a note in brackets, or is a label
    elsewhere, or others stand so; and below it stands no other label. Before words
    stands what is a label elsewhere.
    """
    stopped = {
        label_key(without_brackets(one.label.printed))
        for one in chosen.values()
        if one.label.ending is Ending.STOP
    }
    if not stopped:
        return {}
    named = {n: one for n, one in _named(lines) if n not in chosen}
    alone = {
        n
        for n, one in named.items()
        if one.end() >= len(lines[n].text.rstrip())
        and n + 1 < len(lines)
        and n + 1 not in chosen
        and n + 1 not in named
    }
    keys = {n: label_key(one.group("name")) for n, one in named.items()}
    times = Counter(keys[n] for n in alone)
    sure = {
        n
        for n in alone
        if times[keys[n]] > 1 or keys[n] in stopped or named[n].group("note")
    }
    beside = {n for n, one in chosen.items() if one.label.alone and one.key in stopped}
    sure = alone if len(sure) + len(beside) >= _FEW else sure
    stopped |= {keys[n] for n in sure}
    return {
        n: _label(lines[n], n, one)
        for n, one in named.items()
        if n in sure or (n not in alone and keys[n] in stopped and lines[n].opens)
    }


def _named(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that open with a name in one of the forms and a full stop."""
    for n, line in enumerate(lines):
        start = line.text[:_LONGEST]
        if "." not in start or not line.spoken or line.enclosed:
            continue
        found = _NAMED.match(start)
        title = found.group("title") if found else None
        if found and (title is None or title.casefold() in label_words().honorifics):
            yield n, found


def _label(line: Line, n: int, found: re.Match[str]) -> ScoredLabel:
    name = found.group("name")
    printed = " ".join(f"{name}{found.group('note') or ''}".split())
    label = Label(
        printed=printed,
        end=found.end(),
        ending=Ending.STOP,
        style=LabelStyle.CAPS if name.isupper() else PLAIN_STYLE,
        alone=not line.text[found.end() :].strip(),
    )
    return ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(printed))
