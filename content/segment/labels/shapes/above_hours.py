"""Names above the hour at which somebody began: "Ada Brook", "Arland, Greens", "10:03:15"."""

from collections.abc import Iterator, Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import SUFFIX, is_time_of_day
from content.segment.lines import Line

_MIN_NAME_SCORE = 0.5
_MIN_PLACES, _MAX_PLACE = 2, 100


def without_places(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return possible labels without what stands between a name and an hour."""
    named = {
        one.line
        for one in found
        if one.label.ending is Ending.LINE and one.score >= _MIN_NAME_SCORE
    }
    places = {n + 1 for n in named if n + 1 in named and _is_above_hour(n + 1, lines)}
    if len(places) < _MIN_PLACES:
        return list(found)
    return [one for one in found if one.line not in places]


def places_below_names(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[int]:
    """Yield the lines that say who somebody is, between the name and an hour."""
    for n, one in labels.items():
        below = n + 1
        # An hour behind the next name starts that one's words.
        free = below not in labels and below + 1 not in labels
        above = one.label.alone and free and _is_above_hour(below, lines)
        if above and SUFFIX.search(lines[n].text) is None:
            yield below


def _is_above_hour(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a short line ends no sentence, and a time of day stands below it."""
    return (
        n + 1 < len(lines)
        and len(lines[n].text) <= _MAX_PLACE
        and is_time_of_day(lines[n + 1].text)
        and not is_time_of_day(lines[n].text)
        and not lines[n].text.rstrip().endswith(SENTENCE_ENDS)
    )
