"""What labels mean by how they are printed: by capitals, commas, brackets, longer labels."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from content.segment.labels.shapes.bracketed import DIRECTION
from content.segment.names.descriptions import is_person
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.joined_names import holds_and
from content.segment.names.in_labels.parsing import (
    asked_by_surname,
    parse_label,
    split_by_capitals,
)
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.in_labels.units import split_unit, surname_in
from content.segment.names.name_score import (
    BRACKET,
    is_unnamed_voice,
    label_key,
    without_brackets,
)
from content.segment.names.offices import has_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.spelling.capitals import WITHOUT_CASE
from content.segment.names.titles import strip_titles
from content.segment.names.words import CJK_ROLE, label_words
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.namesakes import Namesakes
from content.segment.speakers.short_forms.forms import Forms
from content.segment.speakers.short_forms.name_parts import ends_in

_MIN_IN_CAPITALS = 2
_MIN_DESCRIBED = 2
_FULL_NAME = 2
_QUOTES = tuple('«“„”"「『')
# "Ada Brook MS", "Ada Brook TD"; "Ada Brook II" and "JR" are others.
_LETTERS_BEHIND = re.compile(r"(?<=[^\W\dA-Z_]),?\s((?!(?:[IVX]+|JR|SR)$)[A-Z]{2,4})$")


def part_voices(forms: Forms) -> None:
    """Keep brackets behind voices without a name that differ: "Journalist (Moor Post)".

    Each is another's. A single one may tell anything about the only such voice.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for text, one in forms.items():
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
                name = forms[text].name
                gap = "" if WITHOUT_CASE.search(name) else " "
                whole = f"{name}{gap}{printed}"
                forms[text] = replace(forms[text], name=whole)


def part_capitals(forms: Forms) -> None:
    """Part what is no capitals from names where others are all in capitals."""
    bare = [without_brackets(text) for text in forms]
    names = [text for text in bare if text.isupper() and is_person(text)]
    # "ADA BROOK treasurer" has its name in capitals, too.
    parted = [text for text in bare if split_by_capitals(text) is not None]
    if len(names) + len(parted) < _MIN_IN_CAPITALS:
        return
    for text in forms:
        found = split_by_capitals(text, names_in_capitals=True)
        beside = found.role.split() if found is not None else []
        asks = asked_by_surname(text) is not None
        if found and not asks and not any(map(is_given_name, beside)):
            forms[text] = found


