"""Forms in which a house prints the names of speakers: "Brook", "BROOK, Ada", "ada.brook".

A form is printed only of a plain name, where it is made for the script and where it means
one person of the document alone. Other names stay as the gold file has them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from content.language.folding import fold_letters
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import is_given_name, opens_with_han_surname
from content.segment.names.words import label_words


class PersonName(NamedTuple):
    """A name in its parts, as the gold file has it in full."""

    full: str
    given: str
    surname: str
    language: str = "en"

    @property
    def loud(self) -> str:
        """The surname in capitals."""
        turkish = self.language == "tr"
        return (self.surname.replace("i", "İ") if turkish else self.surname).upper()


class NameForm(NamedTuple):
    """How a name is printed.

    Attributes:
        short: What labels print; empty where the form is not made for such names.
        first: What the first label of a person prints; `short` if there is nothing.
        head: What each person adds to a list at the top, if there is one.
        western: Whether the form is made alone for names with capitals and the given name first.
    """

    short: Callable[[PersonName, str], str]
    first: Callable[[PersonName, str], str] | None = None
    head: Callable[[PersonName, str], str] | None = None
    western: bool = True


_PLAIN = re.compile(r"(?:[^\W\d_][\w'’·-]*\.?\s?)+")
_HAN = re.compile("[\u3400-\u9fff]{3,4}")
_HANGUL = re.compile("[\uac00-\ud7af]{3}")
_MAX_WORDS = 5
_MIN_CHANGED = 0.7
_TWO_SURNAMES = frozenset(("es", "ca", "gl"))


def _by_language(words: str) -> dict[str, str]:
    """Return words by language, from "en=Present nb=Til_stede"."""
    pairs = (entry.partition("=") for entry in words.split())
    return {language: word.replace("_", " ") for language, _, word in pairs}


_PRESENT = _by_language(
    """
en=Present de=Anwesend fr=Présents es=Presentes it=Presenti pt=Presentes nl=Aanwezig
pl=Obecni cs=Přítomni sk=Prítomní hu=Jelen_vannak ru=Присутствуют uk=Присутні
bg=Присъстват el=Παρόντες ro=Prezenți da=Til_stede nb=Til_stede sv=Närvarande fi=Läsnä
tr=Katılanlar hr=Prisutni sl=Prisotni ca=Presents ja=出席者 zh=出席 ko=참석자 et=Kohal
lt=Dalyvauja
"""
)
_TREASURER = _by_language(
    """
en=treasurer de=Schatzmeister fr=trésorier es=tesorero it=tesoriere pt=tesoureiro
nl=penningmeester pl=skarbnik cs=pokladník sk=pokladník hu=pénztáros ru=казначей
uk=скарбник bg=касиер el=ταμίας ro=trezorier da=kasserer nb=kasserer sv=kassör
fi=rahastonhoitaja
"""
)
_ADDRESSES = _by_language(
    """
