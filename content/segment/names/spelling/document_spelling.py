"""Names in capitals, spelled as their document spells them elsewhere."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from content.language.words.word_counts import WordCounts
from content.language.words.word_patterns import LONG_WORD
from content.segment.names.spelling.capitalization import SMALL_TURKISH

_MIN_DOTLESS = 5
_BETWEEN_SURNAMES = re.compile(r"\s[IY]\s")


class DocumentSpelling:
    """How a document spells its names in running text."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts of a document, to be read when a name is in capitals."""
        self._texts = tuple(texts)

    @cached_property
    def _turkish(self) -> bool:
        return sum(text.count("ı") for text in self._texts) >= _MIN_DOTLESS

    @cached_property
    def _known(self) -> dict[str, str]:
        """How each word is spelled most often, by its letters without case and accents."""
        words = WordCounts(self._texts, LONG_WORD).times
        times: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for word, number in words.items():
            if word[0].isupper() and not word.isupper():
                times[_folded(word)][word] = number
        return {key: max(own, key=own.__getitem__) for key, own in times.items()}

    def has(self, name: str) -> bool:
        """Return whether a name stands so in the document."""
        return any(name in text for text in self._texts)

    def spell(self, name: str, printed: str) -> str:
        """Return a name whose words in capitals are spelled as elsewhere.

        Capitals have no accents in some languages, and no dotless "ı" outside Turkish.

        Args:
            name: The name as `parse_label` spells it.
            printed: The label that it comes from.
        """
        in_capitals = {
            _folded(word): word for word in LONG_WORD.findall(printed) if word.isupper()
        }
        if not in_capitals:
            return name

        def as_elsewhere(found: re.Match[str]) -> str:
            word, key = found.group(), _folded(found.group())
            if key not in in_capitals or word.isupper():
                return word
            if key in self._known:
                return self._known[key]
            capitals = in_capitals[key]
            rest = capitals[1:].translate(SMALL_TURKISH).lower()
            return capitals[0] + rest if self._turkish else word

        spelled = LONG_WORD.sub(as_elsewhere, name)
        joined = _BETWEEN_SURNAMES.sub(lambda found: found.group().lower(), spelled)
        # "FERRIOL I SASTRE" has two surnames where the text has "Ferriol i Sastre".
        known = joined != spelled and any(joined in text for text in self._texts)
        return joined if known else spelled


def _folded(word: str) -> str:
    """Return a word without case, accents and the dots of "i"."""
    bare = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(char for char in bare if not unicodedata.combining(char))
