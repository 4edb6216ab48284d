"""Records of which a long document has millions: frozen, and quick to make."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[_Class]) -> type[_Class]:
    """Make a dataclass that is frozen for the type checker alone.

    One that Python itself keeps frozen takes three times as long to make, since each
    attribute is set by a call.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)
