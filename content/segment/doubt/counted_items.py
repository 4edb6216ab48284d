"""Items that somebody counts in Han numerals: "（一）……", and below it "（二）……".

A numeral opens each, as labels open turns, and most questions and answers of East Asian
parliaments have such items; that they count up from the first shows that nobody else
begins to speak.
"""

import re

from content.segment.doubt.reading import Reading

_NUMERALS = "一二三四五六七八九十"
_COUNTED = re.compile(rf"\s*([（(]?)([{_NUMERALS}])([）)]|[、，.．\u3000 ]+)(?=\S)")
_MIN_ITEMS = 2


def counted_items(reading: Reading) -> frozenset[int]:
    """Return the paragraphs inside turns that open with Han numerals which count up from one.

    Other paragraphs may stand between the items.
    """
    found: set[int] = set()
    for turn in reading.turns:
        for run in _runs(reading, turn.inside):
            found.update(run if len(run) >= _MIN_ITEMS else ())
    return frozenset(found)


def _runs(reading: Reading, inside: tuple[int, ...]) -> list[list[int]]:
    """Return the paragraphs of each list in a turn, those alike in their signs together."""
    runs: list[list[int]] = []
    form = ""
    for n in inside:
        opened = _COUNTED.match(reading.pieces[n].text[:12])
        if opened is None:
            continue
        value, signs = _NUMERALS.index(opened[2]), opened[1] + opened[3].strip()
        if value == 0:
            runs.append([n])
            form = signs
        elif runs and value == len(runs[-1]) and signs == form:
            runs[-1].append(n)
    return runs
