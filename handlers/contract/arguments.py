"""The values that a request gives to a command's parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = str | int


@dataclass(frozen=True, slots=True)
class Arguments(Mapping[str, Value]):
    """Values by the parameter's name; a parameter without a value is missing.

    Attributes:
        by_name: Text, or an integer where the parameter's kind is a number.
        subcommand: The name of the sub-command, or empty.
        unread: Typed words that no parameter or sub-command takes.
    """

    by_name: Mapping[str, Value] = field(default_factory=dict)
    subcommand: str = ""
    unread: str = ""

    def __post_init__(self) -> None:
        """Copy the values, so that nobody can change them."""
        object.__setattr__(self, "by_name", MappingProxyType(dict(self.by_name)))

    def __getitem__(self, name: str) -> Value:
        """Return the value of a parameter."""
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the parameters that have a value."""
        return iter(self.by_name)

    def __len__(self) -> int:
        """Return how many parameters have a value."""
        return len(self.by_name)

    def text(self, name: str) -> str:
        """Return a value as text; empty where it is missing."""
        return str(self.by_name.get(name, ""))

    def number(self, name: str) -> int | None:
        """Return the value of a number; None where it is missing."""
        value = self.by_name.get(name)
        return value if isinstance(value, int) else None


NO_ARGUMENTS = Arguments()
