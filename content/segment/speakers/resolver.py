"""Resolve the labels of one document to speakers: short forms to full names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from content.language.word_lists import WordPattern
from content.segment.labels.declared import is_initials, stand_for
from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.parsing import (
    asked_by_surname,
    parse_label,
    split_shouted,
)
from content.segment.names.in_labels.shapes import BRACKET
from content.segment.names.in_labels.small_forms import is_abbreviated
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.in_labels.testimony import party_words
from content.segment.names.in_labels.units import split_unit, surname_in
from content.segment.names.name_score import (
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import (
    EDGE_PUNCTUATION,
    has_role,
    is_role,
    split_office,
    without_address,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.names.titles import strip_titles, without_address_behind
from content.segment.names.words import CJK_ROLE, articles, label_words
from content.segment.speakers.chairs import holder_of, leads_meeting
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.namesakes import Namesakes

# "BROOK and HALL" are two people, and neither one's full name.
_JOINED = WordPattern(r"\s(?:<names.and>|[&/+])\s")

_MIN_SHOUTED = 2
_MIN_DESCRIBED, _FULL_NAME = 2, 2
"""Labels with an office before a comma that tell what stands there in others."""


class PrintedNames:
    """The writers of a chat as it prints them: nobody is called two ways in one."""

    def __getitem__(self, printed: str) -> SpeakerName:
        """Return the name as printed: "Olga (flat 47)"."""
        return SpeakerName(name=printed)


class SpeakerResolver:
    """The speakers of one document by label; a short form joins a full name if certain."""

    def __init__(
        self,
        printed: Iterable[str],
        declared: Iterable[str] = (),
        initials: Mapping[str, str] | None = None,
        *,
        holders: Mapping[str, str] | None = None,
        spelling: DocumentSpelling | None = None,
        known: KnownNames | None = None,
        earlier: Iterable[str] = (),
        listed: Iterable[str] = (),
    ) -> None:
        """Resolve all labels of a document.

        Args:
            printed: The labels as printed, one of each turn.
            declared: Full names that the document declares.
            initials: Full names by initials that the document declares.
            holders: Who holds an office, by its key, as lines of the record say.
            spelling: How the document spells names.
            known: Full names that its texts have.
            earlier: Labels of the parts before.
            listed: Who is present, as minutes list them.
        """
        self._turns = list(printed)
        self._forms = {
            text: parse_label(text)
            for text in dict.fromkeys([*earlier, *self._turns, *declared])
        }
        self._resolve_capitals()
        described = self._resolve_described()
        self._resolve_given_names(declared)
        if known is not None and holders:
            whole = [name.name for name in self._forms.values() if not name.voice]
            holders = known.holders_as_spoken(holders, whole)
        self._resolve_presiding(holders or {}, spelling)
        if known is not None:
            self._resolve_order(known, {*declared, *described})
        if spelling is not None:
            self._forms = {
                text: replace(name, name=spelling.spell(name.name, text))
                for text, name in self._forms.items()
            }
        self._unify_spelling()
        self._resolve_bracketed_names([*listed])
        self._resolve_longer_labels()
        if known is not None:
            self._part_strange_titles(known)
        self._resolve_surnames()
        if known is not None:
            self._resolve_known(known)
        self._resolve_initials()
        self._resolve_initials_alone(initials or {})
        self._resolve_offices()
        self._resolve_definite_offices()
        self._part_offices()
        if known is not None:
            self._resolve_whole(known)
            self._part_strange_titles(known)
        self._resolve_listed([*listed], known)
        self._part_voices()

    def __getitem__(self, printed: str) -> SpeakerName:
        return self._forms.get(printed) or parse_label(printed)

    def _part_voices(self) -> None:
        """Keep brackets behind voices without a name that differ: "Journalist (Moor Post)".

        Each is another's. A single one may tell anything about the only such voice.
        """
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for text, one in self._forms.items():
            bracket = BRACKET.search(text)
            if not (one.voice and bracket and is_unnamed_voice(text)):
                continue
            inside = bracket[1].strip()
            named = inside[:1].isupper() or WITHOUT_CASE.match(inside)
            key = label_key(without_brackets(text))
            # "Question (Anna, Leeds)" is told apart by what it asks.
            asks = key in label_words().questions | label_words().answers
            if named and not asks and not DIRECTION.is_in(inside):
                found[key][text] = bracket.group()
        for brackets in found.values():
            if len({label_key(one) for one in brackets.values()}) > 1:
                for text, printed in brackets.items():
                    name = self._forms[text].name
                    gap = "" if WITHOUT_CASE.search(name) else " "
                    whole = f"{name}{gap}{printed}"
                    self._forms[text] = replace(self._forms[text], name=whole)

    def _resolve_capitals(self) -> None:
        """Part what is no capitals from names where others are all in capitals."""
        bare = [without_brackets(text) for text in self._forms]
        names = [text for text in bare if text.isupper() and is_person(text)]
        # "ADA BROOK treasurer" has its name in capitals, too.
        parted = [text for text in bare if split_shouted(text) is not None]
        if len(names) + len(parted) < _MIN_SHOUTED:
            return
        for text in self._forms:
            found = split_shouted(text, shouted=True)
            beside = found.role.split() if found is not None else []
            asks = asked_by_surname(text) is not None
            if found and not asks and not any(map(is_given_name, beside)):
                self._forms[text] = found

    def _resolve_described(self) -> set[str]:
        """Part words of no table before a comma from a name where others are offices.

        Returns:
            The labels that put an office before the comma, and a name behind it.
        """
        parted = {
            text: (before.strip(), strip_titles(person.strip()))
            for text in self._forms
            for before, comma, person in [without_brackets(text).rpartition(",")]
            if comma and is_person(person)
        }
        described = {
            text
            for text, (before, person) in parted.items()
            if self._forms[text].name == as_written(person)
            and has_role(label_key(before).split())
        }
        if not described:
            return described
        for text, (before, person) in parted.items():
            named = any(map(is_given_name, before.split()))
            given, *_, last = person.split()
            # One such label tells only of names with two surnames behind the comma.
            told = len(described) >= _MIN_DESCRIBED or (
                len(person.split()) > _FULL_NAME and not is_given_name(last)
            )
            if told and text not in described and not named and is_given_name(given):
                described.add(text)
                self._forms[text] = SpeakerName(
                    name=as_written(person), role=as_written(before, mixed=False)
                )
        return described

    def _resolve_given_names(self, declared: Iterable[str]) -> None:
        """Resolve "Ada" to the one declared name that begins so."""
        by_given: defaultdict[str, set[str]] = defaultdict(set)
        for full in declared:
            by_given[label_key(full).partition(" ")[0]].add(parse_label(full).name)
        for text, name in self._forms.items():
            known = by_given.get(label_key(name.name), set())
            if len(known) == 1:
                self._forms[text] = SpeakerName(name=min(known), role=name.role)

    def _resolve_presiding(
        self, holders: Mapping[str, str], spelling: DocumentSpelling | None
    ) -> None:
        """Resolve an office alone to whom a line of the record names as its holder.

        A label that has more of the name tells it: "Minister (Pau Roig i Mas)".
        """
        whole = [name.name for name in self._forms.values() if not name.voice]
        holders = {key: _longest_form(name, whole) for key, name in holders.items()}
        for text, name in list(self._forms.items()):
            office = _office_alone(text) if name.voice else ""
            holder = (
                holder_of(text, holders)
                or holder_of(name.name, holders)
                or (holder_of(office, holders) if office != text else "")
            )
            # A field "Bíró: Ada Brook" tells that this word is an office.
            holder = holder if name.voice or label_key(text) in holders else ""
            # "An Ceann Comhairle" looks like a name where no table knows the office.
            if holder and label_key(holder) not in label_key(text):
                found = parse_label(holder)
                spelled = holder if found.voice else found.name
                if spelling is not None:
                    spelled = spelling.spell(spelled, holder)
                self._forms[text] = SpeakerName(name=spelled, role=name.name)

    def _resolve_order(self, known: KnownNames, declared: Iterable[str]) -> None:
        """Put the given name first where labels put the surname there."""
        kept = {self._forms[text].name for text in declared}
        named = {
            text: name.name
            for text, name in self._forms.items()
            if not (name.voice or name.name in kept)
            and ("," in text or not name.office)
        }
        for text, spoken in known.as_spoken(named).items():
            name = self._forms[text]
            role = "" if name.role and name.role in spoken else name.role
            self._forms[text] = SpeakerName(name=spoken, role=role or name.office)

    def _unify_spelling(self) -> None:
        """Spell a name one way where labels differ only in case or punctuation."""
        first: dict[str, str] = {}
        for text, name in self._forms.items():
            # "Shareholder (no. 5)" is another than "Shareholder (no. 7)".
            numbered = name.voice and BRACKET.search(name.name)
            key = name.name.casefold() if numbered else label_key(name.name)
            spelling = first.setdefault(key, name.name)
            if spelling != name.name:
                self._forms[text] = replace(name, name=spelling)

    def _resolve_bracketed_names(self, listed: Sequence[str]) -> None:
        """Resolve "The Minister (Jane Hall)" to Jane Hall if she has a label, too.

        "The Board (Hall)" is the one Hall of a list of those present, and, beside labels
        of flats, a Hall whom no list has.
        """
        whole = {
            label_key(name.name) for name in self._forms.values() if not name.voice
        }
        flats = any(split_unit(text) for text in self._forms)
        for text, name in self._forms.items():
            bracket = BRACKET.search(text)
            holder = bracket.group(1).strip() if bracket else ""
            if not holder or split_unit(text):
                continue
            person = strip_titles(holder)
            office = has_role(label_key(name.name).split())
            if office and label_key(person) in whole:
                self._forms[text] = SpeakerName(name=person, role=name.name)
                continue
            surname = surname_in(holder) if name.voice or office or flats else ""
            present = {one for one in listed if _ends_in(one, surname)}
            if surname and (flats or len(present) == 1):
                one = min(present) if len(present) == 1 else ""
                person = parse_label(one).name if one else surname
                role = without_brackets(text)
                self._forms[text] = SpeakerName(name=person, role=role)

    def _resolve_longer_labels(self) -> None:
        """Resolve a longer label to the name in it if that is a label by itself, too."""
        whole = {label_key(name.name): name.name for name in self._forms.values()}
        namesakes = self._namesakes()
        for text, name in self._forms.items():
            if (name.voice and is_unnamed_voice(text)) or _JOINED.is_in(text):
                continue
            original = without_brackets(text).split()
            tokens = label_key(without_brackets(text)).split()
            behind = " ".join(original[1:])
            if tokens[:1] and tokens[0] in whole and CJK_ROLE.regex.search(behind):
                # "서경문 국장": the office stands behind the name.
                self._forms[text] = SpeakerName(name=whole[tokens[0]], role=behind)
                continue
            for n in range(1, len(tokens) - 1):
                tail = " ".join(tokens[n:])
                deputy = tokens[n - 1] in label_words().deputies
                if deputy and (name.office or name.voice):
                    # "Deputy Mayor Hollis" need not be Mayor Hollis, nor the deputy
                    # minister the minister.
                    break
                if name.voice and not _only_addresses(tokens[:n]):
                    continue
                if not name.voice and label_key(name.role).endswith(tail):
                    # "ADA BROOK – CHAIR OF THE BOARD" is no chair of the board without
                    # a name.
                    break
                if tail in whole and whole[tail] != name.name:
                    named = not (name.voice or name.office)
                    if named and namesakes.are_two(name.name, whole[tail]):
                        break
                    kept = len(whole[tail].split())
                    before = " ".join(original[:-kept]).strip(" ,")
                    role = name.office or before or name.role
                    self._forms[text] = SpeakerName(name=whole[tail], role=role)
                    break

    def _namesakes(self) -> Namesakes:
        return Namesakes([self._forms[text].name for text in self._turns])

    def _part_strange_titles(self, known: KnownNames) -> None:
        """Part words that no table has from a name where they surely are a title."""
        named = [o.name for o in self._forms.values() if not o.voice and not o.office]
        parted = known.parted_names(dict.fromkeys(named))
        for text, name in self._forms.items():
            if name.name in parted and not name.voice:
                person, title = parted[name.name]
                self._forms[text] = SpeakerName(name=person, role=name.role or title)

    def _resolve_initials(self) -> None:
        """Resolve "A. Lund" to "Anna Lund" if the document has only one such Lund."""
        full: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._forms.values():
            given, _, surname = label_key(name.name).partition(" ")
            if len(given) > 1 and surname and not name.voice and not name.office:
                full[f"{given[0]} {surname.rpartition(' ')[2]}"].add(name.name)
                # "A. Lund Berg" has both surnames.
                full[f"{given[0]} {surname}"].add(name.name)
        for text, name in self._forms.items():
            known = full.get(label_key(name.name), set())
            if len(known) == 1 and not name.voice:
                self._forms[text] = replace(name, name=min(known))

    def _resolve_initials_alone(self, initials: Mapping[str, str]) -> None:
        """Resolve "A. L." or "AL" to whom it is declared for, or to the one Anna Lund."""
        full = {name.name for name in self._forms.values() if not name.voice}
        for text, name in self._forms.items():
            if text in initials:
                self._forms[text] = parse_label(initials[text])
                continue
            if not is_initials(text) or name.voice:
                continue
            known = {other for other in full if stand_for(text, other)} - {name.name}
            if len(known) == 1:
                self._forms[text] = replace(name, name=min(known))

    def _resolve_offices(self) -> None:
        """Resolve an office alone to its holder, whom one other label names with it."""
        holders: defaultdict[str, set[str]] = defaultdict(set)
        articles: defaultdict[str, set[str]] = defaultdict(set)
        for text, name in self._forms.items():
            if name.role and not name.voice:
                holders[_office_key(name.role)].add(name.name)
                articles[name.name].add(_article(text))
        for text, name in self._forms.items():
            # "Președintele României" looks like an office before a surname.
            alone = name.voice or name.office
            known = holders.get(_office_key(name.name), set()) if alone else set()
            words = _office_key(name.name).split()
            # "Member" may be any member.
            chairs = leads_meeting(label_key(name.name))
            article = _article(text)
            # "O Sr. Presidente" is not "A Sr.ª Presidente (Ada Lima)".
            known = {
                one
                for one in known
                if not article or not articles[one] - {""} or article in articles[one]
            }
            if len(known) == 1 and (chairs or (len(words) > 1 and has_role(words))):
                self._forms[text] = SpeakerName(name=min(known), role=name.name)

    def _resolve_definite_offices(self) -> None:
        """Resolve "The Minister" to the one label that says which minister, or who.

        Its article, or a form of address, says that the record has one: "The Minister for
        Ferries (Jane Hall)", "M. Paul Hall, rapporteur", "Sra. alcaldesa (Ana Hall)". So
        does a label that names its holder: "Wojewoda Anna Lis", "Wojewoda". "The Member"
        may be any.
        """
        shared = label_words().shared_offices
        fuller: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for text, name in self._forms.items():
            office = _office_key(name.name if name.voice else name.role)
            fuller[office.partition(" ")[0]][text] = office
        for text, name in list(self._forms.items()):
            office = _office_key(name.name)
            party = office in party_words()
            alone = name.voice and " " not in office and (party or has_role([office]))
            if not alone or (office in shared and not party):
                continue
            led = any(map(_leads_one, name.name.split()[:-1]))
            # "The President" need not be the president of a committee.
            longer = not leads_meeting(office)
            held = {
                self._forms[other].name
                for other, key in fuller[office].items()
                if other != text
                and (longer or key == office)
                and (led or not self._forms[other].voice)
            }
            if len(held) == 1:
                self._forms[text] = SpeakerName(name=min(held), role=name.name)

    def _resolve_surnames(self) -> None:
        """Resolve "Mr. Hall" to "John Hall" if the document has only one Hall."""
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        roles: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._forms.values():
            if not name.voice and not _JOINED.is_in(name.name):
                by_surname[_surname(name.name)].add(name.name)
                roles[name.name].add(name.role)
        namesakes = self._namesakes()
        for text, name in self._forms.items():
            others = by_surname[_surname(name.name)] - {name.name}
            if name.voice or not others or not _is_surname_alone(name.name):
                continue
            full = {other for other in others if not _is_surname_alone(other)}
            short = {other for other in others if _is_surname_alone(other)}
            if len(full) == 1 and _have_one_address(name.name, short):
                whole = full.pop()
                if namesakes.are_two(whole, name.name):
                    continue
                if not name.office or _is_holder(name.office, short, roles[whole]):
                    role = name.role or name.office
                    self._forms[text] = SpeakerName(name=whole, role=role)

    def _resolve_known(self, known: KnownNames) -> None:
        """Resolve a surname with a title or initials to the one full name in the text."""
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._forms.values():
            by_surname[_surname(name.name)].add(name.name)
        alone = [
            name.name
            for name in self._forms.values()
            if not name.voice
            # "V. Brook" is not the "Brook" whom she interrupts, and has a full name.
            and all(
                _opens_with_initial(name.name) and _is_surname_alone(other)
                for other in by_surname[_surname(name.name)] - {name.name}
            )
        ]
        full = known.full_names(dict.fromkeys(alone))
        for text, name in self._forms.items():
            if name.name in full:
                role = name.role or name.office
                self._forms[text] = SpeakerName(name=full[name.name], role=role)

    def _resolve_whole(self, known: KnownNames) -> None:
        """Resolve what is left of short names to the one whole name anywhere in the text."""
        named = [name for name in self._forms.values() if not name.voice]
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name in named:
            by_surname[_surname(name.name)].add(name.name)
        alone = {
            name.name: bool(name.role or name.office)
            for name in named
            if len(by_surname[_surname(name.name)]) == 1
        }
        surnames = [name for name, official in alone.items() if official]
        taken = {label_key(name.name) for name in named}
        full = known.whole_names(alone, surnames)
        for text, name in self._forms.items():
            whole = full.get(name.name, "")
            if whole and not name.voice and label_key(whole) not in taken:
                role = name.role or name.office
                self._forms[text] = SpeakerName(name=whole, role=role)

    def _resolve_listed(
        self, listed: Sequence[str], known_names: KnownNames | None
    ) -> None:
        """Resolve a surname or a given name to the one person on a list who has it."""
        by_part: defaultdict[str, set[str]] = defaultdict(set)
        whole = dict.fromkeys(
            _without_short_title(parse_label(full).name) for full in listed
        )
        found: dict[str, SpeakerName] = {}
        for one in whole:
            words = [] if WITHOUT_CASE.search(one) else label_key(one).split()
            ends = {" ".join(words[n:]) for n in range(1, len(words))}
            # Of two surnames, the first stands alone: "Sr. Hall" is "Pedro Hall Roca".
            inner = {*words[1:-1]} - label_words().particles
            for part in {words[0], *ends, *inner} if len(words) > 1 else ():
                by_part[part].add(one)
        taken = {label_key(name.name) for name in self._forms.values()}
        short = {
            text: _untitled(text, name.name)
            for text, name in self._forms.items()
            if not name.voice
        }
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for text, part in short.items():
            alike[part].add(self._forms[text].name)
        listed_whole = set(map(label_key, whole))
        for text, part in short.items():
            # Beside "Screen of Ada Brook" a list may have Ada Brook, too.
            known = set() if part in listed_whole else by_part.get(part, set())
            full = min(known) if len(known) == 1 else ""
            # "Z. Hall" is no better a name for "p. Hall", nor for "Mr. Hall" where no
            # list has "Mr. Z. Hall".
            shorter = _opens_with_initial(full) and (
                is_abbreviated(text)
                or (
                    part != label_key(self._forms[text].name)
                    and known_names is not None
                    and not known_names.has_in_head(f"{text.split()[0]} {full}")
                )
            )
            is_one = full != "" and not shorter
            is_one = is_one and _have_one_address(full, alike[part])
            if is_one and label_key(full) not in taken:
                found[text] = replace(self._forms[text], name=full)
        self._forms.update(found)

    def _part_offices(self) -> None:
        """Part an office from the surname behind it where only one person has it."""
        by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._forms.values():
            by_surname[_surname(name.name)].add(name.name)
        parted: dict[str, tuple[str, str]] = {}
        for name in self._forms.values():
            found = split_office(name.name) if name.office else None
            if found and len(by_surname[_surname(name.name)]) == 1:
                surname = parse_label(found[0])
                if not surname.voice and not surname.office:
                    parted[name.name] = surname.name, name.office
        for text, name in self._forms.items():
            if name.name in parted:
                surname_alone, office = parted[name.name]
                role = parse_label(text).office or office
                self._forms[text] = SpeakerName(name=surname_alone, role=role)


def _ends_in(whole: str, surname: str) -> bool:
    """Return whether a name is a surname, or ends in it."""
    last = label_key(surname).rpartition(" ")[2]
    return bool(last) and label_key(whole).rpartition(" ")[2] == last


def _untitled(printed: str, name: str) -> str:
    """Return the key of a name in a label without forms of address before it."""
    # "p. Hall": such a title is in no table.
    words = without_address_behind(name.split()[is_abbreviated(printed) :])
    titles = label_words().titles
    # "D-na Hall" is one title, and no key has its hyphen.
    while len(words) > 1 and words[0].strip(EDGE_PUNCTUATION).casefold() in titles:
        words = words[1:]
    return label_key(" ".join(words))


def _without_short_title(name: str) -> str:
    """Return a listed name without a form of address that looks like an initial.

    >>> _without_short_title("D. Pedro Hall Roca"), _without_short_title("D.ª Ana Hall"), _without_short_title("D. Hall")
    ('Pedro Hall Roca', 'Ana Hall', 'D. Hall')
    """
    first, *rest = name.split()
    if len(rest) < _FULL_NAME:
        return name
    if len(first) > len("D.ª") and first.endswith("."):
        return " ".join(rest)  # "PaedDr. Peter Hall"
    known = len(first) == len("D.") and is_given_name(rest[0])
    return " ".join(rest) if known or first.strip(".").endswith(("ª", "º")) else name


def _office_alone(printed: str) -> str:
    """Return an office without forms of address before and behind it: "Alkate andrea"."""
    return " ".join(without_address_behind(without_address(printed).split()))


def _only_addresses(tokens: list[str]) -> bool:
    """Return whether words before an office only address its holder: "The", "Mr."."""
    return label_words().forms_of_address.issuperset(tokens)


def _longest_form(name: str, others: Iterable[str]) -> str:
    """Return the one name among others that goes on where a name ends; else the name."""
    begins = f"{label_key(name)} "
    longer = {other for other in others if label_key(other).startswith(begins)}
    return longer.pop() if len(longer) == 1 and " " in name else name


def _office_key(office: str) -> str:
    before = _before_offices()
    words = without_address(office).split()
    while len(words) > 1 and words[0].strip(EDGE_PUNCTUATION).casefold() in before:
        del words[0]
    return label_key(" ".join(words))


@cache
def _before_offices() -> frozenset[str]:
    """Return articles, and forms of address that are no office."""
    return articles() | (label_words().honorifics - label_words().roles)


def _article(printed: str) -> str:
    """Return the article that opens a label, case-folded; empty if none does."""
    first = printed.split(" ", 1)[0].casefold()
    return first if first in articles() else ""


def _leads_one(word: str) -> bool:
    """Return whether a word before an office says that one person is meant."""
    honorifics = label_words().honorifics - label_words().roles
    return _article(word) != "" or word.strip(EDGE_PUNCTUATION).casefold() in honorifics


def _surname(name: str) -> str:
    if _is_surname_alone(name):
        # "Mr. HALL of Northmoor" is a HALL.
        name = re.split(r"\s(?:of|from|de|aus|von)\s", name)[0]
    return label_key(name).rpartition(" ")[2]


def _is_surname_alone(name: str) -> bool:
    """Return whether a name is a surname alone, with or without a form of address."""
    if parse_label(name).office:
        return True
    tokens = [token.strip(EDGE_PUNCTUATION).casefold() for token in name.split()]
    while len(tokens) > 1 and (tokens[0] in label_words().titles or is_role(tokens[0])):
        tokens = tokens[1:]
    return len(tokens) == 1 or (len(tokens) > 2 and tokens[1] in {"of", "from"})


def _opens_with_initial(name: str) -> bool:
    return label_key(name)[1:2] == " "


def _have_one_address(name: str, others: set[str]) -> bool:
    """Return whether all have one form of address; Mr. and Mrs. Hall are two people."""
    forms = {
        other.split()[0].strip(EDGE_PUNCTUATION).casefold() for other in {name, *others}
    } & label_words().honorifics
    return len(forms) <= 1


def _is_holder(office: str, short: set[str], roles: set[str]) -> bool:
    """Return whether an office surely belongs to the one full name with its surname.

    Another short form may be another person's: President and Mrs. Lincoln. If both have
    an office, it must be the same.
    """
    own, deputies = set(label_key(office).split()), label_words().deputies
    if any(label_key(role).split() == label_key(office).split() for role in roles):
        return True
    known = [set(words) for role in roles if has_role(words := label_key(role).split())]
    return not short and all(
        any(map(is_role, own & other)) and own & deputies == other & deputies
        for other in known
    )
