"""Surnames as labels: the one person of the document, or of a list, who has it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from content.segment.names.in_labels.joined_names import holds_and
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.small_forms import is_abbreviated
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import label_key
from content.segment.names.offices import has_role, is_role
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import without_small_title
from content.segment.names.words import label_words
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.namesakes import Namesakes
from content.segment.speakers.short_forms.forms import Forms
from content.segment.speakers.short_forms.name_parts import (
    have_one_address,
    is_surname_alone,
    names_by_surname,
    opens_with_initial,
    surname_key,
    untitled,
    without_short_title,
)

_HAN_NAME, _HAN_GIVEN = (
    re.compile(r"[\u3400-\u9fff]{3,4}"),
    re.compile(r"[\u3400-\u9fff]{2}"),
)


def resolve_surnames(forms: Forms, turns: Sequence[str]) -> None:
    """Resolve "Mr. Hall" to "John Hall" if the document has only one Hall."""
    people = [
        name
        for name in forms.values()
        # A field that lists who takes part is nobody's full name.
        if not name.voice and "," not in name.name and not holds_and(name.name)
    ]
    by_surname = names_by_surname(name.name for name in people)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for name in people:
        roles[name.name].add(name.role)
    namesakes = Namesakes([forms[text].name for text in turns])
    for text, name in forms.items():
        others = by_surname[surname_key(name.name)] - {name.name}
        if name.voice or not others or not is_surname_alone(name.name):
            continue
        alone = parse_label(text)
        if alone.office and not name.office and alone.name == name.name:
            continue  # What looks like an office is the surname: "Bíró Gábor".
        full = {other for other in others if not is_surname_alone(other)}
        short = {other for other in others if is_surname_alone(other)}
        if len(full) == 1 and have_one_address(name.name, short):
            whole = full.pop()
            if namesakes.are_two(whole, name.name):
                continue
            if not name.office or _is_holder(name.office, short, roles[whole]):
                role = name.role or name.office
                forms[text] = SpeakerName(name=whole, role=role)


def resolve_given_in_han(forms: Forms) -> None:
    """Resolve "部長國楨" to 錢國楨 if that is the one whole name that ends so."""
    whole = {(o.name, o.role) for o in forms.values() if _HAN_NAME.fullmatch(o.name)}
    for text, name in forms.items():
        if name.voice or not name.role or not _HAN_GIVEN.fullmatch(name.name):
            continue
        full = [
            one for one, role in whole if one.endswith(name.name) and role == name.role
        ]
        if len(full) == 1:
            forms[text] = SpeakerName(name=full[0], role=name.role)


def resolve_known(forms: Forms, known: KnownNames) -> None:
    """Resolve a surname with a title or initials to the one full name in the text."""
    by_surname = names_by_surname(name.name for name in forms.values())
    alone = [
        name.name
        for name in forms.values()
        if not name.voice
        # "V. Brook" is not the "Brook" whom she interrupts, and has a full name.
        and all(
            opens_with_initial(name.name) and is_surname_alone(other)
            for other in by_surname[surname_key(name.name)] - {name.name}
        )
    ]
    full = known.full_names(dict.fromkeys(alone))
    parted = {label_key(text) for text, one in forms.items() if one.role}
    for text, name in forms.items():
        # What another label parts into a name and an office is no whole name, nor is
        # one that an office ends: "Hugo Betancor Secretario".
        whole = full.get(name.name, "")
        ends = whole.startswith(f"{name.name} ") and has_role(
            label_key(whole[len(name.name) :]).split()
        )
        if whole and not ends and label_key(whole) not in parted:
            role = name.role or name.office
            forms[text] = SpeakerName(name=whole, role=role)


def resolve_small_titles(forms: Forms, known: KnownNames) -> None:
    """Resolve "p. Nováková" to the one name in the text that has a given name, too."""
    bare = {
        text: replace(one, name=without_small_title(one.name))
        for text, one in forms.items()
        if without_small_title(one.name) != one.name
    }
    if not bare:
        return
    full = {**forms, **bare}
    resolve_known(full, known)
    for text, one in bare.items():
        if full[text] != one and not opens_with_initial(full[text].name):
            forms[text] = full[text]


def resolve_whole(forms: Forms, known: KnownNames) -> None:
    """Resolve what is left of short names to the one whole name anywhere in the text."""
    named = [name for name in forms.values() if not name.voice]
    by_surname = names_by_surname(name.name for name in named)
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for name in named:
        offices[surname_key(name.name)].add(name.office)
    alone = {
        name.name: bool(name.role or name.office)
        for name in named
        if len(by_surname[surname_key(name.name)]) == 1
        or _are_one_office(offices[surname_key(name.name)])
    }
    surnames = [name for name, official in alone.items() if official]
    taken = {label_key(name.name) for name in named}
    full = known.whole_names(alone, surnames)
    of_surname = {surname_key(name): whole for name, whole in full.items()}
    for text, name in forms.items():
        fellow = (
            of_surname.get(surname_key(name.name), "") if name.name in alone else ""
        )
        whole = full.get(name.name, fellow)
        if whole and not name.voice and label_key(whole) not in taken:
            role = name.role or name.office
            forms[text] = SpeakerName(name=whole, role=role)


def resolve_middle_names(forms: Forms, known: KnownNames) -> None:
    """Resolve a name to the longer one of the head that has more words in its middle.

    "Eva Lima Reis" speaks for whom the head lists as "Eva Rosa Lima Reis".
    """
    names = {name.name for name in forms.values() if not name.voice}
    longer = known.with_middle_names({name for name in names if " " in name})
    for text, name in forms.items():
        if not name.voice and name.name in longer:
            forms[text] = replace(name, name=longer[name.name])


def _are_one_office(offices: set[str]) -> bool:
    """Return whether offices are one, in full and by its initials.

    >>> _are_one_office({"PM", "Prime Minister"}), _are_one_office({"", "Senator"})
    (True, False)
    """
    full = {office for office in offices if " " in office}
    initials = {"".join(word[0] for word in office.split()) for office in full}
    return len(full) == 1 and offices - full == initials


def resolve_listed(
    forms: Forms, listed: Sequence[str], known_names: KnownNames | None
) -> None:
    """Resolve a surname or a given name to the one person on a list who has it."""
    by_part: defaultdict[str, set[str]] = defaultdict(set)
    whole = dict.fromkeys(
        without_short_title(parse_label(full).name) for full in listed
    )
    found: dict[str, SpeakerName] = {}
    for one in whole:
        words = [] if WITHOUT_CASE.search(one) else label_key(one).split()
        ends = {" ".join(words[n:]) for n in range(1, len(words))}
        # Of two surnames, the first stands alone: "Sr. Hall" is "Pedro Hall Roca".
        inner = {*words[1:-1]} - label_words().particles
        for part in {words[0], *ends, *inner} if len(words) > 1 else ():
            by_part[part].add(one)
    taken = {label_key(name.name) for name in forms.values()}
    short = {
        text: untitled(text, name.name)
        for text, name in forms.items()
        if not name.voice
    }
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for text, part in short.items():
        alike[part].add(forms[text].name)
    listed_whole = set(map(label_key, whole))
    for text, part in short.items():
        # Beside "Screen of Ada Brook" a list may have Ada Brook, too.
        known = set() if part in listed_whole else by_part.get(part, set())
        full = min(known) if len(known) == 1 else ""
        # "Z. Hall" is no better a name for "p. Hall", nor for "Mr. Hall" where no
        # list has "Mr. Z. Hall".
        shorter = opens_with_initial(full) and (
            is_abbreviated(text)
            or (
                part != label_key(forms[text].name)
                and known_names is not None
                and not known_names.has_in_head(f"{text.split()[0]} {full}")
            )
        )
        is_one = full != "" and not shorter
        is_one = is_one and have_one_address(full, alike[part])
        if is_one and label_key(full) not in taken:
            found[text] = replace(forms[text], name=full)
    forms.update(found)


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
