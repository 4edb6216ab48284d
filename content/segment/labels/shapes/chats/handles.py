"""Names in small letters, as people are called in chats: "alice:", "<bob>", "jana-novak"."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from content.document import BlockKind
from content.language.question_marks import asks
from content.segment.labels.evidence import MIN_SCORE, Signature
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.name_score import is_false_label
from content.segment.names.words import label_words
from content.segment.wording.in_person import SPOKEN_WORDS

_HANDLE_SCORE = 0.8
_HANDLE = re.compile(r"@?[^\W_][\w.\-]{0,30}(?:#\d{4})?(?:\s[^\W\d_][\w.\-]{0,20})?")
_ENDINGS = {Ending.COLON, Ending.TIME, Ending.ANGLE, Ending.LINE}
_MIN_LABELS = 3
_MIN_RECURRING_SHARE = 0.7
# Of three turns of two people, one stands alone.
_FEW_LABELS, _MIN_RECURRING_OF_FEW = 5, 0.6
_MIN_ASKING_SHARE = 0.8
# Initials are no likely label yet.
_MIN_ANSWERING = 0.5
# What has no mark of its own must stand on most lines.
_MIN_LINE_SHARE = 0.5
# "ada.brook", "jana_novak", "kim72": no word of sentences is built so.
_BUILT = re.compile(r"@?[^\W\d_]{2,}(?:[._\-][^\W\d_]{2,}|[._]?\d)[\w.\-]*")
_HANDLE_WORD = re.compile(r"[^\W\d_][\w.\-]*")


def support_handles(
    found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Raise the scores of names in small letters where they are the document's labels."""
    headers = [one for one in found if one.label.header]
    if len(headers) >= _MIN_LABELS and len({one.key for one in headers}) > 1:
        # All of them head messages, whatever the name: "[deleted] · 214 points".
        found = [
            replace(one, score=max(one.score, _HANDLE_SCORE))
            if one.label.header
            else one
            for one in found
        ]
    groups: defaultdict[Signature, list[ScoredLabel]] = defaultdict(list)
    others: defaultdict[Signature, list[ScoredLabel]] = defaultdict(list)
    for one in found:
        if one.score >= MIN_SCORE:
            others[one.label.signature].append(one)
        elif one.label.ending in _ENDINGS and _may_be_handle(one):
            groups[one.label.signature].append(one)
    supported = {
        id(one)
        for signature, group in groups.items()
        if _are_built(group)
        or (
            _takes_turns([*group, *others[signature]], lines)
            and (_is_marked(group) or _stands_on_most_lines(group, lines))
        )
        for one in _without_common_words(group, lines)
    }
    for group in groups.values():
        supported |= set(map(id, _asking(group, found, lines)))
    if not supported:
        return list(found)
    return [
        replace(one, score=max(one.score, _HANDLE_SCORE))
        if id(one) in supported
        else one
        for one in found
    ]


def _may_be_handle(one: ScoredLabel) -> bool:
    printed = one.label.printed
    if one.label.ending is Ending.ANGLE:
        return True
    sentence = not label_words().never_in_labels.isdisjoint(one.key.split())
    return (
        printed.islower()
        and _HANDLE.fullmatch(printed) is not None
        and not sentence
        and not is_false_label(printed)
    )


def _takes_turns(group: Sequence[ScoredLabel], lines: Sequence[Line]) -> bool:
    times = Counter(one.key for one in group)
    again = sum(n for n in times.values() if n > 1)
    if len(times) < 2 or len(group) < _MIN_LABELS:
        return False
    if again >= _MIN_RECURRING_SHARE * len(group):
        return True
    return (
        len(group) <= _FEW_LABELS
        and again >= _MIN_RECURRING_OF_FEW * len(group)
        and any(
            SPOKEN_WORDS.is_in(line.text)
            for line in lines[group[0].line : group[-1].line + 2]
        )
    )


def _asking(
    group: Sequence[ScoredLabel], found: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return the labels of the one handle that only asks, and whom others answer.

    So sites print their own name in interviews: "northpier.net: And then?", "A.B.: …".
    """
    times = Counter(one.key for one in group)
    if not times:
        return []
    key, count = times.most_common(1)[0]
    asking = [one for one in group if one.key == key]
    asked = sum(asks(lines[one.line].text) for one in asking)
    if count < _MIN_LABELS or asked < _MIN_ASKING_SHARE * count:
        return []
    own = sorted({one.line for one in asking})
    answered = {
        bisect_left(own, one.line)
        for one in found
        if one.score >= _MIN_ANSWERING and one.label.ending is asking[0].label.ending
    } - {0}
    return asking if len(answered) >= _MIN_ASKING_SHARE * len(own) else []


def _is_marked(group: Sequence[ScoredLabel]) -> bool:
    """Return whether more than a colon marks them: a time, brackets, a heading."""
    one = group[0].label
    stamped = sum(one.label.stamped for one in group)
    return one.ending in {Ending.ANGLE, Ending.TIME} or stamped > len(group) / 2


def _stands_on_most_lines(group: Sequence[ScoredLabel], lines: Sequence[Line]) -> bool:
    if group[0].label.ending is Ending.LINE:
        return False
    first = group[0].line
    kind = lines[first].kind
    same = [n for n in range(first, len(lines)) if lines[n].kind is kind]
    return len(group) >= _MIN_LINE_SHARE * len(same) or (
        kind is BlockKind.HEADING and len(group) >= len(same) - 1
    )


def _are_built(group: Sequence[ScoredLabel]) -> bool:
    """Return whether most are of parts that no blank parts, and one comes back.

    Before a colon these need neither stand on most lines nor come back as often.
    """
    built = [one.key for one in group if _BUILT.fullmatch(one.label.printed)]
    return (
        group[0].label.ending is Ending.COLON
        and len(built) >= _MIN_LABELS
        and 1 < len(set(built)) < len(built)
        and len(built) > len(group) / 2
    )


def _without_common_words(
    group: Sequence[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return labels but for words that the document uses more often in sentences."""
    times = Counter(one.key for one in group)
    wanted = set(times)
    all_times = Counter(
        word
        for line in lines
        for word in map(str.casefold, _HANDLE_WORD.findall(line.text))
        if word in wanted
    )
    return [one for one in group if all_times[one.key] <= 3 * times[one.key]]
