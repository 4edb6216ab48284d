"""The end of a text that is read out, what shows it, and who signs there."""

from dataclasses import dataclass
from enum import Enum, auto


class Form(Enum):
    """What marks a text, and so its end."""

    QUOTED = auto()
    SET_OFF = auto()  # as a quotation of the page, or in italics
    LETTER = auto()  # it is signed
    READ = auto()  # its reader says where it ends
    LIST = auto()
    REST = auto()  # it opens with a line of address, and nothing shows its end
    OPEN = auto()  # nothing shows its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where a text ends (exclusive), what shows it, and who signs there.

    Attributes:
        first: The single word that signs it, where no more of the name stands there.
        group: What signs it and is no person, as printed.
        bare: Whether no formula stands beside who signs: only the last sentence is a name.
        greeted: Whether it opens with a salutation.
        evident: Whether its form alone shows that it is a letter.
        for_another: Whether who signs does so for another, who may have sent it.
    """

    end: int
    form: Form
    signer: str = ""
    first: str = ""
    group: str = ""
    bare: bool = False
    greeted: bool = False
    evident: bool = False
    for_another: bool = False

    @property
    def signed(self) -> bool:
        """Whether somebody signs it."""
        return bool(self.signer or self.first or self.group)
