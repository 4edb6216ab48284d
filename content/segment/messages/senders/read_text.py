"""A text that is read out, with what is said around it.

Neither who reads it nor whom it greets has sent it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.segment.messages.addresses import addresses_body
from content.segment.messages.extent import Extent
from content.segment.messages.greeted import is_greeted
from content.segment.names.descriptions import is_person
from content.segment.names.in_text.capitalized_runs import MIN_NAME_WORDS
from content.segment.names.in_text.same_person import has_word_of, names_surname
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD, articles, label_words

_MIN_NAME = 3
_MAX_ADDRESS = 80
_CACHED_NAMES = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text that is read out, and what is said around it.

    Attributes:
        introduction: The paragraph that announces it.
        extent: Where it ends, and who signs there.
        sure: Whether the introduction surely announces it.
        above: The paragraphs before the introduction, the nearest one last.
        below: The paragraph that follows the text, or all that may follow.
        titles: Full forms of titles of honour.
        reader: Who reads it, and so did not send it.
        speakers: Who speaks in the document; whoever is addressed in passing is no
            sender.
        opening: Its first words; whom they greet did not send it.
        words: Its paragraphs.
        loose: Whether only its length shows that it is another's.
        language: Of the document; empty if it is not known.
        sent_above: Who sent the last text above it; empty if none stands near.
    """

    introduction: str
    extent: Extent
    sure: bool
    above: Sequence[str]
    below: Sequence[str]
    titles: dict[str, str]
    reader: str
    speakers: Collection[str]
    opening: str = ""
    words: Sequence[str] = ()
    loose: bool = False
    language: str = ""
    sent_above: str = ""

    @property
    def closing(self) -> str:
        """Its last paragraph."""
        return self.words[-1] if self.words else ""

    def rules_out(self, name: str) -> bool:
        """Return whether somebody did not send it: who reads it, or whom it greets."""
        return may_be_reader(name, self.reader) or _greets(self.opening, name)


@lru_cache(maxsize=_CACHED_NAMES)
def may_be_reader(name: str, reader: str) -> bool:
    """Return whether a name may be the reader's own; of a family, each has another."""
    own = NAME_WORD.findall(reader.casefold())
    words = NAME_WORD.findall(name.casefold())
    small = any(word.islower() for word in name.split()[1:])
    if small and own and all(is_role(one) or one in articles() for one in own):
        return False  # The Speaker is not "the Speaker of the House of Arland".
    if not any(len(word) > _MIN_NAME and word in own for word in words):
        return False
    return not _are_relatives(words, own)


def _are_relatives(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether two names differ in the given name, and agree in the surname alone."""
    if min(len(one), len(two)) < MIN_NAME_WORDS or not is_person(" ".join(two).title()):
        return False
    titles = label_words().titles | label_words().honorifics
    given = (one[0], two[0])
    told = any(word in titles or is_role(word) or len(word) == 1 for word in given)
    shared = set(one) & set(two)
    return (
        not told
        and given[0][:_MIN_NAME] != given[1][:_MIN_NAME]
        and shared == {one[-1]}
    )


def _greets(opening: str, name: str) -> bool:
    """Return whether a letter opens by greeting somebody, in whatever case.

    So does a line of its own: "To the council of Lower Pell"
    """
    if not name:
        return False
    if addresses_body(opening) and has_word_of(opening, name):
        return True
    line, parted, _ = opening.strip().partition("\n")
    if parted and len(line) <= _MAX_ADDRESS and names_surname(line, name):
        return True
    return is_greeted(name, opening)
