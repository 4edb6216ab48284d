"""Find speakers by what people type: a surname, initials, another script, a misspelling."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice, takewhile

from content.language import word_lists
from content.language.word_lists import all_words
from content.names.forms import family_and_given, is_character, name_forms
from content.names.numerals import (
    held_number,
    number_follows,
    typed_number,
    with_roman_numeral,
)
from content.names.parsing import (
    MAX_NAME_WORDS,
    fold_name,
    form_words,
    matches_name,
    name_similarity,
    order_free_key,
    readings,
    readings_with_titles,
    to_latin,
    typed_name_words,
)
from content.names.similar_words import SimilarWords
from content.query.query import hide_phrases, phrase_spans

MIN_SUGGESTION_SIMILARITY = 65.0
"""Similarity (0 to 100) of a whole name from which it is suggested."""

MIN_MISSPELT_SIMILARITY = 80.0
"""Similarity of a word from which it is taken for a word of a name, misspelt."""

MAX_SUGGESTIONS = 5
MAX_COMPLETIONS = 20

MAX_MATCHES = 100
"""Speakers with a name as typed that are returned at most."""

_MAX_MISSPELT_WORDS = 5
"""Words up to which a text that is no name may be a misspelt one."""

_MAX_FORMS_PER_WORD = 200
"""Forms of names that are compared for one misspelt word, or completed from one."""

EXACT_PREFIX = "="
"""Before a name, it means only those whose name in the library is exactly this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """The speakers that a typed name matches, by their keys.

    Attributes:
        certain: Those who have the name as typed, at most `MAX_MATCHES`; several mean
            that one must ask.
        suggestions: Those with similar names, best first; empty where any is certain.
        has_more: Whether there are more than `MAX_MATCHES`.
    """

    certain: tuple[int, ...] = ()
    suggestions: tuple[int, ...] = ()
    has_more: bool = False


def exact_name(name: str) -> str:
    """Return what to search for so that a name means nobody with a longer one.

    >>> exact_name("Roosevelt"), exact_name("Theodore Roosevelt")
    ('=Roosevelt', 'Theodore Roosevelt')
    """
    return name if " " in name else f"{EXACT_PREFIX}{name}"


