"""The several people, or the body, as whom a text opens: "We are the residents of Moor and ask".

Who reads it aloud need not say whose it is.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import entries
from content.segment.messages.described.people_words import person_in
from content.segment.messages.described.phrases import (
    described_by,
    is_determiner,
    phrase_at,
    words_of,
)
from content.segment.messages.described.subjects import as_name
from content.segment.messages.senders.origin import DOUBTFUL, LIKELY, Origin
from content.segment.messages.words import CACHED_TEXTS
from content.segment.names.body_names import head_of_body

_MAX_ADDRESS, _MAX_OPENING = 120, 300


@lru_cache(maxsize=CACHED_TEXTS)
def who_we_are(text: str, language: str) -> Origin | None:
    """Return whom the first sentence of a text calls its writers; None if it does not.

    Doubtful where no word with a capital, and no number, tells them from others.

    >>> who_we_are("“We are the Children's Council of Moor and ask three things.", "en").name
    'Children’s Council of Moor'
    >>> who_we_are("Dear Mayor, we are a group of residents of Upper Moor.", "en").name
    'group of residents of Upper Moor'
    >>> who_we_are("We are many. We are the future.", "en")
    """
    opens = _we_are(language) if language else None
    found = opens.match(text[:_MAX_OPENING]) if opens else None
    if found is None:
        return None
    words = words_of(text[found.end() : _MAX_OPENING])
    if not (words and is_determiner(words[0], language)):
        return None
    kept = described_by(_in_sentence(phrase_at(words, language)), language)
    several = head_of_body(kept, language) is not None
    if not several and person_in(kept, language) is None:
        return None
    name = as_name(kept, language).strip(".,;:!?")
    told = any(word[:1].isupper() or word[:1].isdigit() for word in kept[1:])
    if not name or not told:
        return None
    return Origin(name=name, confidence=LIKELY if several else DOUBTFUL)


def _in_sentence(phrase: Sequence[str]) -> list[str]:
    """Return a phrase up to the word that ends its sentence."""
    end = next((n for n, word in enumerate(phrase, 1) if word[-1] in ".!?"), None)
    return list(phrase[:end])


@cache
def _we_are(language: str) -> re.Pattern[str] | None:
    """Return what finds "we are" on top of a text, perhaps behind an address; None without it."""
    words = entries(language, "messages.we_are")
    if not words:
        return None
    parts = "|".join(re.escape(one).replace("_", r"\s") for one in words)
    address = rf"(?:[^.!?\n]{{2,{_MAX_ADDRESS}}}[,:!.\n]\s*)?"
    return re.compile(rf"[\s{re.escape(OPENING_QUOTES)}]*{address}(?i:{parts})\s(?=\S)")
