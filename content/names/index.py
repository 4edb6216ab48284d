"""Find speakers by what people type: a surname, initials, another script, a slip."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice

from content.language import word_lists
from content.names.completion import NameCompletion
from content.names.forms import forms_of, is_character, parted
from content.names.near import NearWords
from content.names.reading import (
    LONGEST,
    alike,
    as_written,
    covers,
    fold,
    form_words,
    latin,
    readings,
    typed_words,
    unordered,
)

__all__ = ["Found", "NameIndex", "exactly", "fold"]

NEAR = 65.0
"""Likeness (0 to 100) of a whole name from which it is suggested."""

SUGGESTED = 5

MOST = 100
"""Speakers that are counted as certain at most; one can't choose among more."""

_SLIPPED = 5
"""Words up to which a text that is no name may be one with a slip in it."""

_READ = 200
"""Names looked at for one word that is not certain, from those most like it."""

EXACT = "="
"""Before a name, it means those alone whose name in the library this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold the keys of speakers that were found.

    Attributes:
        certain: Those who bear the name as typed, at most `MOST`; several mean that
            one must ask.
        near: Suggestions, best first; empty where anything is certain.
        more: Whether others bear the name beside `MOST`.
    """

    certain: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    more: bool = False


def exactly(name: str) -> str:
    """Return what to ask for so that a name means nobody with a longer one.

    >>> exactly("Roosevelt"), exactly("Theodore Roosevelt")
    ('=Roosevelt', 'Theodore Roosevelt')
    """
    return name if " " in name else f"{EXACT}{name}"


