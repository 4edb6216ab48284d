"""Labels with an office and a name, one behind the other or parted by a comma or a dash.

"Mayor Jane Hall", "Ada Brook, surveyor", "Councillor Ada Brook - United for Northmoor".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.language.folding import fold_letters
from content.language.word_lists import all_words
from content.segment.names.descriptions import (
    DASH,
    is_person,
    opens_with_letters,
    split_description,
)
from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.speaker_name import (
    SpeakerName,
    is_full_name,
    office_as_written,
)
from content.segment.names.in_labels.strangers import described_name
from content.segment.names.name_score import label_key
from content.segment.names.offices import (
    bare_word,
    has_role,
    is_particle,
    is_role,
    split_office,
    without_address,
)
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words

_FULL_NAME = 2
_MAX_NAME = 4
_MAX_BEHIND = 3
_MAX_NOTE = 4
_ADDRESSED_OFFICE = 3
_MIN_OFFICE = 4
_ABBREVIATION = re.compile(r"[^\W\d_]*[^\W\d_A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞŠŽ]{1,3}")
"""Letters of a body, of which the last is a capital: "MsZ". "McDonald" is none."""

_MAX_LETTERS = 4
# "Истец Лаптев И. С.": where initials stand behind it, the surname is one word.
_OFFICE_AND_INITIALS = re.compile(
    r"([А-ЯЁІЇЄҐ][^.,]*)\s([А-ЯЁІЇЄҐ][\w-]+\s[А-ЯЁІЇЄҐ]\.\s?[А-ЯЁІЇЄҐ]\.)"
)


def split_described(text: str) -> SpeakerName | None:
    """Split "Office, Name", unless what stands before the comma names somebody."""
    found = split_description(text)
    if found is None:
        return _before_dash(text)
    name, role = found
    before = split_office_and_name(role)
    if _holds_a_name(before) and (name not in text[: len(name)]):
        return _before_body(before, name, role)
    if _ends_in_body(name) and not role.isupper():
        return None
    return SpeakerName(name=strip_titles(name), role=without_address(role))


def _ends_in_body(text: str) -> bool:
    """Return whether a body's letters close an office: "p. Majtánová, poslankyňa MsZ".

    Capitals alone may be a surname, so that only an office stands before them.
    """
    *office, last = text.split()
    letters = bool(office) and last.isupper() and len(last) <= _MAX_LETTERS
    return _ABBREVIATION.fullmatch(last) is not None or (
        letters and all(label_key(word) in label_words().roles for word in office)
    )


def asked_for_paper(text: str) -> SpeakerName | None:
    """Return who asks for a paper that its letters name: "Reporter, MDR"; else None.

    >>> asked_for_paper("Reporter, MDR").name, asked_for_paper("Reporter, BROOK")
    ('Reporter, MDR', None)
    """
    asks, comma, paper = text.partition(", ")
    letters = paper.isalpha() and paper.isupper() and len(paper) <= _MAX_LETTERS
    known = comma != "" and asks.casefold() in label_words().unnamed_speakers
    return SpeakerName(name=text, voice=True) if known and letters else None


def behind_listed_office(text: str) -> SpeakerName | None:
    """Split "Minister für Handel, Häfen und Fisch Jan Lund": what an office is of has commas.

    A known given name shows where the name starts; right before it stands an office, or
    what "and" joins to the words before the comma. An office that "and" stands before
    shows it, too: its remits may be words for people ("İklim").

    >>> behind_listed_office("ÇEVRE, ŞEHİR VE İKLİM BAKANI FATMA NUR IŞIK").role
    'ÇEVRE, ŞEHİR VE İKLİM BAKANI'
    """
    listed, comma, rest = text.rpartition(", ")
    tokens = rest.split()
    of = label_words().particles
    # "of Arland Britt Lund" has the name of a place.
    starts = [
        n
        for n, one in enumerate(tokens)
        if n and is_given_name(one) and tokens[n - 1] not in of
    ]
    start = _behind_joined_office(tokens) or (starts[0] if starts else 0)
    before, name = tokens[:start], tokens[start:]
    if (
        not (comma and before)
        or not _FULL_NAME <= len(name) <= _MAX_NAME
        or is_given_name(listed.split()[0])
        or not is_person(" ".join(name))
    ):
        return None
    folded = [word.casefold() for word in before]
    joined = not all_words("names.and").isdisjoint(folded[:-1])
    if is_role(folded[-1]) or (joined and has_role(label_key(listed).split())):
        role = " ".join([f"{listed},", *before])
        return SpeakerName(
            name=strip_titles(" ".join(name)), role=without_address(role)
        )
    return None


def _behind_joined_office(tokens: Sequence[str]) -> int:
    """Return where a full name stands behind an office that "and" stands before; else 0.

    >>> _behind_joined_office("vízügyi és energetikai miniszter Kiss Anna".split())
    4
    >>> _behind_joined_office("Häfen und Fisch Jan Lund".split())
    0
    """
    keys = [label_key(token) for token in tokens]
    last = max((n for n, key in enumerate(keys) if is_role(key)), default=0)
    joined = not all_words("names.and").isdisjoint(keys[1:last])
    named = is_full_name(" ".join(tokens[last + 1 :]))
    return last + 1 if joined and named else 0


def office_of_remits(text: str) -> SpeakerName | None:
    """Return an office with all that it is of: "MINISTRA DE INDUSTRIA, COMERCIO Y TURISMO".

    What "and" joins behind the last comma is no name unless a given name shows one, and
    no name opens with "and".

    >>> office_of_remits("Ministra de Industria, Comercio y Turismo").voice
    True
    >>> office_of_remits("Minister für Handel, Häfen und Fisch Jan Lund")
    >>> office_of_remits("Mayor Brook, chair of Parks and Roads")
    """
    joins = all_words("names.and")
    listed, comma, last = without_address(text).rpartition(", ")
    if not comma:
        name, office = split_office(text) or ("", "")
        whole = bool(office) and name.partition(" ")[0].casefold() in joins
    else:
        before, behind = label_key(listed).split(), last.split()
        whole = (
            has_role(before[:2])
            and not label_words().particles.isdisjoint(before)
            and any(label_key(word) in joins for word in behind[1:-1])
            and not has_role(label_key(last).split())
            and not any(map(is_given_name, behind))
        )
    return SpeakerName(name=text, voice=True) if whole else None


def behind_prize(text: str) -> SpeakerName | None:
    """Split "Holder of the Bread Cup for 2019, Mrs Ida Crane"; None if others are named."""
    name = described_name(text)
    role = text[: -len(name)].strip(" ,") if name else ""
    if not name or _holds_a_name(split_office_and_name(role)):
        return None
    return SpeakerName(name=strip_titles(name), role=without_address(role))


def _before_dash(text: str) -> SpeakerName | None:
    """Return a holder named before a dash: "Councillor Ada Brook - United for Northmoor"."""
    holder, *behind = DASH.split(text, maxsplit=1)
    if not behind:
        return None
    addressed = _addressed(holder)
    if addressed and not _opens_as_person(behind[0]):
        # "Doamna Elena Ciobanu – Fracțiunea PAS"
        return SpeakerName(name=addressed, role=behind[0])
    if is_person(behind[0]) and not opens_with_letters(behind[0]):
        return None
    found = split_office_and_name(holder)
    if not (_holds_a_name(found) or found.office):
        return None
    role = ", ".join(filter(None, (office_as_written(found.role), behind[0])))
    return replace(found, name=strip_titles(found.name), role=role)


def _addressed(text: str) -> str:
    """Return the full name behind a form of address; empty if there is none."""
    first, _, name = text.strip().partition(" ")
    known = label_key(first) in label_words().honorifics
    return name if known and is_full_name(name) else ""


def _opens_as_person(text: str) -> bool:
    """Return whether words open with a form of address or a given name."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return label_key(first) in label_words().honorifics or is_given_name(first)


