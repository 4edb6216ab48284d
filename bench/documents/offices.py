"""Forms in which a house prints offices, parties and places beside names, or for them.

Each speaker of a document has an office of its language, a party and a place, the same
ones in all labels. Who speaks most often presides.
"""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bench.documents.name_forms import PersonName, addressed, person_name
from bench.scoring.attribution import GoldSegment
from content.language.folding import fold_letters
from content.language.word_lists import words
from content.segment import SegmentKind
from content.segment.names.document_language import guess_language
from content.segment.names.words import label_words

_TABLE = Path(__file__).with_name("offices.yaml")
_MIN_CHANGED = 0.7
_LONG_WORD = 4
_WITHOUT_BLANKS = {"ja": "　", "zh": ""}
_NAME_FIRST = frozenset(("hu", "ja", "ko", "zh"))
"""Languages that put an office right behind a name, without a comma."""


class Holder(NamedTuple):
    """A speaker, and what may be printed beside the name."""

    name: PersonName
    office: str
    second: str
    party: str
    place: str

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.name.language


class OfficeForm(NamedTuple):
    """How speakers are printed.

    Attributes:
        again: What labels print.
        first: What the first label of somebody prints; `again` if there is nothing.
        head: What each person adds to a list at the top, if there is one.
        chair: Whether who presides alone has an office.
        others: What the labels of all others print then.
        own_line: Whether the form takes two lines.
        names: Whether the page has the whole name.
    """

    again: Callable[[Holder], str]
    first: Callable[[Holder], str] | None = None
    head: Callable[[Holder], str] | None = None
    chair: bool = False
    others: Callable[[Holder], str] | None = None
    own_line: bool = False
    names: bool = True


