"""Lines that lack what nearly all labels of a record have: a dash, an hour, capitals.

Portuguese records print "O Sr. Presidente: — Está aberta a sessão."; "Quanto à ponte: …"
opens a paragraph of whoever speaks. Danish ones print an hour above each speech; who
stands above a bill that the chair announces has none.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.stamps import is_time_of_day
from content.segment.lines import Line, parts_texts
from content.segment.names.name_score import without_brackets
from content.segment.names.spelling.capitals import CAPITAL
from content.segment.names.words import label_words

_DASHES = tuple("—–-―")
_MIN_LIKE, _MIN_SHARE = 4, 0.8
_MIN_IN_CAPITALS, _MIN_CAPITALS_SHARE, _MIN_SMALL = 6, 0.8, 2
# "Ruth Moor, speaking for the widows of the port:"
_NAME_AND_MORE = re.compile(rf"{CAPITAL}[^\W\d_]*(?:[ '’.-]+{CAPITAL}[^\W\d_]*)+,\s")
_SIGNS = re.compile(r"\s*(\*+|\?+|#+):")
_MANY_SIGNS, _MIN_SAME_SIGNS = 5, 2
_MIN_TIMED, _MIN_TIMED_SHARE = 6, 0.6


def without_notes(
    found: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without signs that more likely lead to notes: "***: Significant.".

    A voice that nobody knows has the same signs each time, or many of them; notes and
    ratings count them.
    """
    signs = {n: one[1] for n in found if (one := _SIGNS.match(lines[n].text))}
    if not signs:
        return {**found}
    times = Counter(signs.values())
    counted = {one[1] for line in lines if (one := _SIGNS.match(line.text))}
    notes = {
        n
        for n, sign in signs.items()
        if any(one[0] == sign[0] and one != sign for one in counted)
        or (len(sign) < _MANY_SIGNS and times[sign] < _MIN_SAME_SIGNS)
    }
    return {n: one for n, one in found.items() if n not in notes}


def without_unlike_most(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those that stand once, and lack the sign of nearly all others."""
    kept = _without_calls_in_turns(_without_phrases_alone(dict(chosen)))
    kept = _without_untimed(_without_bare_colons(kept, lines), lines)
    return _without_unruled(kept, lines)


def _without_phrases_alone(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Drop what stands once, alone and as sentences are, where nearly all have capitals.

    "Things carried by Ada Brook:" heads a list above "ADA BROOK: …".
    """
    in_capitals = sum(one.label.printed.isupper() for one in chosen.values())
    if in_capitals < max(_MIN_IN_CAPITALS, _MIN_CAPITALS_SHARE * len(chosen)):
        return chosen
    times = Counter(one.key for one in chosen.values())
    own = label_words().particles | label_words().role_words | label_words().roles
    small = {
        n: [
            word
            for word in without_brackets(one.label.printed).split()
            if word.islower() and word not in own
        ]
        for n, one in chosen.items()
        if one.label.alone
        and times[one.key] == 1
        and not _NAME_AND_MORE.match(one.label.printed)
    }
    phrases = {n for n, words in small.items() if len(words) >= _MIN_SMALL}
    return {n: one for n, one in chosen.items() if n not in phrases}


def _without_calls_in_turns(chosen: dict[int, ScoredLabel]) -> dict[int, ScoredLabel]:
    """Drop forms of address before colons where most labels stand alone on their lines.

    "Mr Brook: what you signed is void." right below the label "Mr Hall" calls Brook, who
    would else leave Hall without a word; so do others like it.
    """
    alone = sum(one.label.alone for one in chosen.values())
    calls = {
        n
        for n, one in chosen.items()
        if one.label.ending is COLON_ENDING
        and not one.label.alone
        and one.key.partition(" ")[0] in label_words().honorifics
    }
    if alone < max(_MIN_LIKE, _MIN_LIKE * len(calls)):
        return chosen
    if not any(n - 1 in chosen and chosen[n - 1].label.alone for n in calls):
        return chosen
    return {n: one for n, one in chosen.items() if n not in calls}


def _without_bare_colons(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what stands once, has no dash behind its colon, and opens like no other label.

    What stands above the first label with a dash is a field of the head.
    """
    colons = {
        n: one
        for n, one in chosen.items()
        if one.label.ending is COLON_ENDING and not one.label.alone
    }
    dashed = {n for n, one in colons.items() if _is_dashed(one, lines[n].text)}
    if len(dashed) < max(_MIN_LIKE, _MIN_SHARE * len(colons)):
        return chosen
    times = Counter(one.key for one in chosen.values())
    openings = {chosen[n].key.split()[0] for n in dashed if chosen[n].key}
    bare = {
        n
        for n in colons.keys() - dashed
        if n > min(dashed)
        and times[colons[n].key] == 1
        and openings.isdisjoint(colons[n].key.split()[:1])
    }
    return {n: one for n, one in chosen.items() if n not in bare}


def _is_dashed(one: ScoredLabel, text: str) -> bool:
    printed, said = text[: one.label.end], text[one.label.end :]
    return printed.rstrip().endswith(_DASHES) or said.lstrip().startswith(_DASHES)


def _without_unruled(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop what stands once, alone, and above no rule as all others do: a station's name."""
    ruled = {n for n in chosen if n + 1 < len(lines) and parts_texts(lines[n + 1].text)}
    if len(ruled) < _MIN_LIKE or len(ruled) < _MIN_SHARE * len(chosen):
        return chosen
    return {n: one for n, one in chosen.items() if n in ruled or not one.label.alone}


def _without_untimed(
    chosen: dict[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Drop who stands once above a text's title in brackets, and below no hour as most do."""
    timed = {n for n in chosen if n and is_time_of_day(lines[n - 1].text.strip())}
    if len(timed) < max(_MIN_TIMED, _MIN_TIMED_SHARE * len(chosen)):
        return chosen
    times = Counter(one.label.printed for one in chosen.values())
    untimed = {
        n
        for n, one in chosen.items()
        if n not in timed
        and one.label.alone
        and times[one.label.printed] == 1
        and n + 1 < len(lines)
        and lines[n + 1].text.rstrip(" .").endswith(")")
    }
    return {n: one for n, one in chosen.items() if n not in untimed}
