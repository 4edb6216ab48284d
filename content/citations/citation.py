"""What a citation is made of: whose words, when, where, and where to read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.language.folding import fold_letters
from content.language.tokens import is_unspaced
from content.language.word_lists import all_words
from content.model import TurnKind

_SUFFIX = re.compile(r",?\s+((?:[JS]r|Esq)\.?|[IVX]+)$")
_SYLLABLES = re.compile(r"[^\W\d_]+-[^\W\d_]+")

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
class PersonName:
    """A name in its parts; one that has no parts, such as 习近平, is all `family`.

    Attributes:
        family: With what belongs before it: van Gogh.
        given: First names and initials.
        suffix: Jr., III.
        family_first: Whether it is spoken so, as Kim Dae-jung is; no list turns it round.
    """

    family: str
    given: str = ""
    suffix: str = ""
    family_first: bool = False

    @property
    def inverted(self) -> str:
        """The name as lists sort it: ``King, Martin Luther, Jr.``."""
        if self.family_first:
            return f"{self.family} {self.given}"
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def inverted_initials(self) -> str:
        """The name with initials: ``King, M. L., Jr.``."""
        return ", ".join(filter(None, (self.family, self.initials, self.suffix)))

    @property
    def initials(self) -> str:
        """The initials of the given names: ``J.-P.``, ``F. D.``."""
        return " ".join(
            "-".join(
                f"{part[0].upper()}." if part[0].isalpha() else part
                for part in name.split("-")
                if part
            )
            for name in self.given.split()
        )


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
        """What it is, and of a message who read it: ``Message read by Ada Brook``."""
        genre = _GENRES[self.kind]
        return f"{genre} read by {self.read_by}" if self.read_by else genre

    @property
    def name(self) -> PersonName | None:
        """The speaker's name in its parts; None for nobody."""
        if not self.speaker:
            return None
        if self.is_role:
            return PersonName(family=self.speaker)
        return split_name(self.speaker)

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Year, month and day, as many as are known."""
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", self.date)
        parts = tuple(int(part) for part in found.groups() if part) if found else ()
        known = [
            1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False)
        ]
        return parts[: 1 + (known.index(False) if False in known else len(known))]


def split_name(name: str) -> PersonName:
    """Return a name in its parts; given names mostly come first.

    >>> split_name("Martin Luther King, Jr.").inverted_initials
    'King, M. L., Jr.'
    >>> split_name("Charles de Gaulle").inverted, split_name("Лев Толстой").inverted
    ('de Gaulle, Charles', 'Толстой, Лев')
    >>> split_name("习近平").inverted, split_name("Elizabeth II").inverted
    ('习近平', 'Elizabeth II')
    >>> split_name("Kim Dae-jung").inverted, split_name("Lu Xun").inverted_initials
    ('Kim Dae-jung', 'Lu, X.')
    >>> split_name("Parliament of Australia").inverted
    'Parliament of Australia'
    """
    plain = " ".join(name.split())
    if "," in plain and not _SUFFIX.search(plain):
        family, given = (part.strip() for part in plain.split(",", 1))
        return PersonName(family=family, given=given)
    suffix = _SUFFIX.search(plain)
    words = plain[: suffix.start()].split() if suffix else plain.split()
    if len(words) < 2 or any(is_unspaced(word) for word in words):
        # One name has no parts, and of Chinese names we can't know which comes first.
        return PersonName(family=plain)
    particles = all_words("names.particles")
    if any(word.islower() and word not in particles for word in words[1:]):
        # An assembly or an office: "The Chair of the Board".
        return PersonName(family=plain)
    if _is_family_first(words):
        return PersonName(family=words[0], given=words[1], family_first=True)
    at = len(words) - 1
    while at > 1 and words[at - 1].islower() and words[at - 1] in particles:
        at -= 1
    return PersonName(
        family=" ".join(words[at:]),
        given=" ".join(words[:at]),
        suffix=suffix[1] if suffix else "",
    )


def _is_family_first(words: Sequence[str]) -> bool:
    """Return whether two words are a name such as Kim Dae-jung or Lu Xun."""
    if len(words) != 2:
        return False
    family, given = words
    in_syllables = _SYLLABLES.fullmatch(given) and given == given.capitalize()
    listed = fold_letters(family) in all_words("names.before_given_names")
    return bool(in_syllables) or listed
