"""Who gives a speech, as Korean texts above it name people beside their offices."""

import re
from collections import Counter
from collections.abc import Sequence

from content.segment.names.in_text.uncased.cjk_people import people_in_korean
from content.segment.names.text_words import SPEECH_WORD

_CLAUSES = re.compile(r",\s|(?<=[다요]\.)\s")
_TELLS = 2


def korean_speaker(above: Sequence[str], heads: Sequence[str]) -> tuple[str, bool]:
    """Return for whom most speaks, and whether nobody else is named.

    Empty if that is nobody, or two. A word for a speech in the clause speaks for one,
    and that a headline has the name.
    """
    weights: Counter[str] = Counter()
    for text in above:
        for clause in _CLAUSES.split(text):
            for name in people_in_korean(clause):
                weights[name] += 1 + _TELLS * SPEECH_WORD.is_in(clause)
    if not weights:
        weights.update(name for head in set(heads) for name in people_in_korean(head))
        return (min(weights), True) if len(weights) == 1 else ("", False)
    for name in weights:
        weights[name] += sum(name in head for head in heads)
    first, second = [*weights.most_common(2), ("", 0)][:2]
    tied = first[1] == second[1]
    return ("" if tied else first[0]), len(weights) == 1
