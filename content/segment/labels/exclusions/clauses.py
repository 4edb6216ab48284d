"""Clauses before a colon, which are no labels: "On the question of funds: …".

A topic opens them, or a body with what it resolves: "The House resolves: …". No name or
office is in them. Where several people have labels that open otherwise, they are a part
of what somebody says, or of a motion.
"""

from collections.abc import Sequence

from content.segment.labels.clause_words import is_clause
from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.document_language import guess_language

_FIRM_SCORE, _MIN_FIRM = 0.7, 3


def without_clauses(
    found: list[ScoredLabel], lines: Sequence[Line]
) -> list[ScoredLabel]:
    """Return possible labels with a score of 0 for clauses, where firm labels are none."""
    long = {
        one.label.printed: one.key
        for one in found
        if one.label.ending is COLON_ENDING and " " in one.label.printed
    }
    language = guess_language(line.text for line in lines) if long else ""
    clauses = {key for printed, key in long.items() if is_clause(printed, language)}
    firm = {one.key for one in found if one.score >= _FIRM_SCORE} - clauses
    if not clauses or len(firm) < _MIN_FIRM:
        return found
    return [one.with_score(0.0) if one.key in clauses else one for one in found]