en=Mr_{}|Ms_{} de=Herr_{}|Frau_{} fr=M._{}|Mme_{} es=Sr._{}|Sra._{}
it=Sig._{}|Sig.ra_{} pt=Sr._{}|Sra._{} nl=Dhr._{}|Mevr._{} pl=Pan_{}|Pani_{}
cs=Pan_{}|Paní_{} sk=Pán_{}|Pani_{} ru=Г-н_{}|Г-жа_{} uk=Пан_{}|Пані_{}
bg=Г-н_{}|Г-жа_{} el=κ._{}|κα_{} ro=Dl_{}|Dna_{} da=Hr._{}|Fru_{} sv=Herr_{}|Fru_{}
ca=Sr._{}|Sra._{} hr=G._{}|Gđa_{} sl=G._{}|Ga._{} ko={}씨|{}씨 ja={}さん|{}さん zh={}先生|{}女士
"""
)
_WOMEN = frozenset("aeηαаяáé")
_EITHER = frozenset(["fr", "en", "de", "nl", "da", "sv"])


def person_name(name: str, language: str) -> PersonName | None:
    """Return the parts of a name; None unless it is plain, and has both.

    >>> person_name("Ada van der Brook", "nl")
    PersonName(full='Ada van der Brook', given='Ada', surname='van der Brook', language='nl')
    >>> person_name("Brook", "en") is person_name("THE CLERK", "en") is None
    True
    """
    han = _HAN.fullmatch(name) and opens_with_han_surname(name)
    if han or _HANGUL.fullmatch(name):
        cut = 2 if language == "ja" else 1
        return PersonName(name, name[cut:], name[:cut], language)
    words = name.split()
    particles = label_words().surname_particles
    capitals = [word[:1].isupper() for word in words if word not in particles]
    if (
        not 1 < len(words) <= _MAX_WORDS
        or not _PLAIN.fullmatch(name)
        or not all(capitals)
        or any(word.isupper() for word in words)
        or any(len(word.strip(".")) < 2 for word in words)
        or words[0].casefold().strip(".")
        in label_words().titles | label_words().articles
        or words[0] in particles
    ):
        return None
    known = [is_given_name(word) for word in words]
    if (known[-1] and not known[0]) or language == "hu":
        return PersonName(name, words[-1], " ".join(words[:-1]), language)
    if not known[0]:
        return None
    start = 1
    while start < len(words) - 1 and known[start]:
        start += 1
    rest = len(words) - start - sum(word in particles for word in words[start:])
    if rest > 1 + (language in _TWO_SURNAMES):
        return None
    return PersonName(name, " ".join(words[:start]), " ".join(words[start:]), language)


def _surname(name: PersonName, _: str) -> str:
    return name.surname


def _full(name: PersonName, _: str) -> str:
    return name.full


def _initial(name: PersonName, _: str) -> str:
    return f"{name.given[0]}."


def _initials(name: PersonName, _: str) -> str:
    words = [word for word in name.full.split() if word[0].isupper()]
    return "".join(word[0] for word in words)


def addressed(name: PersonName, language: str) -> str:
    """Return a surname with a form of address, by how men's and women's names end."""
    man, _, woman = _ADDRESSES.get(language, "").partition("|")
    ends = name.given.split()[0][-1]
    if ends.isascii() and language in _EITHER and ends not in "aeodns":
        return ""
    return (woman if ends in _WOMEN else man).format(name.surname)


def _loud_address(name: PersonName, language: str) -> str:
    return addressed(name._replace(surname=name.loud), language)


def _handle(name: PersonName, _: str) -> str:
    words = fold_letters(f"{name.given} {name.surname}").replace("-", "").split()
    handle = f"{words[0]}.{words[-1]}"
    return handle if handle.replace(".", "").isascii() else ""


def _behind(name: PersonName, language: str) -> str:
    office = _TREASURER.get(language, "")
    return f"{name.full}, {office}" if office else name.full


NAME_FORMS: dict[str, NameForm] = {
    "Brook": NameForm(_surname, western=False),
    "Ada": NameForm(lambda name, _: name.given),
    "Ada Brook, then Brook": NameForm(_surname, _full, western=False),
    "Ada Brook, then Ada": NameForm(lambda name, _: name.given, _full, western=False),
    "Ada Brook, then A. Brook": NameForm(
        lambda name, _: f"{name.given[0]}. {name.surname}", _full
    ),
    "Ada Brook, then Ms Brook": NameForm(addressed, _full, western=False),
    "Ada Brook, then AB": NameForm(_initials, _full),
    "A. Brook": NameForm(lambda name, _: f"{name.given[0]}. {name.surname}"),
    "Brook A.": NameForm(lambda name, _: f"{name.surname} {name.given[0]}."),
    "BROOK, Ada": NameForm(lambda name, _: f"{name.loud}, {name.given}"),
    "Brook, Ada": NameForm(lambda name, _: f"{name.surname}, {name.given}"),
    "Brook Ada": NameForm(lambda name, _: f"{name.surname} {name.given}"),
    "Ada BROOK": NameForm(lambda name, _: f"{name.given} {name.loud}"),
    "BROOK": NameForm(lambda name, _: name.loud),
    "Ms BROOK": NameForm(_loud_address),
    "Ms Brook": NameForm(addressed, western=False),
    "AB, list": NameForm(
        _initials, head=lambda name, _: f"{_initials(name, _)}: {name.full}"
    ),
    "Ada Brook (Moor)": NameForm(lambda name, _: f"{name.full} (Moor)"),
    "Ada Brook, treasurer, then Brook": NameForm(_surname, _behind),
    "Ada Brook, treasurer, then Ada Brook": NameForm(_full, _behind),
    "Present: Ada Brook; Brook": NameForm(_surname, head=_full, western=False),
    "Present: Ada Brook; Ms Brook": NameForm(addressed, head=_full, western=False),
    "Present: Ada Brook; Ada": NameForm(
        lambda name, _: name.given, head=_full, western=False
    ),
    "ada.brook": NameForm(_handle),
}
"""By how Ada Brook, a treasurer from Moor, is printed: the first time, then again."""


class PrintedNames:
    """The labels of one document in one form of names."""

    def __init__(
        self, names: Sequence[str], texts: Sequence[str], form: NameForm
    ) -> None:
        """Find how each person is printed.

        Args:
            names: Whole names, one of each person.
            texts: The words of the document, which tell its language.
            form: How names are printed.
        """
        self._language = guess_language(texts)
        self._form = form
        self._people = {name: person_name(name, self._language) for name in names}
        short = {name: self._short(name) for name in names}
        times = Counter(map(fold_letters, short.values()))
        self._labels = {
            name: label if times[fold_letters(label)] == 1 else name
            for name, label in short.items()
        }
        self._seen: set[str] = set()

    def head(self) -> list[str]:
        """Return the lines of the list at the top, if the form has one."""
        tell = self._form.head
        if tell is None or not self.changed:
            return []
        items = [
            tell(person, self._language) for person in self._people.values() if person
        ]
        word = _PRESENT.get(self._language, _PRESENT["en"])
        return items if ":" in "".join(items) else [f"{word}: {', '.join(items)}"]

    @property
    def changed(self) -> bool:
        """Whether two names or more, and most, are printed in another form."""
        changed = sum(label != name for name, label in self._labels.items())
        several = changed > 1 and changed >= _MIN_CHANGED * len(self._labels)
        return several or self._form.first is _behind

    def label(self, name: str) -> str:
        """Return what the next label of somebody prints."""
        first = name not in self._seen
        self._seen.add(name)
        person = self._people[name]
        if first and person and self._form.first:
            return self._form.first(person, self._language)
        return self._labels[name]

    def called(self, name: str) -> tuple[str, ...]:
        """Return what a reader may take for the name, beside the whole one.

        Where the page has the whole name, a short one is not it.
        """
        whole = self._form.first or self._form.head
        person = self._people[name]
        if whole or person is None:
            return ()
        return (
            () if self._labels[name] == name else (self._labels[name], person.surname)
        )

    def _short(self, name: str) -> str:
        person = self._people[name]
        if person is None:
            return name
        western = name.startswith(person.given) and name[:1].isupper()
        if self._form.western and not western:
            return name
        return self._form.short(person, self._language) or name