class NameIndex:
    """An index of speakers by every form of their names.

    A name is certain when it is a whole name or alias, in any order of its words, or
    when each word typed is a word of one name or alias, or the initial of one, and no
    name between them is left out ("John Adams" is not surely John Quincy Adams). A whole
    name of two words or more is that person's, even where others have a longer one
    ("John Adams", "John Quincy Adams"); a single word is everybody's who has it. So is
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
        self._forms_by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_whole_name: defaultdict[str, dict[int, None]] = defaultdict(dict)
        written: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for key, name, aliases in people:
            self._names.setdefault(key, name)
            written[key] |= dict.fromkeys((name, *aliases))
        for key, names in written.items():
            for form in name_forms(self._names[key], names):
                self._add(key, form)
            for parts in family_and_given(self._names[key], names):
                self._add_parts(key, parts)
        self._vocabulary = sorted(self._forms_by_word)
        self._similar = SimilarWords(self._vocabulary)
        self._by_name = sorted(
            (fold_name(name), key) for key, name in self._names.items()
        )

    def find(self, text: str) -> NameMatch:
        """Find the speakers with a typed name, or else those with similar names."""
        for certain in self._matches_by_reading(text):
            if certain:
                return NameMatch(
                    certain=certain[:MAX_MATCHES], has_more=len(certain) > MAX_MATCHES
                )
        typed = typed_name_words(text)
        is_too_short = len(typed) == 1 and typed[0].isascii() and len(typed[0]) < 3
        if is_too_short or len(typed) > _MAX_MISSPELT_WORDS:
            return NameMatch()
        return NameMatch(suggestions=self._suggested(typed, typed_number(text)))

    def meant(self, text: str) -> tuple[int, ...]:
        """Return the speakers whom a name means, one word or another misspelt perhaps.

        Boris Johnson is no misspelt Lyndon Johnson, though similar enough to be suggested.
        """
        certain = self.find(text).certain
        if certain:
            return certain
        number = typed_number(text)
        typed = typed_name_words(with_roman_numeral(text))
        for words in (typed, tuple(to_latin(" ".join(typed)).split())):
            *named, last = words or [""]
            spelt = [*map(self._nearest_word, named)]
            spelt.append(last if number else self._nearest_word(last))
            if spelt and all(spelt):
                return self.find(" ".join(spelt)).certain
        return ()

    def _nearest_word(self, typed: str) -> str:
        """Return the word of a name that a typed one is, or is misspelt for, or nothing."""
        if len(typed) == 1:
            return typed
        similar = self._similar.find(typed)
        nearest = max(similar, key=lambda word: (similar[word], word), default="")
        return nearest if similar.get(nearest, 0) >= MIN_MISSPELT_SIMILARITY else ""

    def is_certain(self, text: str) -> bool:
        """Return whether a text is certainly a name; faster than `find`."""
        return any(self._matches_by_reading(text))

    def is_bare_name(self, text: str) -> bool:
        """Return whether a text is certainly a name where nothing says that it is one.

        A lone word must be a surname or a whole name, and no stop word.
        """
        typed = text.split()
        return (
            0 < len(typed) <= MAX_NAME_WORDS
            and self.is_certain(text)
            and (len(typed) > 1 or self.is_surname(text))
        )

    def split(self, text: str, common: Collection[str] = ()) -> tuple[str, str]:
        """Split what was typed into a speaker's name and what is asked about.

        The name is the longest run of first words that is certainly one; a lone first
        word must be a surname or a whole name, or stand before a word like "about",
        and be no stop word ("will of the people"). Where there is none, a word like
        "about" separates the two, and is left out of both. No name ends inside of a
        quoted phrase.

        Args:
            text: As typed.
            common: Surnames that are as well common words: "truth and justice". Before a
                word like "about" they are names.

        Returns:
            The name and the rest, as typed; either may be empty.
        """
        typed = text.split()
        phrases = [*phrase_spans(" ".join(typed))]
        for count in range(min(len(typed), MAX_NAME_WORDS), 0, -1):
            name = " ".join(typed[:count])
            alone = count == 1 < len(typed)
            if any(start < len(name) < end for start, end in phrases):
                continue
            if alone and name in common and not _is_about(typed[1]):
                continue
            if self.is_certain(name) and (
                not alone or self.is_surname(name) or _is_given(typed)
            ):
                if number_follows(typed, count):
                    # Another ruler's: of "John Paul II", "John" is nobody's name either.
                    break
                return name, _without_leading_about(typed[count:])
        for count, word in enumerate(hide_phrases(" ".join(typed)).split()):
            if _is_about(word):
                return " ".join(typed[:count]), " ".join(typed[count + 1 :])
        return "", text.strip()

    def complete(self, prefix: str) -> list[str]:
        """Return up to `MAX_COMPLETIONS` names with a word that begins like the last.

        Names that begin with all of `prefix` come first.
        """
        folded = fold_name(prefix[:200])
        start = bisect_left(self._by_name, (folded, -1))
        nearest = self._by_name[start : start + MAX_COMPLETIONS]
        first = dict.fromkeys(key for name, key in nearest if name.startswith(folded))
        *typed, last = folded.split() or [""]
        others = set()
        for form in self._forms_with_word(last):
            key, held = self._forms[form]
            if key not in first and all(word in held for word in typed):
                others.add(key)
        names = [self._names[key] for key in first]
        names += sorted(self._names[key] for key in others)
        return names[:MAX_COMPLETIONS]

    def _forms_with_word(self, prefix: str) -> Iterator[int]:
        start = bisect_left(self._vocabulary, prefix)
        found = takewhile(
            lambda word: word.startswith(prefix), islice(self._vocabulary, start, None)
        )
        forms = (form for word in found for form in self._forms_by_word[word])
        return islice(forms, _MAX_FORMS_PER_WORD)

    def name(self, key: int) -> str:
        """Return the name in the library of a speaker."""
        return self._names[key]

    def is_surname(self, typed: str) -> bool:
        """Return whether a typed word, no stop word, is a surname or a family name."""
        folded = typed_name_words(typed)
        if len(folded) != 1 or folded[0] in word_lists.words("en", "stop_words"):
            return len(folded) > 1
        return any(
            word == held[-1] or (is_character(held[0][0]) and word == held[0])
            for reading in readings(typed)
            for word in reading[-1:]
            for _, held in map(
                self._forms.__getitem__, self._forms_by_word.get(word, ())
            )
        )

    def _add(self, key: int, form: str) -> None:
        words = form_words(form)
        if not words:
            return
        for word in dict.fromkeys(words):
            self._forms_by_word[word].append(len(self._forms))
        self._forms.append((key, words))
        for whole in {words, tuple(form.split())}:
            for each in (order_free_key(whole), "".join(whole)):
                self._by_whole_name[each].setdefault(key)

    def _add_parts(self, key: int, parts: tuple[str, str]) -> None:
        family, given = parts
        # Nobody is called by one character of a given name.
        for word in dict.fromkeys([family, given] if len(given) > 1 else [family]):
            self._forms_by_word[word].append(len(self._forms))
        self._forms.append((key, parts))

    def _matches_by_reading(self, text: str) -> Iterator[tuple[int, ...]]:
        """Yield the matching speakers for each reading of a name, the most literal first."""
        if text.startswith(EXACT_PREFIX):
            text = text.removeprefix(EXACT_PREFIX)
            whole = self._with_whole_name(tuple(fold_name(text).split()))
            yield tuple(key for key in whole if self._names[key] == text)
        number = typed_number(text)
        numbered = with_roman_numeral(text) if number else text
        for words in chain(readings_with_titles(text), readings_with_titles(numbered)):
            yield tuple(self._with_whole_name(words))
        for words in readings(numbered):
            yield self._matching_name(words, number)

    def _with_whole_name(self, words: tuple[str, ...]) -> dict[int, None]:
        """Return the speakers whose whole name is these words."""
        return self._by_whole_name.get(
            order_free_key(words)
        ) or self._by_whole_name.get("".join(words), {})

    def _matching_name(self, words: tuple[str, ...], number: int) -> tuple[int, ...]:
        """Return the speakers whose name matches, `MAX_MATCHES` + 1 of them at most.

        Args:
            words: Of the name, as typed.
            number: Which of several rulers it names; 0 for none of them.
        """
        whole = self._with_whole_name(words)
        if whole and len(words) > 1:
            return tuple(whole)
        keys = dict(whole)
        for form in self._forms_matching(words):
            if len(keys) > MAX_MATCHES:
                break
            key, held = self._forms[form]
            if number in {0, held_number(held)}:
                keys.setdefault(key)
        return tuple(keys)

    def _forms_matching(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the forms that have each typed word as a word or an initial."""
        telling = [word for word in words if len(word) > 1 or is_character(word)]
        if telling and all(map(_is_small, telling)):
            # The "of" of an office is nobody's name; the "Per" of Per Lund is.
            bare = self._forms_by_word.get(telling[-1], ()) if len(telling) == 1 else ()
            yield from (form for form in bare if self._is_name_in(telling[0], form))
            return
        bearing = [
            self._forms_by_word[word] for word in telling if word in self._forms_by_word
        ]
        if not bearing:
            return
        if len(bearing) == len(telling):
            rarest, *others = sorted(bearing, key=len)
            forms = sorted(set(rarest).intersection(*others)) if others else rarest
            held = (form for form in forms if matches_name(words, self._forms[form][1]))
            first = next(held, None)
            if first is not None:
                yield from chain([first], held)
                return
        # "Anna Ruth Lund" is Anna R. Lund: two words are hers, the third fits.
        spelt_out = 2 < len(words) < 6 and len(bearing) > 1
        shared = Counter(chain.from_iterable(bearing)) if spelt_out else {}
        for form, count in shared.items():
            if count > 1 and matches_name(words, self._forms[form][1], spelt_out=True):
                yield form

    def _is_name_in(self, small: str, form: int) -> bool:
        """Return whether a small word is the surname of a form, or the given name."""
        key, held = self._forms[form]
        given, *surnames = fold_name(self._names[key]).split()
        return held[-1] == small or (given == small and len(surnames) == 1)

    def _suggested(self, words: tuple[str, ...], number: int) -> tuple[int, ...]:
        if not words:
            return ()
        romanised = tuple(to_latin(" ".join(words)).split())
        best: dict[int, float] = {}
        for reading in {words, romanised or words}:
            for form in self._candidates(reading):
                key, held = self._forms[form]
                if number not in {0, held_number(held)}:
                    continue
                best[key] = max(
                    name_similarity(reading, held),
                    best.get(key, MIN_SUGGESTION_SIMILARITY),
                )
        order = sorted(best, key=lambda key: (-best[key], self._names[key], key))
        return tuple(key for key in order if best[key] > MIN_SUGGESTION_SIMILARITY)[
            :MAX_SUGGESTIONS
        ]

    def _candidates(self, words: tuple[str, ...]) -> list[int]:
        """Pick the forms with the words most like those typed (initials aside)."""
        near = {typed: self._similar.find(typed) for typed in words if len(typed) > 1}
        forms: set[int] = set()
        for similar in near.values():
            order = sorted(similar, key=lambda word: (-similar[word], word))
            bearing = chain.from_iterable(self._forms_by_word[word] for word in order)
            forms.update(islice(bearing, _MAX_FORMS_PER_WORD))
        scores: defaultdict[int, float] = defaultdict(float)
        for form in sorted(forms):
            for word in self._forms[form][1]:
                for typed, similar in near.items():
                    if word in similar:
                        scores[form] += len(typed) * similar[word]
        return nlargest(30, scores, key=scores.__getitem__)


def _is_small(word: str) -> bool:
    """Return whether a word is one that stands inside of names and offices."""
    return word in all_words("names.particles") or word in all_words("labels.particles")


def _without_leading_about(typed: list[str]) -> str:
    leads = bool(typed) and (_is_about(typed[0]) or _is_on(typed))
    return " ".join(typed[leads:])


def _is_given(typed: list[str]) -> bool:
    """Return whether a first word is one of a name by what follows: "abraham on war"."""
    is_word = fold_name(typed[0]) in word_lists.words("en", "stop_words")
    return not is_word and (_is_about(typed[1]) or _is_on(typed[1:]))


def _is_on(typed: list[str]) -> bool:
    """Return whether words behind a name go on to a subject: "on war"."""
    return len(typed) > 1 and typed[0].casefold() in word_lists.all_words("names.on")


def _is_about(word: str) -> bool:
    return word.casefold() in word_lists.all_words("names.about")
