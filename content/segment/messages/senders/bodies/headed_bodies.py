"""The body whose text a title, or who spoke before, has named, and somebody reads.

"3. MOTION OF THE HARBOUR GROUP ON THE FERRY", "Ms. Brook reads out the motion:": the
group moved it, not its reader. "We have a letter from the Harbour Club. The clerk will
read it.", and the clerk says: "It reads:".
"""

import re
from collections.abc import Sequence

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import CLOSING_QUOTES
from content.segment.messages.senders.named_bodies.announcing_words import names_text
from content.segment.messages.senders.named_bodies.named_body import (
    body_behind_text,
    named_body,
)
from content.segment.messages.senders.origin import LIKELY, Origin
from content.segment.messages.words import announces_reading, last_sentences
from content.segment.names.spelling.capitals import CAPITAL

_MAX_TITLE, _MAX_ABOVE = 200, 6
# "I.2) Motion of …" may end in a full stop.
_IN_PARTS = r"[IVX]{1,5}(?:\.\d{1,2}){1,3}\)"
_COUNTED = re.compile(_IN_PARTS)
_MAX_BRIEF, _MAX_TOLD, _MAX_SENTENCES = 90, 3, 3
# "4. Motion of …", "Punto n. 4 all'ordine del giorno: “Mozione …”", "§ 4 Motion …"
_TITLE = re.compile(
    rf"(?:\d{{1,3}}\W{{1,4}}|{_IN_PARTS}\s|§\s?\d{{1,3}}\s|{CAPITAL}[^\W\d_]{{2,18}}\s(?:n[.º°]{{1,2}}\s?)?"
    rf"\d{{1,3}}(?!\d)[^.!?:]{{0,40}}[:.–—-]\s)\W*{CAPITAL}"
)


def headed_body(
    introduction: str, above: Sequence[str], language: str
) -> Origin | None:
    """Return the body that the title above an announcement says moved the text.

    Or that is told of there, if the announcement is brief.

    >>> above = ["3. MOTION OF THE HARBOUR GROUP REGARDING THE FERRY"]
    >>> headed_body("Ms. Brook reads out the motion:", above, "en").name
    'HARBOUR GROUP'
    >>> headed_body("Ms. Brook asks:", above, "en")
    >>> above = ["We have a letter from the Harbour Club. The clerk will read it."]
    >>> headed_body("It reads:", above, "en").name
    'Harbour Club'
    """
    last = " ".join(last_sentences(introduction, 1))
    if not language:
        return None
    named = names_text(last, language)
    leads = not last or last.endswith(COLONS) or announces_reading(last)
    brief = len(introduction.strip()) <= _MAX_BRIEF and leads and not _names_some(last)
    if not (named or brief):
        return None
    told_of = False
    for n, text in enumerate(reversed(above[-_MAX_ABOVE:])):
        title = text.strip()
        if named and _is_title(title):
            name = body_behind_text(title, language)
            return Origin(name=name, confidence=LIKELY) if name else None
        if not brief or n >= _MAX_TOLD:
            continue
        near = " ".join(last_sentences(title, _MAX_SENTENCES))
        # Above words that tell of the text, only its title does, too.
        if not names_text(near, language) or (told_of and len(title) > _MAX_TITLE):
            continue
        if told := named_body(near, language):
            return Origin(name=told.name, confidence=LIKELY)
        told_of = told_of or len(near) > _MAX_BRIEF
    return None


def _names_some(sentence: str) -> bool:
    """Return whether a sentence has a capital behind its first word: "Ms. Brook asks"."""
    return any(word[:1].isupper() for word in sentence.split()[1:])


def _is_title(text: str) -> bool:
    """Return whether a line is a title of an item: numbered, no sentence.

    >>> _is_title("4. Motion of the Harbour Group"), _is_title("Item 4: “Motion of …”.")
    (True, True)
    >>> _is_title("I.2) Motion of the Harbour Group, on the pier.")
    True
    >>> _is_title("We come to the motion of the Harbour Group.")
    False
    """
    if len(text) > _MAX_TITLE or text.endswith((":", ";", ",", "?", "!")):
        return False
    found = _TITLE.match(text)
    stopped = text.endswith(".") and text[-2:-1] not in CLOSING_QUOTES
    return found is not None and (not stopped or _COUNTED.match(text) is not None)
