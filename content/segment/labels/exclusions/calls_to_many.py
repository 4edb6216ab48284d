"""Calls to all who listen, in the lines of turns, which look like labels: "Dear colleagues: …"."""

from collections.abc import Mapping, Sequence

from content.language.word_lists import WordPattern
from content.segment.labels.exclusions.titles import MAX_TITLE_SHARE
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.given_names import has_given_name
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words

_CALL = WordPattern(r"[\W_]{0,3}(?:\w+\s)?(?:<headlines.audiences>)[\W_]*")

_MAX_CRY = 40
_MIN_GROUPS = 2
_MAX_UNCASED = 14
"""Letters of a call in a script without capitals: “존경하는 의원 여러분”."""


def without_calls_to_many(
    chosen: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels without those with which whoever has the turn calls the others.

    Each time such words stand right below the line with the speaker's label, or in its
    paragraph, where hardly any other label does.
    """
    chosen = {n: one for n, one in chosen.items() if not _calls_groups(one)}
    calls = {n for n, one in chosen.items() if _is_call(one)}
    said = {chosen[n].key for n in calls if not _is_cry(chosen[n], lines[n].text)}
    calls = {n for n in calls if chosen[n].key in said}
    others = chosen.keys() - calls
    if not calls:
        return dict(chosen)
    lone = {chosen[n].key for n in calls if _is_only_a_call(chosen[n])}
    below = {n for n in chosen if n - 1 in chosen}
    inside = {n for n in chosen if _goes_on(lines, n)}
    called: set[str] = set()
    for places, surely in ((below, lone), (inside, set[str]())):
        apart = {chosen[n].key for n in calls - places}
        few = len(places & others) <= MAX_TITLE_SHARE * len(others)
        called |= {chosen[n].key for n in calls} - apart if few else surely - apart
    return {n: one for n, one in chosen.items() if n in others or one.key not in called}


def _is_cry(one: ScoredLabel, text: str) -> bool:
    """Return whether all that stands behind a label is a cry: "Neighbours: Louder!"."""
    behind = text[one.label.end :].strip()
    return len(behind) <= _MAX_CRY and behind.endswith(("!", "！"))


def _calls_groups(one: ScoredLabel) -> bool:
    """Return whether a line only calls several groups: "Ladies and gentlemen of the board:"."""
    words = one.key.split() if one.label.alone else []
    if not words or words[0] not in label_words().plural_addresses:
        return False
    groups = sum(word in label_words().plural_addresses for word in words)
    return groups >= _MIN_GROUPS and not has_given_name(one.label.printed)


def _is_only_a_call(one: ScoredLabel) -> bool:
    """Return whether a line is a call and nothing else: "Dear colleagues:"."""
    printed = one.label.printed
    uncased = WITHOUT_CASE.match(printed) and len(printed) <= _MAX_UNCASED
    return one.label.alone and bool(uncased or _CALL.is_all_of(printed))


def _goes_on(lines: Sequence[Line], n: int) -> bool:
    """Return whether a line is no first one of its paragraph, nor below a blank line."""
    return n > 0 and (not lines[n].opens or lines[n].number == lines[n - 1].number + 1)


def _is_call(one: ScoredLabel) -> bool:
    """Return whether a label opens as a call to several does, and names nobody."""
    printed = one.label.printed
    words = [word.strip(".") for word in one.key.split()]
    if not (label_words().honorifics - label_words().plural_addresses).isdisjoint(
        words
    ):
        return False  # "Mr. Hall", "La señora RUIZ"
    if one.label.ending is not Ending.COLON or not _CALL.opens(printed):
        return False
    return _CALL.is_all_of(printed) or not has_given_name(printed)
