"""Learn what a document does beside its labels."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.document import BlockKind
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.turns import stage

MAX_TITLE_CHARS = 80
_ENDED = tuple('.!?:;…。！？：；,，"”»)]）')


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
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


def find_patterns(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> Patterns:
    """Learn the document's habits from its lines and labels."""
    inside = [n for n in range(min(labels, default=0), len(lines)) if lines[n].spoken]
    alone = sum(labels[n].label.alone for n in labels)
    bodies = len(inside) - alone
    times = Counter(
        lines[n].text.strip()
        for n in inside
        if n not in labels and is_title(lines[n].text, 40)
    )
    refrains = frozenset(text for text, n in times.items() if n > 2)
    headed = followed = 0
    for n in inside:
        if lines[n].kind is BlockKind.HEADING and n not in labels:
            after = _next_spoken(lines, n, refrains)
            if after is not None and lines[after].kind is not BlockKind.HEADING:
                headed += 1
                followed += after in labels
    return Patterns(
        minutes=bool(labels),
        each=alone > 8 and alone >= 0.8 * max(bodies, len(labels)),
        after_heading=headed > 2 and followed >= 0.75 * headed,
        refrains=refrains,
        pulled=find_pull_quotes(lines) if labels else frozenset(),
    )


def _next_spoken(
    lines: Sequence[Line], place: int, refrains: frozenset[str]
) -> int | None:
    for n in range(place + 1, min(place + 8, len(lines))):
        text = lines[n].text
        silent = stage.is_direction(text) or stage.is_minutes_sentence(text)
        if lines[n].spoken and not silent and text.strip() not in refrains:
            return n
    return None


def is_title(text: str, most: int = MAX_TITLE_CHARS) -> bool:
    """Tell whether a line is short and ends like no sentence."""
    bare = text.strip()
    return len(bare) <= most and not bare.endswith(_ENDED)


_WORDS = re.compile(r"[^\W_]+")
_MIN_WORDS = 5


def find_pull_quotes(lines: Sequence[Line]) -> frozenset[int]:
    """Find the set-off lines whose words stand in another block as well."""
    openings: dict[tuple[str, ...], list[int]] = {}
    folded: dict[int, str] = {}
    for n, line in enumerate(lines):
        # What a colon introduces is quoted on purpose.
        led = n > 0 and lines[n - 1].text.rstrip().endswith((":", "："))
        if line.kind is BlockKind.QUOTE and not led:
            words = _folded(line.text)
            if len(words) >= _MIN_WORDS:
                openings.setdefault(tuple(words[:_MIN_WORDS]), []).append(n)
                folded[n] = " ".join(words)
    found: set[int] = set()
    if not openings:
        return frozenset()
    for line in lines:
        if line.kind is BlockKind.QUOTE or not line.spoken:
            continue
        words = _folded(line.text)
        text = ""
        for place in range(len(words) - _MIN_WORDS + 1):
            for n in openings.get(tuple(words[place : place + _MIN_WORDS]), ()):
                text = text or " ".join(words)
                if n not in found and folded[n] in text:
                    found.add(n)
    return frozenset(found)


def _folded(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
