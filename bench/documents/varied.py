"""Documents made long by copies of which each has other words, so that hardly a line returns."""

import random
import re

from content.formats.decoding import decode

_SEED = 20261128
_SHARE = 0.15
"""How many of the small words are changed."""
# Tags, characters by name and addresses stay as they are.
_SMALL_WORD = re.compile(r"<[^<>]*>|&\w+;|\S+://\S+|\S*@\S*|\b([a-zß-öø-ÿа-яё]{2,})\b")


def varied(data: bytes, size: int) -> bytes:
    """Return copies of a document up to a size, in UTF-8, always the same ones.

    In each line 15 % of the words in small letters, and one at least, are some other one
    of the document.

    Args:
        data: The document.
        size: How many bytes are wanted; the last line is whole.
    """
    text = decode(data).text
    words = [found[1] for found in _SMALL_WORD.finditer(text) if found[1]]
    lines = text.split("\n")
    rng = random.Random(_SEED)
    copies = bytearray()
    while len(copies) < size:
        for line in lines:
            copies += f"{_with_other_words(line, words, rng)}\n".encode()
            if len(copies) >= size:
                break
    return bytes(copies)


def _with_other_words(line: str, words: list[str], rng: random.Random) -> str:
    places = [found.span() for found in _SMALL_WORD.finditer(line) if found[1]]
    if not places:
        return line
    changed = [place for place in places if rng.random() < _SHARE]
    parts, done = [], 0
    for start, end in changed or [rng.choice(places)]:
        parts += [line[done:start], rng.choice(words)]
        done = end
    return "".join([*parts, line[done:]])
