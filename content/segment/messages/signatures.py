"""Find who signs a message."""

import re

from content.language.word_lists import WordPattern
from content.segment.labels.name_score import name_score
from content.segment.labels.names import parse_label
from content.segment.labels.words import label_words
from content.segment.messages.words import CLOSING_QUOTES, OPENING_QUOTES, SALUTATION

_SIGNED = WordPattern(r"(?:[-–—]+\s*|<messages.closings>)\b")

_SIGNED_AT_END = re.compile(
    r"[.!?]\s+((?:(?:yours )?(?:very )?(?:sincerely|truly|faithfully|respectfully)|yours|your friend),\s.{3,80})$",
    re.IGNORECASE,
)

_SIGNED_FIRST_NAME = re.compile(
    r"(?:^|\n)[^\n,]{3,40},\s*\n?\s*([^\W\d_]{2,20})[.\s]*$"
)


def signature_line(text: str) -> str:
    """Return who signs on a line; empty if it is no signature."""
    bare = text.strip().strip(OPENING_QUOTES + CLOSING_QUOTES + " ")
    if not 3 < len(bare) <= 160 or SALUTATION.regex.match(bare) or bare.endswith(","):
        return ""
    signed = _SIGNED.regex.match(bare)
    rest = bare[signed.end() :].strip(" ,") if signed else bare
    head = re.split(r"(?<=[^\W\d_]{2})[.。]\s*|\n", rest)[0].strip(" ,.")
    tokens = head.split()
    if not 2 <= len(tokens) <= 16 or head.endswith(("!", "?")):
        return ""
    words = [word for token in tokens for word in token.casefold().split("-")]
    role = any(word.strip(",.") in label_words().roles for word in words)
    if name_score(head, frozenset()) < 0.7 or not (role or signed):
        return ""
    return parse_label(head).name


def signature_at_end(text: str) -> str:
    """Return who signs at the end of a paragraph: "… soon. Yours, Tilly Marsh."."""
    last = list(_SIGNED_AT_END.finditer(text.strip()[-160:]))
    return signature_line(last[-1].group(1)) if last else ""


def first_name_signed(text: str) -> str:
    """Return the single word that signs a letter below its closing: "Your friend, Ann"."""
    found = _SIGNED_FIRST_NAME.search(text.strip()[-80:])
    return found.group(1) if found else ""
