"""What a message of any export is, and how values of JSON are read without trust."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message of a chat.

    Attributes:
        author: Who wrote it; empty for a notice of the program.
        day: ISO 8601, empty where it has none.
        text: What was written.
    """

    author: str
    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """The messages of an export, in the order in which they are read.

    Attributes:
        title: What the export calls the chat; empty for none.
        messages: With answers below what they answer, where the export keeps threads.
    """

    title: str
    messages: Sequence[ChatMessage]


def text_of(value: object, *keys: str) -> str:
    """Return the first text under keys of an object that is not blank, else nothing.

    >>> text_of({"a": " ", "b": "x"}, "a", "b"), text_of([], "a"), text_of({"a": 1}, "a")
    ('x', '', '')
    """
    if not isinstance(value, dict):
        return ""
    found = (value.get(key) for key in keys)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")


def objects_of(value: object) -> list[dict[str, object]]:
    """Return the objects of a list, nothing of anything else."""
    return (
        [each for each in value if isinstance(each, dict)]
        if isinstance(value, list)
        else []
    )
