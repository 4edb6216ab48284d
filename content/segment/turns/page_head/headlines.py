"""Headlines that look like labels: "Ada Brook's statement: 3 May"."""

import re
from collections.abc import Mapping, Sequence

from content.document import BlockKind
from content.language.word_lists import WordPattern
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_MAX_TOP_LINES = 4
_NOUN = WordPattern("<<headlines.messages>>|<<headlines.speeches>>")
_OWNED = WordPattern(r"['’]s?\s|\b(?:<headlines.by>|<headlines.of>)\s")
_QUOTED = re.compile(r"[“„«\"‘‚「『][^\n]{3,}[”“»\"’‘」』][.!?…]?")
_DATE_ONLY = re.compile(r"(?=\D*\d)[\w\s,./–-]{4,40}$")


def without_headlines(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without the headlines among them.

    Headings that go on behind a colon are headlines where no other labels stand and
    none comes back: "Open letter: “We wait”", "From the council: The roof is paid".
    """
    once = len({one.key for one in labels.values()}) == len(labels)
    if once and all(_goes_on(one, lines[n]) for n, one in labels.items()):
        return {}
    headed = [n for n in labels if lines[n].kind is BlockKind.HEADING]
    quoting = all(_quotes(labels[n], lines[n]) for n in headed)
    alone = len(labels) == 1
    return {
        n: one
        for n, one in labels.items()
        if not (
            (quoting and n in headed)
            or (n < _MAX_TOP_LINES and _is_headline(one, lines[n], alone=alone))
        )
    }


def _quotes(one: ScoredLabel, line: Line) -> bool:
    """Return whether a heading names somebody and quotes a sentence: "Ada Brook: “We wait”".

    So newspapers head an interview; its turns are no headings.
    """
    body = line.text[one.label.end :].strip()
    return line.kind is BlockKind.HEADING and _QUOTED.fullmatch(body) is not None


def _goes_on(one: ScoredLabel, line: Line) -> bool:
    """Return whether a heading goes on behind what may be a label."""
    return line.kind is BlockKind.HEADING and bool(line.text[one.label.end :].strip())


def _is_headline(one: ScoredLabel, line: Line, *, alone: bool) -> bool:
    body = line.text[one.label.end :].strip()
    if line.kind is BlockKind.HEADING and body:
        # "Karl Weiss: The bridge is open": an article follows.
        return alone and line.level <= 1
    printed = one.label.printed
    owned = _NOUN.regex.search(printed) and _OWNED.regex.search(printed)
    return bool(owned and (not body or _DATE_ONLY.match(body)))
