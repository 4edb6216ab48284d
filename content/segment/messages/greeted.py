"""Whom a letter or a speech greets, who so neither sent it nor gives it."""

import re

from content.segment.messages.words import greets_reader
from content.segment.names.in_text.same_person import names_surname

_END = re.compile(r"[!:.！：。\n]")
_PARTS = re.compile("[,，;]")
_MAX_CHARS = 160


def is_greeted(name: str, opening: str) -> bool:
    """Return whether a text opens by greeting somebody, by surname or given name.

    >>> is_greeted("Ada Brook", "Dear Ada, dear friends! It is late.")
    True
    >>> is_greeted("Ada Brook", "Dear Ada Hall, dear friends! It is late.")
    False
    >>> is_greeted("Ada Brook", "Dear friends, this is Ada Brook. It is late.")
    False
    """
    if not (name and greets_reader(opening)):
        return False
    sentence = _END.split(opening.strip()[:_MAX_CHARS], maxsplit=1)[0]
    parts = (part.strip() for part in _PARTS.split(sentence))
    greetings = [part for part in parts if greets_reader(f"{part},")]
    given = re.escape(name.partition(" ")[0])
    return any(
        names_surname(part, name) or re.search(rf"(?<!\w){given}$", part)
        for part in greetings
    )
