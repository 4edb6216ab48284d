"""Clauses before a colon, which are no labels: "On the question of funds: …".

A topic opens them, or a body with what it resolves: "The House resolves: …". No name or
office is in them. Where several people have labels that open otherwise, they are a part
of what somebody says, or of a motion.
"""

from collections.abc import Sequence

from content.language.word_lists import pattern
from content.segment.labels.label import COLON_ENDING
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import is_crowd, is_unnamed_voice
from content.segment.names.offices import has_role
from content.segment.names.words import label_words

_FIRM_SCORE, _MIN_FIRM, _MIN_WORDS = 0.7, 3, 3


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


def is_clause(printed: str, language: str) -> bool:
    """Return whether a label opens as a clause does in a language, and names nobody.

    >>> is_clause("Zur Frage der Brücke", "de"), is_clause("On the old funds", "en")
    (True, True)
    >>> is_clause("Der Rat wolle beschließen", "de"), is_clause("Der Rat", "de")
    (True, False)
    >>> is_clause("Zu Guttenberg", "de"), is_clause("Zu Wort kommt Abg. Hall", "de")
    (False, False)
    """
    # "Zu Guttenberg", "Om Sharma"
    if len(printed.split()) < _MIN_WORDS:
        return False
    openings = pattern(language, "labels.clause_openings") if language else None
    opening = openings.match(printed) if openings and not printed.isupper() else None
    if opening is None or is_unnamed_voice(printed) or is_crowd(printed):
        return False
    words = [word.casefold().strip(".,") for word in printed[opening.end() :].split()]
    w = label_words()
    addressed = not (w.honorifics | w.titles).isdisjoint(words)
    return not (addressed or has_role(words) or any(map(is_given_name, words)))