def _before_body(found: SpeakerName, behind: str, before: str) -> SpeakerName | None:
    """Return a holder named before a body: "COUNCILLOR ADA BROOK - United Northmoor".

    What stands behind may only be another person if it opens with a given name, and has
    the letters of the name before it if it is one.
    """
    first, *_ = behind.split()
    addressed = bare_word(first) in label_words().honorifics
    named = addressed or is_given_name(first)
    if named and not is_given_name(found.name.split()[0]):
        # "PRESIDENTA MUNICIPAL DE SAN TELMO, ADA BROOK", "Primarul orașului Valea
        # Lungă, domnul Ion Brad": a word of the office is none of the name.
        return SpeakerName(name=strip_titles(behind), role=without_address(before))
    if is_given_name(first) or before.isupper() == behind.isupper():
        return None
    role = f"{office_as_written(found.role)}, {behind}"
    return replace(found, name=strip_titles(found.name), role=role)


def _holds_a_name(found: SpeakerName) -> bool:
    """Return whether an office surely has its holder behind it, and not a saint's town."""
    *_, of, last = ["", "", *fold_letters(found.role).split()]
    saint = of in label_words().particles and last in all_words(
        "citations.before_lone_names"
    )
    return bool(found.role) and not (saint or found.voice) and is_person(found.name)


