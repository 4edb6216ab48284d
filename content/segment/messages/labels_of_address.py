"""Take the line of address of a letter for what it is, and not for a label."""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.announcements import Announced, announced_by
from content.segment.messages.words import greets_reader
from content.segment.names.descriptions import is_person

_MAX_HEAD, _MAX_LINE = 5, 70


def without_salutations(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for lines of address: "Mayor and Council:".

    They stand alone, once in the document, below words that announce a letter, or below
    its head, and name nobody in full.
    """
    times = Counter(one.key for one in labels.values())
    return {
        n: one
        for n, one in labels.items()
        if not (
            times[one.key] == 1
            and n > 0
            and one.label.alone
            and (greets_reader(lines[n].text) or not is_person(one.label.printed))
            and _below_announcement(lines, n, labels)
        )
    }


def _below_announcement(
    lines: Sequence[Line], n: int, labels: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether a line, or short lines above it, stand below an announcement.

    "The letter follows:", "Harbour Office, 2 April", "Mayor and Council:".
    """
    for m in range(n - 1, max(-1, n - 1 - _MAX_HEAD), -1):
        text = lines[m].text.strip()
        if announced_by(text, quoted=False) > Announced.COLON:
            return True
        if m in labels or len(text) > _MAX_LINE or text.endswith(SENTENCE_ENDS):
            break
    return False
