"""Lines that lead to a quotation, and look like labels: "Minister Ada Brook said:"."""

from collections.abc import Mapping, Sequence

from content.document import BlockKind
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import WordPattern
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line

_SAYS = WordPattern(r"(?<!\w)(?:<<messages.says>>|<<messages.tags>>)(?!\w)")
_MAX_LABELS, _MIN_WORDS = 6, 2


def without_leads(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return no labels where each has a verb of saying, and the page quotes below it.

    Nobody takes turns there, none comes back, and each stands alone on its line.
    """
    if not 0 < len(labels) <= _MAX_LABELS:
        return dict(labels)
    once = len({one.key for one in labels.values()}) == len(labels)
    leads = once and all(
        one.label.alone
        and one.label.ending is Ending.COLON
        and len(one.label.printed.split()) > _MIN_WORDS - 1
        and _SAYS.is_in(one.label.printed)
        and _quotes(lines[n + 1 : n + 2])
        for n, one in labels.items()
    )
    return {} if leads else dict(labels)


def _quotes(below: Sequence[Line]) -> bool:
    """Return whether the line below is a block quote, or opens with a mark."""
    return any(
        one.kind is BlockKind.QUOTE or one.text.lstrip()[:1] in OPENING_QUOTES
        for one in below
        if one.opens and one.text.strip()
    )
