"""Whether two names near each other may be of one sender, shortened or declined."""

from functools import cache, lru_cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.names.descriptions import is_person
from content.segment.names.words import NAME_WORD, articles, label_words

_MIN_WORD_CHARS, _MAX_ENDING_CHARS, _MIN_SHARED_CHARS = 3, 3, 2
_CACHED_NAMES = 2048


def is_one_name(one: str, other: str) -> bool:
    """Return whether the words of one name are among those of the other, as they are declined.

    >>> is_one_name("Brook", "Ada Brook"), is_one_name("Ada Hall", "Ada Brook")
    (True, False)
    >>> is_one_name("Патријарха", "Патријарх Никанор"), is_one_name("Bo Ek", "Bo Ek")
    (True, True)
    """
    first, second = _words(one), _words(other)
    if first == second:
        return bool(first)
    fewer, more = sorted((first, second), key=len)
    return bool(fewer) and all(
        any(_are_alike(word, each) for each in more) for word in fewer
    )


@lru_cache(maxsize=_CACHED_NAMES)
def may_be_one_sender(one: str, other: str) -> bool:
    """Return whether two names may be of one sender.

    Those of people are if the surname is one and the given names begin alike; those of
    bodies if the word that opens one of them stands in the other.

    >>> may_be_one_sender("Harbour Council of Moor", "Harbour Council of Pell")
    True
    >>> may_be_one_sender("Council of Moor", "Friends of Moor")
    False
    >>> may_be_one_sender("Stipe Hall", "Stjepan Hall")
    True
    >>> may_be_one_sender("Ines Vale", "Ivo Vale")
    False
    >>> may_be_one_sender("Mme Vale", "Ines Vale")
    True
    """
    if is_one_name(one, other) or is_one_name(_untitled(one), _untitled(other)):
        return True
    first, second = _words(one), _words(other)
    if not (first and second):
        return False
    if is_person(one) and is_person(other):
        begin_alike = first[0][:_MIN_SHARED_CHARS] == second[0][:_MIN_SHARED_CHARS]
        return begin_alike and _are_alike(first[-1], second[-1])
    return any(_are_alike(first[0], word) for word in second) or any(
        _are_alike(second[0], word) for word in first
    )


@lru_cache(maxsize=_CACHED_NAMES)
def _untitled(name: str) -> str:
    """Return a name without titles and offices before it; empty if these are all."""
    words = NAME_WORD.findall(name)
    titles = _titles()
    while words and words[0].casefold() in titles:
        del words[0]
    return " ".join(words)


@cache
def _titles() -> frozenset[str]:
    return label_words().titles_and_roles | label_words().honorifics


def _are_alike(one: str, other: str) -> bool:
    """Return whether words differ in the ending of a case at most.

    >>> _are_alike("žurawskiej", "žurawska"), _are_alike("valtuusto", "valtuutettu")
    (True, False)
    """
    same = max(_MIN_WORD_CHARS, max(len(one), len(other)) - _MAX_ENDING_CHARS)
    shorter = min(len(one), len(other))
    return one == other or (shorter >= same and one[:same] == other[:same])


@lru_cache(maxsize=_CACHED_NAMES)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others; all, if none of them does."""
    words = tuple(map(fold_letters, NAME_WORD.findall(name.casefold())))
    small = _small_words()
    telling = tuple(w for w in words if len(w) >= _MIN_WORD_CHARS and w not in small)
    return telling or words


@cache
def _small_words() -> frozenset[str]:
    return articles() | all_words("stop_words")
