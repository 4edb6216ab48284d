"""Offices that no table has as a whole, before initials: "Head of Ferries H. Lund".

What stands before the initial of somebody whom the document has by the whole name is an
office, or the rest of one.
"""

import re

from content.segment.names.given_names import is_given_name
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.words import label_words
from content.segment.speakers.known_names import KnownNames
from content.segment.speakers.short_forms.forms import Forms

_ENDS_IN_INITIALS = re.compile(
    r"(?P<before>.+?)\s+(?P<name>(?:[^\W\d_a-z]\.[\s-]?){1,3}[^\W\d_a-z][\w’'-]+)"
)


def part_offices_before_initials(forms: Forms, known: KnownNames) -> None:
    """Part what stands before the initials of one person whom the document has in full.

    "Tova M. Lund" is nobody's office: one word alone, or a given name, may be a name.
    """
    parted: dict[str, tuple[str, str]] = {}
    for text, name in forms.items():
        found = _ENDS_IN_INITIALS.fullmatch(name.name) if not name.voice else None
        if found and _may_be_office(found["before"], name):
            parted[text] = found["before"], found["name"]
    full = known.full_names({short for _, short in parted.values()}) if parted else {}
    for text, (before, short) in parted.items():
        if short in full:
            role = f"{forms[text].role} {before}".strip()
            forms[text] = SpeakerName(name=full[short], role=role)


def _may_be_office(before: str, name: SpeakerName) -> bool:
    words = before.split()
    particles = label_words().surname_particles
    official = bool(name.role) or len(words) > 1
    return official and not any(
        is_given_name(word) or word.casefold() in particles for word in words
    )
