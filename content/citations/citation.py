"""What a citation is made of: whose words, when, where, and where to read them."""

import re
from dataclasses import dataclass

from content.citations.person_name import PersonName, split_name
from content.model import TurnKind

_GENRES = {
    TurnKind.SPEECH: "Speech",
    TurnKind.QUESTION: "Question",
    TurnKind.MESSAGE: "Message",
    TurnKind.STAGE: "Stage direction",
    TurnKind.HEADING: "Heading",
    TurnKind.COMMENTARY: "Commentary",
    TurnKind.BOILERPLATE: "Notice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An excerpt to be cited.

    Attributes:
        id: The excerpt's.
        text: Its words.
        title: Of the event.
        speaker: Whose words they are; empty for nobody's.
        is_role: Whether that is no person's name but a role, such as "A reporter".
        kind: Whose words an excerpt of this kind holds.
        read_by: Who read them aloud, for a message; may be empty.
        date: ISO 8601, in full or in part; may be empty.
        place: May be empty.
        url: Where to read them; may be empty.
        source: Where they are from, where that is no link; may be empty.
        licence: May be empty.
        language: BCP 47 tag.
    """

    id: str
    text: str
    title: str
    speaker: str = ""
    is_role: bool = False
    kind: TurnKind = TurnKind.SPEECH
    read_by: str = ""
    date: str = ""
    place: str = ""
    url: str = ""
    source: str = ""
    licence: str = ""
    language: str = "en"

    @property
    def genre(self) -> str:
        """Return the kind of words, and who read a message: ``Message read by Ada Brook``."""
        genre = _GENRES[self.kind]
        return f"{genre} read by {self.read_by}" if self.read_by else genre

    @property
    def name(self) -> PersonName | None:
        """The speaker's name in its parts; None for nobody."""
        if not self.speaker:
            return None
        if self.is_role:
            return PersonName(family=self.speaker)
        return split_name(self.speaker, self.language)

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Year, month and day, as many as are known."""
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", self.date)
        parts = tuple(int(part) for part in found.groups() if part) if found else ()
        known = [
            1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False)
        ]
        return parts[: 1 + (known.index(False) if False in known else len(known))]