def is_held(text: str) -> bool:
    """Return whether a document, or an office, is one at which nobody looked."""
    return zlib.crc32(text.encode()) % 2 == 1


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    loaded = yaml.safe_load(_TABLE.read_text("utf-8"))
    return {
        code: {key: entries.split(" | ") for key, entries in one.items()}
        for code, one in loaded.items()
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _titled(office: str) -> str:
    parts = office.split()
    return " ".join(_capital(w) if len(w) >= _LONG_WORD else w for w in parts)


def _before(one: Holder, office: str, name: str) -> str:
    if one.language == "hu":
        return _behind(one, office.lower(), name)
    return f"{office}{_WITHOUT_BLANKS.get(one.language, ' ')}{name}"


def _behind(one: Holder, office: str, name: str) -> str:
    if one.language in _NAME_FIRST:
        blank = "" if one.language in _WITHOUT_BLANKS else " "
        return f"{name}{blank}{office}"
    return f"{name}, {office}"


def _bracketed(one: Holder, text: str, *aside: str) -> str:
    if one.language in _WITHOUT_BLANKS:
        return f"{text}（{'、'.join(aside)}）"
    return f"{text} ({', '.join(aside)})"


def _full(one: Holder) -> str:
    return one.name.full


def _office(one: Holder) -> str:
    return _capital(one.office)


def _office_name(one: Holder) -> str:
    return _before(one, _capital(one.office), one.name.full)


def _name_office(one: Holder) -> str:
    return _behind(one, one.office, one.name.full)


def _joined(one: Holder) -> str:
    joins = words(one.language, "names.and")
    blank = "" if one.language in _WITHOUT_BLANKS else " "
    word = next(iter(sorted(joins)), "") if blank else ""
    between = f" {word} " if word else "・" if not blank else ", "
    return between.join((one.office, one.second))


def _with_party(one: Holder) -> str:
    return _bracketed(one, one.name.full, one.party)


def _party_and_place(one: Holder) -> str:
    if one.language in _WITHOUT_BLANKS:
        return _bracketed(one, one.name.full, one.party, one.place)
    return f"{one.name.full}, {one.party} – {one.place}"


def _addressed(one: Holder) -> str:
    return addressed(one.name, one.language) or one.name.full


def _office_surname(one: Holder) -> str:
    if one.language in _NAME_FIRST:
        return _behind(one, one.office, one.name.surname)
    return _before(one, _capital(one.office), one.name.surname)


def _office_holder(one: Holder) -> str:
    return _bracketed(one, _capital(one.office), one.name.full)


def _without_article(office: str) -> str:
    first, _, rest = office.partition(" ")
    w = label_words()
    article = first.casefold() in w.articles | w.leading_articles
    return _capital(rest) if article and rest else office


def _field(one: Holder) -> str:
    return f"{_without_article(_capital(one.office))}: {one.name.full}"


def _listed(one: Holder) -> str:
    return _bracketed(one, one.name.full, one.office)


OFFICE_FORMS: dict[str, OfficeForm] = {
    "Mayor Ada Brook": OfficeForm(_office_name),
    "mayor Ada Brook": OfficeForm(lambda one: _before(one, one.office, one.name.full)),
    "MAYOR Ada Brook": OfficeForm(
        lambda one: _before(one, one.office.upper(), one.name.full)
    ),
    "Ada Brook, mayor": OfficeForm(_name_office),
    "Ada Brook, Mayor": OfficeForm(
        lambda one: _behind(
            one,
            one.office if one.language == "hu" else _titled(one.office),
            one.name.full,
        )
    ),
    "Ada Brook (mayor)": OfficeForm(
        lambda one: _bracketed(one, one.name.full, one.office)
    ),
    "Ada Brook / Mayor": OfficeForm(
        lambda one: f"{one.name.full}\n{_capital(one.office)}", own_line=True
    ),
    "Ada Brook (Lib)": OfficeForm(_with_party),
    "Ada Brook (Lib, Moor)": OfficeForm(
        lambda one: _bracketed(one, one.name.full, one.party, one.place)
    ),
    "Ada Brook, Lib – Moor": OfficeForm(_party_and_place),
    "Ms Brook (Lib)": OfficeForm(
        lambda one: _bracketed(one, _addressed(one), one.party), names=False
    ),
    "Mayor Brook": OfficeForm(_office_surname, names=False),
    "Mayor Ada Brook, then Brook": OfficeForm(
        lambda one: one.name.surname, _office_name
    ),
    "Mayor Ada Brook, then Ms Brook": OfficeForm(_addressed, _office_name),
    "Mayor Ada Brook, then Mayor": OfficeForm(_office, _office_name),
    "Ada Brook, mayor, then Mayor": OfficeForm(_office, _name_office),
    "Mayor (Ada Brook)": OfficeForm(_office_holder),
    "Mayor (Ada Brook), then Mayor": OfficeForm(_office, _office_holder),
    "Ada Brook, mayor and captain": OfficeForm(
        lambda one: _behind(one, _joined(one), one.name.full)
    ),
    "Mayor and captain Ada Brook": OfficeForm(
        lambda one: _before(one, _capital(_joined(one)), one.name.full)
    ),
    "Mayor": OfficeForm(_office, names=False),
    "Mayor: Ada Brook; Mayor": OfficeForm(_office, head=_field),
    "Ada Brook (mayor); Mayor": OfficeForm(_office, head=_listed),
    "The Chair": OfficeForm(_office, chair=True, others=_with_party, names=False),
    "Chair: Ada Brook; The Chair": OfficeForm(
        _office, head=_field, chair=True, others=_full
    ),
    "The Chair (Ada Brook), then The Chair": OfficeForm(
        _office, _office_holder, chair=True, others=_addressed
    ),
}
"""By how Ada Brook, mayor, a liberal from Moor, is printed: in the head; first; then again."""


class PrintedOffices:
    """The labels of one document in one form of offices."""

    def __init__(
        self, gold: Sequence[GoldSegment], form: OfficeForm, *, held: bool = False
    ) -> None:
        """Find how each person is printed.

        Args:
            gold: The words and their speakers.
            form: How speakers are printed.
            held: Whether to take the offices at which nobody looked.
        """
        kinds = (SegmentKind.SPEECH, SegmentKind.QUESTION)
        spoken = [one.names[0] for one in gold if one.kind in kinds and one.names]
        names = list(dict.fromkeys(spoken))
        self._form = form
        self._seen: set[str] = set()
        language = guess_language([one.text for one in gold])
        people = {name: person_name(name, language) for name in names}
        self._chair = Counter(n for n in spoken if people[n]).most_common(1)
        self._holders = _holders(
            {name: one for name, one in people.items() if one},
            " ".join(one.text for one in gold).casefold(),
            chair=self._chair[0][0] if self._chair and form.chair else "",
            held=held,
        )
        again = [fold_letters(self._printed(n, form.again)) for n in names]
        self.changed = (
            len(self._holders) > 1
            and len(self._holders) >= _MIN_CHANGED * len(names)
            and len(set(again)) == len(names)
        )

    def head(self) -> list[str]:
        """Return the lines of the list at the top, if the form has one."""
        tell = self._form.head
        if tell is None:
            return []
        items = [tell(one) for n, one in self._holders.items() if self._has_office(n)]
        return [", ".join(items)] if tell is _listed else items

    def label(self, name: str) -> str:
        """Return what the next label of somebody prints."""
        first = name not in self._seen
        self._seen.add(name)
        return self._printed(
            name, (self._form.first if first else None) or self._form.again
        )

    def called(self, name: str) -> tuple[str, ...]:
        """Return all that labels print for somebody; where all are short, also parts of it."""
        one = self._holders.get(name)
        if one is None:
            return ()
        forms = [self._form.again, *filter(None, [self._form.first])]
        printed = [self._printed(name, form) for form in forms]
        if self._form.names or not self._has_office(name):
            return tuple(printed)
        short = (one.name.surname, addressed(one.name, one.language))
        return (*printed, *filter(None, short), _without_article(printed[0]))

    def has_name(self, name: str) -> bool:
        """Return whether the page has the whole name of somebody."""
        if self._has_office(name):
            return self._form.names
        return self._form.others is not _addressed

    def _has_office(self, name: str) -> bool:
        presides = bool(self._chair) and self._chair[0][0] == name
        return name in self._holders and (presides or not self._form.chair)

    def _printed(self, name: str, form: Callable[[Holder], str]) -> str:
        one = self._holders.get(name)
        if one is None:
            return name
        if self._form.others and not self._has_office(name):
            form = self._form.others
        return form(one)


def _holders(
    people: dict[str, PersonName], text: str, *, chair: str, held: bool
) -> dict[str, Holder]:
    """Return what may be printed beside each name, other than the text has already."""
    language = next((one.language for one in people.values()), "")
    table = _table().get(language)
    if table is None:
        return {}
    offices, chairs = (
        [
            office
            for office in table[key]
            if is_held(office) == held
            and not re.search(rf"(?<!\w){re.escape(office.casefold())}", text)
        ]
        for key in ("offices", "chairs")
    )
    found = {}
    for n, (name, person) in enumerate(people.items()):
        # Who comes late has no office of one's own.
        if n + 1 >= len(offices):
            break
        office = chairs[0] if name == chair and chairs else offices[n]
        party, place = (
            table[key][n % len(table[key])] for key in ("parties", "places")
        )
        found[name] = Holder(person, office, offices[n + 1], party, place)
    return found
