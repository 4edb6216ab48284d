"""Complete a name while it is being typed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from content.names.reading import fold

COMPLETED = 20

_READ = 200
"""Names looked at that hold a word going on from what was typed."""


class NameCompletion:
    """Know which names go on from a few letters."""

    def __init__(
        self,
        names: Mapping[int, str],
        forms: Sequence[tuple[int, tuple[str, ...]]],
        bearing: Mapping[str, Sequence[int]],
    ) -> None:
        """Sort what is known.

        Args:
            names: What each person is called.
            forms: Whose each way to write a name is, and its words.
            bearing: The numbers of the forms that hold a word.
        """
        self._names = names
        self._forms = forms
        self._bearing = bearing
        self._vocabulary = sorted(bearing)
        self._by_name = sorted((fold(name), key) for key, name in names.items())

    def complete(self, prefix: str) -> list[str]:
        """Return up to `COMPLETED` names that go on from `prefix`, by any word."""
        folded = fold(prefix[:200])
        first = dict.fromkeys(self._starting(folded))
        *words, last = folded.split() or [""]
        others = set()
        for form in self._with_word_from(last):
            key, held = self._forms[form]
            if key not in first and all(word in held for word in words):
                others.add(key)
        names = [self._names[key] for key in first]
        return [*names, *sorted(self._names[key] for key in others)][:COMPLETED]

    def _starting(self, folded: str) -> Iterator[int]:
        start = bisect_left(self._by_name, (folded, -1))
        for name, key in self._by_name[start : start + COMPLETED]:
            if name.startswith(folded):
                yield key

    def _with_word_from(self, prefix: str) -> Iterator[int]:
        start = bisect_left(self._vocabulary, prefix)
        words = takewhile(
            lambda word: word.startswith(prefix), islice(self._vocabulary, start, None)
        )
        bearing = (form for word in words for form in self._bearing[word])
        return islice(bearing, _READ)
