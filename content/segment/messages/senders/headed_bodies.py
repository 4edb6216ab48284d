"""The body whose motion the title of an item of minutes names, and somebody reads.

"3. MOTION OF THE HARBOUR GROUP ON THE FERRY", "Ms. Brook reads out the motion:": the
group moved it, not its reader.
"""

import re
from collections.abc import Sequence

from content.segment.messages.senders.named_bodies import body_behind_text, names_text
from content.segment.messages.senders.origin import LIKELY, Origin
from content.segment.messages.words import last_sentences
from content.segment.names.spelling.capitals import CAPITAL

_MAX_TITLE, _MAX_ABOVE = 200, 6
_TITLE = re.compile(
    rf"(?:\d{{1,3}}\W{{1,4}}|[IVX]{{1,4}}[.)]\s|§\s?\d+\s)?\W*{CAPITAL}"
)


def headed_body(
    introduction: str, above: Sequence[str], language: str
) -> Origin | None:
    """Return the body that the title above an announcement says moved the text.

    >>> above = ["3. MOTION OF THE HARBOUR GROUP REGARDING THE FERRY"]
    >>> headed_body("Ms. Brook reads out the motion:", above, "en").name
    'HARBOUR GROUP'
    >>> headed_body("Ms. Brook asks:", above, "en")
    """
    last = " ".join(last_sentences(introduction, 1))
    if not language or not names_text(last, language):
        return None
    for text in reversed(above[-_MAX_ABOVE:]):
        title = text.strip()
        if not _is_title(title):
            continue
        name = body_behind_text(title, language)
        return Origin(name=name, confidence=LIKELY) if name else None
    return None


def _is_title(text: str) -> bool:
    """Return whether a line is a title of an item: numbered or in capitals, no sentence."""
    if len(text) > _MAX_TITLE or text.endswith((":", ";", ",", "?", "!")):
        return False
    numbered = text[:1].isdigit() and _TITLE.match(text) is not None
    return text.isupper() or (numbered and not text.endswith("."))
