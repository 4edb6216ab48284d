"""The nominative of a full name that running text has in another case.

"The first question comes from": Jitky Havránkové is Jitka Havránková. Whom the document
names in the nominative elsewhere is taken first. Else the given name has to be known in
the nominative alone, and tells which endings the surname may have.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import entries, flag
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.cases.given_cases import (
    given_nominatives,
    oblique_endings,
)
from content.segment.names.in_text.same_person import same_person

_SURNAMES = "names.surname_cases"
_MIN_STEM = 2
_FULL = 2
# "Krta" may be Krt or Kret, but "Kosmača" is Kosmač.
_VOWELS = "aeiouyáéíóúýąęаеёиіїоуыэюяαεηιουω"
_LOST_VOWEL = re.compile(
    rf"[^\W\d_{_VOWELS}](?<![ln](?=j))[cčjklłmnňrřvцчклмнрв]$|^[^\W\d_{_VOWELS}]+$"
)
_ENDS_SHUT = re.compile(r"[^\W\d_aeiouyáéíóúýąę]$", re.IGNORECASE)
_MIN_PLAIN = 4
_BENDING = frozenset("aeiuyаеиуыюяі")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_][\w-]+")
# The last letters of given names that are declined as women's are.
_FEMININE = frozenset("aeáäéěėηαаяі")


def nominative_among(name: str, people: Collection[str], language: str) -> str:
    """Return the one of some people who is named in another case; empty if none is.

    >>> nominative_among("Dušany Krivošovej", ["Igor Hlavenka", "Dušana Krivošová"], "sk")
    'Dušana Krivošová'
    >>> nominative_among("Jana Nováka", ["Jana Nováková"], "cs")
    ''
    """
    words = name.split()
    found = {
        one
        for one in people
        if one != name
        and len(one.split()) == len(words) >= _FULL
        and same_person(name, one)
        and all(
            _may_be(word, other, language)
            for word, other in zip(words, one.split(), strict=True)
        )
    }
    return found.pop() if len(found) == 1 else ""


def nominative_among_forms(names: Collection[str], language: str) -> str:
    """Return the name of which all others are cases; empty if there is none.

    >>> nominative_among_forms(["Jitky Havránkové", "Jitka Havránková"], "cs")
    'Jitka Havránková'
    >>> nominative_among_forms(["Jitka Havránková", "Jan Havel"], "cs")
    ''
    """
    nominative = [
        one
        for one in names
        if all(
            nominative_among(other, [one], language) for other in names if other != one
        )
    ]
    return nominative[0] if len(nominative) == 1 else ""


def nominative_of(name: str, language: str, *, inflected: bool = False) -> str:
    """Return a full name in the nominative, as its given name tells; the same if unsure.

    Args:
        name: The name.
        language: The language of the text that has it.
        inflected: Whether it surely stands in another case, as in a headline behind a word
            for a speech.

    >>> nominative_of("Jitky Havránkové", "cs"), nominative_of("Zenona Kurka", "pl")
    ('Jitka Havránková', 'Zenon Kurek')
    >>> nominative_of("Jana Nováka", "cs"), nominative_of("Jana Nováková", "cs")
    ('Jan Novák', 'Jana Nováková')
    >>> nominative_of("Szalai Benedekkel", "hu"), nominative_of("Szalai Benedeké", "hu")
    ('Szalai Benedek', 'Szalai Benedek')
    >>> nominative_of("Jana Petra", "cs"), nominative_of("Jana Petra", "cs", inflected=True)
    ('Jana Petra', 'Jan Petr')
    >>> nominative_of("Anny Kowalskiej-Bąk", "pl"), nominative_of("Πέτρου Μάνου", "el")
    ('Anna Kowalska-Bąk', 'Πέτρος Μάνος')
    >>> nominative_of("Nikole Jurasa", "hr", inflected=True), nominative_of("Marií Lomovou", "cs")
    ('Nikola Juras', 'Marie Lomová')
    >>> nominative_of("Metoda Straku", "sk"), nominative_of("Metod Straka", "sk")
    ('Metod Straka', 'Metod Straka')
    """
    given, *rest = name.split()
    if not rest or not name[-1].isalpha():
        return name
    if flag(language, "surname_first"):
        return _last_word_nominative(name, language)
    if not entries(language, _SURNAMES):
        return name
    shown = any(_is_surely_inflected(word, language) for word in rest)
    if _INITIALS.fullmatch(name):
        return _behind_initials(name, language) if inflected or shown else name
    first = _nominative_given(given, rest, language, inflected=inflected, shown=shown)
    if not first:
        return name
    gender = _gender(first, rest, language, inflected=inflected or shown)
    endings = surname_endings(language, gender)
    return " ".join((first, *(_surname_nominative(word, endings) for word in rest)))


def _behind_initials(name: str, language: str) -> str:
    """Return initials with a surname in the nominative; its ending tells the gender.

    >>> nominative_of("С. П. Игнатова", "ru", inflected=True), nominative_of("А. Ли", "ru")
    ('С. П. Игнатов', 'А. Ли')
    """
    initials, surname = name.rsplit(maxsplit=1)
    surely = tuple(end for end, _ in surname_endings(language, "f!"))
    gender = "f" if surname.endswith(surely) else "m"
    plain = _surname_nominative(surname, surname_endings(language, gender))
    return f"{initials} {plain}"


def _nominative_given(
    given: str, rest: Sequence[str], language: str, *, inflected: bool, shown: bool
) -> str:
    """Return the given name before surnames in the nominative; empty if it is unsure.

    Args:
        given: The word, as printed.
        rest: The surnames.
        language: Of the text.
        inflected: Whether it surely stands in another case.
        shown: Whether the surname does.
    """
    exact = _given_by_last_letter(given, language)
    alone = is_given_name(given) or _bend_alone(language)
    if alone and not (inflected or exact or shown):
        return ""  # "Jana" is a name, and a case of "Jan".
    inflected = inflected or shown
    found = [*exact] or _likely_given(given, rest, language, inflected=inflected)
    if not found or (len(found) > 1 and not inflected):
        return ""
    first = _likeliest(found)
    # "Jan Górka" and "Petra Svobodová" are nominatives, whatever stands before them.
    same = first == given and not (shown or _bend_alone(language))
    fits = not is_given_name(given) or exact or _fits(first, rest, language)
    return first if fits and not same else ""


def _likely_given(
    given: str, rest: Sequence[str], language: str, *, inflected: bool
) -> list[str]:
    """Return the known given names of which a word is most likely a case, the likeliest first."""
    known = _possible_given(given, rest, language, inflected=inflected)
    # "Karla" is Karel before it is Karl: the longest ending tells most.
    longest, _ = max(known, default=(0, ""))
    return [
        *dict.fromkeys(n for length, n in known if length == longest or not inflected)
    ]


def _possible_given(
    given: str, rest: Sequence[str], language: str, *, inflected: bool
) -> list[tuple[int, str]]:
    """Return the known given names of which a word may be a case, and how long its ending is."""
    known = [*given_nominatives(given, language)]
    if not known and (is_given_name(given) or _bend_alone(language)):
        known.append((0, given))  # "Frane Bilandžića": the surname alone bends.
    # "Janu Nováka" is a man's, "Anu Horvat" a woman's.
    fitting = [one for one in known if inflected and _fits(one[1], rest, language)]
    return fitting or known


def _likeliest(found: Sequence[str]) -> str:
    """Return the likeliest of the given names of which a word may be a case; empty if none."""
    surely = [one for one in found if is_given_name(one, surely=True)]
    if len(surely) == 1:
        return surely[0]
    # "Ivanom" is Ivan before it is Ivano.
    plain = [one for one in found if len(one) >= _MIN_PLAIN and _ENDS_SHUT.search(one)]
    return plain[0] if len(plain) == 1 else next(iter(found), "")


def _may_be_of_either(
    given: str, rest: Sequence[str], language: str, *, inflected: bool
) -> bool:
    """Return whether a given name may be a case of a man's name and of a woman's."""
    found = _possible_given(given, rest, language, inflected=inflected)
    return len({fold_letters(one[-1]) in _FEMININE for _, one in found}) > 1


def _gender(
    first: str, surnames: Sequence[str], language: str, *, inflected: bool
) -> str:
    """Return the gender whose endings surnames in another case have.

    "Nikole Jurasa" is a man, as no woman's surname stands so beside a given name that bends.
    """
    of_men, of_women = (_are_surely_of(surnames, language, kind) for kind in ("m", "f"))
    if of_women != of_men:
        return "f" if of_women else "m"
    if fold_letters(first[-1]) not in _FEMININE:
        return "m"
    men, women = (surname_endings(language, kind) for kind in ("m", "f"))
    if not women:
        return "f"  # Women's surnames do not bend: "της Ευανθίας Καρρά".
    surname = surnames[-1]
    bends = _surname_nominative(surname, men) != surname
    stays = _surname_nominative(surname, women) == surname
    return "m" if inflected and bends and stays else "f"


def _are_surely_of(surnames: Sequence[str], language: str, gender: str) -> bool:
    """Return whether a surname, or a patronymic, ends as only those of one gender do."""
    own = surname_endings(language, f"{gender}!")
    other = surname_endings(language, "f" if gender == "m" else "m")
    return any(_ending(word, own) > _ending(word, other) for word in surnames)


def _ending(word: str, endings: Sequence[tuple[str, str]]) -> int:
    """Return how long the longest of some endings is that a word has."""
    return max((len(end) for end, _ in endings if word.endswith(end)), default=0)


def nominative_given(word: str, language: str) -> str:
    """Return the given name of which a word that stands alone is a case; else the word.

    >>> nominative_given("Jitky", "cs"), nominative_given("Jana", "cs")
    ('Jitka', 'Jana')
    >>> nominative_given("Skerry", "cs")
    'Skerry'
    """
    if is_given_name(word) or not language:
        return word
    found = _given_by_last_letter(word, language) or {
        name for _, name in given_nominatives(word, language)
    }
    return found.pop() if len(found) == 1 else word


def may_be_given(word: str, language: str, *, surely: bool = False) -> bool:
    """Return whether a word is a given name, perhaps in another case.

    Args:
        word: The word, as printed.
        language: Of the text; empty if it is not known.
        surely: Whether it must be no family name anywhere.

    >>> may_be_given("Jitky", "cs"), may_be_given("Skerry", "cs")
    (True, False)
    """
    known = [word]
    if language:
        known += [nominative_given(word, language)]
        known += [name for _, name in given_nominatives(word, language)]
    return any(is_given_name(one, surely=surely) for one in known)


def _last_word_nominative(name: str, language: str) -> str:
    """Return a name of which only the given name bends, which stands last: Hungarian."""
    *surnames, given = name.split()
    if is_given_name(given):
        return name
    _, first = max(given_nominatives(given, language), default=(0, given))
    return " ".join((*surnames, first))


def _bend_alone(language: str) -> bool:
    """Return whether surnames bend in a language, and given names before them do not."""
    return oblique_endings(language) == (("", ""),)


def _fits(first: str, surnames: Sequence[str], language: str) -> bool:
    """Return whether surnames may stand in another case beside a given name of this gender.

    A man's bends with the given name, a woman's need not.
    """
    is_womans = fold_letters(first[-1]) in _FEMININE
    # "Jože", "Ante" are men.
    is_mans = not is_womans or first[-1] == "e"
    women, men = (surname_endings(language, kind) for kind in ("f", "m"))
    bends = _surname_nominative(surnames[-1], men) != surnames[-1]
    if is_mans and bends and not _are_surely_of(surnames, language, "f"):
        return True
    others = [one for kind in ("m!", "m?") for one in surname_endings(language, kind)]
    return is_womans and all(
        _ending(word, women) >= _ending(word, others) for word in surnames
    )


def _given_by_last_letter(given: str, language: str) -> set[str]:
    """Return the given name of which one is a case by a letter that ends no nominative.

    Without its sign the letter may end one: "Anną" is no "Anna".
    """
    return {
        name
        for ending, nominative in surname_endings(language, "g")
        if given.endswith(ending)
        and is_given_name(name := given.removesuffix(ending) + nominative)
    }


def is_surely_nominative_of(
    name: str, other: str, language: str, *, inflected: bool = False
) -> bool:
    """Return whether a name is another in the nominative, and no other could be.

    Nothing but one given name fits, and the surname does not bend, or ends as none does
    in the nominative; or the given name is surely in another case, and no vowel can have
    been lost from the surname.

    >>> is_surely_nominative_of("Jan Lipský", "Jana Lipského", "cs")
    True
    >>> is_surely_nominative_of("Jan Krt", "Jana Krta", "cs")
    False
    >>> is_surely_nominative_of("Janez Kosmač", "Janeza Kosmača", "sl")
    True
    >>> is_surely_nominative_of("Vytautas Skersis", "Vytauto Skersio", "lt")
    False
    """
    if other == name or nominative_of(other, language, inflected=inflected) != name:
        return False
    last, plain = other.rsplit(maxsplit=1)[-1], name.rsplit(maxsplit=1)[-1]
    given, *rest = other.split()
    if _may_be_of_either(given, rest, language, inflected=inflected):
        return False
    if last == plain:
        # "Rukavine" beside a given name that bends may be a case that no table has.
        return not (_may_bend(plain) and name.partition(" ")[0] != given)
    if _is_surely_inflected(last, language):
        return True
    gender = _gender(name.partition(" ")[0], rest, language, inflected=True)
    unsure = surname_endings(language, f"{gender}?")
    if _ending(last, unsure) >= max(
        1, _ending(last, surname_endings(language, gender))
    ):
        return False  # "Skersio" may be Skersis or Skersys.
    shown = inflected or not (is_given_name(given) or _bend_alone(language))
    # "Kalniņa" is Kalniņš, whose ending tells it.
    cut = last.startswith(plain) and _LOST_VOWEL.search(plain.casefold())
    return shown and not cut


def _may_bend(surname: str) -> bool:
    return fold_letters(surname[-1]) in _BENDING


def _surname_nominative(word: str, endings: Sequence[tuple[str, str]]) -> str:
    """Return a surname in the nominative, by the first ending that fits; else the same.

    Of a double one each part bends.
    """
    if "-" in word:
        return "-".join(_surname_nominative(part, endings) for part in word.split("-"))
    for ending, nominative in endings:
        stem = word.removesuffix(ending)
        long = len(stem) >= _MIN_STEM or len(stem + nominative) > _MIN_STEM
        if stem and stem != word and long:
            return stem + nominative
    return word


def _is_surely_inflected(word: str, language: str) -> bool:
    """Return whether a surname ends as none does in the nominative: "Nováka", "Lipskiej"."""
    kinds = ("m!", "f!")
    ends = tuple(end for kind in kinds for end, _ in surname_endings(language, kind))
    return any(part.endswith(ends) for part in word.split("-"))


def _may_be(word: str, other: str, language: str) -> bool:
    """Return whether a word is another, or may be that in another case."""
    if word == other:
        return True
    if is_given_name(word) and is_given_name(other):
        return False
    surnames = (*surname_endings(language, "f"), *surname_endings(language, "m"))
    folded, plain = fold_letters(word), fold_letters(other)
    return any(
        folded.endswith(fold_letters(ending))
        and folded[: len(folded) - len(ending)] + fold_letters(nominative) == plain
        for ending, nominative in (*oblique_endings(language), *surnames)
    )


@cache
def surname_endings(language: str, gender: str) -> tuple[tuple[str, str], ...]:
    """Return the endings of surnames in other cases, the longest first, with the nominative."""
    found = (entry.partition(":") for entry in entries(language, _SURNAMES))
    pairs = [rest.split("=") for kind, _, rest in found if kind.startswith(gender)]
    ordered = sorted(pairs, key=lambda pair: -len(pair[0]))
    return tuple((ending, nominative) for ending, nominative in ordered)