def part_described(forms: Forms) -> set[str]:
    """Part words of no table before a comma from a name where others are offices.

    Returns:
        The labels that put an office before the comma, and a name behind it.
    """
    parted = {
        text: (before.strip(), strip_titles(person.strip()))
        for text in forms
        for before, comma, person in [without_brackets(text).rpartition(",")]
        if comma and is_person(person)
    }
    described = {
        text
        for text, (before, person) in parted.items()
        if forms[text].name == as_written(person)
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
            forms[text] = SpeakerName(
                name=as_written(person), role=as_written(before, mixed=False)
            )
    return described


def order_names(forms: Forms, known: KnownNames, declared: Iterable[str]) -> None:
    """Put the given name first where labels put the surname there."""
    kept = {forms[text].name for text in declared}
    named = {
        text: name.name
        for text, name in forms.items()
        if not (name.voice or name.name in kept) and ("," in text or not name.office)
    }
    for text, spoken in known.as_spoken(named).items():
        name = forms[text]
        role = "" if name.role and name.role in spoken else name.role
        forms[text] = SpeakerName(name=spoken, role=role or name.office)


def unify_spelling(forms: Forms) -> None:
    """Spell a name one way where labels differ only in case or punctuation."""
    first: dict[str, str] = {}
    for text, name in forms.items():
        # "Shareholder (no. 5)" is another than "Shareholder (no. 7)".
        numbered = name.voice and BRACKET.search(name.name)
        key = name.name.casefold() if numbered else label_key(name.name)
        spelling = first.setdefault(key, name.name)
        if spelling != name.name:
            forms[text] = replace(name, name=spelling)


def resolve_bracketed_names(forms: Forms, listed: Sequence[str]) -> None:
    """Resolve "The Minister (Jane Hall)" to Jane Hall if she has a label, too.

    So is "Question (Jane Hall)", where "Question (Jane Hall, The Post)" stands above.
    "The Board (Hall)" is the one Hall of a list of those present, and, beside labels
    of flats, a Hall whom no list has.
    """
    whole = {
        label_key(name.name): name.name for name in forms.values() if not name.voice
    }
    flats = any(split_unit(text) for text in forms)
    for text, name in forms.items():
        bracket = BRACKET.search(text)
        holder = bracket.group(1).strip() if bracket else ""
        if not holder or split_unit(text):
            continue
        person = strip_titles(holder)
        office = has_role(label_key(name.name).split())
        known = whole.get(label_key(as_written(person)), "")
        if known and office:
            forms[text] = SpeakerName(name=person, role=name.name)
            continue
        if known and label_key(without_brackets(text)) in label_words().questions:
            forms[text] = SpeakerName(name=known, role=without_brackets(text))
            continue
        surname = surname_in(holder) if name.voice or office or flats else ""
        present = {one for one in listed if ends_in(one, surname)}
        if surname and (flats or len(present) == 1):
            one = min(present) if len(present) == 1 else ""
            person = parse_label(one).name if one else surname
            role = without_brackets(text)
            forms[text] = SpeakerName(name=person, role=role)


def resolve_longer_labels(forms: Forms, turns: Sequence[str]) -> None:
    """Resolve a longer label to the name in it if that is a label by itself, too."""
    whole = {label_key(name.name): name.name for name in forms.values()}
    namesakes = Namesakes([forms[text].name for text in turns])
    for text, name in forms.items():
        if (name.voice and is_unnamed_voice(text)) or holds_and(text):
            continue
        original = without_brackets(text).split()
        tokens = label_key(without_brackets(text)).split()
        behind = " ".join(original[1:])
        if tokens[:1] and tokens[0] in whole and CJK_ROLE.regex.search(behind):
            # "서경문 국장": the office stands behind the name.
            forms[text] = SpeakerName(name=whole[tokens[0]], role=behind)
            continue
        tail = _label_at_end(tokens, name, whole)
        short = whole[tail] if tail else ""
        named = not (name.voice or name.office)
        if not short or (named and namesakes.are_two(name.name, short)):
            continue
        before = original[: -len(short.split())]
        if named and all(map(is_given_name, before)):
            # "Ana Hall Roca", then "Hall Roca"
            _rename(forms, short, name.name)
        else:
            told = " ".join(before).strip(" ,")
            role = name.office or told or name.role
            forms[text] = SpeakerName(name=short, role=role)


def _label_at_end(
    tokens: Sequence[str], name: SpeakerName, whole: Mapping[str, str]
) -> str:
    """Return the key of the longest other label that ends a label; empty if none does.

    Args:
        tokens: The words of the label's key.
        name: Whom the label means so far.
        whole: The names of labels by their keys.
    """
    for n in range(1, len(tokens) - 1):
        tail = " ".join(tokens[n:])
        deputy = tokens[n - 1] in label_words().deputies
        if deputy and (name.office or name.voice):
            # "Deputy Mayor Hollis" need not be Mayor Hollis, nor the deputy minister
            # the minister.
            return ""
        if name.voice and not _only_addresses(tokens[:n]):
            continue
        if not name.voice and label_key(name.role).endswith(tail):
            # "ADA BROOK – CHAIR OF THE BOARD" is no chair of the board without a name.
            return ""
        if tail in whole and whole[tail] != name.name:
            return tail
    return ""


def part_letters_behind(forms: Forms) -> None:
    """Part capitals behind a name from it, "Ada Brook MS", if others print it without."""
    whole = {name.name for name in forms.values() if not name.voice}
    for text, name in forms.items():
        letters = _LETTERS_BEHIND.search(without_brackets(text))
        if letters is None or name.voice:
            continue
        bare = parse_label(text[: letters.start()]).name
        if bare != name.name and bare in whole and is_person(bare):
            forms[text] = SpeakerName(name=bare, role=name.role or letters[1])


def resolve_cut_names(forms: Forms) -> None:
    """Resolve a full name without its last word to the one whole name of that office.

    "THE CHAIR (Ana Hall)" beside "THE CHAIR (Ana Hall Roca)": the record left out the
    second surname.
    """
    whole: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in forms.values():
        whole[one.role, one.name.rpartition(" ")[0]].add(one.name)
    for one in [*forms.values()]:
        found = whole.get((one.role, one.name), ())
        if " " in one.name and one.role and not one.voice and len(found) == 1:
            _rename(forms, one.name, min(found))


def resolve_papers(forms: Forms) -> None:
    """Resolve a quoted name alone to the one person behind whose name it stands, too.

    “Ada Brook, “Moor Post”: …” asks again under “Moor Post”.
    """
    quoted = [text for text in forms if text.startswith(_QUOTES)]
    if not quoted:
        return
    people: defaultdict[str, set[str]] = defaultdict(set)
    for one in forms.values():
        if one.role and not one.voice:
            people[label_key(one.role)].add(one.name)
    for text in quoted:
        found = people.get(label_key(text), ())
        if len(found) == 1:
            forms[text] = SpeakerName(name=min(found), role=text)


def part_strange_titles(forms: Forms, known: KnownNames) -> None:
    """Part words that no table has from a name where they surely are a title."""
    named = [o.name for o in forms.values() if not o.voice and not o.office]
    parted = known.without_strange_titles(dict.fromkeys(named))
    for text, name in forms.items():
        if name.name in parted and not name.voice:
            person, title = parted[name.name]
            forms[text] = SpeakerName(name=person, role=name.role or title)


def _rename(forms: Forms, name: str, whole: str) -> None:
    """Call whoever has a name by another one."""
    for text, one in forms.items():
        if one.name == name:
            forms[text] = replace(one, name=whole)


def _only_addresses(tokens: Sequence[str]) -> bool:
    """Return whether words before an office only address its holder: "The", "Mr."."""
    return label_words().forms_of_address.issuperset(tokens)
