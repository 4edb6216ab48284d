"""How much a text says by its length, in scripts of which one character says more."""

import re

SIZE_OF_WORD = 6
"""Size (see `text_size`) of a word, where words are not parted."""

_SIZE_OF_UNSPACED = 2.5
"""Letters that say as much as one Chinese or Japanese character."""

_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def text_size(text: str) -> float:
    """Return the length of a text, in Latin letters, its outer white space aside.

    >>> text_size(" A bridge. "), text_size("橋です。")
    (9, 8.5)
    """
    text = text.strip()
    if text.isascii():
        return len(text)
    return len(text) + (_SIZE_OF_UNSPACED - 1) * len(_UNSPACED.findall(text))


def count_words(text: str) -> int:
    """Return how many words a text has, as many as its size makes where none are parted.

    >>> count_words("A bridge."), count_words("橋はまだ開いていません。")
    (2, 5)
    """
    parted = len(text.split())
    if text.isascii() or not _UNSPACED.search(text):
        return parted
    return max(parted, round(text_size(text) / SIZE_OF_WORD))
