"""Which words of an excerpt were said shortly before it, by whomever."""

from collections.abc import Iterator
from functools import lru_cache

from content.excerpts.sentences.sentence import WORD, is_function_word
from content.language.folding import fold_letters
from content.language.word_lists import flag

_REACH = 6_000
"""Characters for which what was said is remembered, as far as this tells."""

_MIN_LETTERS, _STEM_LETTERS = 4, 6
"""Letters of a word that tells, and those of its beginning by which it is known."""


class EarlierWords:
    """The words of a document, in order, and where each was said last.

    What goes on with things that were spoken of mostly names them as if one knew them
    ("that board", "the aid"), whatever its grammar.
    """

    def __init__(self, language: str) -> None:
        """Begin a document.

        Args:
            language: Primary tag; where it does not part words, nothing is told.
        """
        self.language = language
        self._parts_words = flag(language, "spaced")
        self._last: dict[str, int] = {}
        self._at = 0

    def share(self, text: str, shown: str = "") -> float:
        """Return the share of a text's telling words that were said before it.

        Args:
            text: What is said next.
            shown: The question that is shown above it, whose words need no other place.
        """
        known = {stem for stem, _ in self._stems(shown)}
        stems = [stem for stem, _ in self._stems(text) if stem not in known]
        least = self._at - _REACH
        said = sum([self._last.get(stem, least) > least for stem in stems])
        return said / max(len(stems), 1)

    def add(self, text: str) -> None:
        """Add what is said next."""
        for stem, place in self._stems(text):
            self._last[stem] = self._at + place
        self._at += len(text)

    def _stems(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words that tell, and where they stand."""
        if self._parts_words:
            for found in WORD.finditer(text):
                if stem := stem_of(found[0], self.language):
                    yield stem, found.start()


@lru_cache(maxsize=65_536)
def stem_of(word: str, language: str) -> str:
    """Return the beginning of a word by which it is known; "" for one that tells nothing."""
    if len(word) < _MIN_LETTERS or is_function_word(word, language):
        return ""
    return fold_letters(word)[:_STEM_LETTERS]
