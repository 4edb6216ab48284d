"""Offices as labels: whom the record or another label names as their holder."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from content.segment.names.in_labels.office_beside_name import (
    is_whole_name,
    offices_beside_name,
)
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.in_labels.testimony import party_words
from content.segment.names.name_score import label_key, without_brackets
from content.segment.names.offices import (
    bare_word,
    has_role,
    split_office,
    without_address,
)
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import HAN_NAME
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.names.titles import without_address_behind
from content.segment.names.words import CJK_ROLE, articles, label_words
from content.segment.speakers.chairs import holder_of, leads_meeting
from content.segment.speakers.short_forms.forms import Forms
from content.segment.speakers.short_forms.name_parts import (
    names_by_surname,
    surname_key,
)

_MIN_SO_PRINTED, _MIN_HAN_NAME = 2, 3
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+")


def resolve_presiding(
    forms: Forms, holders: Mapping[str, str], spelling: DocumentSpelling | None
) -> None:
    """Resolve an office alone to whom a line of the record names as its holder.

    A label that has more of the name tells it: "Minister (Pau Roig i Mas)". Where a label
    above names another as who holds it now, the record's line is past: "CHAIR (T. HALL)",
    then "CHAIR".
    """
    whole = [name.name for name in forms.values() if not name.voice]
    holders = {key: _longest_form(name, whole) for key, name in holders.items()}
    taken: dict[tuple[str, str], str] = {}
    for text, name in list(forms.items()):
        if name.role and not name.voice:
            taken[_article(text), _office_key(name.role)] = name.name
        office = _office_alone(text) if name.voice else ""
        holder = (
            holder_of(text, holders)
            or holder_of(name.name, holders)
            or (holder_of(office, holders) if office != text else "")
        )
        # A field "Bíró: Ada Brook" tells that this word is an office.
        field = without_brackets(text) == text and label_key(text) in holders
        holder = holder if name.voice or field else ""
        above = taken.get((_article(text), _office_key(name.name)), holder)
        if surname_key(above) != surname_key(holder):
            continue
        # "An Ceann Comhairle" looks like a name where no table knows the office.
        if holder and label_key(holder) not in label_key(text):
            found = parse_label(holder)
            spelled = holder if found.voice else found.name
            if spelling is not None:
                spelled = spelling.spell(spelled, holder)
            forms[text] = SpeakerName(name=spelled, role=name.name)


def resolve_offices(forms: Forms) -> None:
    """Resolve an office alone to its holder, whom one other label names with it."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for text, name in forms.items():
        if name.role and not name.voice:
            holders[_office_key(name.role)].add(name.name)
            articles[name.name].add(_article(text))
    for text, name in forms.items():
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
            forms[text] = SpeakerName(name=min(known), role=name.name)


def resolve_first_in_full(forms: Forms) -> None:
    """Resolve offices alone, in words of any kind, where first labels have name and office.

    "Træner Ada Brook", then "Træner"; "Tom Ferro, materialeforvalter", then
    "Materialeforvalter". One alone may be anybody's, so that two people are so printed.
    "Journalist" is whoever asks, also below "Journalist Jane Hall, Radio Moor".
    """
    alone = {
        label_key(text): text
        for text, name in forms.items()
        if not name.role and without_brackets(text) == text
    }
    holders: defaultdict[str, set[str]] = defaultdict(set)
    parted: dict[str, SpeakerName] = {}
    for text, name in forms.items():
        beside = offices_beside_name(text)
        if name.role and is_whole_name(name.name):
            beside = ((name.role, name.name), *beside)
        for office, person in beside:
            shorter = alone.get(label_key(office), text)
            if shorter != text and not is_whole_name(shorter):
                held = name.name if office == name.role else as_written(person)
                holders[shorter].add(held)
                parted[text] = SpeakerName(name=held, role=office)
                break
    people = set().union(*holders.values())
    w = label_words()
    anybody = w.unnamed_speakers | w.questions | w.shared_offices
    known = {
        text: own for text, own in holders.items() if label_key(text) not in anybody
    }
    if len(people) < _MIN_SO_PRINTED or any(len(own) > 1 for own in known.values()):
        return
    named = set().union(*known.values())
    forms |= {text: name for text, name in parted.items() if name.name in named}
    for text, own in known.items():
        forms[text] = SpeakerName(name=min(own), role=without_brackets(text))


