"""What a person may say about a doubtful passage."""

import re
from dataclasses import dataclass
from enum import StrEnum

from content.model import Turn, TurnKind
from content.transcript_file.fields import is_valid
from content.transcript_file.text import tidy_line

MAX_NAME_CHARS = 200
_NAME_AND_ROLE = re.compile(r"(?P<name>[^()（）]+)[(（](?P<role>.+)[)）]")


class CannotSettleError(ValueError):
    """An answer that can't be given; its text says what to do instead."""


class Choice(StrEnum):
    """What a doubtful passage is found to be."""

    RIGHT = "right"
    BEFORE = "before"
    """The words of whoever spoke before it."""
    AFTER = "after"
    """The words of whoever speaks after it."""
    SPEAKER = "speaker"
    """The words of another speaker of the file, whom the answer names."""
    NEW = "new"
    """The words of somebody who is not declared yet, whom the answer names."""
    COMMENTARY = "commentary"
    STAGE = "stage"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice, and the name of the speaker where it needs one."""

    choice: Choice
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose words a passage holds, and how they came to be said."""

    kind: TurnKind
    speaker: str | None = None
    read_by: str | None = None


NOBODY = {
    Choice.COMMENTARY: Voice(kind=TurnKind.COMMENTARY),
    Choice.STAGE: Voice(kind=TurnKind.STAGE),
    Choice.HEADING: Voice(kind=TurnKind.HEADING),
}


def voice_of(turn: Turn) -> Voice:
    """Return whose words a turn holds as it stands."""
    return Voice(kind=turn.kind, speaker=turn.speaker, read_by=turn.read_by)


def checked_name(name: str) -> str:
    """Return a speaker's name as the file can hold it.

    Raises:
        CannotSettleError: It is empty, has no letter, or is too long for a name.
    """
    tidy = tidy_line(name)
    if not tidy:
        raise CannotSettleError("A speaker needs a name. Write it and try again.")
    if len(tidy) > MAX_NAME_CHARS:
        raise CannotSettleError(
            f"That is too long for a name: {len(tidy):,} characters, and "
            f"{MAX_NAME_CHARS} is the most."
        )
    if not any(map(str.isalpha, tidy)):
        raise CannotSettleError(f"“{tidy}” is no name. Write one with letters.")
    return tidy


def without_role(typed: str) -> tuple[str, str]:
    """Return a typed name and the role behind it in brackets, as lists show it.

    >>> without_role("Jo Field (mayor)"), without_role("Jo Field")
    (('Jo Field', 'mayor'), ('Jo Field', ''))
    """
    found = _NAME_AND_ROLE.fullmatch(typed)
    if found is None or not is_valid("role", found["role"]):
        return typed, ""
    if not any(map(str.isalpha, found["name"])):
        return typed, ""
    if not any(map(str.isalnum, found["role"])):
        return typed, ""
    return found["name"].rstrip(), found["role"]
