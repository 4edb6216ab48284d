"""Lines that only say to which body a text goes.

“Türkiye Büyük Millet Meclisi Başkanlığına”, "To the Council of Moor": records print motions
and letters below them.
"""

from functools import lru_cache

from content.language.word_lists import all_words
from content.segment.messages.words import CACHED_TEXTS
from content.segment.names.body_names import may_be_named_body

_MAX_ADDRESS, _MIN_WORDS, _MAX_WORDS, _MAX_LEADING = 100, 2, 12, 3
_MARKS = " ,!\u00a0"


@lru_cache(maxsize=CACHED_TEXTS)
def addresses_body(text: str) -> bool:
    """Return whether a line only says to which body a text goes.

    >>> addresses_body("Türkiye Büyük Millet Meclisi Başkanlığına")
    True
    >>> addresses_body("To the Council of Moor,"), addresses_body("The Council of Moor")
    (True, False)
    >>> addresses_body("To the Council I say no.")
    False
    """
    bare = text.strip().rstrip(_MARKS)
    words = bare.split() if len(bare) <= _MAX_ADDRESS else []
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or bare[-1] in ".?:;…":
        return False
    if any(word[-1] in ".,:;!?" for word in words[:-1]) or not words[0][0].isupper():
        return False
    last = words[-1]
    if any(
        last.endswith(ending) and may_be_named_body(last.removesuffix(ending))
        for ending in all_words("messages.address_endings")
    ):
        return last[:1].isupper()
    led = words[0].casefold() in all_words("messages.to")
    bodies = [n for n, word in enumerate(words) if may_be_named_body(word)]
    return led and bodies != [] and bodies[0] <= _MAX_LEADING and "\n" not in bare