def resolve_definite_offices(forms: Forms) -> None:
    """Resolve "The Minister" to the one label that says which minister, or who.

    Its article, or a form of address, says that the record has one: "The Minister for
    Ferries (Jane Hall)", "M. Paul Hall, rapporteur", "Sra. alcaldesa (Ana Hall)". So
    does a label that names its holder: "Wojewoda Anna Lis", "Wojewoda". "The Member"
    may be any. An office without either stands below the label that says more.
    """
    shared = label_words().shared_offices
    places = {text: n for n, text in enumerate(forms)}
    fuller: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for text, name in forms.items():
        office = _office_key(name.name if name.voice else name.role)
        fuller[office.partition(" ")[0]][text] = office
    for text, name in list(forms.items()):
        office = _office_key(name.name)
        party = office in party_words()
        alone = name.voice and " " not in office and (party or has_role([office]))
        if not alone or (office in shared and not party):
            continue
        led = any(map(_leads_one, name.name.split()[:-1]))
        # "The President" need not be the president of a committee.
        longer = not leads_meeting(office)
        held = {
            forms[other].name
            for other, key in fuller[office].items()
            if other != text
            and (longer or key == office)
            and (led or not forms[other].voice)
        }
        # "Secretary" above "Secretary for Ferries (Jane Hall)" is the clerk.
        above = led or any(
            places[other] < places[text] or key == office
            for other, key in fuller[office].items()
            if other != text and forms[other].name in held
        )
        if len(held) == 1 and above:
            forms[text] = SpeakerName(name=min(held), role=name.name)


def part_offices(forms: Forms) -> None:
    """Part an office from the surname behind it where only one person has it."""
    by_surname = names_by_surname(name.name for name in forms.values())
    parted: dict[str, tuple[str, str]] = {}
    for name in forms.values():
        found = split_office(name.name) if name.office else None
        # "MARSHAL O.I.": initials alone are nobody's surname, but what stands before them.
        if found and _INITIALS.fullmatch(found[0]):
            continue
        if found and len(by_surname[surname_key(name.name)]) == 1:
            surname = parse_label(found[0])
            if not surname.voice and not surname.office:
                parted[name.name] = surname.name, name.office
    for text, name in forms.items():
        if name.name in parted:
            surname_alone, office = parted[name.name]
            role = parse_label(text).office or office
            forms[text] = SpeakerName(name=surname_alone, role=role)


def part_offices_in_han(forms: Forms) -> None:
    """Part an office from the whole name before it that another label has alone.

    "丸井玲子会長", and then "丸井玲子".
    """
    whole = {one.name for one in forms.values() if HAN_NAME.fullmatch(one.name)}
    for text, one in forms.items():
        opening = (name for name in whole - {one.name} if one.name.startswith(name))
        name = max(opening, key=len, default="")
        office = one.name.removeprefix(name) if name else ""
        ends = [found.end() for found in CJK_ROLE.regex.finditer(office)]
        if ends[-1:] == [len(office)] and len(name) >= _MIN_HAN_NAME:
            forms[text] = SpeakerName(name=name, role=office)


def _office_alone(printed: str) -> str:
    """Return an office without forms of address before and behind it: "Alkate andrea"."""
    return " ".join(without_address_behind(without_address(printed).split()))


def _longest_form(name: str, others: Iterable[str]) -> str:
    """Return the one name among others that goes on where a name ends; else the name."""
    begins = f"{label_key(name)} "
    longer = {other for other in others if label_key(other).startswith(begins)}
    return longer.pop() if len(longer) == 1 and " " in name else name


def _office_key(office: str) -> str:
    before = _before_offices()
    words = without_address(office).split()
    while len(words) > 1 and bare_word(words[0]) in before:
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
    return _article(word) != "" or bare_word(word) in honorifics
