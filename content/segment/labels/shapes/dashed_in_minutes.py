"""Labels of minutes that end in a dash: "Cllr Brook – asked when …", "chair – next week.".

A dash parts anything. But where several paragraphs open with somebody who is listed as
present, with an office, or with a title and a surname, and a dash, these say who spoke.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.segment.labels.label import DASH_ENDING
from content.segment.labels.scoring import ScoredLabel, declared_keys
from content.segment.lines import Line
from content.segment.names.offices import is_office_in_some_case
from content.segment.names.words import articles, label_words

_SCORE = 0.8
_MIN_LABELS, _MIN_PEOPLE = 3, 2
_MAX_WORDS, _MAX_SURNAMES = 5, 2
# "br.", "ml.": written small, so that no initial is meant.
_CUT_SHORT = re.compile(r"(?!\d)[^\WA-Z]{1,4}\.")


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
        one.line: one.with_score(max(one.score, _SCORE))
        for one in found
        if one.label.ending is DASH_ENDING
        and (
            _is_present(one.key.split(), keys) or _is_titled_surname(one.label.printed)
        )
        and lines[one.line].text.rstrip().endswith((*SENTENCE_ENDS, *COLONS))
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


def _is_titled_surname(printed: str) -> bool:
    """Return whether titles, perhaps cut short, and a surname are all of a label.

    >>> _is_titled_surname("br. Hall ml."), _is_titled_surname("Ing. Hall")
    (True, True)
    >>> _is_titled_surname("the hall"), _is_titled_surname("Hall")
    (False, False)
    """
    words = printed.split()
    named = 0
    while named < len(words) - 1 and (
        words[named].casefold().strip(".") in label_words().titles
        or _CUT_SHORT.fullmatch(words[named])
    ):
        named += 1
    rest = words[named:]
    if len(rest) > 1 and _CUT_SHORT.fullmatch(f"{rest[-1].rstrip('.')}."):
        rest = rest[:-1]
    return named > 0 and 0 < len(rest) <= _MAX_SURNAMES and all(map(_is_name, rest))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.strip("-").replace("-", "").isalpha()


@cache
def _before_names() -> frozenset[str]:
    """Return what may stand before a name, also as what an office is of."""
    w = label_words()
    return w.titles_and_roles | w.forms_of_address | w.departments | articles()


def _is_present(words: Sequence[str], keys: frozenset[str]) -> bool:
    """Return whether words are titles before a listed name, or an office and nothing else."""
    if not 0 < len(words) <= _MAX_WORDS:
        return False
    before = _before_names()
    # "Zastępca Prezydenta": an office of an office.
    rest = [w for w in words if not (w in before or is_office_in_some_case(w))]
    named = bool(rest) and (" ".join(rest) in keys or rest[-1] in keys)
    office = not rest and not label_words().roles.isdisjoint(words)
    return office or (named and all(word in keys or len(word) <= 3 for word in rest))
