"""Labels of minutes that end in a dash: "Cllr Brook – asked when …", "chair – next week.".

A dash parts anything. But where several paragraphs open with somebody who is listed as
present, or with an office, and a dash, these say who spoke.
"""

from collections.abc import Mapping, Sequence

from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import DASH_ENDING
from content.segment.labels.scoring import ScoredLabel, declared_keys
from content.segment.lines import Line
from content.segment.names.words import label_words

_SCORE = 0.8
_MIN_LABELS, _MIN_PEOPLE = 3, 2
_MAX_WORDS = 5


def dashed_in_minutes(
    found: Sequence[ScoredLabel], lines: Sequence[Line], listed: Sequence[str]
) -> Mapping[int, ScoredLabel]:
    """Return the labels before dashes that name who is listed, or an office; by line.

    Args:
        found: All possible labels.
        lines: The lines of the document.
        listed: Who is present, as the head of minutes lists them; none elsewhere.
    """
    keys = declared_keys(listed)
    likely = {
        one.line: one.scored(max(one.score, _SCORE))
        for one in found
        if one.label.ending is DASH_ENDING
        and _is_present(one.key.split(), keys)
        and lines[one.line].text.rstrip().endswith(SENTENCE_ENDS)
        and not _gives_office(lines[one.line].text[one.label.end :])
    }
    people = {one.key for one in likely.values()}
    enough = len(likely) >= _MIN_LABELS and len(people) >= _MIN_PEOPLE
    return likely if listed and enough else {}


def _gives_office(said: str) -> bool:
    """Return whether an office alone stands where words would: "chair, with nine votes."."""
    first = "".join(said.split(maxsplit=1)[:1])
    bare = first.rstrip(".,;")
    return bare != first and bare.casefold() in label_words().roles


def _is_present(words: Sequence[str], keys: frozenset[str]) -> bool:
    """Return whether words are titles before a listed name, or an office and nothing else."""
    if not 0 < len(words) <= _MAX_WORDS:
        return False
    w = label_words()
    titles = w.titles | w.roles | w.forms_of_address | w.leading_articles | w.articles
    rest = [word for word in words if word not in titles]
    named = bool(rest) and (" ".join(rest) in keys or rest[-1] in keys)
    office = not rest and words[-1] in w.roles
    return office or (named and all(word in keys or len(word) <= 3 for word in rest))
