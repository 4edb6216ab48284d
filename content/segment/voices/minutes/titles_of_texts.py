"""Titles of texts that look like labels: "The council's opinion:", "Motion B:".

Minutes print below them what a body answered, or what somebody moved; they name no
speaker.
"""

import re
from collections.abc import Mapping, Sequence

from content.document import Document
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.announcements.announced_acts import announces_act
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.names.document_language import language_of_document
from content.segment.voices.minutes.labels import counts_motion

_COUNTED = re.compile(r"([^\W\d_]{4,})\s(?:\d{1,3}|[A-HА-Д])")
# "Mgr. Nová, …", "MUDr. J. Nový, …"
_TITLED = re.compile(r"(?:[^\W\d_]{1,6}\.\s){1,3}[^\W\d_][^,]{2,40}, ")


def without_titles_of_texts(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    document: Document,
    *,
    in_minutes: bool,
) -> dict[int, ScoredLabel]:
    """Return labels without those that are the title of a body's text, or of a motion.

    Args:
        labels: What may be labels.
        lines: The lines of the document.
        document: The document.
        in_minutes: Whether it is minutes, of which the heads of motions are fields.
    """
    several = {one.label.printed for one in labels.values() if " " in one.label.printed}
    if not several:
        return dict(labels)
    code = language_of_document(document, [line.text for line in lines])
    titles = {
        printed
        for printed in several
        if _is_title(printed, code) and not (in_minutes and counts_motion(printed))
    }
    return {n: one for n, one in labels.items() if one.label.printed not in titles}


def _is_title(printed: str, language: str) -> bool:
    """Return whether a label is the title of a text.

    >>> _is_title("Stanovisko rady obce", "cs"), _is_title("Motion B", "en")
    (True, True)
    >>> _is_title("Rada obce", "cs"), _is_title("Ada B", "en")
    (False, False)
    >>> _is_title("Mgr. Nová, členka návrhovej komisie", "sk")
    False
    """
    if _TITLED.match(printed):
        return False
    counted = _COUNTED.fullmatch(printed)
    if counted:
        return names_text(counted[1], language)
    return announces_act(f"{printed}:", language)
