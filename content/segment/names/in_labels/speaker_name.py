"""The name and the role that a label has, and how they are spelled."""

from dataclasses import dataclass

from content.segment.names.descriptions import is_person
from content.segment.names.name_score import label_key
from content.segment.names.offices import bare_word, has_role
from content.segment.names.spelling.capitalization import as_written
from content.segment.names.titles import strip_titles
from content.segment.names.words import label_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerName:
    """The name and role in a label.

    Attributes:
        name: The person's name, or the whole label if it is only a role.
        role: What the label says about the person beside the name; may be empty.
        voice: Whether nobody is named, only a role.
        office: What stands before a surname without a given name ("Mayor Hollis"). It
            stays in the name, too, since it alone tells this Hollis from another.
    """

    name: str
    role: str = ""
    voice: bool = False
    office: str = ""


def office_as_written(office: str) -> str:
    """Spell an office; a party or a region is left in its capitals.

    "CAPOGRUPPO DELLA LEGA" is as good as one, since "of" joins its words.
    """
    words = label_key(office).split() if office else []
    joined = not label_words().particles.isdisjoint(words[1:-1])
    is_office = joined or has_role(words)
    return as_written(office, mixed=False) if is_office else office


def is_full_name(text: str) -> bool:
    """Return whether it is a name of more than a form of address and a surname."""
    first = bare_word(strip_titles(text).partition(" ")[0])
    titled = first in label_words().dropped_titles
    return not titled and is_person(text)
