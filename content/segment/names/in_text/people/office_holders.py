"""Who holds an office, where a document names one person beside it in any form."""

from collections import defaultdict
from functools import cached_property

from content.language.word_lists import flag
from content.segment.names.in_text.people.named_offices import (
    MIN_OFFICE_CHARS,
    NamedOffices,
)
from content.segment.names.in_text.people.people_by_name import PeopleByName
from content.segment.names.in_text.people.word_forms import are_of_one_office
from content.segment.names.offices import is_role

_MIN_BENT_OFFICE = 6


class OfficeHolders:
    """Who holds the offices that stand beside the names of one document."""

    def __init__(
        self, offices: NamedOffices, people: PeopleByName, language: str
    ) -> None:
        """Find the holders.

        Args:
            offices: The names of the document, with the words beside them.
            people: Its people.
            language: Its language; empty if it is not known.
        """
        bends = bool(language) and flag(language, "bends_names")
        self._least = _MIN_BENT_OFFICE if bends else MIN_OFFICE_CHARS
        self.by_office = _find_holders(offices, people)

    def holder_of(self, office: str) -> str:
        """Return the one person whom the document names beside an office; else empty."""
        known = self.by_office.get(office)
        if known is None and len(office) >= MIN_OFFICE_CHARS:
            like = self._by_opening.get(office[:MIN_OFFICE_CHARS], ())
            keys = (key for key in like if are_of_one_office(office, key, self._least))
            known = self.by_office.get(next(keys, "")) or self._in_compounds(office)
        return min(known) if known and len(known) == 1 else ""

    def _in_compounds(self, office: str) -> set[str]:
        """Return who holds an office whose word ends in this one: "ministern" is "landsbygdsminister"."""
        like = self._by_inner.get(office[:MIN_OFFICE_CHARS], {})
        return {
            name
            for key, start in like.items()
            if are_of_one_office(office, key[start:], self._least)
            for name in self.by_office[key]
        }

    @cached_property
    def _by_inner(self) -> dict[str, dict[str, int]]:
        """The offices by the letters with which a word within them may open, and where it does last."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for office in self.by_office:
            for start in range(1, len(office) - MIN_OFFICE_CHARS + 1):
                found[office[start : start + MIN_OFFICE_CHARS]][office] = start
        return dict(found)

    @cached_property
    def _by_opening(self) -> dict[str, list[str]]:
        """The offices by their first letters, which all forms share."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for office in self.by_office:
            found[office[:MIN_OFFICE_CHARS]].append(office)
        return dict(found)


def _find_holders(offices: NamedOffices, people: PeopleByName) -> dict[str, set[str]]:
    """Return the holders of each office, under their fullest names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, beside in offices.beside:
        if is_role(beside) or beside in offices.noted:
            found[beside].add(people.whole(name))
    for office, names in offices.holders_by_clause.items():
        # Beside "Minister Ada Brook", the minister of another land is none.
        if office not in found:
            found[office] = {people.whole(name) for name in names}
    # In minutes of a council, its chair is "the chair", and not that of a board.
    others: defaultdict[str, set[str]] = defaultdict(set)
    for name, office in offices.of_other_bodies:
        others[office].add(people.whole(name))
    own = {key: (names - others[key]) or names for key, names in found.items()}
    return {office: _without_headlined(names) for office, names in own.items()}


def _without_headlined(names: set[str]) -> set[str]:
    """Return names without what opens with the surname of another: "Brook Opens".

    A headline may print verbs in capitals: "Mayor Brook Opens Bridge".
    """
    surnames = {name.split()[-1] for name in names if " " in name}
    return {name for name in names if name.split()[0] not in surnames} or names
