"""Features of what is said around an excerpt, in its turn and in its document."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from content.excerpts.features.sentence_features import SentenceFeatures
from content.language.words.text_size import SIZE_OF_WORD

_SURROUNDING_SIZE, _MIN_SURROUNDING_WORDS = 1_500, 40
"""Size of what counts as around an excerpt, to each side; words under which few tell."""

_EVERY = {"offices_around": 8, "figures_around": 40, "claims_around": 8}
"""Of how many words around an excerpt one makes a feature full."""

_EVERY_CLAIM = 8
"""Of how many words of a document one of what people hold dear makes it all argument."""


def argument_share(said: Iterable[SentenceFeatures]) -> float:
    """Return how far a document argues, from 0 to 1, rather than tells of something.

    Who tells a story mostly goes on in it from what was told; who argues begins anew.

    Args:
        said: The sentences of all who speak in it.
    """
    size = claims = 0.0
    for each in said:
        size += each.size
        claims += each.claims
    count = max(size / SIZE_OF_WORD, _MIN_SURROUNDING_WORDS)
    return min(1.0, _EVERY_CLAIM * claims / count)


class Surroundings:
    """What is said around an excerpt in its turn, which tells an account from a speech.

    Where all around it is about the business of offices, a sentence that holds no such
    word mostly is, too.
    """

    def __init__(self, said: Sequence[SentenceFeatures]) -> None:
        """Count the words of a turn's sentences."""
        self._sizes = [0.0, *accumulate(each.size for each in said)]
        self._counts = {
            "offices_around": [0, *accumulate(each.offices for each in said)],
            "figures_around": [0, *accumulate(each.figures for each in said)],
            "claims_around": [0, *accumulate(each.claims for each in said)],
        }

    def around(self, start: int, end: int) -> dict[str, float]:
        """Return the features of what is around some sentences, without them.

        Args:
            start: The number of their first.
            end: That of the last, plus 1.
        """
        sizes = self._sizes
        first = bisect_left(sizes, sizes[start] - _SURROUNDING_SIZE)
        last = bisect_right(sizes, sizes[end] + _SURROUNDING_SIZE) - 1
        size = sizes[start] - sizes[first] + sizes[last] - sizes[end]
        count = max(size / SIZE_OF_WORD, _MIN_SURROUNDING_WORDS)
        return {
            name: min(1.0, _EVERY[name] * around / count)
            for name, totals in self._counts.items()
            if (around := totals[start] - totals[first] + totals[last] - totals[end])
        }
