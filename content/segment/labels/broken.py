"""Mend labels that the page broke over two lines."""

from collections.abc import Sequence
from dataclasses import replace

from content.document import BlockKind
from content.segment.labels import words as w
from content.segment.lines import Unit

_LONGEST = 160
_COMPLETE = tuple('.!?:;…。！？：”")）')


def mended(units: Sequence[Unit]) -> list[Unit]:
    """Join a line that opens a label with the next that ends it.

    The first line names an office or a person and stops in the middle of it; the
    second goes on with small words and ends in a colon.
    """
    made: list[Unit] = []
    for unit in units:
        if made and _goes_on(made[-1], unit):
            first = made[-1]
            made[-1] = replace(
                first, text=f"{first.text.rstrip()} {unit.text.lstrip()}"
            )
        else:
            made.append(unit)
    return made


def _goes_on(one: Unit, two: Unit) -> bool:
    if one.kind is not BlockKind.PARAGRAPH or one.kind is not two.kind:
        return False
    first, second = one.text.strip(), two.text.strip()
    if len(first) > _LONGEST or len(second) > _LONGEST or first.endswith(_COMPLETE):
        return False
    if not second.endswith((":", "：")) or ":" in second[:-1] or ". " in second:
        return False
    words = [word.strip(",()").casefold() for word in first.split()]
    office = any(word in w.ROLES or "minister" in word for word in words)
    small = second.split()[0].casefold()
    continues = second[0].islower() or small in w.PARTICLES or second[0] == "("
    hanging = first.endswith(",") or words[-1] in w.PARTICLES
    verbs = {word.strip(",.:").casefold() for word in second.split()} & w.SENTENCE
    return (
        first[:1].isupper()
        and office
        and (continues or hanging)
        and not (verbs - w.PARTICLES)
    )
