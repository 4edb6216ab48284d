"""Which names of running text are one person's, in whatever grammatical case."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from content.language.folding import fold_letters
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.capitalized_runs import CASE_ENDING
from content.segment.names.in_text.mentions import mentions_in

_MIN_STEM, _MAX_ENDING, _MAX_CASE_ENDING = 3, 3, 4
_MIN_FOUND = 4
_MAX_START = 30
_LOST_VOWELS = frozenset("eеё")
_VOWELS = frozenset("aeiouyаеєиіїоуыэюяё")


def same_person(one: str, two: str) -> bool:
    """Return whether two full names may be one, but for the endings of their words.

    >>> same_person("Остапа Вербицького", "Остап Вербицький")
    True
    """
    first, second = one.split()[-2:], two.split()[-2:]
    return len(first) == len(second) and all(map(_may_be_one, first, second))


def _may_be_one(word: str, other: str) -> bool:
    """Return whether words may be one in two cases; each part of "Wilk-Dąb" has its own.

    >>> _may_be_one("Żurawskiej-Kępy", "Żurawska-Kępa")
    True
    """
    if word.count("-") == other.count("-") > 0:
        parts = zip(word.split("-"), other.split("-"), strict=True)
        return all(_may_be_one(a, b) for a, b in parts)
    # Where the stems are one, the other word begins with it, too.
    return (
        other.casefold().startswith(stem_of(word))
        or loses_vowel(word, other)
        or loses_vowel(other, word)
    )


def loses_vowel(word: str, other: str) -> bool:
    """Return whether another word is a case of a name of three letters that loses its vowel.

    >>> loses_vowel("Лев", "Льва"), loses_vowel("Lev", "Lvem"), loses_vowel("Lev", "Liv")
    (True, True, False)
    >>> loses_vowel("Leo", "Louise")
    False
    """
    if len(word) != _MIN_STEM or word[1] not in _LOST_VOWELS or word[2] in _VOWELS:
        return False
    folded = word.casefold()
    kept = folded[0] + folded[-1]
    return other.casefold().replace("ь", "", 1).startswith(kept)


class People:
    """Names of people, found by what a name shares with other cases of it."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names by the letters with which their last words begin."""
        self._names = [*names]
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        # "Lev" is "Lva" in another case, and begins with less than "Lva" without an ending.
        self._short = [n for n in self._names if len(_last_word(n)) == _MIN_STEM]
        for name in self._names:
            last = _last_word(name).casefold()[:_MAX_START]
            for size in range(1, len(last) + 1):
                self._by_start[last[:size]].append(name)

    def like(self, name: str) -> Sequence[str]:
        """Return the names whose last word may be that of another name, in any case.

        >>> People(["Jitka Havránková", "Jan Holub"]).like("Jitky Havránkové")
        ['Jitka Havránková']
        """
        return self._by_start.get(stem_of(_last_word(name))[:_MAX_START], ())

    def has(self, name: str) -> bool:
        """Return whether one of the names may be somebody's full name, as `same_person` does.

        >>> People(["Jitka Havránková"]).has("Jitky Havránkové")
        True
        >>> People(["Jitka Lev"]).has("Jitky Lva"), People(["Jitky Lva"]).has("Jitka Lev")
        (True, True)
        """
        # Each part of "Wilk-Dąb" has an ending of its own.
        any_like = "-" in name or len(_last_word(name)) == _MIN_STEM
        like = self._names if any_like else (*self.like(name), *self._short)
        return any(same_person(name, other) for other in like)


def _last_word(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if name.strip() else ""


@lru_cache(maxsize=8)  # Those who speak in a document are asked for each name in it.
def people_of(names: frozenset[str]) -> People:
    """Return people, so that many names can be looked for among them."""
    return People(names)


def stem_of(word: str) -> str:
    """Return what is left of a word without an ending that a case may add."""
    return word.casefold()[: max(_MIN_STEM, len(word) - _MAX_ENDING)]


def has_word_of(text: str, name: str) -> bool:
    """Return whether a text has a word of a name in any case; without capitals, any word.

    >>> has_word_of("W imieniu Komisji", "Komisja do spraw szkół")
    True
    """
    folded = text.casefold()
    telling = [word for word in name.split() if word[:1].isupper()] or name.split()
    return any(stem_of(word) in folded for word in telling)


def without_case_ending(name: str, texts: Iterable[str]) -> str:
    """Return a name without the ending of its case, where texts have it so.

    Endings may lengthen a vowel: "Kelemen Márta", "Kelemen Mártával".
    """
    return without_ending(name, surnames_behind(name.split()[:-1], texts))


def surnames_behind(given: Sequence[str], texts: Iterable[str]) -> set[str]:
    """Return the surnames that texts have behind a given name, in any case."""
    return {
        one.name.split()[-1]
        for text in texts
        # Most texts name others; to look for all whom they name takes long.
        if all(word in text for word in given)
        for one in mentions_in(text)
        if one.name.split()[:-1] == [*given]
    }


def without_ending(name: str, surnames: Iterable[str]) -> str:
    """Return a name with the shortest of some surnames that its own is a case of."""
    *given, last = name.split()
    folded = fold_letters(last)
    shorter = [
        form
        for form in surnames
        if 0 < len(last) - len(form) <= _MAX_CASE_ENDING
        and folded.startswith(fold_letters(form))
    ]
    return " ".join((*given, min(shorter, key=len, default=last)))


def names_surname(text: str, name: str) -> bool:
    """Return whether a text names a person by the surname, in any case."""
    surname = name.rsplit(maxsplit=1)[-1]
    stem = re.escape(stem_of(surname))
    return any(
        abs(len(found) - len(surname)) <= _MAX_ENDING
        and found[:1].isupper()
        # "Pri" is no case of "Priboj".
        and len(found) >= min(len(surname), _MIN_FOUND)
        for found in re.findall(rf"(?<!\w)(?i:{stem}\w*)", text)
    )


def names_in_full(text: str, name: str) -> bool:
    """Return whether a text names a person by given name and surname.

    >>> names_in_full("That is Ada Brook.", "Ada Brook"), names_in_full("Ada.", "Ada Brook")
    (True, False)
    """
    return any(same_person(one.name, name) for one in mentions_in(text))


def most_named(
    texts: Iterable[str], later: Sequence[str] = (), *, given: bool = False
) -> str:
    """Return the one person whom texts speak of most; empty if it is nobody, or two.

    An office beside the name counts, and that `later` texts name the person again.

    Args:
        texts: What speaks of people.
        later: What may name them again.
        given: Whether only names count that open with a known given name.
    """
    score: dict[str, float] = {}
    for text in texts:
        for one in mentions_in(text):
            if given and not is_given_name(one.name.partition(" ")[0]):
                continue
            known = next((name for name in score if same_person(name, one.name)), "")
            # "Bellfounder Jan Hronec": what another sentence leaves out is no name.
            name = min(known or one.name, one.name, key=lambda form: len(form.split()))
            score[name] = score.pop(known, 0.0) + 1 + 1.5 * one.office
    for name in score:
        score[name] += sum(names_surname(text, name) for text in later)
    first = [name for name in score if score[name] == max(score.values())]
    if len(first) > 1:
        # "Şehir Tiyatrosu'nun terzisi Güler Sabuncu": an owner, in the genitive.
        first = [name for name in first if not CASE_ENDING.search(name)]
    return first[0] if len(first) == 1 else ""
