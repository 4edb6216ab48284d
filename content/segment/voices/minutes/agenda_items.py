"""Items of business that run into their text: "3. ELECTORAL ROLL: The officer reported …".

Minutes in reported speech head each paragraph with what it is about, in the shape of a
label. But none of these comes back, none names anybody, and nobody speaks in person below.
"""

import re
from collections.abc import Mapping, Sequence

from content.document import Document
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.document_language import language_of_document
from content.segment.names.given_names import is_given_name
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.offices import is_role
from content.segment.names.words import label_words
from content.segment.voices.minutes.clerk import (
    decision_of,
    is_title_of_record,
    personal_in,
)
from content.segment.voices.unsure import reports

_MIN_LABELS, _FEW_LABELS = 4, 2
_MIN_ITEMS, _MAX_PERSONAL = 0.75, 0.2
_MIN_NUMBERED, _MIN_TOLD = 0.6, 2
_HEAD_LINES = 16
_NUMBER = re.compile(
    r"\s*(?:[^\W\d_]{1,8}\.?\s)?[(\[]?\d{1,4}(?:[./-]\d{1,4}){0,2}[.):\]]?[\s–—-]+"
)


def without_agenda_items(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], document: Document
) -> dict[int, ScoredLabel]:
    """Return no labels where they are the items of minutes that nobody speaks in.

    Numbers count the items, a clerk tells what was done in them, or the page calls itself
    minutes.
    """
    kept = dict(labels)
    if len(kept) < _FEW_LABELS or len({one.key for one in kept.values()}) < len(kept):
        return kept
    items = [n for n, one in kept.items() if not _names_somebody(one.label.printed)]
    if len(items) < _MIN_ITEMS * len(kept):
        return kept
    texts = [_body(kept, n, lines) for n in kept]
    code = language_of_document(document, [line.text for line in lines])
    personal = sum(personal_in(text, code) for text in texts)
    if personal > _MAX_PERSONAL * len(kept):
        return kept
    numbered = sum(_NUMBER.match(lines[n].text) is not None for n in kept)
    told = sum(reports(text) or decision_of(text, code) for text in texts)
    minutes = any(
        is_title_of_record(line.text.strip(), code) for line in lines[:_HEAD_LINES]
    )
    if len(kept) < _MIN_LABELS:
        counted = numbered == len(kept) and (minutes or len(kept) > _FEW_LABELS)
        return {} if counted else kept
    evident = numbered >= _MIN_NUMBERED * len(kept) or told >= _MIN_TOLD or minutes
    return {} if evident else kept


def _body(labels: Mapping[int, ScoredLabel], n: int, lines: Sequence[Line]) -> str:
    """Return the words of the paragraph that a label opens, up to the next label."""
    said = lines[n].text[labels[n].label.end :].strip()
    rest: list[str] = []
    for below in range(n + 1, len(lines)):
        if below in labels or (lines[below].opens and (said or rest)):
            break
        rest.append(lines[below].text.strip())
    return " ".join(filter(None, (said, *rest)))


def _names_somebody(printed: str) -> bool:
    """Return whether a label has a form of address, a given name, or is an office."""
    words = printed.replace(",", " ").split()
    honoured = words[0].casefold().strip(".") in label_words().honorifics
    named = any(is_given_name(word, surely=True) for word in words)
    return honoured or named or is_unnamed_voice(printed) or is_role(printed.casefold())
