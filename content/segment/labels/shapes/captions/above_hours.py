"""Names above the hour at which somebody began: "Ada Brook", "Arland, Greens", "10:03:15"."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import LINE_ENDING, Ending, Label
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import SUFFIX, is_time_of_day
from content.segment.lines import Line
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import is_false_label, label_key
from content.segment.wording.in_person import SPOKEN_WORDS

_MIN_NAME_SCORE = 0.5
_MIN_PLACES, _MAX_PLACE = 2, 100
_MIN_HOURS, _MIN_NAMED, _MIN_AGAIN, _MIN_SPOKEN = 3, 0.5, 0.6, 0.3
_MAX_NAME_CHARS, _MAX_NAME_WORDS = 40, 5
_MAX_PLAIN_WORDS = 3
_RECURS, _LONE = 0.8, 0.6
_INITIAL = re.compile(r"[^\W\d_]\S*\s[^\W\d_]\.")
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")


def without_places_above_hours(
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


def names_above_hours(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return the labels above hours as stamped ones, and names of any look that stand so, too.

    "Ada B.", "tablet (Tom)", "bo_42": each stands there twice, or all names open paragraphs.
    """
    hours = [n for n in range(1, len(lines)) if is_time_of_day(lines[n].text)]
    above = {n - 1 for n in hours}
    own = {n for n in above if n in chosen and chosen[n].label.alone}
    names = {n for n in above - own if _may_name(n, lines, chosen)}
    apart = all(_opens_paragraph(n, lines) for n in own or names)
    keys = {
        n: chosen[n].key if n in own else label_key(lines[n].text) for n in own | names
    }
    times = Counter(keys.values())
    kept = {
        n
        for n in names
        if times[keys[n]] > 1
        or (apart and _opens_paragraph(n, lines))
        or _is_name(lines[n].text)
    }
    found = own | kept
    few = len(found) < max(_MIN_HOURS, _MIN_NAMED * len(hours))
    if few or len({keys[n] for n in found}) < 2:
        return {}
    if 2 * len(own) < len(found) and not _take_turns(found, keys, lines):
        return {}
    labels = {n: _stamped(chosen[n]) for n in own}
    return labels | {n: _label(n, lines, keys[n], times) for n in kept}


def _take_turns(
    found: Collection[int], keys: Mapping[int, str], lines: Sequence[Line]
) -> bool:
    """Return whether what stands above hours comes back, and people speak below these.

    What is planned begins at five past, and not at eleven past.
    """
    times = Counter(keys[n] for n in found)
    again = sum(count for count in times.values() if count > 1)
    spoken = sum(SPOKEN_WORDS.is_in(line.text) for line in _below(found, lines))
    planned = all(lines[n + 1].text.strip(")] ")[-1:] in "05" for n in found)
    return (
        not planned
        and again >= _MIN_AGAIN * len(found)
        and spoken >= _MIN_SPOKEN * len(found)
    )


def _below(found: Collection[int], lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the first line below each hour."""
    return (lines[n + 2] for n in found if n + 2 < len(lines))


def _stamped(one: ScoredLabel) -> ScoredLabel:
    return replace(one, label=replace(one.label, stamped=True))


def _may_name(n: int, lines: Sequence[Line], chosen: Mapping[int, ScoredLabel]) -> bool:
    """Return whether a short line above an hour may be a name, and hardly words of anybody.

    What stands alone between two hours, or below a name, is what was said or a place.
    """
    text = lines[n].text.strip()
    stopped = text.endswith(SENTENCE_ENDS) and not _INITIAL.fullmatch(text)
    above = n - 1
    return (
        lines[n].spoken
        and text[:1].isalnum()
        and 0 < len(text) <= _MAX_NAME_CHARS
        and len(_BRACKETED.sub("", text).split()) <= _MAX_NAME_WORDS
        and not stopped
        and ":" not in text
        and not is_time_of_day(text)
        and not (n and is_time_of_day(lines[above].text))
        and not (above in chosen and chosen[above].label.alone)
        and not is_false_label(text)
        and not SPOKEN_WORDS.is_in(f"{text},")
    )


def _is_name(text: str) -> bool:
    """Return whether a name is all of a line, but for signs: "Zoe 🌿", "Ada Brook (she)"."""
    words = [
        word for word in _BRACKETED.sub("", text).split() if any(map(str.isalnum, word))
    ]
    capitals = all(word[:1].isupper() for word in words)
    return 0 < len(words) <= _MAX_PLAIN_WORDS and capitals and is_given_name(words[0])


def _opens_paragraph(n: int, lines: Sequence[Line]) -> bool:
    return not n or lines[n].number - lines[n - 1].number > 1


def _label(
    n: int, lines: Sequence[Line], key: str, times: Mapping[str, int]
) -> ScoredLabel:
    """Return the label of a name above an hour."""
    text = lines[n].text
    label = Label(
        printed=" ".join(text.split()),
        end=len(text),
        ending=LINE_ENDING,
        alone=True,
        stamped=True,
    )
    score = _RECURS if times[key] > 1 else _LONE
    return ScoredLabel(line=n, label=label, score=score, key=key)


def places_below_names(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> Iterator[int]:
    """Yield the lines that say who somebody is, between the name and an hour."""
    for n, one in labels.items():
        below = n + 1
        # An hour behind the next name, or above it, starts that one's words.
        free = labels.keys().isdisjoint(range(below, below + 3))
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
        and not lines[n].text.rstrip(" )]）").endswith(SENTENCE_ENDS)
    )
