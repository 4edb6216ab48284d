"""Labels of a few turns that are all of a page: each opens a paragraph, from the first on.

Somebody copied them out of a transcript. No name need come back in so few, and no list says
who they are; that each paragraph opens alike, and that people speak there, is the sign.
"""

from collections.abc import Sequence

from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.evidence import MIN_SCORE
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.titles import strip_titles
from content.segment.wording.in_person import SPOKEN_WORDS

_MAX_LINES = 24
_MIN_LABELS = 3
_MIN_SCORE = 0.5
_MIN_SHARE = 0.6
_MIN_SPOKEN, _MIN_PEOPLE = 0.5, 0.6
_ENDINGS = (Ending.COLON, Ending.DASH, Ending.TIME, Ending.BOLD)


def labels_on_short_page(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels of a page of a few turns, of which the first opens it.

    Args:
        found: The possible labels of the page.
        lines: All lines of the page.
    """
    said = [
        n
        for n, line in enumerate(lines)
        if line.spoken
        and line.kind is not HEADING_BLOCK
        and not line.text.lstrip().startswith(("(", "["))
    ]
    for ending in _ENDINGS:
        own = {
            one.line: one
            for one in found
            if one.label.ending is ending
            and one.score >= _MIN_SCORE
            and not one.label.alone
        }
        several = len(own) >= _MIN_LABELS and len({one.key for one in own.values()}) > 1
        if not several or min(own) > 0 or len(own) < _MIN_SHARE * len(said):
            continue
        people = sum(
            is_given_name(
                "".join(strip_titles(one.label.printed).split(maxsplit=1)[:1])
            )
            for one in own.values()
        )
        if ending is Ending.BOLD and people < _MIN_PEOPLE * len(own):
            continue  # Bold type opens paragraphs about anything.
        spoken = sum(
            SPOKEN_WORDS.is_in(lines[n].text[one.label.end :]) for n, one in own.items()
        )
        if spoken >= _MIN_SPOKEN * len(own):
            return {
                n: one.with_score(max(one.score, MIN_SCORE)) for n, one in own.items()
            }
    return {}


def is_short_page(lines: Sequence[Line]) -> bool:
    """Return whether a page has so few lines that labels hardly come back there."""
    return _MIN_LABELS <= len(lines) <= _MAX_LINES
