"""A name in the parts by which lists of sources sort it.

The rules, and where they are from:

- Titles are left out, and rulers go by their first names: "Elizabeth I"
  (https://style.mla.org/citing-people-lacking-last-name/).
- APA keeps particles before a surname, and surnames of two parts whole
  (https://blog.apastyle.org/apastyle/2017/05/whats-in-a-name-two-part-surnames-in-apa-style.html).
  MLA and Chicago put them behind the given names where the language does so, as
  German, Spanish, Portuguese and Dutch do.
- Portuguese names go by the last surname, with Filho or Neto after it; Spanish ones by the
  first of two (AACR2 as in https://lilacs.bvsalud.org/guides-and-manuals/documentation/,
  "Basic rules for entering authors"; for Spain, "Names of Persons" of the IFLA).
- Vietnamese names are spoken, and stand, family name first.
- Burmese and Ethiopian names have no family name, nor has a name with "binti" in it; they
  stand as they are spoken, as Chicago has them in its chapter on indexes (names that are
  not English). Of "U Thant" it would invert the honorific, which says no more.
- Of Indonesian names some are inverted and some are not, as their bearers want it; a single
  one stays whole, and so does a patronymic (Sukarnoputri).
- An Icelandic patronymic is no surname; the name may stand as it is spoken
  (https://style.mla.org/?p=15596).

What none of them decides is printed as it is written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import all_words, entries, words
from content.language.words.stemming import primary_tag
from content.language.words.tokens import is_unspaced
from content.names.parsing import fold_name

_SUFFIX = re.compile(r",?\s+((?:[JS]r|Esq)\.?|[IVX]+)$")
_NUMERAL = re.compile(r"[IVX]+")
_SYLLABLES = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_VIETNAMESE_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|h|kh?|l|m|n(?:gh?|h)?|p|ph|q|r|s|th?|tr|v|x)?[aeiouy]{1,3}"
    r"(?:ch?|m|n[gh]?|p|t)?"
)
_VIETNAMESE_LETTERS = re.compile("[ăđơư\u1ea0-\u1ef9]", re.IGNORECASE)
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_NO_FAMILY_SCRIPTS = re.compile("[\u1000-\u109f\u1200-\u137f]")
"""Letters of Burmese and Ethiopian languages."""

_SPANISH_AND = "y"

_MIN_WORDS_BEFORE_NUMERAL = 3
"""Two words and a numeral may be a ruler (John Paul II) or a family's (Henry Ford II)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in its parts; one that has no parts, such as 习近平, is all `family`.

    Attributes:
        family: With what belongs before it: van Gogh.
        given: First names and initials.
        suffix: Jr., III.
        particle: What stands before the family name, but goes behind the given names
            where a list is sorted: the "de" of Lope de Vega.
        family_first: Whether it is spoken so, as Kim Dae-jung is; no list turns it round.
    """

    family: str
    given: str = ""
    suffix: str = ""
    particle: str = ""
    family_first: bool = False

    @property
    def inverted(self) -> str:
        """The name as lists sort it: ``King, Martin Luther, Jr.``, ``Vega, Lope de``."""
        if self.family_first:
            return f"{self.family} {self.given}"
        given = " ".join(filter(None, (self.given, self.particle)))
        return ", ".join(filter(None, (self.family, given, self.suffix)))

    @property
    def inverted_initials(self) -> str:
        """The name with initials: ``King, M. L., Jr.``, ``de Vega, L.``."""
        return ", ".join(filter(None, (self.surname, self.initials, self.suffix)))

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return " ".join(filter(None, (self.particle, self.family)))

    @property
    def initials(self) -> str:
        """The initials of the given names: ``J.-P.``, ``F. D.``."""
        small = all_words("names.particles")
        return " ".join(
            name
            if name in small
            else "-".join(
                f"{part[0].upper()}." if part[0].isalpha() else part
                for part in name.split("-")
                if part
            )
            for name in self.given.split()
        )


def split_name(name: str, language: str = "en") -> PersonName:
    """Return a name in its parts; given names mostly come first.

    Args:
        name: As the library has it.
        language: BCP 47 tag of what was said: it tells names of that language alone.

    >>> split_name("Martin Luther King, Jr.").inverted_initials
    'King, M. L., Jr.'
    >>> split_name("Charles de Gaulle").inverted, split_name("Лев Толстой").inverted
    ('de Gaulle, Charles', 'Толстой, Лев')
    >>> split_name("习近平").inverted, split_name("Queen Elizabeth I").inverted
    ('习近平', 'Elizabeth I')
    >>> split_name("Kim Dae-jung").inverted, split_name("Lu Xun").inverted_initials
    ('Kim Dae-jung', 'Lu, X.')
    >>> split_name("Ho Chi Minh").inverted, split_name("Viet Thanh Nguyen").inverted
    ('Ho Chi Minh', 'Nguyen, Viet Thanh')
    >>> split_name("Lope de Vega", "es").inverted, split_name("Chief Joseph").inverted
    ('Vega, Lope de', 'Chief Joseph')
    """
    language = primary_tag(language)
    plain = " ".join(name.split())
    if "," in plain and not _SUFFIX.search(plain):
        family, given = (part.strip() for part in plain.split(",", 1))
        return PersonName(family=family, given=given)
    found = _SUFFIX.search(plain)
    suffix = found[1] if found else ""
    parts = (plain[: found.start()] if found else plain).split()
    # Of Chinese names we can't know which comes first. A small word that is part of no
    # surname is one of an assembly, an office or an epithet: "The Chair of the Board".
    if any(is_unspaced(part) for part in parts) or any(
        part.islower() and not _is_prefix(part) for part in parts[1:]
    ):
        return PersonName(family=plain)
    parts = _without_titles(parts)
    if _NUMERAL.fullmatch(suffix):
        if len(parts) > 1 and _is_lone_name(parts):
            return PersonName(family=" ".join([*parts[1:], suffix]))
        if len(parts) < _MIN_WORDS_BEFORE_NUMERAL:
            return PersonName(family=" ".join([*parts, suffix]))
    units = _joined(parts)
    if len(units) < 2 or _is_lone_name(parts) or _is_without_family(parts, language):
        return PersonName(family=" ".join([*parts, *filter(None, [suffix])]))
    return _in_parts(units, suffix, language)


def _in_parts(units: Sequence[str], suffix: str, language: str) -> PersonName:
    """Return a name of given names and a family name in its parts."""
    if _is_family_first(units):
        return PersonName(family=units[0], given=units[1], family_first=True)
    if _is_vietnamese(units, language):
        if _may_be_turned_round(units, language):
            return PersonName(family=" ".join(units))
        given = " ".join(units[1:])
        return PersonName(family=units[0], given=given, family_first=True)
    if language == "hu" and (hungarian := _hungarian(units)):
        return hungarian
    at = _family_start(units, language)
    while at + 1 < len(units) and _drops(units[at], language):
        at += 1
    first = at
    while first > 1 and _drops(units[first - 1], language):
        first -= 1
    return PersonName(
        family=" ".join(units[at:]),
        given=" ".join(units[:first]),
        suffix=suffix,
        particle=" ".join(units[first:at]),
    )


def _without_titles(parts: list[str]) -> list[str]:
    """Return the words of a name without titles before it, where two words remain."""
    at = 0
    while len(parts) - at > 2 and fold_name(parts[at]) in all_words("names.titles"):
        at += 1
    return parts[at:]


def _joined(parts: Sequence[str]) -> list[str]:
    """Return words of a name, with those as one that are only together a name: Abu Bakr."""
    units: list[str] = []
    for part in parts:
        before = fold_name(units[-1].rsplit(" ", 1)[-1]) if units else ""
        if before in all_words("citations.name_prefixes"):
            units[-1] += f" {part}"
        else:
            units.append(part)
    return units


def _is_lone_name(parts: Sequence[str]) -> bool:
    """Return whether a title says that no family name is there: Chief Joseph, Sırrı Bey.

    One title and one name are left together: "Mr. Brook" is nobody called M.
    """
    before, after = fold_name(parts[0]), fold_name(parts[-1])
    return (
        before in all_words("citations.before_lone_names")
        or after in all_words("citations.after_lone_names")
        or (len(parts) < 3 and before in all_words("names.titles"))
    )


def _is_without_family(parts: Sequence[str], language: str) -> bool:
    """Return whether a name has no family name, or none that can be told."""
    last = fold_name(parts[-1])
    endings = (
        *entries("mul", "citations.patronymics"),
        *entries(language, "citations.patronymics"),
    )
    if any(last.endswith(ending) and last != ending for ending in endings):
        return True
    if _NO_FAMILY_SCRIPTS.search(parts[0]):
        return True
    folded = [fold_name(part) for part in parts]
    if all_words("citations.without_family").issuperset(folded):
        return True
    if not all_words("citations.descent").isdisjoint(folded):
        return True
    # משה טור פז: of three words, two may be the surname.
    named = [part for part in parts if _HEBREW.search(part) and not _is_prefix(part)]
    return len(named) > 2


def _is_prefix(part: str) -> bool:
    """Return whether a word belongs to the surname after it; an initial never does."""
    folded = fold_name(part)
    if len(folded) == 1 and part.isascii() and not part.islower():
        return False
    small = part.islower() and folded in all_words("names.particles")
    return small or folded in all_words("citations.family_prefixes")


def _is_family_first(units: Sequence[str]) -> bool:
    """Return whether two words are a name such as Kim Dae-jung or Lu Xun."""
    if len(units) != 2:
        return False
    family, given = units
    in_syllables = _SYLLABLES.fullmatch(given) and given == given.capitalize()
    listed = fold_letters(family) in all_words("names.before_given_names")
    return bool(in_syllables) or listed


def _is_vietnamese(units: Sequence[str], language: str) -> bool:
    """Return whether a name is Vietnamese and begins with the family name.

    Two syllables may be anybody's, if nothing else says that they are: "Do Van".
    """
    folded = [_vietnamese_fold(unit) for unit in units]
    return (
        folded[0] in _vietnamese_families()
        and (len(units) > 2 or _is_written_in_vietnamese(units, language))
        and all(map(_VIETNAMESE_SYLLABLE.fullmatch, folded[1:]))
    )


def _may_be_turned_round(units: Sequence[str], language: str) -> bool:
    """Return whether the last word may be the family name, as abroad: "Mai Anh Tran"."""
    is_family = _vietnamese_fold(units[-1]) in _vietnamese_families()
    return is_family and not _is_written_in_vietnamese(units, language)


def _is_written_in_vietnamese(units: Sequence[str], language: str) -> bool:
    return language == "vi" or bool(_VIETNAMESE_LETTERS.search("".join(units)))


@cache
def _vietnamese_families() -> frozenset[str]:
    return frozenset(map(_vietnamese_fold, words("vi", "citations.families")))


def _vietnamese_fold(unit: str) -> str:
    return fold_letters(unit).replace("đ", "d")


def _hungarian(units: Sequence[str]) -> PersonName | None:
    """Return a name in a Hungarian text in its parts; None for one in Western order."""
    given = words("hu", "citations.given_names")
    if fold_name(units[0]) in given:
        return None
    if fold_name(units[-1]) in given:
        return PersonName(family=" ".join(units[:-1]), given=units[-1])
    return PersonName(family=" ".join(units))


def _family_start(units: Sequence[str], language: str) -> int:
    """Return at which word the family name begins, with all that stands before it."""
    at = len(units) - 1
    if at > 1 and fold_name(units[at]) in words(language, "citations.kinship"):
        at -= 1
    at = _with_prefixes(units, at)
    given = words(language, "citations.given_names")
    if language != "hu" and given and at > 1:
        # Of two Spanish surnames the first one counts, also before "de" or "y".
        joint = fold_name(units[at]) == _SPANISH_AND
        before = units[at - 1]
        single = len(fold_name(before)) == 1 or fold_name(before) in given
        own = all(_drops(unit, language) for unit in units[at:-1])
        if joint or (own and not single):
            at = _with_prefixes(units, at - 1)
    return at


def _with_prefixes(units: Sequence[str], at: int) -> int:
    """Return where a family name begins with the small words before it."""
    while at > 1 and _is_prefix(units[at - 1]):
        at -= 1
    return at


def _drops(unit: str, language: str) -> bool:
    """Return whether a small word of a name goes behind the given names in lists."""
    return unit.islower() and unit in words(language, "citations.dropped_particles")
