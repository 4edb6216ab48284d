"""Recognise quotations that only repeat what somebody says elsewhere on the page."""

import re
from collections.abc import Sequence

from content.document import BlockKind
from content.segment.lines import Unit

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
