"""Which language a document is in, where that matters for its names."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from content.language.word_lists import entries, languages, words

_LANGUAGE_CHARS = 20_000
_MIN_LANGUAGE_WORDS = 3
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def guess_language(texts: Iterable[str]) -> str:
    """Return the language whose small words a document has most; empty if none shows."""
    sample = ""
    for text in texts:
        sample += f" {text.lower()}"
        if len(sample) > _LANGUAGE_CHARS:
            break
    said = Counter(_WORD.findall(sample))
    scores = {
        code: sum(said[word] for word in words(code, "labels.sentence_words"))
        for code in languages()
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _MIN_LANGUAGE_WORDS else ""


@cache
def nominative_endings(language: str) -> re.Pattern[str] | None:
    """Return the endings of first names that a language has in the nominative alone."""
    found = entries(language, "names.nominatives") if language else ()
    return re.compile(rf"(?:{'|'.join(found)})$") if found else None
