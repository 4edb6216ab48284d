"""Initials and given names as labels: the one person of the document whom they fit."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from content.segment.labels.declared import is_initials, stand_for
from content.segment.names.in_labels.joined_names import are_two_people
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.name_score import label_key
from content.segment.speakers.short_forms.forms import Forms

_CUT_WORD = re.compile(r"[^\W\d_]{2,5}\.")


def resolve_given_names(forms: Forms, declared: Iterable[str]) -> None:
    """Resolve "Ada" to the one declared name that begins so."""
    by_given: defaultdict[str, set[str]] = defaultdict(set)
    for full in declared:
        by_given[label_key(full).partition(" ")[0]].add(parse_label(full).name)
    for text, name in forms.items():
        known = by_given.get(label_key(name.name), set())
        if len(known) == 1:
            forms[text] = SpeakerName(name=min(known), role=name.role)


def resolve_initials(forms: Forms) -> None:
    """Resolve "A. Lund" to "Anna Lund" if the document has only one such Lund."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for name in forms.values():
        given, _, surname = label_key(name.name).partition(" ")
        if len(given) > 1 and surname and not name.voice and not name.office:
            full[f"{given[0]} {surname.rpartition(' ')[2]}"].add(name.name)
            # "A. Lund Berg" has both surnames.
            full[f"{given[0]} {surname}"].add(name.name)
    for text, name in forms.items():
        known = full.get(label_key(name.name), set())
        if len(known) == 1 and not name.voice:
            forms[text] = replace(name, name=min(known))


def resolve_initials_alone(forms: Forms, initials: Mapping[str, str]) -> None:
    """Resolve "A. L." or "AL" to whom it is declared for, or to the one Anna Lund."""
    full = {
        name.name
        for name in forms.values()
        if not name.voice and not are_two_people(name.name)
    }
    for text, name in forms.items():
        if text in initials:
            forms[text] = parse_label(initials[text])
            continue
        if not is_initials(text) or name.voice:
            continue
        known = {other for other in full if stand_for(text, other)} - {name.name}
        if len(known) == 1:
            forms[text] = replace(name, name=min(known))


def resolve_cut_words(forms: Forms) -> None:
    """Resolve "Rep." to the one label that opens so and is no name: "Reporter"."""
    cut = [text for text in forms if _CUT_WORD.fullmatch(text)]
    longer: defaultdict[str, dict[str, SpeakerName]] = defaultdict(dict)
    for text, name in forms.items() if cut else ():
        if " " not in text and parse_label(text).voice:
            for size in range(2, 6):
                longer[text[:size].casefold()][name.name] = name
    for text in cut:
        found = longer[text[:-1].casefold()]
        if len(found) == 1:
            forms[text] = next(iter(found.values()))
