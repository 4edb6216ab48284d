"""Names of papers that no table takes for a speaker, above answers with labels.

"«КП»: …", "444: …", ".týždeň: …": whoever asks has one label, and each stands right above
an answer whose label is known.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from content.segment.labels.label import Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import label_key

_OPENING = re.compile(r"\s*(?P<label>[^\s:：?!][^:：?!\n]{0,38}?)\s?[:：]\s+(?=\S)")
_MIN_TIMES, _MIN_SHARE, _MAX_WORDS = 3, 0.5, 4
_AROUND = " \t*_\"“”„«»'‘’‚‹›"
_SCORE = 0.8


def with_house_names(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels and those that recur right above them, as whoever asks has them.

    Half of the lines above labels open with one and the same.
    """
    found = dict(labels)
    colons = [n for n, one in labels.items() if one.label.ending is Ending.COLON]
    if len(colons) < _MIN_TIMES:
        return found
    above = [n - 1 for n in colons if n and n - 1 not in labels and lines[n - 1].spoken]
    if len(above) < max(_MIN_TIMES, _MIN_SHARE * len(colons)):
        return found
    opened: defaultdict[str, dict[int, re.Match[str]]] = defaultdict(dict)
    for n in above:
        if (opening := house_name(lines[n].text)) is not None:
            opened[_initials(opening.group("label"))][n] = opening
    places = max(opened.values(), key=len, default={})
    if len(places) < max(_MIN_TIMES, _MIN_SHARE * len(above)):
        return found
    first = min(places)
    name = places[first].group("label").strip(_AROUND)
    for n, opening in places.items():
        label = Label(printed=name, end=opening.end(), ending=Ending.COLON)
        found[n] = ScoredLabel(line=n, label=label, score=_SCORE, key=label_key(name))
    return dict(sorted(found.items()))


def house_name(text: str) -> re.Match[str] | None:
    """Return what opens a line as the label of whoever asks does; `label` is its name."""
    opening = _OPENING.match(text)
    if opening is None or not opening.group("label").strip(_AROUND):
        return None  # "***: Significant at one per cent."
    return opening if len(opening.group("label").split()) <= _MAX_WORDS else None


def _initials(printed: str) -> str:
    """Return what a name and its initials share: "«Северный день»", "«СД»"."""
    bare = printed.strip(_AROUND)
    words = bare.split()
    if len(words) > 1:
        return "".join(word[0] for word in words).casefold()
    return bare.casefold()
