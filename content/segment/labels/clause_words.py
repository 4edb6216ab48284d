"""Whether words before a colon are a clause, and no label: "On the question of funds: …"."""

from content.language.word_lists import pattern
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import is_crowd, is_unnamed_voice
from content.segment.names.offices import has_role
from content.segment.names.words import label_words

_MIN_WORDS = 3


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
