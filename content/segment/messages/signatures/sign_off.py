"""What the last lines of a letter say of who signs it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """How a letter is signed.

    Attributes:
        name: The full name of who signs it; empty if it has none.
        first: The only word of a name that is signed with one.
        closed: Whether a formula stands beside it, such as "Yours".
        group: What signs it and is no person, as printed: "Class 4 B".
    """

    name: str = ""
    first: str = ""
    group: str = ""
    closed: bool = False

    def __bool__(self) -> bool:
        """Return whether somebody signs."""
        return bool(self.name or self.first or self.group)