def split_office_and_name(text: str) -> SpeakerName:
    """Split an office from the name after it, or in small letters before it."""
    initialled = _OFFICE_AND_INITIALS.fullmatch(text)
    if initialled:
        return SpeakerName(name=initialled.group(2), role=initialled.group(1))
    tokens = text.split()
    end = len(tokens)
    while end > 0 and tokens[end - 1].islower():
        end -= 1
    behind = [token for token in tokens[end:] if token not in label_words().particles]
    name = " ".join(tokens[:end]).rstrip(",")
    if 0 < len(behind) == len(tokens) - end <= _MAX_BEHIND and is_person(name):
        # "NAGY PÉTER államtitkár", "Anna Virta kesk": an office or a party stands last.
        return SpeakerName(name=strip_titles(name), role=" ".join(behind))
    found = split_office(text)
    if found is None:
        found = _split_at_given_name(tokens)
    if found is None:
        named = _is_surname_of_office(tokens) or _has_two_surnames(tokens)
        return SpeakerName(name=text, voice=not named)
    name, role = found
    if not role:
        role, name = _small_office(tokens) or _office_of_place(tokens) or (role, name)
    if role and _is_surname(name):
        return SpeakerName(name=text, office=role)
    return SpeakerName(name=strip_titles(name), role=role)


def _split_at_given_name(tokens: Sequence[str]) -> tuple[str, str] | None:
    """Split an office that an unknown word ends before a known given name.

    Behind "of" or a saint, it may be another's: "Head of the Ada Brook School".

    >>> _split_at_given_name("Consellera d'Economia Anna Puig Roca".split())
    ('Anna Puig Roca', "Consellera d'Economia")
    >>> _split_at_given_name("Deputy Adam Bishop".split())
    ('Adam Bishop', 'Deputy')
    >>> _split_at_given_name("Head of the Ada Brook School".split())
    >>> _split_at_given_name("El alcalde de San Juan de la Vega".split())
    """
    w = label_words()
    of = w.particles | w.articles | all_words("headlines.saints")
    start = next(
        (
            n
            for n in range(1, len(tokens) - 1)
            if is_given_name(tokens[n]) and label_key(tokens[n - 1]) not in of
        ),
        0,
    )
    name = " ".join(tokens[start:])
    surname = not is_given_name(tokens[-1], surely=True)
    named = start > 0 and len(tokens) - start <= _MAX_NAME and surname
    before = [label_key(one) for one in tokens[:start]]
    office = has_role(before) or w.titles.issuperset(before)
    if not (named and office):
        return None
    person = is_person(name) or (
        is_role(label_key(tokens[-1])) and _is_surname_of_office(tokens[start:])
    )
    return (name, " ".join(tokens[:start])) if person else None


