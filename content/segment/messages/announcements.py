"""Tell how clearly a paragraph announces the words of another."""

import re
from enum import IntEnum

from content.segment.messages.words import (
    AMBIGUOUS_INTRODUCTION,
    INTRODUCED,
    REPORTED,
    TEXT,
    announces_text,
    announces_writing,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
)

_LEADS = (":", "：", "—", "–", "--", ",", "，")


class Announced(IntEnum):
    """How clearly a paragraph announces the words of another."""

    NOT = 0
    COLON = 1  # it ends in a colon, or in another sign that leads on
    LIKELY = 2  # it also speaks of a letter, of writing or of reading
    SURE = 3


def introduces(text: str, *, quoted: bool) -> bool:
    """Return whether the end of a paragraph announces somebody else's words."""
    end = text.strip()[-260:]
    if quoted:
        last = re.split(r"(?<=[.!?。])\s+", end)[-2:]
        return INTRODUCED.regex.search(" ".join(last)) is not None or (
            REPORTED.regex.search(end) is not None
        )
    reported = REPORTED.regex.search(end) if end.endswith((":", "：")) else None
    if reported is None:
        return False
    return (
        not AMBIGUOUS_INTRODUCTION.regex.search(reported.group())
        or TEXT.regex.search(end) is not None
    )


def announced_by(text: str, *, quoted: bool) -> Announced:
    """Return how clearly a paragraph announces what follows, in marks or without."""
    bare = text.strip()
    if announces_text(bare) or introduces(bare, quoted=quoted):
        return Announced.SURE
    colon = bare.endswith((":", "："))
    if not colon and not (quoted and bare.endswith(_LEADS)):
        return Announced.NOT
    sentences = sentences_of(bare[-900:])
    near = " ".join(sentences[-4:])
    read = says_it_is_read(sentences[-1]) if sentences else False
    if announces_writing(bare) or speaks_of_message(near) or read:
        return Announced.LIKELY
    return Announced.COLON if colon else Announced.NOT
