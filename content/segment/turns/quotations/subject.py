"""Whom a sentence is about, and how that is known."""

from dataclasses import dataclass
from typing import NamedTuple

from content.segment.basis import Basis, Reason

_NAMED = 0.85
_BELOW = 0.8
_MEANT = 0.55
_GUESSED = 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about, and how that is known; nobody without a name.

    Attributes:
        named: Whether the name stands beside the quotation.
        sure: Whether nobody else may be meant.
        guessed: Whether nothing but a name nearby shows it.
        tagged: Whether a verb of saying behind the quotation means who is named above.
    """

    name: str = ""
    named: bool = True
    sure: bool = True
    guessed: bool = False
    tagged: bool = False

    @property
    def confidence(self) -> float:
        """How sure it is that what is quoted beside the sentence is theirs."""
        if self.guessed:
            return _GUESSED
        surely = _NAMED if self.named else _BELOW
        return surely if self.sure else _MEANT

    @property
    def reason(self) -> Reason:
        """Why it is theirs."""
        if self.guessed:
            return Reason(f"quoted, and {self.name} is named nearest; a guess")
        if self.named:
            words = f"quoted beside a verb of saying and the name of {self.name}"
            return Reason(words, Basis.TAG)
        if self.tagged:
            words = f"quoted beside a verb of saying that means {self.name}"
            return Reason(words, Basis.TAG)
        return Reason(f"quoted behind words about {self.name}", Basis.ANNOUNCEMENT)


NOBODY = Subject()


class Quotation(NamedTuple):
    """Where a quotation, or a part of one, stands in its paragraph, and who speaks."""

    start: int
    end: int
    who: Subject