def _is_surname_of_office(tokens: Sequence[str]) -> bool:
    """Return whether a given name opens words of which only the last is an office.

    >>> _is_surname_of_office(["Rosa", "Alcalde"]), _is_surname_of_office(["Deputy", "Mayor"])
    (True, False)
    """
    first, *others = tokens
    named = (
        bool(others) and is_given_name(first) and all(t[:1].isupper() for t in tokens)
    )
    return named and not any(is_role(label_key(token)) for token in tokens[:-1])


def _has_two_surnames(tokens: Sequence[str]) -> bool:
    """Return whether a form of address opens two surnames of which the last is an office.

    >>> _has_two_surnames("A señora IGLESIAS REI".split())
    True
    >>> _has_two_surnames("La señora ministra presidenta".split())
    False
    >>> _has_two_surnames("El señor vicepresidente REY".split())
    False
    """
    w = label_words()
    keys = [label_key(token) for token in tokens]
    start = int(keys[0] in w.articles | w.leading_articles)
    addressed = keys[start : start + 1]
    first, *last = tokens[start + 1 :] or [""]
    return (
        bool(addressed)
        and addressed[0] in w.honorifics
        and len(last) == 1
        and first.isupper()
        and last[0].isupper()
        and not has_role([label_key(first)])
    )


def _small_office(tokens: list[str]) -> tuple[str, str] | None:
    """Return a word of no table between a form of address and a surname: "Dl wit Lund"."""
    bare = [bare_word(token) for token in tokens]
    w = label_words()
    if len(tokens) != _ADDRESSED_OFFICE or bare[0] not in w.honorifics:
        return None
    office, surname = tokens[1:]
    small = office.islower() and office.isalpha() and len(office) >= _MIN_OFFICE
    never = w.particles | w.surname_particles | w.never_in_labels
    return (office, surname) if small and office not in never else None


def _office_of_place(tokens: list[str]) -> tuple[str, str] | None:
    """Return an office that also addresses people, with what it is of before it, and the name.

    >>> _office_of_place("Moor Representative Hall-Brook".split())
    ('Moor Representative', 'Hall-Brook')
    >>> _office_of_place("Ada Representative Hall".split())
    """
    w = label_words()
    keys = [bare_word(token) for token in tokens]
    last = max((n for n, key in enumerate(keys[:-1]) if key in w.roles), default=0)
    if last == 0 or keys[last] not in w.honorifics or keys[0] in w.honorifics:
        return None
    named = any(map(is_given_name, tokens[:last])) or not tokens[-1][0].isupper()
    joined = not w.particles.isdisjoint(keys[: last + 1])
    if named or joined:
        return None
    return " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])


def _is_surname(name: str) -> bool:
    """Return whether it is a surname alone: "Hollis", "von der Leyen"."""
    *particles, _ = name.split()
    return all(map(is_particle, particles))


def split_at_comma(text: str) -> SpeakerName | None:
    """Return what stands before a comma as the name; None unless it surely is one."""
    name, _, note = (part.strip() for part in text.partition(","))
    if not name or not note:
        return None
    inner = split_office_and_name(name)
    first, *others = name.split()
    if is_role(bare_word(first)):
        # "Minister of Trade, Sport and Tourism Jana Novak" names nobody before it.
        role = f"{inner.role}, {note}" if inner.role else note
        return None if inner.voice else replace(inner, role=role)
    told = has_role(label_key(note).split()) or _is_told_of(name, note)
    if not others and (inner.voice or not told):
        return None
    # "Kiss Péter alpolgármester, a bizottság elnöke" holds two offices.
    role = f"{inner.role}, {note}" if inner.role else note
    return SpeakerName(name=inner.name, role=role)


def _is_told_of(name: str, note: str) -> bool:
    """Return whether small words behind a given name tell of who bears it, and are no name.

    >>> _is_told_of("Ada", "by phone"), _is_told_of("Ada", "caller from Moor")
    (True, True)
    >>> _is_told_of("BROOK", "ada"), _is_told_of("Ada", "b.")
    (False, False)
    """
    first, *others = note.split()
    small = first.islower() and first.isalpha() and len(others) < _MAX_NOTE
    known = is_given_name(name) and not name.isupper()
    return small and known and not is_given_name(first.capitalize())
