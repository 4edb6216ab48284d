"""Names with the surname alone in capitals, where others so printed take turns.

"Ada BROOK- ...", "Tom FERRO (Head of Roads)- ...": who speaks once, and is on no list, is
known by the look of the name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.evidence import Signature
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import without_brackets

_MIN_PEOPLE, _MIN_SURNAME, _MIN_SCORE = 3, 3, 0.6


def with_surname_in_capitals(
    found: Sequence[ScoredLabel],
    chosen: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
) -> dict[int, ScoredLabel]:
    """Return possible labels before a sentence that end and look as those of several people."""
    people: defaultdict[Signature, set[str]] = defaultdict(set)
    others: set[Signature] = set()
    for one in chosen.values():
        signature = one.label.signature
        if has_surname_in_capitals(one.label.printed):
            people[signature].add(one.key)
        else:
            others.add(signature)
    shared = {
        signature
        for signature, keys in people.items()
        if len(keys) >= _MIN_PEOPLE and signature not in others
    }
    if not shared:
        return {}
    return {
        one.line: one
        for one in found
        if one.label.signature in shared
        and one.line not in chosen
        and one.score >= _MIN_SCORE
        and lines[one.line].text.rstrip().endswith((*SENTENCE_ENDS, ")"))
        and has_surname_in_capitals(one.label.printed)
    }


def has_surname_in_capitals(printed: str) -> bool:
    """Return whether a label is a given name and a surname in capitals, brackets aside.

    >>> has_surname_in_capitals("Tom FERRO (Head of Roads)"), has_surname_in_capitals("Tom Ferro")
    (True, False)
    >>> has_surname_in_capitals("CHAIR"), has_surname_in_capitals("The MAYOR")
    (False, False)
    """
    words = without_brackets(printed).split()
    return (
        len(words) > 1
        and words[-1].isupper()
        and len(words[-1]) >= _MIN_SURNAME
        and words[0].istitle()
        and is_person(" ".join(words))
    )
