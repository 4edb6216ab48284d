"""Names with their office in brackets on a line of their own: "[Ada Brook, mayor]"."""

import re
from collections.abc import Mapping, Sequence

from content.segment.labels.descriptions import is_person
from content.segment.labels.label import Ending, Label, LabelStyle
from content.segment.labels.name_score import label_key, name_score
from content.segment.labels.names import parse_label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_LINE = re.compile(r"\s*[\[［]([^\[\]:：.!?]{2,60})[\]］]\s*")
_SENTENCE_ENDS = tuple('.!?…。！？”"')
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MIN_NAME_SCORE = 0.6
_SCORE = 0.7


def labels_in_brackets(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return lines in brackets that name somebody with an office, as labels.

    Other lines in brackets are directions. So the name must stand elsewhere in the
    document, too, and whole sentences below.
    """
    found: dict[int, ScoredLabel] = {}
    for n, line in enumerate(lines[:-1]):
        inside = _LINE.fullmatch(line.text) if line.spoken and n not in chosen else None
        below = lines[n + 1]
        if inside is None or n + 1 in chosen or not below.spoken:
            continue
        printed = " ".join(inside.group(1).split())
        speaks = below.text.rstrip().endswith(_SENTENCE_ENDS)
        if speaks and _names_holder(printed, n, lines):
            label = Label(
                printed=printed,
                end=len(line.text),
                ending=Ending.BRACKET,
                style=LabelStyle.BOLD if line.bold else LabelStyle.PLAIN,
                alone=True,
            )
            key = label_key(printed)
            found[n] = ScoredLabel(line=n, label=label, score=_SCORE, key=key)
    return found


def _names_holder(printed: str, place: int, lines: Sequence[Line]) -> bool:
    """Return whether words are a name and an office, and the name stands elsewhere."""
    name = parse_label(printed)
    if (
        name.voice
        or not name.role
        or name_score(printed, frozenset()) < _MIN_NAME_SCORE
    ):
        return False
    if not (is_person(name.name) or _CJK.search(name.name)):
        return False
    surname = name.name.split()[-1]
    return any(surname in line.text for n, line in enumerate(lines) if n != place)
