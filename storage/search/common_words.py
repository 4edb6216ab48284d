"""Words of a question that are names, and as well words that the library's texts use."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from content.language.word_lists import all_words
from storage.corpus.rows import get_texts
from storage.database.connection import Connection
from storage.index.generations import DerivedData
from storage.index.locations import id_from_number

MIN_EXCERPTS = 3
"""Excerpts with a word in small letters from which it is a common one: one may be a slip."""

MAX_EXCERPTS = 60
"""Excerpts that are looked at for one word."""

MAX_WORDS = 4
"""Words of a question that are looked at; few are anybody's name."""

_AROUND = "\"'“”«».,;:?!()"


async def common_words(
    snapshot: Connection, derived: DerivedData, words: str
) -> Collection[str]:
    """Return the words that are typed in small letters, a surname here, and common.

    A common word is one that the texts of the library have in small letters, in
    `MIN_EXCERPTS` or more, and not mostly with a capital one: "truth", but not "lincoln".
    Before a word such as "said" it is meant as a name.
    """
    typed = [word.strip(_AROUND) for word in words.split()]
    names = [
        word
        for word, after in pairwise([*typed, ""])
        if word.islower()
        and word.isalpha()
        and after.casefold() not in all_words("queries.after_speakers")
        and derived.names.is_surname(word)
    ]
    found = set()
    for word in [*dict.fromkeys(names)][:MAX_WORDS]:
        numbers = derived.index.numbers_with(word, MAX_EXCERPTS)
        texts = await get_texts(snapshot, map(id_from_number, numbers))
        if _is_common(word, texts.values()):
            found.add(word)
    return found


def _is_common(word: str, texts: Iterable[str]) -> bool:
    """Return whether texts have a word in small letters as often as otherwise.

    >>> _is_common("truth", ["The truth.", "In truth", "no truth", "Sojourner Truth"])
    True
    >>> _is_common("grant", ["We grant it.", "General Grant", "Grant", "President Grant"])
    False
    """
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    forms = [found for text in texts if (found := set(pattern.findall(text)))]
    small = sum(word in each for each in forms)
    return small >= MIN_EXCERPTS and 2 * small >= len(forms)
