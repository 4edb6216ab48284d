"""What a person may say about a doubtful passage."""

from dataclasses import dataclass
from enum import StrEnum

from content.model import Turn, TurnKind
from content.transcript_file.text import tidy_line

MAX_NAME_CHARS = 200


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
        CannotSettleError: It is empty, or too long for a name.
    """
    tidy = tidy_line(name)
    if not tidy:
        raise CannotSettleError("A speaker needs a name. Write it and try again.")
    if len(tidy) > MAX_NAME_CHARS:
        raise CannotSettleError(
            f"That is too long for a name: {len(tidy):,} characters, and "
            f"{MAX_NAME_CHARS} is the most."
        )
    return tidy
