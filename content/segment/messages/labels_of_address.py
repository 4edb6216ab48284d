"""Take the line of address of a letter for what it is, and not for a label."""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.announcements import Announced, announced_by
from content.segment.messages.words import greets_reader
from content.segment.names.descriptions import is_person


def without_salutations(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels but for lines of address: "Mayor and Council:".

    They stand alone, once in the document, below words that announce a letter, and
    name nobody in full.
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
            and announced_by(lines[n - 1].text, quoted=False) > Announced.COLON
        )
    }
