"""Sentences of minutes that lead to a statement, and look like labels before it.

"Tom Ferro asks to have this put on record: “I did not vote …”" A clerk tells all else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from content.language.typography.quotation_marks import CLOSING_MARKS
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.senders.named_bodies.announcing_words import (
    words_of_announcements,
)
from content.segment.messages.words import speaks_of_question
from content.segment.names.in_labels.parsing import asked_by_surname
from content.segment.names.name_score import without_brackets
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.words import label_words
from content.segment.turns.quotations.saying_words import verbs_of_saying

_MIN_SMALL = 3


def without_stated(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], language: str
) -> dict[int, ScoredLabel]:
    """Return the labels of minutes without sentences that lead to a statement.

    "Chair Tom Ferro (TF) gave his report: “It was …”" stands once, and has words that no
    name or office has. "Motion of Tom Ferro:" says whose text stands below.

    Args:
        labels: What may be labels.
        lines: The lines of the document.
        language: Of the document; empty if it is not known.
    """
    times = Counter(one.key for one in labels.values())
    return {
        n: one
        for n, one in labels.items()
        if times[one.key] > 1
        or _behind(lines, n, one.label.end) not in CLOSING_MARKS
        or not (
            _is_sentence(one.label.printed)
            or _leads_to_text(one.label.printed, language)
        )
    }


def _leads_to_text(printed: str, language: str) -> bool:
    """Return whether a label opens with a word for a motion, or ends in a verb of moving.

    >>> _leads_to_text("Motion of Tom Ferro", "en"), _leads_to_text("Tom Ferro", "en")
    (True, False)
    """
    first, _, rest = printed.partition(" ")
    if not language or WITHOUT_CASE.search(printed):
        verbs = (
            words_of_announcements(language).acts.finditer(printed) if language else ()
        )
        return any(one.start() > 0 and one.end() == len(printed) for one in verbs)
    asks = asked_by_surname(printed) is not None
    return rest != "" and not asks and speaks_of_question(first)


def lead_to_quotations(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether quotation marks stand behind all labels."""
    return all(
        _behind(lines, n, one.label.end) in CLOSING_MARKS for n, one in labels.items()
    )


def _behind(lines: Sequence[Line], n: int, end: int) -> str:
    """Return the first sign behind a label, on its line or on the next one."""
    own = lines[n].text[end:].lstrip()[:1]
    return own or (lines[n + 1].text.lstrip()[:1] if n + 1 < len(lines) else "")


def _is_sentence(printed: str) -> bool:
    """Return whether words of a sentence stand among those of a label, or behind them."""
    bare = without_brackets(printed)
    words = bare.split()
    w = label_words()
    if verbs_of_saying("").search(bare):
        return "," not in bare
    lower = [word for word in words if word.islower() and word not in w.role_words]
    small = [word for word in lower if word not in w.articles]
    ends = bool(small) and words[-1] == small[-1]
    return "," not in bare and (len(small) >= _MIN_SMALL or ends)
