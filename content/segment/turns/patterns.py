"""Learn what a document does beside its labels."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.document import BlockKind
from content.segment.labels.scoring import Found
from content.segment.lines import Unit
from content.segment.turns import stage

SHORT = 80
_ENDED = tuple('.!?:;…。！？：；,，"”»)]）')


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Hold what the document does beside its labels.

    Attributes:
        minutes: The document has labels, so sentences of minutes may stand in it.
        each: Every paragraph has its own label, so what has none is nobody's.
        after_heading: A heading is always followed by a label.
        refrains: Short lines without a full stop that recur: the page's, not speech.
        pulled: Lines set off that repeat words of another block.
    """

    minutes: bool
    each: bool
    after_heading: bool
    refrains: frozenset[str]
    pulled: frozenset[int]


def habits(units: Sequence[Unit], labels: Mapping[int, Found]) -> Habits:
    """Learn the document's habits from its lines and labels."""
    inside = [n for n in range(min(labels, default=0), len(units)) if units[n].spoken]
    alone = sum(labels[n].label.alone for n in labels)
    bodies = len(inside) - alone
    times = Counter(
        units[n].text.strip()
        for n in inside
        if n not in labels and is_title(units[n].text, 40)
    )
    refrains = frozenset(text for text, n in times.items() if n > 2)
    headed = followed = 0
    for n in inside:
        if units[n].kind is BlockKind.HEADING and n not in labels:
            after = _next_spoken(units, n, refrains)
            if after is not None and units[after].kind is not BlockKind.HEADING:
                headed += 1
                followed += after in labels
    return Habits(
        minutes=bool(labels),
        each=alone > 8 and alone >= 0.8 * max(bodies, len(labels)),
        after_heading=headed > 2 and followed >= 0.75 * headed,
        refrains=refrains,
        pulled=pull_quotes(units) if labels else frozenset(),
    )


def _next_spoken(
    units: Sequence[Unit], place: int, refrains: frozenset[str]
) -> int | None:
    for n in range(place + 1, min(place + 8, len(units))):
        text = units[n].text
        silent = stage.is_whole(text) or stage.is_minutes(text)
        if units[n].spoken and not silent and text.strip() not in refrains:
            return n
    return None


def is_title(text: str, most: int = SHORT) -> bool:
    """Tell whether a line is short and ends like no sentence."""
    bare = text.strip()
    return len(bare) <= most and not bare.endswith(_ENDED)


_WORDS = re.compile(r"[^\W_]+")
_FEWEST = 5


def pull_quotes(units: Sequence[Unit]) -> frozenset[int]:
    """Find the set-off lines whose words stand in another block as well."""
    openings: dict[tuple[str, ...], list[int]] = {}
    folded: dict[int, str] = {}
    for n, unit in enumerate(units):
        # What a colon introduces is quoted on purpose.
        led = n > 0 and units[n - 1].text.rstrip().endswith((":", "："))
        if unit.kind is BlockKind.QUOTE and not led:
            words = _folded(unit.text)
            if len(words) >= _FEWEST:
                openings.setdefault(tuple(words[:_FEWEST]), []).append(n)
                folded[n] = " ".join(words)
    found: set[int] = set()
    if not openings:
        return frozenset()
    for unit in units:
        if unit.kind is BlockKind.QUOTE or not unit.spoken:
            continue
        words = _folded(unit.text)
        text = ""
        for place in range(len(words) - _FEWEST + 1):
            for n in openings.get(tuple(words[place : place + _FEWEST]), ()):
                text = text or " ".join(words)
                if n not in found and folded[n] in text:
                    found.add(n)
    return frozenset(found)


def _folded(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
