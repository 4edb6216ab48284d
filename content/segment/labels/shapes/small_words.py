"""Labels with words in small letters beside a name: "p. Lund –", "Anna Lund vih:".

No list has all abbreviated titles and parties of all languages. So such a label counts
where its document supports it: it recurs, or the name stands elsewhere, too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from content.language.words.word_patterns import LONG_WORD
from content.segment.labels.label import COLON_ENDING, DASH_ENDING, Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.in_labels.small_forms import (
    PARTY_BEHIND,
    PARTY_IN_BRACKETS,
    is_abbreviated,
    is_titled,
)
from content.segment.names.name_score import without_brackets
from content.segment.names.offices import has_role
from content.segment.names.words import label_words

_SURE_SCORE = 0.8
# Below what is served without a check.
_LIKELY_SCORE = 0.56
_MIN_LABELS = 3
_MIN_NOTED = 2
_MAX_WORDS = 3


def support_parties(found: Sequence[ScoredLabel]) -> list[ScoredLabel]:
    """Raise the scores of names with a party behind them where several people have one."""
    noted = {
        id(one): _key_without_party(one)
        for one in found
        if one.label.ending is COLON_ENDING
        and _has_party(one.label.printed)
        and label_words().never_in_labels.isdisjoint(one.key.split())
    }
    if len(set(noted.values())) < _MIN_NOTED:
        return list(found)
    return [
        replace(one, score=max(one.score, _SURE_SCORE)) if id(one) in noted else one
        for one in found
    ]


def _has_party(printed: str) -> bool:
    """Return whether a label is a name and a party: "Anna Lund vih", "Lund (Ap) – reply"."""
    return (
        PARTY_BEHIND.fullmatch(without_brackets(printed)) is not None
        or PARTY_IN_BRACKETS.fullmatch(printed) is not None
    )


def _key_without_party(one: ScoredLabel) -> str:
    bracketed = PARTY_IN_BRACKETS.fullmatch(one.label.printed)
    return bracketed.group(1).casefold() if bracketed else one.key.rpartition(" ")[0]


def labels_behind_titles(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> dict[int, ScoredLabel]:
    """Return labels that open with a title in small letters, by line."""
    titled = [
        one
        for one in found
        if one.label.ending in {COLON_ENDING, DASH_ENDING}
        and is_titled(one.label.printed)
        and label_words().never_in_labels.isdisjoint(one.key.split())
    ]
    if not any(is_abbreviated(one.label.printed) for one in titled):
        return {}
    times = Counter(one.key for one in titled)
    own = {one.line for one in titled}
    elsewhere = {
        word.casefold()
        for n, line in enumerate(lines)
        if n not in own
        for word in LONG_WORD.findall(line.text)
    }
    scored: dict[int, ScoredLabel] = {}
    for one in titled:
        known = one.key.rpartition(" ")[2] in elsewhere
        abbreviated = is_abbreviated(one.label.printed)
        if not abbreviated and times[one.key] == 1:
            continue
        sure = known or times[one.key] > 1
        score = _SURE_SCORE if sure else _LIKELY_SCORE
        scored.setdefault(one.line, replace(one, score=max(one.score, score)))
    recurring = sum(times[one.key] > 1 for one in scored.values())
    if len(scored) >= _MIN_LABELS and recurring > 1:
        return _offices_in_small_letters(found) | scored
    # One or two may stand among other labels, if the text names them, too.
    return {
        n: replace(one, score=_LIKELY_SCORE)
        for n, one in scored.items()
        if is_abbreviated(one.label.printed)
        and one.label.ending is Ending.COLON
        and one.key.split()[-1] in elsewhere
    }


def _offices_in_small_letters(found: Sequence[ScoredLabel]) -> dict[int, ScoredLabel]:
    """Return offices before a colon as such a document has them: "starosta: …", by line."""
    return {
        one.line: one.with_score(max(one.score, _SURE_SCORE))
        for one in found
        if one.label.ending is COLON_ENDING
        and one.label.printed.islower()
        and len(one.key.split()) <= _MAX_WORDS
        and has_role(one.key.split()[-1:])
    }