class NameIndex:
    """Know every way in which every speaker's name is written.

    A name is certain when it is a whole name or alias, in any order of its words, or
    when each word typed is a word of one name or alias, or the initial of one, and no
    name between them is left out ("John Adams" is not surely John Quincy Adams). A whole
    name of two words or more is that person's, even where others have a longer one
    ("John Adams", "John Quincy Adams"); a single word is everybody's who bears it. So is
    the family or the given name of one who writes them without a space (山田, 太郎), and a
    title is no part of a name unless it was declared ("Mrs. Roosevelt").
    """

    def __init__(self, people: Iterable[tuple[int, str, Sequence[str]]]) -> None:
        """Build the index.

        Args:
            people: Key, name and aliases of each; a key may come more than once.
        """
        self._names: dict[int, str] = {}
        self._forms: list[tuple[int, tuple[str, ...]]] = []
        self._bearing: defaultdict[str, list[int]] = defaultdict(list)
        self._whole: defaultdict[str, dict[int, None]] = defaultdict(dict)
        written: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for key, name, aliases in people:
            self._names.setdefault(key, name)
            written[key] |= dict.fromkeys((name, *aliases))
        for key, names in written.items():
            for form in forms_of(self._names[key], names):
                self._learn(key, form)
            for parts in parted(self._names[key], names):
                self._learn_parts(key, parts)
        self._near = NearWords(sorted(self._bearing))
        self._completion = NameCompletion(self._names, self._forms, self._bearing)

    def find(self, text: str) -> Found:
        """Find the speakers whom a typed name means, or else may mean."""
        for certain in self._read(text):
            if certain:
                return Found(certain=certain[:MOST], more=len(certain) > MOST)
        typed = typed_words(text)
        return Found(near=self._suggested(typed) if len(typed) <= _SLIPPED else ())

    def is_certain(self, text: str) -> bool:
        """Tell whether a text is certainly a name: quicker than `find`."""
        return any(self._read(text))

    def split(self, text: str) -> tuple[str, str]:
        """Split what was typed into a speaker's name and what is asked about.

        The name is the longest run of first words that is certainly one; a lone first
        word must be a surname or a whole name, and no stop word ("will of the
        people"). Where there is none, a word like "about" parts the two. A word like
        that is left out of both.

        Returns:
            The name and the rest, as typed; either may be empty.
        """
        typed = text.split()
        for count in range(min(len(typed), LONGEST), 0, -1):
            name = " ".join(typed[:count])
            alone = count == 1 < len(typed)
            if self.is_certain(name) and (not alone or self._is_surname(name)):
                return name, _without_about(typed[count:])
        for count, word in enumerate(typed):
            if word.casefold() in word_lists.all_words("names.about"):
                return " ".join(typed[:count]), " ".join(typed[count + 1 :])
        return "", text.strip()

    def complete(self, prefix: str) -> list[str]:
        """Return up to twenty names that go on from `prefix`, by any word."""
        return self._completion.complete(prefix)

    def _is_surname(self, typed: str) -> bool:
        folded = typed_words(typed)
        if len(folded) > 1 or folded[0] in word_lists.words("en", "stop_words"):
            return len(folded) > 1
        return any(
            word == held[-1] or (is_character(held[0][0]) and word == held[0])
            for reading in readings(typed)
            for word in reading[-1:]
            for _, held in map(self._forms.__getitem__, self._bearing.get(word, ()))
        )

    def _learn(self, key: int, form: str) -> None:
        words = form_words(form)
        if not words:
            return
        for word in dict.fromkeys(words):
            self._bearing[word].append(len(self._forms))
        self._forms.append((key, words))
        for whole in {words, tuple(form.split())}:
            for each in (unordered(whole), "".join(whole)):
                self._whole[each].setdefault(key)

    def _learn_parts(self, key: int, parts: tuple[str, str]) -> None:
        family, given = parts
        # Nobody is called by one character of a given name.
        for word in dict.fromkeys([family, given] if len(given) > 1 else [family]):
            self._bearing[word].append(len(self._forms))
        self._forms.append((key, parts))

    def _read(self, text: str) -> Iterator[tuple[int, ...]]:
        """Yield those who bear the name by each reading of it, the most literal first."""
        if text.startswith(EXACT):
            text = text.removeprefix(EXACT)
            whole = self._who_is(tuple(fold(text).split()))
            yield tuple(key for key in whole if self._names[key] == text)
        for words in as_written(text):
            yield tuple(self._who_is(words))
        yield from map(self._certain, readings(text))

    def _who_is(self, words: tuple[str, ...]) -> dict[int, None]:
        """Return those whose whole name the words are."""
        return self._whole.get(unordered(words)) or self._whole.get("".join(words), {})

    def _certain(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Return those who bear a name, one more than `MOST` where there are more."""
        whole = self._who_is(words)
        if whole and len(words) > 1:
            return tuple(whole)
        keys = dict(whole)
        for form in self._holding(words):
            if len(keys) > MOST:
                break
            keys.setdefault(self._forms[form][0])
        return tuple(keys)

    def _holding(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the forms of which all the words typed are words or initials."""
        telling = [word for word in words if len(word) > 1 or is_character(word)]
        bearing = [self._bearing[word] for word in telling if word in self._bearing]
        if not bearing:
            return
        if len(bearing) == len(telling):
            rarest, *others = sorted(bearing, key=len)
            forms = sorted(set(rarest).intersection(*others)) if others else rarest
            held = (form for form in forms if covers(words, self._forms[form][1]))
            first = next(held, None)
            if first is not None:
                yield from chain([first], held)
                return
        # "Anna Ruth Lund" is Anna R. Lund: two words are hers, the third fits.
        spelt_out = 2 < len(words) < 6 and len(bearing) > 1
        shared = Counter(chain.from_iterable(bearing)) if spelt_out else {}
        for form, count in shared.items():
            if count > 1 and covers(words, self._forms[form][1], spelt_out=True):
                yield form

    def _suggested(self, words: tuple[str, ...]) -> tuple[int, ...]:
        if not words:
            return ()
        romanised = tuple(latin(" ".join(words)).split())
        best: dict[int, float] = {}
        for reading in {words, romanised or words}:
            for form in self._candidates(reading):
                key, held = self._forms[form]
                best[key] = max(alike(reading, held), best.get(key, NEAR))
        order = sorted(best, key=lambda key: (-best[key], self._names[key], key))
        return tuple(key for key in order if best[key] > NEAR)[:SUGGESTED]

    def _candidates(self, words: tuple[str, ...]) -> list[int]:
        """Pick the forms with the words most like those typed (initials aside)."""
        near = {typed: self._near.alike(typed) for typed in words if len(typed) > 1}
        forms: set[int] = set()
        for alike_words in near.values():
            order = sorted(alike_words, key=lambda word: (-alike_words[word], word))
            bearing = chain.from_iterable(self._bearing[word] for word in order)
            forms.update(islice(bearing, _READ))
        scores: defaultdict[int, float] = defaultdict(float)
        for form in sorted(forms):
            for word in self._forms[form][1]:
                for typed, alike_words in near.items():
                    if word in alike_words:
                        scores[form] += len(typed) * alike_words[word]
        return nlargest(30, scores, key=scores.__getitem__)


def _without_about(typed: list[str]) -> str:
    about = bool(typed) and typed[0].casefold() in word_lists.all_words("names.about")
    return " ".join(typed[about:])
