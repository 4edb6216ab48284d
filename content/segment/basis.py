"""Why a passage is given to somebody: what it rests on, and the words for people.

The rule that gives words to somebody sets both. Witnesses read the basis, so that the
wording is free. A doubt that takes a reason's place rests on nothing.
"""

from dataclasses import dataclass, replace
from enum import Enum


class Basis(Enum):
    """What shows whose words a passage holds."""

    NOTHING = "nothing: it is nobody's, or in doubt"
    LABEL = "the label above it"
    ANNOUNCEMENT = "words beside it, or at the top of the page, that say who speaks"
    LINE_ABOVE = "a line of its own above it that says who speaks, or wrote it"
    HOLDER = "a line of the page, as its head, that names who holds the office"
    HEADLINE = "the headline, which names the author"
    BY_LINE = "a by-line, or another line at the top with the author's name"
    SIGNATURE = "who signs it"
    ASKED = "the page says who answers its questions"
    LOOK = "it looks as the questions of the page do"
    TAG = "a verb of saying and a name beside the quotation"
    SENDER = "who is said to have sent or written what is read out or quoted"
    UNSURE_SENDER = (
        "who is said to have sent it, though others who are named near it may have"
    )
    MESSAGE_HEAD = "the head of a mail or a post"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage was read so.

    Attributes:
        words: For people.
        basis: For witnesses.
    """

    words: str = ""
    basis: Basis = Basis.NOTHING

    def also(self, words: str) -> "Reason":
        """Return the reason with words that add to it.

        >>> Reason("the by-line names the author", Basis.BY_LINE).also("a guess").words
        'the by-line names the author; a guess'
        """
        return replace(self, words=f"{self.words}; {words}")

    def doubted(self, words: str) -> "Reason":
        """Return the reason with a doubt behind it.

        A label is left out: that they stand under it is what all words of a turn share.
        """
        known = self.words and self.basis is not Basis.LABEL
        return self.also(words) if known else Reason(words)

    def for_sender(self, words: str) -> "Reason":
        """Return the reason for another sender of a text, who is doubted if the first was.

        >>> Reason("Ada sent it", Basis.UNSURE_SENDER).for_sender("Tom moved it").basis.name
        'UNSURE_SENDER'
        >>> Reason("Tom Ferro read it").for_sender("Tom moved it").basis.name
        'SENDER'
        """
        doubted = self.basis is Basis.UNSURE_SENDER
        return Reason(words, Basis.UNSURE_SENDER if doubted else Basis.SENDER)

    def renamed(self, old: str, new: str) -> "Reason":
        """Return the reason with another form of a name."""
        return replace(self, words=self.words.replace(old, new))


def named_in_line_above(name: str, does: str = "speaks") -> Reason:
    """Return the reason that a line of its own above the words names whose they are."""
    return Reason(f"a line above says that {name} {does}", Basis.LINE_ABOVE)


def announced_as_speaker(name: str) -> Reason:
    """Return the reason that the page's words about a person announce the speech."""
    return Reason(f"announced by words about {name}", Basis.ANNOUNCEMENT)


def told_of_as_speaker(name: str, basis: Basis = Basis.NOTHING) -> Reason:
    """Return the reason that a page tells of a speech, and most likely of its speaker."""
    return Reason(f"the page tells of a speech, most likely by {name}", basis)
