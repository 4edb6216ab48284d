"""Tell how clearly a paragraph announces the words of another."""

import re
from enum import IntEnum
from functools import lru_cache

from content.language.question_marks import asks
from content.language.sentence_marks import COLONS
from content.segment.labels.attendance import heads_list
from content.segment.messages.words import (
    AMBIGUOUS_INTRODUCTION,
    CACHED_TEXTS,
    REPORTED,
    TEXT,
    announces_question,
    announces_reading,
    announces_text,
    announces_writing,
    introduces_message,
    prints_in_full,
    says_it_is_read,
    sentences_of,
    speaks_of_message,
    tells_of_writing,
    writes_what_follows,
)

_NEAR = 260
_LEADS = (":", "：", "—", "–", "--", ",", "，")


class Announced(IntEnum):
    """How clearly a paragraph announces the words of another."""

    NOT = 0
    COLON = 1  # it ends in a colon, or in another sign that leads on
    LIKELY = 2  # it also speaks of a letter, of writing or of reading
    SURE = 3


def introduces(text: str, *, quoted: bool) -> bool:
    """Return whether the end of a paragraph announces somebody else's words."""
    end = text.strip()[-_NEAR:]
    if quoted:
        last = re.split(r"(?<=[.!?。])\s+", end)[-2:]
        if introduces_message(" ".join(last)):
            return True
        return REPORTED.search(end) is not None
    reported = REPORTED.search(end) if end.endswith(COLONS) else None
    if reported is None:
        return False
    return (
        not AMBIGUOUS_INTRODUCTION.regex.search(reported.group())
        or TEXT.regex.search(end) is not None
    )


@lru_cache(maxsize=CACHED_TEXTS)
def announced_by(text: str, *, quoted: bool, greeted: bool = False) -> Announced:
    """Return how clearly a paragraph announces what follows.

    Args:
        text: The paragraph.
        quoted: Whether what follows opens with a quotation mark.
        greeted: Whether it opens with a salutation; then no colon is needed.
    """
    bare = text.strip()
    if greeted and bare.endswith((",", "，")) and announces_writing(f"{bare[:-1]}:"):
        # "And she writes, Dear Agnes, …"
        bare = f"{bare[:-1]}:"
    # "A spokesman wrote back, in full:"
    in_full = quoted and announces_writing(bare) and prints_in_full(bare[-_NEAR:])
    in_full = in_full or (quoted and announces_question(bare))
    if in_full or announces_text(bare) or introduces(bare, quoted=quoted):
        return Announced.SURE
    colon = bare.endswith(COLONS)
    if not (colon or greeted or quoted) or asks(bare) or heads_list(bare):
        return Announced.NOT
    sentences = sentences_of(bare[-900:])
    near = " ".join(sentences[-4:])
    read = says_it_is_read(sentences[-1]) if sentences else False
    named = speaks_of_message(near)
    # "Ada Brook writes to us. Dear all, …"
    leads = greeted and bare.endswith(".") and announces_writing(f"{bare[:-1]}:")
    # "We print the letter in full."
    leads = leads or (greeted and bool(sentences) and prints_in_full(sentences[-1]))
    if not (colon or leads or (quoted and bare.endswith(_LEADS))):
        # Only a letter that is signed can follow without a sign that leads on.
        now = greeted and (named or tells_of_writing(near)) and announces_reading(bare)
        thus = bool(sentences) and writes_what_follows(sentences[-1])
        if now or (quoted and (read or thus)):
            return Announced.LIKELY
        read = read or (named and says_it_is_read(near))
        return Announced.COLON if read else Announced.NOT
    if leads or announces_writing(bare) or read or named:
        return Announced.LIKELY
    return Announced.COLON if colon else Announced.NOT
