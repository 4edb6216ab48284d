"""How often each word stands in many texts; what is repeated in them is read once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain

_ASCII_SIGNS = bytes(n for n in range(128) if not chr(n).isalnum())


_PIECE_CHARS = 1_000_000
_BLANK = re.compile(r"\s")


class WordCounts:
    """How often each word stands in some texts, and in what between two blanks."""

    def __init__(self, texts: Iterable[str], word: re.Pattern[str]) -> None:
        """Part texts at blanks, which takes a fraction of the time of a search.

        Args:
            texts: The texts.
            word: Matches a word, which has no blanks and goes by none beside it.
        """
        self._word = word
        texts_times = Counter(_pieces(texts))
        self._parts = Counter(chain.from_iterable(map(str.split, texts_times)))
        for text, times in texts_times.items():
            for part in text.split() if times > 1 else ():
                self._parts[part] += times - 1

    def by(self, word: re.Pattern[str]) -> "WordCounts":
        """Return the counts of other words in the same texts, which are not parted anew."""
        counts = WordCounts((), word)
        counts._parts = self._parts
        return counts

    def with_texts(self, texts: Iterable[str]) -> "WordCounts":
        """Return the counts of more texts together with these."""
        counts = WordCounts(texts, self._word)
        counts._parts.update(self._parts)
        return counts

    @cached_property
    def folded(self) -> Counter[str]:
        """How often each word stands in the texts without regard to case."""
        times: Counter[str] = Counter()
        for part, count in self._parts.items():
            for word in self._word.findall(part.casefold()):
                times[word] += count
        return times

    @cached_property
    def times(self) -> Counter[str]:
        """How often each word stands in the texts."""
        times: Counter[str] = Counter()
        for part, count in self._parts.items():
            for word in self._word.findall(part):
                times[word] += count
        return times

    def sizes_of(self, texts: Iterable[str]) -> Iterator[int]:
        """Yield how many letters and digits each of the texts has."""
        sizes = {part: sum(map(str.isalnum, part)) for part in self._parts}
        for text in texts:
            if text.isascii():
                yield len(text.encode().translate(None, _ASCII_SIGNS))
            else:
                yield sum(map(sizes.__getitem__, text.split()))

    def parts_with(self, words: AbstractSet[str]) -> frozenset[str]:
        """Return what stands between two blanks and has one of some words."""
        found = self._word.findall
        return frozenset(
            part for part in self._parts if not words.isdisjoint(found(part))
        )


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, long ones parted at blanks: between two, Ctrl-C is heard."""
    for text in texts:
        start = 0
        while len(text) - start > _PIECE_CHARS:
            blank = _BLANK.search(text, start + _PIECE_CHARS)
            if blank is None:
                break
            yield text[start : blank.start()]
            start = blank.end()
        yield text[start:] if start else text
